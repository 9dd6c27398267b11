/// The versions of the libraries that decode/ runs with, for `kiosk --version`.
#pragma once

#include <string>

namespace kiosk {

/// "SDL_image 2.6.3, lcms 2.14"
std::string decode_libraries();

}  // namespace kiosk
