#include "layout/compose.h"
#include "layout/fake_measure.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

const test::FakeMeasure measure;
const Theme theme;
constexpr Size screen{1920, 1080};

struct Line {
  Institute institute{"Institute for Cancer Research", "UTC", {"en"}, "", {}};
  Zone zone = Zone::utc();
  std::optional<Logo> logo = {};
  Wander wander = {};

  Foot foot(const Surface& colours) const {
    Setting setting{institute, theme, zone, measure, "en", screen, Instant{}};
    setting.logo = logo;
    return compose_foot({80, 1840, colours, true, wander}, {2, 12}, setting);
  }
};

const Image* logo_of(const Foot& foot) {
  for (const auto& item : foot.fixed) {
    if (const auto* image = std::get_if<Image>(&item)) return image;
  }
  return nullptr;
}

bool has_text(const std::vector<Item>& items, std::string_view text) {
  return std::ranges::any_of(items, [text](const Item& item) {
    const auto* run = std::get_if<TextRun>(&item);
    return run != nullptr && run->text == text;
  });
}

float left_of(const std::vector<Item>& items, std::string_view text) {
  for (const auto& item : items) {
    if (const auto* run = std::get_if<TextRun>(&item); run != nullptr && run->text == text) return run->origin.x;
  }
  return -1;
}

TEST_CASE("a logo stands for the drawn mark, in its own proportions") {
  for (const Size size : {Size{400, 400}, Size{800, 400}, Size{300, 600}}) {
    const Foot foot = Line{.logo = Logo{"logo.png", size}}.foot(theme.paper);
    const Image* logo = logo_of(foot);
    REQUIRE(logo != nullptr);
    const double proportion = static_cast<double>(logo->box.width) / logo->box.height;
    CHECK(proportion == doctest::Approx(static_cast<double>(size.width) / size.height).epsilon(0.05));
    CHECK(logo->box.x == 80);
    CHECK(has_text(foot.fixed, "Institute for Cancer Research"));
  }
}

TEST_CASE("a logo of five times its height has the name in it, and one of fifty is made smaller") {
  const Foot foot = Line{.logo = Logo{"logo.png", {1000, 200}}}.foot(theme.paper);
  CHECK_FALSE(has_text(foot.fixed, "Institute for Cancer Research"));
  const Foot strip = Line{.logo = Logo{"logo.png", {5000, 100}}}.foot(theme.paper);
  CHECK(logo_of(strip)->box.width <= 280);
  CHECK(logo_of(strip)->box.height >= 1);
}

TEST_CASE("on paper a logo lies on the ground, on a dark ground on a light plate") {
  const Line line{.logo = Logo{"logo.png", {400, 400}}};
  const Foot paper = line.foot(theme.paper);
  CHECK(logo_of(paper)->behind == theme.paper.ground);
  CHECK_FALSE(std::holds_alternative<Fill>(paper.fixed.front()));
  const Foot night = line.foot(theme.night);
  CHECK(logo_of(night)->behind == Colour{0xff, 0xff, 0xff});
  const auto* plate = std::get_if<Fill>(&night.fixed.front());
  REQUIRE(plate != nullptr);
  const Box& logo = logo_of(night)->box;
  CHECK(intersection(plate->box, logo) == logo);
}

TEST_CASE("mirrored, the clock is at the left and the mark at the right, within the same edges") {
  const Foot one = Line{}.foot(theme.paper);
  const Foot other = Line{.wander = {0, 0, true}}.foot(theme.paper);
  CHECK(left_of(other.clock, "00:00") < 500);
  CHECK(left_of(one.clock, "00:00") > 1500);
  CHECK(left_of(other.fixed, "Institute for Cancer Research") > 1200);
  const Box mark = std::get<Fill>(one.fixed.front()).box;
  const Box mirrored = std::get<Fill>(other.fixed.front()).box;
  CHECK(mirrored.right() == 1840);
  CHECK(mirrored.x - 80 == 1840 - mark.right());
  CHECK(intersection(other.clock_box, other.pill()).empty());
}

}  // namespace
}  // namespace kiosk
