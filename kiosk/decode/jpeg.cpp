#include "decode/byte_reader.h"
#include "decode/formats.h"
#include "decode/orientation.h"

#include <map>
#include <optional>

namespace kiosk {
namespace {

// Markers of ITU-T T.81, table B.1.
constexpr std::uint32_t start_of_image = 0xd8;
constexpr std::uint32_t end_of_image = 0xd9;
constexpr std::uint32_t start_of_scan = 0xda;
constexpr std::uint32_t app1 = 0xe1;
constexpr std::uint32_t app2 = 0xe2;
constexpr std::uint32_t app14 = 0xee;

/// Real files have up to some ten scans. Each scan of a progressive file costs a pass over the whole picture, so that a
/// small file with thousands of them would hold up a decoder for minutes.
constexpr int max_scans = 100;

bool is_frame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Result<EncodedPicture> read_header(std::uint32_t marker, std::string_view segment) {
  ByteReader in(segment);
  const auto precision = in.u8();
  EncodedPicture picture;
  picture.height = in.u16();
  picture.width = in.u16();
  const auto components = in.u8();
  if (!in.ok()) return fail("decode.broken", "the JPEG's frame header is too short");
  if (marker > 0xc2) return fail("decode.format", "a lossless or arithmetic JPEG; save it as an ordinary one");
  if (precision != 8) return fail("decode.format", "a JPEG of more than 8 bits a channel; save it with 8");
  if (components != 1 && components != 3 && components != 4)
    return fail("decode.format", "a JPEG that is neither grey, nor RGB, nor CMYK");
  picture.channels = components == 1 ? Channels::grey : components == 3 ? Channels::rgb : Channels::cmyk;
  return picture;
}

/// A colour profile, which may lie in several segments: ICC.1:2010, B.4.
class ProfileSegments {
 public:
  void take(std::string_view segment) {
    constexpr std::string_view mark("ICC_PROFILE\0", 12);
    if (!segment.starts_with(mark)) return;
    ByteReader in(segment.substr(mark.size()));
    const auto number = in.u8();
    count_ = in.u8();
    pieces_.emplace(number, in.rest());
  }

  /// In order. Where one is missing, an empty one, which is a damaged profile to whoever reads it.
  std::vector<std::string_view> pieces() const {
    std::vector<std::string_view> all;
    for (const auto& [number, piece] : pieces_) {
      if (number != all.size() + 1) break;
      all.push_back(piece);
    }
    const bool whole = all.size() == pieces_.size() && all.size() == count_;
    return whole ? all : std::vector{std::string_view{}};
  }

 private:
  std::map<std::uint32_t, std::string_view> pieces_;
  std::uint32_t count_ = 0;
};

/// Skips the compressed data of a scan: up to the next 0xff that neither is stuffed (0x00) nor marks a restart.
void skip_scan(ByteReader& in) {
  for (;;) {
    const auto rest = in.rest();
    const auto at = rest.find('\xff');
    if (at == std::string_view::npos || at + 1 >= rest.size()) return in.skip(rest.size());
    in.skip(at);
    const auto next = static_cast<unsigned char>(rest[at + 1]);
    if (next == 0xff) {
      in.skip(1);
    } else if (next == 0 || (next >= 0xd0 && next <= 0xd7)) {
      in.skip(2);
    } else {
      return;
    }
  }
}

}  // namespace

Result<EncodedPicture> read_jpeg(std::string_view bytes) {
  ByteReader in(bytes);
  in.skip(2);
  std::optional<EncodedPicture> picture;
  int orientation = 1;
  ProfileSegments profile;
  bool adobe = false;
  int scans = 0;
  for (;;) {
    if (in.u8() != 0xff) break;
    auto marker = in.u8();
    while (in.ok() && marker == 0xff) marker = in.u8();
    if (marker == end_of_image) {
      if (!picture || scans == 0) return fail("decode.broken", "the JPEG has no picture in it");
      picture->orientation = orientation;
      picture->colours.profile = profile.pieces();
      picture->colours.inverted = adobe;
      return std::move(*picture);
    }
    const auto length = in.u16();
    if (marker == 0 || marker == start_of_image || length < 2) break;
    const auto segment = in.take(length - 2);
    if (!in.ok()) break;
    if (is_frame(marker) && !picture) {
      auto header = read_header(marker, segment);
      if (!header) return tl::unexpected(header.error());
      picture = std::move(*header);
    } else if (marker == app1 && orientation == 1 && segment.starts_with(exif_mark)) {
      orientation = exif_orientation(segment);
    } else if (marker == app2) {
      profile.take(segment);
    } else if (marker == app14) {
      adobe = adobe || segment.starts_with("Adobe");
    } else if (marker == start_of_scan) {
      if (++scans > max_scans) return fail("decode.broken", "the JPEG has more than 100 scans");
      skip_scan(in);
    }
  }
  return fail("decode.broken", in.rest().empty() ? "the JPEG is cut short: its end mark is missing"
                                                 : "the JPEG is damaged between its segments");
}

}  // namespace kiosk
