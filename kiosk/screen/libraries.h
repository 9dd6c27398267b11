/// The versions of the libraries that screen/ runs with, for `kiosk --version`.
#pragma once

#include <string>

namespace kiosk {

/// "SDL 2.26.5, SDL_ttf 2.20.1, FreeType 2.12.1, HarfBuzz 6.0.0"
std::string screen_libraries();

}  // namespace kiosk
