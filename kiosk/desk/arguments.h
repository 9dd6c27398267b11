/// The command line of kiosk-desk. Pure.
#pragma once

#include "base/result.h"
#include "desk/server.h"
#include "editorial/people.h"
#include "model/when.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk {

/// The desk itself: pages for the staff, and the endpoint of the screens.
struct Serve {
  std::filesystem::path state;  ///< empty: systemd's StateDirectory, else XDG's
  std::filesystem::path key;    ///< empty: systemd's credential "signing-key"; nothing is signed where there is none
  Endpoint endpoint;
  std::string proxy;         ///< address of the one proxy in front; empty: there is none
  std::string proxy_header;  ///< in which it names the user; empty: people log in
  std::optional<When> at;    ///< the clock begins there: for the demo
  bool operator==(const Serve&) const = default;
};
/// The files of a folder, and nothing else.
struct ServeFiles {
  std::filesystem::path folder;
  Endpoint endpoint;
  bool operator==(const ServeFiles&) const = default;
};
/// What is on the screens, into a folder of static files.
struct PublishTo {
  std::filesystem::path state;
  std::filesystem::path key;
  std::filesystem::path folder;
  bool operator==(const PublishTo&) const = default;
};
/// A content document that exists, with its pictures, into an empty desk.
struct Import {
  std::filesystem::path state;
  std::filesystem::path key;
  std::filesystem::path document;
  bool operator==(const Import&) const = default;
};
struct Invite {
  std::filesystem::path state;
  Role role = Role::author;
  std::string name;  ///< of the account that is to have a new password; empty: a new one
  bool operator==(const Invite&) const = default;
};
/// A token for the screen of that name to report with.
struct AddScreen {
  std::filesystem::path state;
  std::string name;
  bool operator==(const AddScreen&) const = default;
};
enum class KeyStep { make, begin_rotation, finish_rotation };
struct KeyCommand {
  KeyStep step = KeyStep::make;
  std::filesystem::path file;
  bool operator==(const KeyCommand&) const = default;
};
/// --help or --version: print this, and done.
struct Print {
  std::string text;
  bool operator==(const Print&) const = default;
};
using DeskCommand = std::variant<Serve, ServeFiles, PublishTo, Import, Invite, AddScreen, KeyCommand, Print>;

/// Without the program's name. Errors: desk.usage, desk.endpoint.
Result<DeskCommand> parse_desk_arguments(const std::vector<std::string_view>& arguments);

}  // namespace kiosk
