#include "desk/arguments.h"

#include "base/format.h"
#include "base/version.h"

#include <algorithm>
#include <array>
#include <map>

namespace kiosk {
namespace {

constexpr std::string_view help = R"(kiosk-desk, the staff side of the lobby screens.

  kiosk-desk serve                the desk: pages for the staff, content for the screens
  kiosk-desk publish --to DIR     what is on the screens, as a folder that any web server can serve
  kiosk-desk import FILE          a content document and its pictures into an empty desk
  kiosk-desk invite [NAME]        a one-time address for a new colleague, or a new password for NAME
  kiosk-desk screen NAME          a token for the screen of that name to report with
  kiosk-desk key new FILE         a key to sign the content with
  kiosk-desk key rotate FILE      the key after it; --finish puts it in the place of the old one
  kiosk-desk files DIR            the files of a folder, hidden ones excepted, and nothing else

  --state DIR             where the desk keeps its records (systemd's StateDirectory, else ~/.local/state/kiosk-desk)
  --key FILE              the key to sign with (else systemd's credential "signing-key"; else nothing is signed)
  --listen ADDRESS:PORT   where to listen, in numbers (127.0.0.1:8080); port 0 takes any that is free
  --proxy ADDRESS         the proxy in front, which says where a request comes from (X-Forwarded-For)
  --proxy-header NAME     the header in which it names the user, who then need not log in
  --role ROLE             what a new colleague may do: author (writes), editor (publishes) or admin
  --at TIME               begins at another time, as `kiosk show --at` does: for the demo
  --help                  this text
  --version               the version

Exit codes are those of sysexits(3): 64 for a mistake on the command line, 65 for content that cannot be taken, 66 for
a file that is not there, 69 where the port is taken, 75 where another program has the records, 78 for a bad key.
)";

tl::unexpected<Error> misused(const std::string& message) {
  return fail("desk.usage", str(message, " (kiosk-desk --help tells more)"));
}

/// The command line taken apart: words, and options with their values.
struct Line {
  std::vector<std::string_view> words;
  std::map<std::string_view, std::string_view> options;

  std::string_view option(std::string_view name) const {
    const auto found = options.find(name);
    return found == options.end() ? std::string_view{} : found->second;
  }
};

constexpr std::array<std::string_view, 8> with_value{"--state", "--key",          "--listen", "--proxy",
                                                     "--to",    "--proxy-header", "--role",   "--at"};
constexpr std::string_view finish = "--finish";

Result<Line> take_apart(const std::vector<std::string_view>& arguments) {
  Line line;
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    const auto equals = argument->starts_with("--") ? argument->find('=') : std::string_view::npos;
    const auto name = argument->substr(0, equals);
    if (!name.starts_with('-')) {
      line.words.push_back(name);
    } else if (name == finish && equals == std::string_view::npos) {
      line.options[finish] = {};
    } else if (std::ranges::find(with_value, name) == with_value.end()) {
      return misused(str("\"", name, "\" is unknown"));
    } else if (equals != std::string_view::npos) {
      line.options[name] = argument->substr(equals + 1);
    } else if (std::next(argument) != arguments.end()) {
      line.options[name] = *++argument;
    } else {
      return misused(str(name, " needs a value"));
    }
  }
  return line;
}

/// Whether no other option is there than these.
Result<void> only(const Line& line, const std::vector<std::string_view>& known) {
  for (const auto& [name, value] : line.options) {
    if (std::ranges::find(known, name) == known.end())
      return misused(str(name, " means nothing to \"", line.words.front(), "\""));
  }
  return {};
}

Result<Endpoint> endpoint_of(const Line& line) {
  const auto text = line.option("--listen");
  return text.empty() ? Endpoint{} : parse_endpoint(text);
}

Result<DeskCommand> serve(const Line& line) {
  if (auto fits = only(line, {"--state", "--key", "--listen", "--proxy", "--proxy-header", "--at"}); !fits)
    return tl::unexpected(fits.error());
  if (line.words.size() != 1) return misused("serve takes no folder; files DIR serves one");
  auto endpoint = endpoint_of(line);
  if (!endpoint) return tl::unexpected(endpoint.error());
  Serve command{line.option("--state"),
                line.option("--key"),
                std::move(*endpoint),
                std::string(line.option("--proxy")),
                std::string(line.option("--proxy-header")),
                std::nullopt};
  if (command.proxy.empty() && !command.proxy_header.empty()) return misused("--proxy-header needs --proxy");
  if (const auto at = line.option("--at"); !at.empty()) {
    command.at = parse_when(at);
    if (!command.at) return misused(str("a time is 2026-02-20T09:41 or 2026-02-20T09:41:00+01:00, not \"", at, '"'));
  }
  return command;
}

Result<DeskCommand> serve_files(const Line& line) {
  if (auto fits = only(line, {"--listen"}); !fits) return tl::unexpected(fits.error());
  if (line.words.size() != 2) return misused("files takes one folder");
  auto endpoint = endpoint_of(line);
  if (!endpoint) return tl::unexpected(endpoint.error());
  return ServeFiles{line.words[1], std::move(*endpoint)};
}

Result<DeskCommand> publish(const Line& line) {
  if (auto fits = only(line, {"--state", "--key", "--to"}); !fits) return tl::unexpected(fits.error());
  if (line.words.size() != 1 || line.option("--to").empty()) return misused("publish needs --to DIR");
  return PublishTo{line.option("--state"), line.option("--key"), line.option("--to")};
}

Result<DeskCommand> import(const Line& line) {
  if (auto fits = only(line, {"--state", "--key"}); !fits) return tl::unexpected(fits.error());
  if (line.words.size() != 2) return misused("import takes one content document");
  return Import{line.option("--state"), line.option("--key"), line.words[1]};
}

Result<DeskCommand> invite(const Line& line) {
  if (auto fits = only(line, {"--state", "--role"}); !fits) return tl::unexpected(fits.error());
  if (line.words.size() > 2) return misused("invite takes at most one name");
  Invite command{line.option("--state"), Role::author, line.words.size() == 2 ? std::string(line.words[1]) : ""};
  const auto role = line.option("--role");
  if (role == "editor") {
    command.role = Role::editor;
  } else if (role == "admin") {
    command.role = Role::admin;
  } else if (!role.empty() && role != "author") {
    return misused(str("a role is author, editor or admin, not \"", role, '"'));
  }
  return command;
}

Result<DeskCommand> screen(const Line& line) {
  if (auto fits = only(line, {"--state"}); !fits) return tl::unexpected(fits.error());
  if (line.words.size() != 2) return misused("screen takes one name");
  return AddScreen{line.option("--state"), std::string(line.words[1])};
}

Result<DeskCommand> key(const Line& line) {
  if (auto fits = only(line, {finish}); !fits) return tl::unexpected(fits.error());
  const bool finishes = line.options.contains(finish);
  if (line.words.size() == 3 && line.words[1] == "new" && !finishes) return KeyCommand{KeyStep::make, line.words[2]};
  if (line.words.size() == 3 && line.words[1] == "rotate")
    return KeyCommand{finishes ? KeyStep::finish_rotation : KeyStep::begin_rotation, line.words[2]};
  return misused("key new FILE or key rotate FILE [--finish] was expected");
}

}  // namespace

Result<DeskCommand> parse_desk_arguments(const std::vector<std::string_view>& arguments) {
  for (const auto argument : arguments) {
    if (argument == "--help" || argument == "-h") return Print{std::string(help)};
    if (argument == "--version") return Print{str("kiosk-desk ", version(), "\n")};
  }
  const auto line = take_apart(arguments);
  if (!line) return tl::unexpected(line.error());
  using Parse = Result<DeskCommand> (*)(const Line&);
  constexpr std::array<std::pair<std::string_view, Parse>, 7> commands{{{"serve", &serve},
                                                                        {"files", &serve_files},
                                                                        {"publish", &publish},
                                                                        {"import", &import},
                                                                        {"invite", &invite},
                                                                        {"screen", &screen},
                                                                        {"key", &key}}};
  const auto* const command = std::ranges::find_if(
      commands, [&](const auto& each) { return !line->words.empty() && each.first == line->words.front(); });
  if (command == commands.end())
    return misused("a command was expected: serve, publish, import, invite, screen, key or files");
  return command->second(*line);
}

}  // namespace kiosk
