/// Style, script and drawings of the desk, which are part of the program, and the fonts of this machine. Pure but for
/// the fonts, which are read from the disk; any thread.
#pragma once

#include "desk/http.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

struct Asset {
  std::string_view name;  ///< "desk.css"
  std::string_view bytes;
};
/// Those of assets/, written by the build (assets.cmake).
std::span<const Asset> embedded_assets();

/// "/assets/desk.css?v=1f2e3d4c": the address changes with what is in it, so that browsers may keep it for ever.
std::string asset_address(std::string_view name);

/// The answer to GET /assets/NAME: an asset, or one of Inter's cuts. Nothing where there is none of that name.
std::optional<HttpResponse> asset_response(std::string_view name);

}  // namespace kiosk
