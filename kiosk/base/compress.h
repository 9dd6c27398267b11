/// Packed bytes in and out (RFC 1950 to 1952). Pure functions; any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

/// A gzip file of `bytes`, as small as it gets. It says neither when nor where it was made: the same bytes give the
/// same file.
std::string gzip(std::string_view bytes);

/// What a zlib stream from anywhere holds. Errors: compress.size (it is cut short, or unpacks to more than `most`),
/// compress.damaged.
Result<std::string> unpack_zlib(std::string_view stream, std::size_t most);

}  // namespace kiosk
