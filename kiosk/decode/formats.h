/// The frames of the three file formats, read without their decoders. Pure functions over untrusted bytes.
#pragma once

#include "base/result.h"
#include "decode/decode.h"
#include "decode/srgb.h"

#include <cstdint>
#include <string_view>

namespace kiosk {

/// As the file has it: not yet upright, and of any size that its fields can say.
struct EncodedPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int orientation = 1;
  Channels channels = Channels::rgb;
  ColourNotes colours;
};

/// Each walks its file from the first byte to the end mark, so that a file that was cut short is found. What follows
/// the end mark is not looked at. Errors: decode.format, decode.broken.
Result<EncodedPicture> read_jpeg(std::string_view bytes);
Result<EncodedPicture> read_png(std::string_view bytes);
Result<EncodedPicture> read_webp(std::string_view bytes);

/// All that is known of a file without decoding it.
struct Frame {
  PictureInfo info;
  Channels channels = Channels::rgb;
  ColourNotes colours;  ///< of the bytes, which must outlive it
};

/// Errors: those of inspect(), which is the part of it that others need.
Result<Frame> read_frame(std::string_view bytes);

}  // namespace kiosk
