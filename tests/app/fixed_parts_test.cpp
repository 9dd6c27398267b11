// The foot line over a day of the demo: what is always at the same place burns into a panel.
#include "base/file.h"
#include "layout/compose.h"
#include "schedule/cue.h"
#include "screen/fonts.h"
#include "screen/painter.h"
#include "studio/make.h"
#include "studio/themes.h"

#include <chrono>
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Instant midnight = std::chrono::sys_days{2026y / 2 / 20} - 1h;  // in Oslo
constexpr int strip_units = 6;

EditionPtr demo() {
  const auto bytes = read_file(std::string(KIOSK_SOURCE_DIR) + "/config/demo/content.json", 1 << 20);
  REQUIRE(bytes);
  const auto made = make_edition("demo", *bytes, {}, {});
  REQUIRE(made);
  return *made;
}

/// Which pixels of the foot line were lit whenever it was looked at.
class AlwaysLit {
 public:
  AlwaysLit(Size size, const Fonts& fonts, Fonts& painter) : size_(size), fonts_(fonts), painter_(painter) {
    const int height = std::min(size.width, size.height) * strip_units / 54;
    strip_ = {0, size.height - height, size.width, height};
    lit_.assign(static_cast<std::size_t>(strip_.width) * static_cast<std::size_t>(strip_.height), 1);
  }

  void add(const Edition& edition, const Cue& cue) {
    const auto& entry = edition.programme.entries()[cue.entry];
    const Setting setting{edition.document.institute, theme_, edition.zone, fonts_, entry.language, size_, cue.since};
    const Composition slide = compose(edition.document.slides[entry.slide], setting);
    Bitmap picture(size_, ground);
    if (slide.foot) {
      const Foot foot = compose_foot(*slide.foot, {cue.position, cue.count}, setting);
      Scene scene{size_, foot.fixed};
      scene.items.insert(scene.items.end(), foot.clock.begin(), foot.clock.end());
      scene.items.emplace_back(foot.pill_fill);
      paint(scene, {[](const Image&) { return nullptr; }, painter_}, strip_, picture);
    }
    std::size_t i = 0;
    for (int y = strip_.y; y < strip_.bottom(); ++y) {
      for (const Pixel pixel : picture.row(y)) lit_[i++] &= static_cast<std::uint8_t>(pixel != ground);
    }
  }

  std::int64_t count() const { return std::ranges::count(lit_, 1); }

 private:
  static constexpr Pixel ground = 0x010203;  // no colour of the line

  const Size size_;
  const Theme theme_;
  const Fonts& fonts_;
  Fonts& painter_;
  Box strip_;
  std::vector<std::uint8_t> lit_;
};

/// How long it takes until no pixel has been lit all the time; a day where that never happens. Looked at every seven
/// minutes: what is lit at all times is lit at these.
Millis until_none(const Edition& edition, Size size, Fonts& fonts) {
  AlwaysLit lit(size, fonts, fonts);
  for (Millis passed = 0ms; passed < 24h; passed += 7min) {
    const auto cue = cue_at(edition.programme, midnight + passed);
    REQUIRE(cue);
    lit.add(edition, *cue);
    if (lit.count() == 0) return passed;
  }
  return 24h;
}

TEST_CASE("over a day no pixel of the fixed parts is lit the whole time, even where one slide alone is on") {
  auto fonts = Fonts::open(FontFiles{}, {});
  REQUIRE(fonts);
  const EditionPtr all = demo();
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1024, 768}}) {
    const auto passed = until_none(*all, size, **fonts);
    MESSAGE("the demo at ", size.width, "x", size.height, ": ",
            std::chrono::duration_cast<std::chrono::minutes>(passed).count(), " min");
    CHECK(passed < 24h);
  }
  const auto one = std::ranges::find(all->document.slides, "person", &kind_of);
  REQUIRE(one != all->document.slides.end());
  const EditionPtr alone = test::edition("alone", {*one});
  const auto passed = until_none(*alone, {1920, 1080}, **fonts);
  MESSAGE("one slide: ", std::chrono::duration_cast<std::chrono::minutes>(passed).count(), " min");
  CHECK(passed < 24h);
}

}  // namespace
}  // namespace kiosk
