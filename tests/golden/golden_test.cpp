// Every kind of slide, drawn by the real studio with the real fonts, against a picture that a person has looked at.
//
// A golden picture is renewed with KIOSK_RENEW=1, and committed after somebody looked at the old one and the new one.
// Where one differs, what was drawn and where it differs are left in build/golden/.
#include "app/studio.h"
#include "base/file.h"
#include "decode/decode.h"
#include "decode/png_file.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(KIOSK_SOURCE_DIR) / "tests/golden";
constexpr Size landscape{960, 540};
constexpr Size portrait{540, 960};

/// Glyph edges move a little with the version of FreeType: so much per channel is no difference,
constexpr int channel_tolerance = 24;
/// and so many pixels in a thousand may differ by more.
constexpr double tolerated_share = 2;

EditionPtr edition() {
  const auto bytes = read_file(folder / "content.json", 1 << 20);
  REQUIRE(bytes);
  std::map<std::string, fs::path> pictures;
  for (const char* name : {"cells-tumour.jpg", "network-europe.jpg", "helix-rna.jpg"}) {
    pictures.emplace(std::string("../../media/") + name, fs::path(KIOSK_SOURCE_DIR) / "media" / name);
  }
  const auto made = make_edition("golden", *bytes, {}, pictures);
  REQUIRE(made);
  REQUIRE((*made)->problems.empty());
  return *made;
}

int channel(Pixel pixel, unsigned shift) {
  return static_cast<int>(pixel >> shift & 0xffU);
}

bool differ(Pixel a, Pixel b) {
  return std::ranges::any_of(std::array{16U, 8U, 0U}, [a, b](unsigned shift) {
    return std::abs(channel(a, shift) - channel(b, shift)) > channel_tolerance;
  });
}

/// What the band lies over.
constexpr std::size_t news = 1;

/// How many of a thousand pixels differ; `where` gets them in red.
double difference(const Bitmap& actual, const Bitmap& golden, Bitmap& where) {
  where = Bitmap(actual.size(), 0xffffff);
  int count = 0;
  for (std::size_t i = 0; i < actual.pixels().size(); ++i) {
    if (!differ(actual.pixels()[i], golden.pixels()[i])) continue;
    where.pixels()[i] = 0xff0000;
    ++count;
  }
  return 1000.0 * count / static_cast<double>(actual.pixels().size());
}

void write(const fs::path& file, const Bitmap& bitmap) {
  const auto png = encode_png(bitmap);
  REQUIRE(png);
  fs::create_directories(file.parent_path());
  REQUIRE(replace_file(file, *png));
}

void compare(const std::string& name, const Bitmap& actual) {
  const fs::path golden_file = folder / (name + ".png");
  if (std::getenv("KIOSK_RENEW") != nullptr) {
    write(golden_file, actual);
    return;
  }
  const auto bytes = read_file(golden_file, 16 << 20);
  REQUIRE_MESSAGE(bytes, golden_file.string(),
                  " is missing: KIOSK_RENEW=1 makes it; look at it before it is committed");
  const auto golden = decode(*bytes, actual.size(), Fit::contain, {}, {});
  REQUIRE(golden);
  REQUIRE(golden->size() == actual.size());
  Bitmap where;
  const double differing = difference(actual, *golden, where);
  if (differing <= tolerated_share) return;
  const fs::path left = fs::path(KIOSK_BINARY_DIR) / "golden";
  write(left / (name + ".actual.png"), actual);
  write(left / (name + ".difference.png"), where);
  FAIL_CHECK(name, ": ", differing, " of 1000 pixels differ; see ", left.string());
}

}  // namespace

TEST_CASE("slides look as they did when somebody looked at them") {
  const auto shown = edition();
  const auto at = shown->zone.instant(*parse_when("2026-02-20T09:41:00"), DayEdge::start);
  for (const auto& [size, orientation] : {std::pair{landscape, "landscape"}, std::pair{portrait, "portrait"}}) {
    Studio studio({size, Rotation::none, ""});
    for (std::size_t i = 0; i < shown->document.slides.size(); ++i) {
      for (const auto& language : shown->document.institute.languages) {
        const auto& slide = shown->document.slides[i];
        Look look{shown, i, language, at, at + Millis{10'000}, {3, 12}, {}, false};
        const auto* notice = notice_of(slide);
        if (notice != nullptr && notice->level == NoticeLevel::takeover) look.progress = {};
        if (notice != nullptr && notice->level == NoticeLevel::band) {
          look.slide = news;
          look.band = i;
        }
        const auto prepared = studio.prepare(look);
        CHECK_MESSAGE(prepared.findings.empty(), slide.id, " (", language, ", ", orientation, ") is cut");
        compare(slide.id + "." + orientation + "." + language, prepared.picture);
      }
    }
  }
}
