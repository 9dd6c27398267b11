#include "layout/sheet.h"

#include "base/text.h"
#include "layout/qr.h"
#include "locale/breaks.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

/// No letters are smaller anywhere.
constexpr double smallest = 1.5;
/// A headline is never broken inside a word: one that is wider than the column at its least size goes on to this.
constexpr double smallest_headline = 2;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find(' ');
    words.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return words;
}

}  // namespace

Type title_by_length(std::string_view text) {
  constexpr double short_title = 24;
  constexpr double long_title = 80;
  const auto letters = static_cast<double>(code_points(text).size());
  const double share = std::clamp((letters - short_title) / (long_title - short_title), 0.0, 1.0);
  Type type = type::title;
  type.most = 6 - share * 2.5;
  return type;
}

Sheet::Sheet(const Slide& the_slide, const Setting& the_setting, const Surface& the_colours)
    : slide(the_slide),
      setting(the_setting),
      theme(the_setting.theme),
      colours(the_colours),
      u_(std::min(the_setting.size.width, the_setting.size.height) / units_on_short_edge) {
  result.scene.size = setting.size;
  add(Fill{{0, 0, setting.size.width, setting.size.height}, colours.ground});
}

Shape Sheet::shape() const {
  const double ratio = static_cast<double>(setting.size.width) / setting.size.height;
  if (ratio < 1) return Shape::tall;
  if (ratio < 1.5) return Shape::square;
  return ratio < 2.4 ? Shape::wide : Shape::panorama;
}

Area Sheet::stage(double most_width) const {
  const double stage_width = std::min(width() - 2 * margin, most_width);
  return {(width() - stage_width) / 2, margin, stage_width, height() - margin - foot_room};
}

double Sheet::figure_height() const {
  switch (shape()) {
    case Shape::tall:
      return std::clamp(height() * 0.3, 18.0, 30.0);
    case Shape::square:
      return std::min(24.0, height() - 22);
    case Shape::wide:
      return std::min({30.0, width() * 0.31, height() - 14});
    case Shape::panorama:
      return std::min(36.0, height() - 14);
  }
  return 0;
}

Type Sheet::body_type() const {
  Type type = type::lead;
  // The short edge of a screen of 4:3 is longer than that of one of 16:9 of the same diagonal: 2.4u are as large there.
  if (shape() == Shape::square) type.most = 2.4;
  if (shape() == Shape::tall || shape() == Shape::panorama) type.most = 2.8;
  return type;
}

int Sheet::px(double units) const {
  return static_cast<int>(std::lround(units * u_));
}

Box Sheet::box(const Area& area) const {
  const int x = px(area.x);
  const int y = px(area.y);
  return {x, y, px(area.right()) - x, px(area.bottom()) - y};
}

std::string Sheet::say(Message message, const std::vector<Argument>& arguments) const {
  return kiosk::message(message, setting.language, arguments);
}

double Sheet::least_size(std::string_view text, const Type& type, float width) const {
  if (type.whole) return std::min(type.least, smallest);
  if (!type.headline) return type.least;
  float widest = 0;
  for (const auto word : words_of(text))
    widest = std::max(widest, setting.measure.width(word, type.face, px(type.least)));
  if (widest <= width) return type.least;
  const double floor = type.least > smallest_headline ? smallest_headline : smallest;
  return std::max(floor, type.least * static_cast<double>(width / widest) - 0.05);
}

Paragraph Sheet::set(std::string_view text, const Type& type, float width) const {
  return set(text, type, width, setting.language);
}

Paragraph Sheet::set(std::string_view text, const Type& type, float width, const Language& language) const {
  const double least = least_size(text, type, width);
  const TextStyle style{type.face,      px(type.most), px(least),     type.leading,
                        type.max_lines, type.headline, type.tracking, type.role == TextRole::body};
  Paragraph paragraph = typeset(setting.measure, text, style, width, language);
  paragraph.role = type.role;
  return paragraph;
}

void Sheet::put(const Paragraph& paragraph, float x, float y, Colour colour, Align align, bool strike) {
  const bool to_the_right = align == Align::left && (rtl() || (paragraph.rtl && paragraph.lines.size() > 1));
  for (const auto& line : paragraph.lines) {
    report_lacking(line.text, paragraph.face);
    const float slack = align == Align::centre ? -line.width / 2 : to_the_right ? paragraph.measure - line.width : 0;
    const float left = x + slack;
    TextRun run{line.text, paragraph.face,     paragraph.size, {left, y + paragraph.baseline},
                colour,    paragraph.tracking, strike};
    run.role = paragraph.role;
    run.rtl = paragraph.rtl;
    add(std::move(run));
    y += paragraph.line_height;
  }
  if (paragraph.cut) {
    result.findings.push_back({"layout.cut",
                               Severity::warning,
                               Message::text_cut,
                               {{"text", paragraph.lines.front().text}, {"count", paragraph.cut}}});
  }
}

void Sheet::report_lacking(std::string_view text, Face face) {
  const auto lacking = setting.measure.lacking(text, face);
  if (lacking.empty()) return;
  constexpr std::string_view code = "layout.no_letter";
  auto finding = std::ranges::find(result.findings, code, &Finding::code);
  if (finding == result.findings.end()) {
    finding = result.findings.insert(finding, {std::string(code),
                                               Severity::warning,
                                               Message::letters_missing,
                                               {{"letters", ""}, {"count", std::int64_t{0}}}});
  }
  auto& letters = std::get<std::string>(finding->arguments[0].value);
  auto& count = std::get<std::int64_t>(finding->arguments[1].value);
  for (const char32_t letter : lacking) {
    std::string bytes;
    append_utf8(bytes, letter);
    if (letters.find(bytes) != std::string::npos) continue;
    letters += bytes;
    ++count;
  }
}

void Sheet::report_left_out() {
  const Finding finding{"layout.left_out", Severity::warning, Message::left_out, {}};
  if (std::ranges::find(result.findings, finding) == result.findings.end()) result.findings.push_back(finding);
}

void Sheet::photograph(const std::optional<Picture>& picture, const Area& area) {
  add(Gradient{box(area), mix(theme.panel, theme.night.ground, 0.25), theme.night.ground, Direction::diagonal});
  if (picture) add(Image{picture->src, box(area), Fit::cover, picture->focus});
}

void Sheet::caption(const Picture& picture, const Area& area, double above, bool dark) {
  const auto inner = static_cast<float>(px(area.width - margin - 2.5));
  Type type = type::caption;
  const auto caption = set(words(picture.caption), type, inner);
  const bool narrow = area.width < 34;
  type.max_lines = narrow ? 2 : 1;
  const auto credit = set(words(picture.credit), type, inner);
  const float height = caption.height() + credit.height();
  if (height == 0) return;
  const auto x = static_cast<float>(px(area.x + margin));
  const float y = static_cast<float>(px(area.bottom() - above)) - height;
  if (!dark) shade_below(area, units(y));
  put(caption, x, y, theme.night.text);
  put(credit, x, y + caption.height(), theme.night.text);
}

void Sheet::shade_below(const Area& area, double y) {
  // Where the words begin it must be dark enough for white letters over a white photograph: 4.5:1 needs two thirds.
  constexpr double at_words = 0.74;
  constexpr double at_foot = 0.92;
  constexpr double soft = 7;
  const double words = std::max(area.y, y - 0.6);
  const double begin = std::max(area.y, words - soft);
  const auto shade = [&](double alpha) { return with_alpha(theme.night.ground, alpha); };
  add(Gradient{box({area.x, begin, area.width, words - begin}), shade(0), shade(at_words), Direction::down});
  add(Gradient{box({area.x, words, area.width, area.bottom() - words}), shade(at_words), shade(at_foot),
               Direction::down});
}

void Sheet::portrait_disc(const Person& person, const Area& area, std::size_t turn) {
  const Box disc = box(area);
  const float radius = static_cast<float>(disc.width) / 2;
  const Colour tint = theme.tints.empty() ? theme.award : theme.tints[turn % theme.tints.size()];
  add(Gradient{disc, mix(tint, theme.on_panel, 0.12), mix(tint, theme.night.ground, 0.22), Direction::diagonal,
               radius});
  const auto letters =
      set(initials(words(person.name)),
          {Face::display, std::max(smallest, area.width * 0.4), std::max(smallest, area.width * 0.2), 1, 1, true},
          static_cast<float>(disc.width));
  if (!letters.empty()) {
    const auto metrics = setting.measure.metrics(Face::display, letters.size);
    const float middle = static_cast<float>(disc.y) + radius;
    add(TextRun{letters.lines[0].text,
                Face::display,
                letters.size,
                {static_cast<float>(disc.x) + radius - letters.lines[0].width / 2, middle + metrics.cap_height / 2},
                theme.night.ground});
  }
  if (person.portrait) add(Image{person.portrait->src, disc, Fit::cover, person.portrait->focus, radius});
}

float Sheet::qr_size(const std::string& url, double least, double most) const {
  const auto code = qr_code(url);
  if (!code) return 0;
  const int modules = code->side + 2 * qr_margin;
  const int wanted = (px(least) + modules - 1) / modules;
  const int per_module = wanted * modules <= px(most) ? wanted : px(most) / modules;
  return static_cast<float>(std::max(1, per_module) * modules);
}

void Sheet::qr(const std::string& url, float x, float y, float side) {
  auto code = qr_code(url);
  if (!code) return;
  const int edge = static_cast<int>(side);
  code->box = {static_cast<int>(x), static_cast<int>(y), edge, edge};
  code->dark = theme.paper.text;
  code->radius = static_cast<float>(px(0.8));
  add(std::move(*code));
}

std::optional<CodeBlock> Sheet::code_block(const std::string& url, std::string_view label, float width, double least,
                                           bool below) const {
  if (setting.covered > 0) return std::nullopt;
  const float side = qr_size(url, least, least + qr_slack);
  if (side == 0) return std::nullopt;
  CodeBlock code{url, side, static_cast<float>(px(below ? 0.8 : 1.4)), {}, {}, below, 0, side, side};
  const float room = code.room =
      below ? std::max(side, width) : std::min(width - side - code.gap, static_cast<float>(px(24)));
  const bool narrow = room < static_cast<float>(px(11));
  code.what = set(label, {Face::medium, 1.8, 1.5, 1.35, narrow ? 4 : 2}, room);
  if (!narrow) code.how = set(say(Message::scan_with_phone), {Face::regular, 1.8, 1.6, 1.35, 2}, room);
  const float words = std::max(code.what.width(), code.how.width());
  const float words_height = code.what.height() + code.how.height();
  code.width = below ? std::max(side, words) : side + code.gap + words;
  code.height = below ? side + code.gap + words_height : std::max(side, words_height);
  return code;
}

void Sheet::put(const CodeBlock& code, float x, float y, const Surface& on) {
  const float beside = (code.height - code.what.height() - code.how.height()) / 2;
  const float top = code.below ? y + code.side + code.gap : y + beside;
  const float from_code = code.below ? 0 : code.side + code.gap;
  const float left = rtl() ? x + code.width - from_code - code.room : x + from_code;
  qr(code.url, rtl() ? x + code.width - code.side : x, y, code.side);
  put(code.what, left, top, on.text);
  put(code.how, left, top + code.what.height(), on.muted);
}

void Sheet::code_aside(Area& words, const std::string& url, std::string_view label) {
  if (shape() != Shape::panorama) return;
  constexpr double side = 17;
  constexpr double clear = 7;
  const auto code = code_block(url, label, static_cast<float>(px(side + 5)), side, true);
  if (!code) return;
  words.width -= units(code->width) + clear;
  const Box stage_box = box(words);
  put(*code, static_cast<float>(px(words.right() + clear)),
      std::round(static_cast<float>(stage_box.y) + (static_cast<float>(stage_box.height) - code->height) / 2), colours);
  code_stands_aside = true;
}

void Sheet::foot(double left, double right, bool with_name) {
  result.foot = FootPlace{px(left), px(right), colours, with_name, wander_at(setting.now)};
}

}  // namespace kiosk
