#include "decode/byte_reader.h"
#include "decode/formats.h"
#include "decode/orientation.h"

#include <algorithm>

namespace kiosk {
namespace {

/// Beside the picture data itself. Real files have a few; a decoder given tens of thousands of compressed texts or
/// colour profiles unpacks them one by one.
constexpr int max_side_chunks = 1000;

/// The numbers of gAMA and cHRM: integers, a hundred thousand for 1.
double fraction(ByteReader& in) {
  return in.u32() / 100'000.0;
}

/// PNG, third edition, 11.3.2. What is out of all reason counts as not said.
void read_colours(std::string_view type, std::string_view data, ColourNotes& colours) {
  ByteReader in(data);
  if (type == "sRGB") {
    colours.srgb = true;
  } else if (type == "iCCP" && colours.profile.empty()) {
    // A name that ends with a zero, the method of compression, and the stream.
    const auto name_end = std::min(data.find('\0'), data.size());
    colours.profile = {data.substr(std::min(name_end + 2, data.size()))};
    colours.deflated = true;
  } else if (type == "gAMA") {
    const double encoding = fraction(in);
    if (in.ok() && encoding > 0.1 && encoding < 10) colours.gamma = 1 / encoding;
  } else if (type == "cHRM") {
    std::array<double, 8> corners{};
    for (double& corner : corners) corner = fraction(in);
    if (!in.ok()) return;
    for (std::size_t i = 0; i < corners.size(); i += 2) {
      if (corners[i] + corners[i + 1] > 1 || corners[i + 1] == 0) return;
    }
    colours.corners = corners;
  }
}

}  // namespace

Result<EncodedPicture> read_png(std::string_view bytes) {
  ByteReader in(bytes);
  in.skip(8);
  const auto header_length = in.u32();
  const auto header_type = in.take(4);
  EncodedPicture picture;
  picture.width = in.u32();
  picture.height = in.u32();
  in.skip(1);
  constexpr std::uint32_t grey = 0;
  constexpr std::uint32_t grey_and_alpha = 4;
  const auto colour = in.u8();
  if (colour == grey || colour == grey_and_alpha) picture.channels = Channels::grey;
  in.skip(3 + 4);
  if (header_type != "IHDR" || header_length != 13)
    return fail("decode.broken", "the PNG does not begin with a header");
  bool data = false;
  int others = 0;
  while (in.ok()) {
    const auto length = in.u32();
    const auto type = in.take(4);
    const auto chunk = in.take(length);
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
    } else if (type == "eXIf") {
      picture.orientation = exif_orientation(chunk);
    } else {
      read_colours(type, chunk, picture.colours);
    }
  }
  return fail("decode.broken", "the PNG is cut short: its end mark is missing");
}

}  // namespace kiosk
