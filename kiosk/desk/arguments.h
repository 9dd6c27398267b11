/// The command line of kiosk-desk. Pure.
#pragma once

#include "base/result.h"
#include "desk/server.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk {

struct Serve {
  std::filesystem::path folder;
  Endpoint endpoint;
  bool operator==(const Serve&) const = default;
};
/// --help or --version: print this, and done.
struct Print {
  std::string text;
  bool operator==(const Print&) const = default;
};
using DeskCommand = std::variant<Serve, Print>;

/// Without the program's name. Errors: desk.usage, desk.endpoint.
Result<DeskCommand> parse_desk_arguments(const std::vector<std::string_view>& arguments);

}  // namespace kiosk
