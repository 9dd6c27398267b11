// Whatever somebody writes, on whatever screen: nothing runs off its edge, nothing lies on anything else, nothing is
// smaller than the look allows, and nothing is left out in silence. Some thousands of slides, and ten times as many
// where KIOSK_LONG_TESTS is set.
#include "layout/generated.h"

#include "layout/compose.h"
#include "layout/fake_measure.h"
#include "layout/typeset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace kiosk;

namespace {

constexpr double units_on_short_edge = 54;
constexpr double edge = 2.5;           ///< nothing readable nearer to an edge, in units
constexpr double smallest_text = 1.5;  ///< and none smaller, but for the rounding to whole pixels
constexpr double smallest_code = 11;

/// Each way a screen may hang: turning by 180 degrees changes nothing here.
constexpr std::array<Size, 11> sizes{{{1920, 1080},
                                      {1080, 1920},
                                      {1280, 720},
                                      {720, 1280},
                                      {1024, 768},
                                      {768, 1024},
                                      {1280, 960},
                                      {3840, 1080},
                                      {1080, 3840},
                                      {3840, 2160},
                                      {2160, 3840}}};

struct Frame {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

Frame frame_of(const Box& box) {
  return {static_cast<float>(box.x), static_cast<float>(box.y), static_cast<float>(box.right()),
          static_cast<float>(box.bottom())};
}

bool inside(const Frame& inner, const Frame& outer) {
  return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right &&
         inner.bottom <= outer.bottom;
}

/// Boxes that only touch, as rounding has it, do not overlap.
bool overlap(const Frame& a, const Frame& b) {
  constexpr float touch = 1.5F;
  return a.left + touch < b.right && b.left + touch < a.right && a.top + touch < b.bottom && b.top + touch < a.bottom;
}

/// What a composed slide shows, foot line included.
class Shown {
 public:
  Shown(const Composition& composition, const Setting& setting)
      : size_(composition.scene.size),
        u_(static_cast<float>(std::min(size_.width, size_.height) / units_on_short_edge)) {
    add(composition.scene.items, setting.measure);
    if (!composition.foot) return;
    const Foot foot = compose_foot(*composition.foot, {3, 12}, setting);
    add(foot.fixed, setting.measure);
    add(foot.clock, setting.measure);
  }

  /// What breaks the rules, in words; empty where nothing does.
  std::vector<std::string> faults(const Composition& composition, const Setting& setting) const {
    std::vector<std::string> faults;
    const float near = static_cast<float>(edge) * u_ - 1.5F;
    const float top = std::max(near, static_cast<float>(setting.covered));
    const Frame readable{near, top, static_cast<float>(size_.width) - near, static_cast<float>(size_.height) - near};
    bool cut = false;
    for (const auto& text : texts_) {
      if (!inside(text.frame, readable)) faults.push_back("at the edge: " + text.run->text);
      if (static_cast<double>(text.run->size) < smallest_text * 0.98 * static_cast<double>(u_) - 0.5)
        faults.push_back("too small: " + text.run->text);
      const bool is_cut = text.run->text.find("…") != std::string::npos;
      if (is_cut && is_sum(text.run->text)) faults.push_back("a sum is cut: " + text.run->text);
      cut = cut || is_cut;
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      for (std::size_t k = i + 1; k < texts_.size(); ++k) {
        if (overlap(texts_[i].frame, texts_[k].frame))
          faults.push_back("on top of each other: " + texts_[i].run->text + " / " + texts_[k].run->text);
      }
    }
    for (const Code* code : codes_) check(*code, readable, faults);
    if (cut && composition.findings.empty()) faults.emplace_back("cut without a word");
    return faults;
  }

  /// The shortest side of a code, in units; 0 where there is none.
  double least_code() const {
    double least = 0;
    for (const Code* code : codes_) {
      const double side = static_cast<double>(static_cast<float>(code->box.width) / u_);
      least = least == 0 ? side : std::min(least, side);
    }
    return least;
  }

 private:
  struct Text {
    const TextRun* run;
    Frame frame;  ///< from the capitals' tops to the descenders' ends
  };

  void add(const std::vector<Item>& items, const TextMeasure& measure) {
    kept_.push_back(items);
    for (const auto& item : kept_.back()) {
      if (const auto* run = std::get_if<TextRun>(&item)) texts_.push_back({run, frame_of_text(*run, measure)});
      if (const auto* code = std::get_if<Code>(&item)) codes_.push_back(code);
    }
  }

  /// What is left of a sum: its currency or nothing, then digits and no-break spaces.
  static bool is_sum(std::string_view text) {
    if (text.starts_with("NOK\u00a0")) return true;
    const auto rest = text.substr(0, text.find("…"));
    return rest.find("\u00a0") != std::string_view::npos &&
           rest.find_first_not_of("0123456789\u00a0") == std::string_view::npos;
  }

  static Frame frame_of_text(const TextRun& run, const TextMeasure& measure) {
    const auto metrics = measure.metrics(run.face, run.size);
    const float width = run.tabular ? tabular_width(measure, run.text, run.face, run.size)
                                    : tracked_width(measure, run.text, run.face, run.size, run.tracking);
    // Numbers drawn huge have nothing below the line, and what follows them stands close.
    const bool number = run.text.find_first_not_of("0123456789") == std::string::npos;
    const float below = number ? 0 : metrics.descent;
    return {run.origin.x, run.origin.y - metrics.cap_height, run.origin.x + width, run.origin.y + below};
  }

  void check(const Code& code, const Frame& readable, std::vector<std::string>& faults) const {
    const Frame frame = frame_of(code.box);
    if (!inside(frame, readable)) faults.emplace_back("a code at the edge");
    if (code.box.width < code.side + 8) faults.emplace_back("a code of less than a pixel per module");
    for (const auto& text : texts_) {
      if (overlap(text.frame, frame)) faults.push_back("on a code: " + text.run->text);
    }
    for (const Code* other : codes_) {
      if (other != &code && overlap(frame, frame_of(other->box))) faults.emplace_back("two codes");
    }
  }

  const Size size_;
  const float u_;
  std::vector<std::vector<Item>> kept_;
  std::vector<Text> texts_;
  std::vector<const Code*> codes_;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

/// What all slides are composed against: fonts, an institute, and a morning in Oslo.
struct Lobby {
  Lobby() { institute.name = Text({{"en", "Institute for Cancer Research"}, {"nb", "Institutt for kreftforskning"}}); }

  const test::FakeMeasure measure;
  const Theme theme;
  const Zone zone = Zone::find("Europe/Oslo").value();
  Institute institute;
  const Instant morning = zone.instant(*parse_when("2026-02-20T09:41:00"), DayEdge::start);
};

/// One of the generated slides on one of the screens. Every kind meets every size after 132 seeds; the language and a
/// band above take turns with that. The foot line wanders meanwhile.
void check_seed(const Lobby& lobby, unsigned seed) {
  Slide slide = test::generated_slide(seed);
  const Size size = sizes[seed / 12 % sizes.size()];
  const Language language = seed / 132 % 2 == 0 ? "en" : "nb";
  const Instant now = lobby.morning + seed * std::chrono::minutes{7};
  Setting setting{lobby.institute, lobby.theme, lobby.zone, lobby.measure, language, size, now};
  if (seed / 264 % 3 == 0) setting.covered = band_height(size);
  const auto check = [&](const Composition& composition, const Setting& in) {
    const Shown shown(composition, in);
    const auto faults = shown.faults(composition, in);
    CHECK_MESSAGE(faults.empty(), kind_of(slide), " ", seed, " at ", size.width, "x", size.height,
                  std::string(in.covered > 0 ? " below a band" : ""), joined(faults));
    // Cards share what room there is; everywhere else a code has its size.
    if (kind_of(slide) != "links" && shown.least_code() > 0)
      CHECK_MESSAGE(shown.least_code() > smallest_code - 0.1, kind_of(slide), " ", seed, " at ", size.width, "x",
                    size.height);
  };
  check(compose(slide, setting), setting);
  auto* notice = std::get_if<NoticeSlide>(&slide.content);
  if (notice == nullptr) return;
  notice->level = NoticeLevel::band;
  setting.covered = 0;
  const Composition band = compose_band(slide, setting);
  check(band, setting);
  for (const auto& item : band.scene.items) {
    if (const auto* run = std::get_if<TextRun>(&item)) CHECK(run->origin.y <= static_cast<float>(band_height(size)));
  }
}

}  // namespace

TEST_CASE("whatever is written, nothing overlaps, runs off the screen, gets too small, or is cut without a word") {
  const Lobby lobby;
  const unsigned count = std::getenv("KIOSK_LONG_TESTS") != nullptr ? 24'000 : 2'112;
  for (unsigned seed = 0; seed < count; ++seed) check_seed(lobby, seed);
}

TEST_CASE("the last day of a call with a code beside it, on 3:4, keeps clear of the edge in both languages") {
  const Lobby lobby;
  for (const unsigned seed : {4'551U, 7'851U}) check_seed(lobby, seed);
}
