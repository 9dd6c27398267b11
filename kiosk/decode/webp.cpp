#include "decode/byte_reader.h"
#include "decode/formats.h"
#include "decode/orientation.h"

namespace kiosk {
namespace {

/// What stands beside the picture in an extended file: RFC 9649, section 2.7. A chunk that is not whole ends the
/// search; whether the picture is, the decoder finds.
void read_extras(ByteReader in, EncodedPicture& picture) {
  while (!in.rest().empty()) {
    const auto type = in.take(4);
    const auto length = in.u32();
    const auto chunk = in.take(length);
    if (!in.ok()) return;
    if (type == "ICCP" && picture.colours.profile.empty()) picture.colours.profile = {chunk};
    if (type == "EXIF") picture.orientation = exif_orientation(chunk);
    in.skip(length % 2);
  }
}

}  // namespace

// RFC 9649, sections 2.4 to 2.7; the lossy frame's header is RFC 6386, section 9.1.
Result<EncodedPicture> read_webp(std::string_view bytes) {
  constexpr bool big_endian = false;
  ByteReader in(bytes, big_endian);
  in.skip(4);
  if (const auto size = in.u32(); std::uint64_t{size} + 8 != bytes.size()) {
    return fail("decode.broken", "the WebP is cut short, or has something after its end: its size is not what it says");
  }
  in.skip(4);
  const auto type = in.take(4);
  const auto length = in.u32();
  ByteReader chunk(in.take(length), big_endian);
  EncodedPicture picture;
  if (type == "VP8 ") {
    const bool key_frame = (chunk.u24() & 1) == 0;
    const bool started = chunk.take(3) == "\x9d\x01\x2a";
    picture.width = chunk.u16() & 0x3fff;
    picture.height = chunk.u16() & 0x3fff;
    if (!key_frame || !started) return fail("decode.broken", "the WebP's frame does not begin as it must");
  } else if (type == "VP8L") {
    const bool started = chunk.u8() == 0x2f;
    const auto sizes = chunk.u32();
    picture.width = (sizes & 0x3fff) + 1;
    picture.height = ((sizes >> 14) & 0x3fff) + 1;
    if (!started) return fail("decode.broken", "the WebP's frame does not begin as it must");
  } else if (type == "VP8X") {
    const auto flags = chunk.u8();
    chunk.skip(3);
    picture.width = chunk.u24() + 1;
    picture.height = chunk.u24() + 1;
    if ((flags & 0x02) != 0) return fail("decode.format", "an animated WebP; save one picture of it");
    in.skip(length % 2);
    read_extras(in, picture);
  } else {
    return fail("decode.broken", "the WebP has no picture in it");
  }
  if (!in.ok() || !chunk.ok()) return fail("decode.broken", "the WebP is cut short");
  return picture;
}

}  // namespace kiosk
