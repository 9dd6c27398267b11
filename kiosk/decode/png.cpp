#include "decode/byte_reader.h"
#include "decode/formats.h"

namespace kiosk {
namespace {

/// Beside the picture data itself. Real files have a few; a decoder given tens of thousands of compressed texts or
/// colour profiles unpacks them one by one.
constexpr int max_side_chunks = 1000;

}  // namespace

Result<StoredPicture> read_png(std::string_view bytes) {
  ByteReader in(bytes);
  in.skip(8);
  const auto header_length = in.u32();
  const auto header_type = in.take(4);
  StoredPicture picture;
  picture.width = in.u32();
  picture.height = in.u32();
  in.skip(5 + 4);
  if (header_type != "IHDR" || header_length != 13)
    return fail("decode.broken", "the PNG does not begin with a header");
  bool data = false;
  int others = 0;
  while (in.ok()) {
    const auto length = in.u32();
    const auto type = in.take(4);
    in.skip(length);
    in.skip(4);
    if (!in.ok()) break;
    if (type == "IEND") {
      if (!data) return fail("decode.broken", "the PNG has no picture in it");
      return picture;
    }
    if (type == "acTL") return fail("decode.format", "an animated PNG; save one picture of it");
    if (type == "IDAT") {
      data = true;
    } else if (++others > max_side_chunks) {
      return fail("decode.broken", "the PNG has more than 1000 pieces beside its picture");
    }
  }
  return fail("decode.broken", "the PNG is cut short: its end mark is missing");
}

}  // namespace kiosk
