#include "layout/compose.h"
#include "layout/typeset.h"
#include "locale/format.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

/// The foot line's measures, in units. Wandering, its letters keep 2.5u from the lower edge.
constexpr double middle_above_edge = 3.7;
constexpr double mark_side = 2.2;
constexpr double logo_height = 2.4;
constexpr double longest_logo = 14;
constexpr double plate_rim = 0.35;  ///< of the light plate under a logo on a dark ground
constexpr double dot = 0.6;
constexpr double dot_pitch = 1.15;
constexpr double pill = 3;
constexpr double between = 2.4;     ///< the least gap of two parts of the line
constexpr double shortest_bar = 5;  ///< where dots have no room, a bar has
constexpr double longest_bar = 16;
constexpr double longer_date = 2.2;  ///< the date may be so much wider tomorrow

void move(Item& item, int x) {
  std::visit(
      [x](auto& thing) {
        if constexpr (requires { thing.origin; }) {
          thing.origin.x += static_cast<float>(x);
        } else {
          thing.box.x += x;
        }
      },
      item);
}

class FootLine {
 public:
  FootLine(const FootPlace& place, const Setting& setting)
      : place_(place),
        setting_(setting),
        u_(std::min(setting.size.width, setting.size.height) / 54.0),
        middle_(setting.size.height - px(middle_above_edge) + px(place.wander.y)) {}

  /// From the right: the clock, then the dots; from the left: the mark, and the name if there is room between.
  Foot compose(const Progress& progress) {
    const float clock_left = clock();
    float left = mark();
    const float right = clock_left - units(between);
    const auto name = set_name();
    const bool room_for_name =
        place_.with_name && !logo_has_name() && left + name.width + units(between + shortest_bar) <= right;
    if (room_for_name) {
      left += units(1);
      const auto from = foot_.fixed.size();
      const float end = put(foot_.fixed, name.text, Face::semibold, name.size, left, place_.colours.text);
      settle(foot_.fixed, from, left, end);
      left = end;
    }
    if (progress.count > 1) dots(progress, left + units(between), right);
    return std::move(foot_);
  }

 private:
  int px(double units) const { return static_cast<int>(std::lround(units * u_)); }
  float units(double n) const { return static_cast<float>(n * u_); }

  /// How far a part from `left` to `right` is moved: by the wander, and to the other side where the line is mirrored.
  int shift(float left, float right) const {
    const float other_side = place_.wander.mirrored ? static_cast<float>(place_.left + place_.right) - right - left : 0;
    return static_cast<int>(std::lround(other_side)) + px(place_.wander.x);
  }
  void settle(std::vector<Item>& items, std::size_t from, float left, float right) const {
    const int by = shift(left, right);
    for (auto item = items.begin() + static_cast<std::ptrdiff_t>(from); item != items.end(); ++item) move(*item, by);
  }

  struct Name {
    std::string text;
    int size;
    float width;
  };
  Name set_name() const {
    const int size = px(1.5);
    const std::string& text = setting_.institute.name.in(setting_.language);
    return {text, size, setting_.measure.width(text, Face::semibold, size)};
  }

  /// Text in the middle of the line; returns where it ends.
  float put(std::vector<Item>& items, const std::string& text, Face face, int size, float x, Colour colour,
            bool tabular = false) {
    const auto metrics = setting_.measure.metrics(face, size);
    TextRun run{text, face, size, {x, std::round(static_cast<float>(middle_) + metrics.cap_height / 2)}, colour};
    run.tabular = tabular;
    items.emplace_back(std::move(run));
    return x + (tabular ? tabular_width(setting_.measure, text, face, size) : setting_.measure.width(text, face, size));
  }

  double logo_proportion() const {
    return setting_.logo ? static_cast<double>(setting_.logo->size.width) / setting_.logo->size.height : 1;
  }
  /// A long one is a word mark.
  bool logo_has_name() const { return logo_proportion() > 2.5; }

  float mark() {
    const auto left = static_cast<float>(place_.left);
    const float right = setting_.logo ? logo(*setting_.logo) : drawn_mark();
    settle(foot_.fixed, 0, left, right);
    return right;
  }

  /// In proportion. Logos are made for paper: where the ground is dark they stand on a light plate.
  float logo(const Logo& logo) {
    const bool plate = luminance(place_.colours.ground) < 0.4;
    const double width = std::min(longest_logo, logo_height * logo_proportion());
    const double height = width / logo_proportion();
    const int rim = plate ? px(plate_rim) : 0;
    const Box box{place_.left + rim, middle_ - px(height) / 2, std::max(1, px(width)), std::max(1, px(height))};
    const Box around{place_.left, box.y - rim, box.width + 2 * rim, box.height + 2 * rim};
    const Colour light{0xff, 0xff, 0xff};
    if (plate) foot_.fixed.emplace_back(Fill{around, light, units(0.5)});
    foot_.fixed.emplace_back(Image{logo.src, box, Fit::contain, {}, 0, plate ? light : place_.colours.ground});
    return static_cast<float>(around.right());
  }

  /// An open ring on a rounded square.
  float drawn_mark() {
    const int side = px(mark_side);
    const Box box{place_.left, middle_ - side / 2, side, side};
    const int ring = px(1.1);
    const int line = std::max(2, px(0.26));
    const Box inner{box.x + (side - ring) / 2, box.y + (side - ring) / 2, ring, ring};
    const Colour badge = setting_.theme.badge;
    foot_.fixed.emplace_back(Fill{box, badge, units(0.5)});
    foot_.fixed.emplace_back(
        Outline{inner, setting_.theme.on_panel, static_cast<float>(line), static_cast<float>(ring) / 2});
    foot_.fixed.emplace_back(
        Fill{{inner.x + ring / 2 + px(0.08), inner.y - 1, ring / 2 + 1, ring / 2 - px(0.08)}, badge});
    return static_cast<float>(box.right());
  }

  /// Date and time at the right end; returns where they begin at the earliest.
  float clock() {
    const int size = px(1.55);
    const auto local = setting_.zone.local(setting_.now);
    const auto date = short_date(local.date, setting_.language);
    const auto time = clock_time(local.time_of_day, setting_.language);
    const float time_width = tabular_width(setting_.measure, time, Face::semibold, size);
    const float date_width = setting_.measure.width(date, Face::regular, size);
    const auto right = static_cast<float>(place_.right);
    const float time_left = right - time_width;
    const float date_left = time_left - units(1.2) - date_width;
    put(foot_.clock, date, Face::regular, size, date_left, place_.colours.text);
    put(foot_.clock, time, Face::semibold, size, time_left, place_.colours.text, true);
    settle(foot_.clock, 0, date_left, right);
    // Room for a longer date: the box is drawn again at midnight too.
    const float left = date_left - units(longer_date);
    const int height = px(2.6);
    foot_.clock_box = {static_cast<int>(left), middle_ - height / 2, place_.right - static_cast<int>(left) + px(0.2),
                       height};
    foot_.clock_box.x += shift(static_cast<float>(foot_.clock_box.x), static_cast<float>(foot_.clock_box.right()));
    return left;
  }

  void dots(const Progress& progress, float left, float right) {
    const float room = right - left;
    const float needed = units(pill + dot_pitch * static_cast<double>(progress.count - 1));
    const float bar_width = std::min(room, units(longest_bar));
    if (needed > room && bar_width < units(shortest_bar)) return;
    const float begin = right - (needed <= room ? needed : bar_width);
    const auto from = foot_.fixed.size();
    needed <= room ? dots_from(progress, begin) : bar(progress, begin, right);
    settle(foot_.fixed, from, begin, right);
    foot_.pill_fill.box.x += shift(begin, right);
  }

  Colour faint() const { return mix(place_.colours.ground, place_.colours.muted, 0.45); }
  Colour track() const { return mix(place_.colours.ground, setting_.theme.badge, 0.35); }

  void dots_from(const Progress& progress, float x) {
    const int side = std::max(4, px(dot));
    const float radius = static_cast<float>(side) / 2;
    const int top = middle_ - side / 2;
    for (std::size_t i = 0; i < progress.count; ++i) {
      const bool present = i == progress.position;
      const Box box{static_cast<int>(std::lround(x)), top, present ? px(pill) : side, side};
      foot_.fixed.emplace_back(Fill{box, present ? track() : faint(), radius});
      if (present) foot_.pill_fill = Fill{box, setting_.theme.badge, radius};
      x += units(present ? pill + dot_pitch - dot : dot_pitch);
    }
  }

  /// More slides than dots have room: one bar for the round, of which the present slide fills its part.
  void bar(const Progress& progress, float left, float right) {
    const int side = std::max(4, px(dot));
    const float radius = static_cast<float>(side) / 2;
    const auto count = static_cast<float>(progress.count);
    const auto at = [&](std::size_t i) {
      return static_cast<int>(left + (right - left) * static_cast<float>(i) / count);
    };
    const int top = middle_ - side / 2;
    foot_.fixed.emplace_back(Fill{{at(0), top, at(progress.count) - at(0), side}, faint(), radius});
    const int begin = at(progress.position);
    const Box part{begin, top, std::max(side, at(progress.position + 1) - begin), side};
    foot_.fixed.emplace_back(Fill{part, track(), radius});
    foot_.pill_fill = Fill{part, setting_.theme.badge, radius};
  }

  const FootPlace& place_;
  const Setting& setting_;
  const double u_;
  const int middle_;
  Foot foot_;
};

}  // namespace

Foot compose_foot(const FootPlace& place, const Progress& progress, const Setting& setting) {
  return FootLine(place, setting).compose(progress);
}

}  // namespace kiosk
