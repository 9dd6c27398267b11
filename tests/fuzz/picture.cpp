// Picture files: what they say of themselves is bounded before a decoder sees them, and what is decoded has the size
// that was asked for.
#include "decode/decode.h"
#include "decode/formats.h"
#include "decode/orientation.h"
#include "fuzz/fuzz.h"
#include "sync/picture_file.h"

namespace kiosk {
namespace {

using test::must;

void check_info(std::string_view bytes, const PictureInfo& info) {
  must(sniff(bytes) == info.format, "a picture is of the kind that its first bytes say");
  must(info.size.width >= 1 && info.size.width <= max_picture_side, "its width is in bounds");
  must(info.size.height >= 1 && info.size.height <= max_picture_side, "its height is in bounds");
  must(std::int64_t{info.size.width} * info.size.height <= max_picture_pixels, "its area is in bounds");
  must(info.orientation >= 1 && info.orientation <= 8, "it is held in one of eight ways");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  const auto bytes = test::as_text(data, size);
  const int orientation = exif_orientation(bytes);
  must(orientation >= 1 && orientation <= 8, "EXIF gives one of eight orientations");
  const bool let_in = check_picture_file(bytes).has_value();
  must(!let_in || sniff(bytes).has_value(), "what is let in begins as a picture");
  const auto info = inspect(bytes);
  if (!info) return 0;
  check_info(bytes, *info);
  constexpr int small = 20'000;  // pixels: the decoders themselves are the libraries' own business
  if (info->size.width * info->size.height > small) return 0;
  constexpr Size box{24, 10};
  const auto bitmap = decode(bytes, box, Fit::cover, {0.3, 0.7}, {0x10, 0x20, 0x30});
  must(!bitmap || bitmap->size() == box, "a picture that covers is of the box's size");
  const auto whole = decode(bytes, box, Fit::contain, {}, {});
  must(bitmap.has_value() == whole.has_value(), "whether a picture can be decoded is no matter of its size");
  must(!whole || (whole->width() <= box.width && whole->height() <= box.height), "a whole picture lies in the box");
  return 0;
}
