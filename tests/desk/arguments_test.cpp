#include "desk/arguments.h"

#include "base/version.h"

#include <doctest/doctest.h>

namespace kiosk {

TEST_CASE("serve takes a folder, and where to listen") {
  CHECK(parse_desk_arguments({"serve", "site"}).value() == DeskCommand(Serve{"site", {"127.0.0.1", 8080}}));
  CHECK(parse_desk_arguments({"serve", "site", "--listen", "127.0.0.1:0"}).value() ==
        DeskCommand(Serve{"site", {"127.0.0.1", 0}}));
  CHECK(parse_desk_arguments({"--listen=[::1]:81", "serve", "site"}).value() ==
        DeskCommand(Serve{"site", {"::1", 81}}));
}

TEST_CASE("help and version are printed") {
  const auto help = parse_desk_arguments({"serve", "--help"}).value();
  CHECK(std::get<Print>(help).text.find("kiosk-desk serve DIR") != std::string::npos);
  const auto shown = parse_desk_arguments({"--version"}).value();
  CHECK(std::get<Print>(shown).text == "kiosk-desk " + std::string(version()) + "\n");
}

TEST_CASE("anything else is a mistake in the use") {
  using Words = std::vector<std::string_view>;
  for (const auto& words :
       {Words{}, Words{"serve"}, Words{"serve", "a", "b"}, Words{"edit", "a"}, Words{"serve", "a", "-x"}}) {
    const auto command = parse_desk_arguments(words);
    REQUIRE_FALSE(command);
    CHECK(command.error().code == "desk.usage");
  }
}

TEST_CASE("an endpoint is an address and a port") {
  CHECK(parse_endpoint("0.0.0.0:65535").value() == Endpoint{"0.0.0.0", 65535});
  for (const std::string text :
       {"", "8080", ":8080", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80 "}) {
    CAPTURE(text);
    const auto endpoint = parse_endpoint(text);
    REQUIRE_FALSE(endpoint);
    CHECK(endpoint.error().code == "desk.endpoint");
  }
}

}  // namespace kiosk
