#include "desk/arguments.h"

#include "base/version.h"

#include <doctest/doctest.h>

namespace kiosk {

TEST_CASE("serve takes a folder for its records, a key, where to listen, and a proxy") {
  CHECK(parse_desk_arguments({"serve"}).value() == DeskCommand(Serve{}));
  Serve serve;
  serve.state = "records";
  serve.key = "desk.key";
  serve.endpoint = {"::1", 81};
  serve.proxy = "127.0.0.1";
  serve.proxy_header = "X-User";
  serve.at = parse_when("2026-02-20T09:41");
  CHECK(parse_desk_arguments({"--listen=[::1]:81", "serve", "--state", "records", "--key=desk.key", "--proxy",
                              "127.0.0.1", "--proxy-header", "X-User", "--at", "2026-02-20T09:41"})
            .value() == DeskCommand(serve));
}

TEST_CASE("files takes a folder, and where to listen") {
  CHECK(parse_desk_arguments({"files", "site"}).value() == DeskCommand(ServeFiles{"site", {"127.0.0.1", 8080}}));
  CHECK(parse_desk_arguments({"files", "site", "--listen", "127.0.0.1:0"}).value() ==
        DeskCommand(ServeFiles{"site", {"127.0.0.1", 0}}));
}

TEST_CASE("the other commands take what they need") {
  CHECK(parse_desk_arguments({"publish", "--to", "out", "--state", "r"}).value() ==
        DeskCommand(PublishTo{"r", "", "out"}));
  CHECK(parse_desk_arguments({"import", "content.json"}).value() == DeskCommand(Import{"", "", "content.json"}));
  CHECK(parse_desk_arguments({"invite", "--role", "editor"}).value() == DeskCommand(Invite{"", Role::editor, ""}));
  CHECK(parse_desk_arguments({"invite", "kari"}).value() == DeskCommand(Invite{"", Role::author, "kari"}));
  CHECK(parse_desk_arguments({"screen", "lobby"}).value() == DeskCommand(AddScreen{"", "lobby"}));
  CHECK(parse_desk_arguments({"key", "new", "k"}).value() == DeskCommand(KeyCommand{KeyStep::make, "k"}));
  CHECK(parse_desk_arguments({"key", "rotate", "k"}).value() == DeskCommand(KeyCommand{KeyStep::begin_rotation, "k"}));
  CHECK(parse_desk_arguments({"key", "rotate", "k", "--finish"}).value() ==
        DeskCommand(KeyCommand{KeyStep::finish_rotation, "k"}));
}

TEST_CASE("help and version are printed") {
  const auto help = parse_desk_arguments({"serve", "--help"}).value();
  CHECK(std::get<Print>(help).text.find("kiosk-desk serve") != std::string::npos);
  const auto shown = parse_desk_arguments({"--version"}).value();
  CHECK(std::get<Print>(shown).text == "kiosk-desk " + std::string(version()) + "\n");
}

TEST_CASE("anything else is a mistake in the use") {
  using Words = std::vector<std::string_view>;
  for (const auto& words : {Words{}, Words{"files"}, Words{"serve", "a"}, Words{"files", "a", "b"}, Words{"edit", "a"},
                            Words{"files", "a", "-x"}, Words{"serve", "--to", "a"}, Words{"serve", "--listen"},
                            Words{"serve", "--proxy-header", "X-User"}, Words{"publish"},
                            Words{"serve", "--at", "soon"}, Words{"invite", "--role", "boss"}, Words{"key", "new"},
                            Words{"key", "new", "k", "--finish"}, Words{"files", "a", "--state", "b"}}) {
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
