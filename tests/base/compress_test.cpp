#include "base/compress.h"

#include <doctest/doctest.h>
#include <zlib.h>

namespace kiosk {
namespace {

std::string zlib_stream(std::string_view bytes) {
  std::string packed(::compressBound(bytes.size()), '\0');
  auto length = static_cast<uLongf>(packed.size());
  ::compress(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()),
             bytes.size());
  packed.resize(length);
  return packed;
}

std::string gunzip(std::string_view bytes) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  REQUIRE(::inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(::inflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(stream.avail_in == 0);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

TEST_CASE("a gzip file holds what went in, says nothing of when, and is always the same") {
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string(100'000, 'x'), std::string("\0\xff", 2)}) {
    const auto packed = gzip(bytes);
    CHECK(gunzip(packed) == bytes);
    CHECK(packed.starts_with("\x1f\x8b\x08"));
    CHECK(packed.substr(3, 5) == std::string(5, '\0'));  // flags and time
    CHECK(packed == gzip(bytes));
  }
  CHECK(gzip(std::string(100'000, 'x')).size() < 200);
}

TEST_CASE("a stream is unpacked up to its bound") {
  const std::string bytes(1000, 'y');
  const auto packed = zlib_stream(bytes);
  CHECK(unpack_zlib(packed, 1000) == bytes);
  CHECK(unpack_zlib(packed, 999).error().code == "compress.size");
  CHECK(unpack_zlib(packed.substr(0, packed.size() - 1), 1000).error().code == "compress.size");
  CHECK(unpack_zlib("nonsense", 1000).error().code == "compress.damaged");
}

}  // namespace
}  // namespace kiosk
