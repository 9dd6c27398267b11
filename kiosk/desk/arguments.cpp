#include "desk/arguments.h"

#include "base/format.h"
#include "base/version.h"

namespace kiosk {
namespace {

constexpr std::string_view help = R"(kiosk-desk, the staff side of the lobby screens.

  kiosk-desk serve DIR [--listen ADDRESS:PORT]

Serves the files of DIR over HTTP, hidden files excepted, so that screens can fetch their content from here.

  --listen ADDRESS:PORT   where to listen, in numbers (127.0.0.1:8080); port 0 takes any that is free
  --help                  this text
  --version               the version
)";

tl::unexpected<Error> misused(const std::string& message) {
  return fail("desk.usage", str(message, " (kiosk-desk --help tells more)"));
}

}  // namespace

Result<DeskCommand> parse_desk_arguments(const std::vector<std::string_view>& arguments) {
  std::vector<std::string_view> words;
  Endpoint endpoint;
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    if (*argument == "--help" || *argument == "-h") return Print{std::string(help)};
    if (*argument == "--version") return Print{str("kiosk-desk ", version(), "\n")};
    if (*argument == "--listen" || argument->starts_with("--listen=")) {
      std::string_view value;
      if (const auto equals = argument->find('='); equals != std::string_view::npos) {
        value = argument->substr(equals + 1);
      } else if (std::next(argument) != arguments.end()) {
        value = *++argument;
      }
      auto parsed = parse_endpoint(value);
      if (!parsed) return tl::unexpected(parsed.error());
      endpoint = std::move(*parsed);
    } else if (argument->starts_with('-')) {
      return misused(str("\"", *argument, "\" is unknown"));
    } else {
      words.push_back(*argument);
    }
  }
  if (words.empty() || words[0] != "serve") return misused("a command was expected, serve");
  if (words.size() != 2) return misused("serve takes one folder");
  return Serve{words[1], std::move(endpoint)};
}

}  // namespace kiosk
