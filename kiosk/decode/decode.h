/// Picture files to pixels: JPEG, PNG and WebP, upright, in sRGB, and at the size at which they are shown.
/// Pure functions of the bytes, which are taken for hostile: what a file says of itself is checked before any decoder
/// sees it. Any thread.
#pragma once

#include "base/bitmap.h"
#include "base/colour.h"
#include "base/result.h"
#include "model/slide.h"

#include <optional>
#include <string_view>

namespace kiosk {

enum class PictureFormat { jpeg, png, webp };

/// No side may be longer (it is what every GPU in use takes as a texture), and no picture may have more pixels (a
/// 48-kilobyte PNG can otherwise ask for gigabytes).
inline constexpr int max_picture_side = 16384;
inline constexpr int max_picture_pixels = 64'000'000;

/// What the first bytes say it is; whether the rest agrees, inspect() tells.
std::optional<PictureFormat> sniff(std::string_view bytes);

struct PictureInfo {
  PictureFormat format = PictureFormat::jpeg;
  Size size;            ///< upright: as it is shown
  int orientation = 1;  ///< of EXIF 2.32, 4.6.4: 1 is upright, 6 must be turned clockwise by a quarter
  bool operator==(const PictureInfo&) const = default;
};

/// Reads the file's own frame, without decoding: the kind, the size, and that nothing is missing at the end.
/// Errors: decode.format (not a picture, or of a kind that cannot be shown: GIF, animations), decode.too_large,
/// decode.broken (cut short, or not what its own header says).
Result<PictureInfo> inspect(std::string_view bytes);

/// The picture, in sRGB by its own colour profile, scaled in linear light. Fit::cover: exactly `box`, cropped around
/// `focus`. Fit::contain: all of it, as large as fits into `box`, one side less where the proportions differ. What is
/// transparent shows `backdrop`. `box` is at least 1 × 1. Errors: those of inspect().
Result<Bitmap> decode(std::string_view bytes, Size box, Fit fit, Focus focus, Colour backdrop);

/// All of the picture, at its own size, or where that is larger than `box` as large as fits into it. Errors: those of
/// inspect().
Result<Bitmap> reduce(std::string_view bytes, Size box, Colour backdrop);

/// Whether decode() will work: decodes once and throws the pixels away. A colour profile that decode() will leave aside
/// is told to the log. Errors: those of inspect().
Result<void> verify(std::string_view bytes);

}  // namespace kiosk
