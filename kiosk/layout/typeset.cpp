#include "layout/typeset.h"

#include "base/text.h"
#include "locale/bidi.h"
#include "locale/breaks.h"
#include "locale/clusters.h"
#include "locale/hyphens.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kiosk {
namespace {

constexpr std::string_view ellipsis = "…";

/// A place where a line may end; behind a hyphen, it ends with one.
struct Place {
  std::size_t at = 0;
  bool hyphen = false;
  bool joint = false;  ///< the better of two hyphens
};

/// A text with the places where its lines may end, rising; the last is its end.
struct Breakable {
  std::string text;
  std::vector<Place> places;
  bool has_rtl = false;
};

constexpr std::string_view soft_hyphen = "\u00ad";

/// Which hyphens a text may have: those of running text, those that are written in it, or none.
enum class Hyphens { all, written, none };

Breakable breakable(std::string_view written, Hyphens hyphens_of, const Language& language) {
  Breakable result;
  std::vector<Hyphen> hyphens;
  for (auto at = written.find(soft_hyphen); at != std::string_view::npos; at = written.find(soft_hyphen)) {
    result.text += written.substr(0, at);
    hyphens.push_back({result.text.size(), true});
    written.remove_prefix(at + soft_hyphen.size());
  }
  result.text += written;
  result.has_rtl = has_rtl(result.text);
  for (const auto end : line_breaks(result.text, language)) result.places.push_back({end});
  if (result.places.empty() || result.places.back().at != result.text.size())
    result.places.push_back({result.text.size()});
  if (hyphens_of == Hyphens::none) return result;
  if (hyphens_of == Hyphens::all) std::ranges::move(kiosk::hyphens(result.text, language), std::back_inserter(hyphens));
  // Where a line may end as it is, and at the end of the text, a hyphen would part nothing.
  std::erase_if(hyphens, [&](const Hyphen& hyphen) {
    return hyphen.at == 0 || std::ranges::binary_search(result.places, hyphen.at, {}, &Place::at);
  });
  for (const auto& hyphen : hyphens) result.places.push_back({hyphen.at, true, hyphen.joint});
  std::ranges::stable_sort(result.places, {}, &Place::at);
  return result;
}

/// Breaks a text at one size.
class Breaker {
 public:
  Breaker(const TextMeasure& measure, const Breakable& breakable, const TextStyle& style, int size)
      : measure_(measure),
        text_(breakable.text),
        places_(breakable.places),
        has_rtl_(breakable.has_rtl),
        running_(style.hyphens),
        face_(style.face),
        size_(size),
        tracking_(style.tracking * static_cast<float>(size)) {}

  float width(std::string_view line) const { return tracked_width(measure_, line, face_, size_, tracking_); }

  /// Greedy lines of at most `limit` pixels. A stretch without a break that is wider stands alone and sticks out.
  std::vector<Paragraph::Line> lines(float limit) const {
    std::vector<Paragraph::Line> lines;
    std::size_t start = 0;
    std::size_t i = 0;
    int hyphens = 0;  // below each other
    while (i < places_.size()) {
      const std::size_t last = end_of_line(start, i, limit, hyphens < most_hyphens);
      lines.push_back(line(start, places_[last]));
      hyphens = lines.back().hyphenated ? hyphens + 1 : 0;
      start = places_[last].at;
      i = last + 1;
    }
    return lines;
  }

 private:
  static constexpr int most_hyphens = 2;
  /// A line that is longer than this share of the measure needs no hyphen.
  static constexpr float long_enough = 0.8F;

  Paragraph::Line line(std::size_t start, const Place& end) const {
    const auto words = trimmed(std::string_view(text_).substr(start, end.at - start));
    const auto from = static_cast<std::size_t>(words.data() - text_.data());
    std::string text = has_rtl_ ? line_of(text_, from, from + words.size()) : std::string(words);
    if (end.hyphen) text += '-';
    const float width = this->width(text);
    return {std::move(text), width, end.hyphen};
  }
  float width_to(std::size_t start, const Place& end) const { return line(start, end).width; }

  /// Which of the places from `first` on ends the line that begins at byte `start`.
  std::size_t end_of_line(std::size_t start, std::size_t first, float limit, bool may_hyphenate) const {
    std::size_t last = places_.size();
    std::size_t next = first;
    for (; next < places_.size(); ++next) {
      if (places_[next].hyphen) continue;
      if (width_to(start, places_[next]) > limit) break;
      last = next;
    }
    if (next == places_.size()) return last;
    const bool alone = last == places_.size();  // no word fits: this one is parted wherever it can be
    const bool wanted = running_ && may_hyphenate && next + 1 < places_.size() && !alone &&
                        width_to(start, places_[last]) < long_enough * limit;
    const std::size_t hyphen = alone || wanted ? last_hyphen(start, alone ? first : last + 1, next, limit) : next;
    if (hyphen != next) return hyphen;
    return alone ? next : last;
  }

  /// The last hyphen of places [from, to) that fits, at a joint if there is one; `to` where there is none.
  std::size_t last_hyphen(std::size_t start, std::size_t from, std::size_t to, float limit) const {
    std::size_t best = to;
    for (std::size_t i = from; i < to && width_to(start, places_[i]) <= limit; ++i) {
      if (best == to || places_[i].joint || !places_[best].joint) best = i;
    }
    return best;
  }

  const TextMeasure& measure_;
  const std::string& text_;
  const std::vector<Place>& places_;
  const bool has_rtl_;
  const bool running_;
  const Face face_;
  const int size_;
  const float tracking_;
};

float widest(const std::vector<Paragraph::Line>& lines) {
  float width = 0;
  for (const auto& line : lines) width = std::max(width, line.width);
  return width;
}

bool ends_in_one_word(const std::vector<Paragraph::Line>& lines) {
  return lines.size() > 1 && count_words(lines.back().text) < 2;
}

/// The narrowest setting in as many lines as the widest one has: all lines about equally long.
std::vector<Paragraph::Line> balanced(const Breaker& breaker, float width, std::size_t most) {
  auto best = breaker.lines(width);
  const auto count = best.size();
  if (count < 2 || count > most) return best;
  float low = width / static_cast<float>(count);
  float high = width;
  while (high - low > 1) {
    const float middle = (low + high) / 2;
    auto lines = breaker.lines(middle);
    if (lines.size() <= count && widest(lines) <= middle) {
      high = middle;
      best = std::move(lines);
    } else {
      low = middle;
    }
  }
  return best;
}

/// Without a widow where a somewhat narrower measure in as many lines avoids it.
std::vector<Paragraph::Line> without_widow(const Breaker& breaker, float width, std::size_t most) {
  auto lines = breaker.lines(width);
  if (lines.size() > most) return lines;
  constexpr float step = 0.02F;
  for (float share = 1 - step; ends_in_one_word(lines) && share > 0.7F; share -= step) {
    auto narrower = breaker.lines(width * share);
    if (narrower.size() != lines.size() || widest(narrower) > width) break;
    if (!ends_in_one_word(narrower)) return narrower;
  }
  return lines;
}

std::vector<Paragraph::Line> set_lines(const Breaker& breaker, const TextStyle& style, float width) {
  const auto most = static_cast<std::size_t>(style.max_lines);
  return style.headline ? balanced(breaker, width, most) : without_widow(breaker, width, most);
}

/// Shortens the line until it fits with the ellipsis behind it: at a word's end where one is near.
void put_ellipsis(const Breaker& breaker, Paragraph::Line& line, float width) {
  std::string text = line.text;
  if (line.hyphenated) text.pop_back();
  while (!text.empty() && breaker.width(text + std::string(ellipsis)) > width) {
    const auto parts = graphemes(text);
    text.resize(text.size() - parts.back().size());
  }
  const auto space = text.find_last_of(' ');
  if (space != std::string::npos && space > text.size() / 2) text.resize(space);
  text = std::string(trimmed(text)) + std::string(ellipsis);
  line = {text, breaker.width(text)};
}

/// How many letters of `text` the lines no longer have; at least one, since some are lost.
int letters_lost(std::string_view text, const std::vector<Paragraph::Line>& lines) {
  auto left = visible_letters(text);
  for (const auto& line : lines) left -= std::min(left, visible_letters(line.text) - (line.hyphenated ? 1 : 0));
  return std::max(1, static_cast<int>(left));
}

/// A headline is better a little smaller in one line less: the size for that, or 0.
int size_for_one_line_less(const TextMeasure& measure, const Breakable& text, const TextStyle& style, float width,
                           int size, std::size_t lines) {
  if (!style.headline || lines < 2) return 0;
  const int least = std::max(style.least, size * 86 / 100);
  for (int smaller = size - 1; smaller >= least; --smaller) {
    const auto set = Breaker(measure, text, style, smaller).lines(width);
    if (set.size() < lines && widest(set) <= width) return smaller;
  }
  return 0;
}

void set_height(Paragraph& paragraph, const TextMeasure& measure, double leading) {
  const auto metrics = measure.metrics(paragraph.face, paragraph.size);
  const float height = std::round(static_cast<float>(leading) * static_cast<float>(paragraph.size));
  paragraph.baseline = std::round((height - metrics.ascent - metrics.descent) / 2 + metrics.ascent);
  float below = height - paragraph.baseline;
  for (const auto& line : paragraph.lines) {
    const Reach reach = measure.reach(line.text, paragraph.face, paragraph.size);
    paragraph.baseline = std::max(paragraph.baseline, std::ceil(reach.above));
    below = std::max(below, std::ceil(reach.below));
  }
  paragraph.line_height = paragraph.baseline + below;
}

/// typeset() with the hyphens of one kind.
Paragraph set(const TextMeasure& measure, std::string_view written, const TextStyle& style, float width,
              const Language& language, Hyphens hyphens) {
  Paragraph paragraph;
  paragraph.face = style.face;
  const Breakable text = breakable(trimmed(written), hyphens, language);
  if (text.text.empty()) return paragraph;

  const auto max_lines = static_cast<std::size_t>(style.max_lines);
  const int least = std::min(style.size, style.least > 0 ? style.least : style.size);
  for (int size = style.size;; size = std::max(least, std::min(size - 1, size * 97 / 100))) {
    const Breaker breaker(measure, text, style, size);
    paragraph.lines = set_lines(breaker, style, width);
    paragraph.size = size;
    const bool fits = paragraph.lines.size() <= max_lines && paragraph.width() <= width;
    if (fits) {
      const int better = size_for_one_line_less(measure, text, style, width, size, paragraph.lines.size());
      if (better == 0) break;
      paragraph.size = better;
      paragraph.lines = set_lines(Breaker(measure, text, style, better), style, width);
      break;
    }
    if (size > least) continue;
    const bool too_many = paragraph.lines.size() > max_lines;
    if (too_many) paragraph.lines.resize(max_lines);
    for (auto& line : paragraph.lines) {
      if (line.width > width || (too_many && &line == &paragraph.lines.back())) put_ellipsis(breaker, line, width);
    }
    paragraph.cut = letters_lost(text.text, paragraph.lines);
    break;
  }
  paragraph.tracking = text.has_rtl ? 0 : style.tracking * static_cast<float>(paragraph.size);
  paragraph.rtl = runs_rtl(text.text);
  paragraph.measure = width;
  set_height(paragraph, measure, style.leading);
  return paragraph;
}

}  // namespace

float Paragraph::width() const {
  return widest(lines);
}

float tracked_width(const TextMeasure& measure, std::string_view text, Face face, int size, float tracking) {
  const float pen = measure.width(text, face, size);
  if (tracking == 0 || text.empty() || has_rtl(text)) return pen;
  return pen + tracking * static_cast<float>(graphemes(text).size() - 1);
}

Paragraph typeset(const TextMeasure& measure, std::string_view written, const TextStyle& style, float width,
                  const Language& language) {
  Paragraph paragraph = set(measure, written, style, width, language, style.hyphens ? Hyphens::all : Hyphens::none);
  // Nobody hyphenates a headline but who wrote it, and only where it would be cut.
  const bool rescue = paragraph.cut > 0 && !style.hyphens && written.find(soft_hyphen) != std::string_view::npos;
  return rescue ? set(measure, written, style, width, language, Hyphens::written) : paragraph;
}

}  // namespace kiosk
