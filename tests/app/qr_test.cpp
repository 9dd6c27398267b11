// The codes of the demo, read back from the pixels that the screen shows, by a decoder that is not ours.
#include "base/file.h"
#include "studio/studio.h"

#include <ZXing/ReadBarcode.h>
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace kiosk {
namespace {

/// The addresses on the slide, in alphabetical order.
std::vector<std::string> addresses_of(const Slide& slide) {
  std::vector<std::string> addresses;
  if (const auto* links = std::get_if<LinksSlide>(&slide.content)) {
    for (const auto& link : links->items) addresses.push_back(link.url);
  } else if (!slide.url.empty()) {
    addresses.push_back(slide.url);
  }
  std::ranges::sort(addresses);
  return addresses;
}

std::vector<std::string> read_codes(const Bitmap& picture) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(picture.pixels().data());
  const ZXing::ImageView view(bytes, picture.width(), picture.height(), ZXing::ImageFormat::BGRX);
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  std::vector<std::string> texts;
  for (const auto& code : ZXing::ReadBarcodes(view, hints)) texts.push_back(code.text());
  std::ranges::sort(texts);
  return texts;
}

}  // namespace

TEST_CASE("every code of the demo leads where its slide says, on each size of screen") {
  const auto bytes = read_file(std::string(KIOSK_SOURCE_DIR) + "/config/demo/content.json", 1 << 20);
  REQUIRE(bytes);
  const auto demo = make_edition("demo", *bytes, {}, {});
  REQUIRE(demo);
  const auto now = (*demo)->zone.instant(*parse_when("2026-02-20T09:41:00"), DayEdge::start);
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1280, 720}}) {
    Studio studio({size, Rotation::none, ""});
    for (std::size_t i = 0; i < (*demo)->document.slides.size(); ++i) {
      const Slide& slide = (*demo)->document.slides[i];
      const auto prepared = studio.prepare({*demo, i, "nb", now, now, {i, 15}, {}, false});
      INFO(slide.id, " at ", size.width, "x", size.height);
      CHECK(read_codes(prepared.picture) == addresses_of(slide));
    }
  }
}

}  // namespace kiosk
