/// The versions of the libraries that net/ runs with, for `kiosk --version`.
#pragma once

#include <string>

namespace kiosk {

/// "libcurl 7.88.1, OpenSSL/3.0.22"
std::string net_libraries();

}  // namespace kiosk
