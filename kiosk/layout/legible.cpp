#include "layout/legible.h"

#include "base/text.h"
#include "layout/sheet.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

/// The height of a capital as a share of the distance.
constexpr double least_of_any = 1.0 / 300;
constexpr double least_of_body = 0.0044;
constexpr double good_for_body = 0.0058;

constexpr int most_words_of_headline = 10;
constexpr int good_words_of_body = 40;
constexpr int most_words_of_body = 100;

constexpr double scanned_from_widths = 10;
constexpr double least_scan_metres = 1;

/// "4", "2.5"
std::string metres(double distance) {
  const auto tenths = std::lround(distance * 10);
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

/// How wide a pixel is on the screen, in metres.
double pixel_of(const Size& size, const Viewing& viewing) {
  constexpr double metres_per_inch = 0.0254;
  return viewing.diagonal_inches * metres_per_inch / std::hypot(size.width, size.height);
}

/// All that stands on the slide, foot line included.
std::vector<Item> items_of(const Composition& composition, const Setting& setting) {
  std::vector<Item> items = composition.scene.items;
  if (!composition.foot) return items;
  const Foot foot = compose_foot(*composition.foot, {}, setting);
  items.insert(items.end(), foot.fixed.begin(), foot.fixed.end());
  items.insert(items.end(), foot.clock.begin(), foot.clock.end());
  return items;
}

/// The lines of one role, of which the smallest is told of.
struct Lines {
  const TextRun* smallest = nullptr;
  double share = 0;  ///< the smallest one's capitals ÷ distance
  std::int64_t count = 0;
  std::int64_t letters = 0;
};

Lines lines_of(const std::vector<Item>& items, TextRole role, const Setting& setting, double pixel_per_distance) {
  Lines lines;
  for (const auto& item : items) {
    const auto* run = std::get_if<TextRun>(&item);
    if (run == nullptr || run->role != role) continue;
    const double capitals = static_cast<double>(setting.measure.metrics(run->face, run->size).cap_height);
    const double share = capitals * pixel_per_distance;
    if (lines.smallest == nullptr || share < lines.share) {
      lines.smallest = run;
      lines.share = share;
    }
    ++lines.count;
    lines.letters += static_cast<std::int64_t>(code_points(run->text).size());
  }
  return lines;
}

/// How many letters fewer would let the text be set large enough: as many fit as its size squared allows, and less than
/// a whole line would change nothing. 0 where it is as large as the look has it already.
std::int64_t too_many(const Lines& lines, const Setting& setting) {
  const double unit = std::min(setting.size.width, setting.size.height) / units_on_short_edge;
  const double largest = type::lead.most * unit;
  const double wanted = std::min(largest, lines.smallest->size * good_for_body / lines.share);
  const double ratio = lines.smallest->size / wanted;
  if (lines.smallest->size >= std::floor(largest)) return 0;
  const auto by_size = std::llround(static_cast<double>(lines.letters) * (1 - ratio * ratio));
  return std::max<std::int64_t>(by_size, lines.letters / lines.count);
}

void judge_sizes(const std::vector<Item>& items, const Setting& setting, const Viewing& viewing,
                 std::vector<Finding>& findings) {
  const std::string distance = metres(viewing.distance_metres);
  const double pixel_per_distance = pixel_of(setting.size, viewing) / viewing.distance_metres;
  const Lines labels = lines_of(items, TextRole::label, setting, pixel_per_distance);
  const Lines body = lines_of(items, TextRole::body, setting, pixel_per_distance);
  for (const auto* lines : {&labels, &body}) {
    if (lines->smallest != nullptr && lines->share < least_of_any)
      findings.push_back({"legible.unreadable",
                          Severity::error,
                          Message::text_unreadable,
                          {{"text", lines->smallest->text}, {"distance", distance}}});
  }
  if (body.smallest == nullptr || body.share < least_of_any || body.share >= good_for_body) return;
  findings.push_back({"legible.small",
                      body.share < least_of_body ? Severity::error : Severity::warning,
                      Message::text_small,
                      {{"text", body.smallest->text}, {"distance", distance}, {"count", too_many(body, setting)}}});
}

void judge_codes(const std::vector<Item>& items, const Setting& setting, const Viewing& viewing,
                 std::vector<Finding>& findings) {
  int narrowest = 0;
  for (const auto& item : items) {
    const auto* code = std::get_if<Code>(&item);
    if (code != nullptr) narrowest = narrowest == 0 ? code->box.width : std::min(narrowest, code->box.width);
  }
  const double from = scanned_from_widths * narrowest * pixel_of(setting.size, viewing);
  if (narrowest > 0 && from < least_scan_metres)
    findings.push_back({"legible.small_code", Severity::warning, Message::code_small, {{"distance", metres(from)}}});
}

struct HeadlineOf {
  const Text* operator()(const PersonSlide& slide) const { return &slide.name; }
  template <class Kind>
  const Text* operator()(const Kind& slide) const {
    if constexpr (requires { slide.title; }) return &slide.title;
    return nullptr;
  }
};

struct BodyOf {
  const Text* operator()(const AwardWinnerSlide& slide) const { return &slide.citation; }
  const Text* operator()(const NoticeSlide& slide) const { return &slide.text; }
  template <class Kind>
  const Text* operator()(const Kind& slide) const {
    if constexpr (requires { slide.lead; }) return &slide.lead;
    return nullptr;
  }
};

void judge_words(const Slide& slide, const Language& language, std::vector<Finding>& findings) {
  const auto words = [&](const Text* text) { return text == nullptr ? 0 : count_words(text->in(language)); };
  const int headline = words(std::visit(HeadlineOf{}, slide.content));
  const int body = words(std::visit(BodyOf{}, slide.content));
  if (headline > most_words_of_headline)
    findings.push_back({"legible.long_headline", Severity::warning, Message::headline_long, {{"count", headline}}});
  if (body > good_words_of_body)
    findings.push_back({"legible.long_body",
                        body > most_words_of_body ? Severity::error : Severity::warning,
                        Message::body_long,
                        {{"count", body}}});
}

}  // namespace

std::vector<Finding> legibility(const Slide& slide, const Composition& composition, const Setting& setting,
                                const Viewing& viewing) {
  std::vector<Finding> findings;
  const auto items = items_of(composition, setting);
  judge_sizes(items, setting, viewing, findings);
  judge_codes(items, setting, viewing, findings);
  judge_words(slide, setting.language, findings);
  return findings;
}

}  // namespace kiosk
