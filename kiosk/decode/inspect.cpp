#include "base/format.h"
#include "decode/formats.h"
#include "decode/orientation.h"

namespace kiosk {
namespace {

constexpr std::string_view jpeg_mark = "\xff\xd8\xff";
constexpr std::string_view png_mark = "\x89PNG\r\n\x1a\n";

Result<EncodedPicture> read(PictureFormat format, std::string_view bytes) {
  switch (format) {
    case PictureFormat::jpeg:
      return read_jpeg(bytes);
    case PictureFormat::png:
      return read_png(bytes);
    case PictureFormat::webp:
      break;
  }
  return read_webp(bytes);
}

tl::unexpected<Error> unknown(std::string_view bytes) {
  if (bytes.empty()) return fail("decode.format", "the file is empty");
  if (bytes.starts_with("GIF8")) return fail("decode.format", "a GIF; save it as PNG or JPEG");
  return fail("decode.format", "neither a JPEG, nor a PNG, nor a WebP, whatever its name says");
}

}  // namespace

std::optional<PictureFormat> sniff(std::string_view bytes) {
  if (bytes.starts_with(jpeg_mark)) return PictureFormat::jpeg;
  if (bytes.starts_with(png_mark)) return PictureFormat::png;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return PictureFormat::webp;
  return std::nullopt;
}

Result<Frame> read_frame(std::string_view bytes) {
  const auto format = sniff(bytes);
  if (!format) return unknown(bytes);
  auto stored = read(*format, bytes);
  if (!stored) return tl::unexpected(stored.error());
  const auto width = stored->width;
  const auto height = stored->height;
  if (width == 0 || height == 0) return fail("decode.broken", "the picture has no width or no height");
  if (width > max_picture_side || height > max_picture_side ||
      std::uint64_t{width} * height > std::uint64_t{max_picture_pixels}) {
    return fail("decode.too_large", str("the picture has ", width, " × ", height, " pixels; at most ", max_picture_side,
                                        " a side and 64 million in all can be shown"));
  }
  const Size size{static_cast<int>(width), static_cast<int>(height)};
  const PictureInfo info{*format, turned(size, stored->orientation), stored->orientation};
  return Frame{info, stored->channels, std::move(stored->colours)};
}

Result<PictureInfo> inspect(std::string_view bytes) {
  return read_frame(bytes).map([](const Frame& frame) { return frame.info; });
}

}  // namespace kiosk
