#include "layout/sheet.h"

#include "base/text.h"
#include "layout/qr.h"
#include "locale/breaks.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
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

Paragraph Sheet::set(std::string_view text, const Type& type, float width) const {
  const TextStyle style{type.face,      px(type.most), px(type.least), type.leading,
                        type.max_lines, type.headline, type.tracking,  type.role == TextRole::body};
  Paragraph paragraph = typeset(setting.measure, text, style, width, setting.language);
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

void Sheet::caption(const Picture& picture, const Area& area, double above) {
  const auto inner = static_cast<float>(px(area.width - margin - 2.5));
  Type type = type::caption;
  const auto caption = set(words(picture.caption), type, inner);
  type.max_lines = 1;
  const auto credit = set(words(picture.credit), type, inner);
  const float height = caption.height() + credit.height();
  if (height == 0) return;
  const float room = height + static_cast<float>(px(above + 5));
  Box shade = box(area);
  shade.y = shade.bottom() - static_cast<int>(room);
  shade.height = static_cast<int>(room);
  add(Gradient{shade, with_alpha(theme.night.ground, 0), with_alpha(theme.night.ground, 0.92), Direction::down});
  const auto x = static_cast<float>(px(area.x + margin));
  const float y = static_cast<float>(px(area.bottom() - above)) - height;
  put(caption, x, y, theme.night.text);
  put(credit, x, y + caption.height(), theme.night.text);
}

void Sheet::portrait_disc(const Person& person, const Area& area, std::size_t turn) {
  const Box disc = box(area);
  const float radius = static_cast<float>(disc.width) / 2;
  const Colour tint = theme.tints.empty() ? theme.award : theme.tints[turn % theme.tints.size()];
  add(Gradient{disc, mix(tint, theme.on_panel, 0.12), mix(tint, theme.night.ground, 0.22), Direction::diagonal,
               radius});
  const auto letters =
      set(initials(words(person.name)), {Face::display, area.width * 0.4, area.width * 0.2, 1, 1, true},
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

void Sheet::foot(double left, double right, bool with_name) {
  result.foot = FootPlace{px(left), px(right), colours, with_name};
}

void Squeeze::tighten() {
  if (tightness < 1) {
    tightness = std::min(1.0, tightness + 0.2);
  } else if (body_tightness < 1) {
    body_tightness = std::min(1.0, body_tightness + 0.25);
  } else if (body_lines > 1) {
    --body_lines;
  } else if (lines > 1) {
    --lines;
  } else {
    body_lines = 0;
  }
}

Type Column::squeezed(Type type) const {
  type.most -= (type.most - type.least) * squeeze_.tightness;
  return type;
}

Type Column::shortened(Type type) const {
  type.max_lines = std::min(type.max_lines, squeeze_.lines);
  return type;
}

void Column::kicker(std::string_view text, std::optional<Colour> colour) {
  if (text.empty()) return;
  const Colour ink = colour.value_or(sheet_.colours.accent);
  const auto bar_width = static_cast<float>(sheet_.px(2.4));
  const auto gap = static_cast<float>(sheet_.px(0.8));
  const auto words =
      sheet_.set(upper(text, sheet_.setting.language), shortened(type::kicker), width_ - bar_width - gap);
  block(0, words.height(), [this, words, ink, bar_width, gap, width = width_](float left, float y) {
    const float cap = sheet_.setting.measure.metrics(words.face, words.size).cap_height;
    const int thick = std::max(2, sheet_.px(0.36));
    const auto middle = y + words.baseline - cap / 2;
    const float bar = sheet_.rtl() ? left + width - bar_width : left;
    sheet_.add(Fill{{static_cast<int>(bar), static_cast<int>(std::lround(middle - static_cast<float>(thick) / 2)),
                     static_cast<int>(bar_width), thick},
                    ink,
                    static_cast<float>(thick) / 2});
    sheet_.put(words, sheet_.rtl() ? left : left + bar_width + gap, y, ink);
  });
}

void Column::text(std::string_view text, const Type& type, Colour colour, double gap_before, bool strike) {
  put(sheet_.set(text, shortened(squeezed(type)), width_), colour, gap_before, strike);
}

void Column::put(const Paragraph& paragraph, Colour colour, double gap_before, bool strike) {
  if (paragraph.empty()) return;
  const float anchor = align_ == Align::centre ? width_ / 2 : 0;
  block(gap_before, paragraph.height(), [this, paragraph, colour, strike, anchor](float x, float y) {
    sheet_.put(paragraph, x + anchor, y, colour, align_, strike);
  });
}

void Column::body(std::string_view text) {
  if (squeeze_.body_lines == 0 && !trimmed(text).empty()) {
    block(0, 0, [this](float, float) { sheet_.report_left_out(); });
    return;
  }
  Type type = type::lead;
  type.max_lines = squeeze_.body_lines;
  type.most -= (type.most - type.least) * squeeze_.body_tightness;
  put(sheet_.set(text, type, width_), ink(), 1.7, false);
}

void Column::block(double gap_before, float height, std::function<void(float, float)> draw) {
  const double gap = blocks_.empty() ? 0 : gap_before * (1 - 0.4 * squeeze_.tightness);
  blocks_.push_back({static_cast<float>(sheet_.px(gap)), height, std::move(draw)});
}

void Column::read_more(const std::string& url, std::string_view label) {
  const float side = sheet_.qr_size(url, qr_side, qr_most);
  const bool short_of_room = sheet_.setting.covered > 0;  // a band is up for a while; the text matters more
  if (side == 0 || short_of_room) return;
  const auto gap = static_cast<float>(sheet_.px(1.4));
  const float room = std::min(width_ - side - gap, static_cast<float>(sheet_.px(24)));
  const auto what = sheet_.set(label, {Face::medium, 1.8, 1.6, 1.35, 2}, room);
  const auto how = sheet_.set(sheet_.say(Message::scan_with_phone), {Face::regular, 1.8, 1.6, 1.35, 2}, room);
  block(2.8, side, [this, url, side, gap, room, what, how, width = width_](float x, float y) {
    const float code = sheet_.rtl() ? x + width - side : x;
    const float words = sheet_.rtl() ? code - gap - room : x + side + gap;
    sheet_.qr(url, code, y, side);
    const float top = y + (side - what.height() - how.height()) / 2;
    sheet_.put(what, words, top, sheet_.colours.text);
    sheet_.put(how, words, top + what.height(), sheet_.colours.muted);
  });
}

bool Column::drop_last() {
  if (blocks_.empty()) return false;
  blocks_.pop_back();
  sheet_.report_left_out();
  return true;
}

float Column::height() const {
  float height = 0;
  for (const auto& block : blocks_) height += block.gap + block.height;
  return height;
}

void Column::draw(float x, float y) const {
  for (const auto& block : blocks_) {
    y += block.gap;
    block.draw(std::round(x), std::round(y));
    y += block.height;
  }
}

void fit_column(Sheet& sheet, const Area& area, const std::function<void(Column&)>& fill, Align align, Stand stand) {
  const Box room = sheet.box(area);
  Squeeze squeeze;
  for (;;) {
    Column column(sheet, static_cast<float>(room.width), squeeze, align);
    fill(column);
    const auto height = static_cast<float>(room.height);
    if (column.height() > height && squeeze.can_tighten()) {
      squeeze.tighten();
      continue;
    }
    while (column.height() > height && column.drop_last()) {
    }
    const float share = stand == Stand::middle ? 0.5F : stand == Stand::upper ? 0.4F : 0;
    column.draw(static_cast<float>(room.x), static_cast<float>(room.y) + (height - column.height()) * share);
    return;
  }
}

}  // namespace kiosk
