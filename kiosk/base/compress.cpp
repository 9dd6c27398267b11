#include "base/compress.h"

#include <fmt/format.h>
#include <limits>
#include <memory>
#include <stdexcept>
#include <zlib.h>

namespace kiosk {
namespace {

/// zlib takes what it only reads as if it would write it.
Bytef* as_bytes(std::string_view text) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
}

}  // namespace

std::string gzip(std::string_view bytes) {
  constexpr int gzip_with_the_largest_window = 15 + 16;
  constexpr int memory = 9;
  z_stream stream{};
  if (bytes.size() > std::numeric_limits<uInt>::max() ||
      ::deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_with_the_largest_window, memory,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string packed(::deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = as_bytes(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  ::deflate(&stream, Z_FINISH);  // there is room for all of it
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  return packed;
}

Result<std::string> unpack_zlib(std::string_view stream, std::size_t most) {
  const auto bytes = std::make_unique_for_overwrite<char[]>(most);
  auto length = static_cast<uLongf>(most);
  const int status =
      ::uncompress(reinterpret_cast<Bytef*>(bytes.get()), &length, as_bytes(stream), static_cast<uLong>(stream.size()));
  if (status == Z_BUF_ERROR) {
    return fail("compress.size", fmt::format("it is cut short, or larger than {} bytes", most));
  }
  if (status != Z_OK) return fail("compress.damaged", "it cannot be unpacked");
  return std::string(bytes.get(), length);
}

}  // namespace kiosk
