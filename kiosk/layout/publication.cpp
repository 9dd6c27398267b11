// Books, papers and reports: a cover at one side, words at the other.
#include "layout/figure.h"
#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

/// A book with the picture, or the colours of the night, as its cover; below the title it says the first of `by` that
/// it has room for.
void book(Sheet& sheet, const Area& area, const std::optional<Picture>& cover, const std::string& title,
          const std::vector<std::string>& by) {
  const Box box = sheet.box(area);
  const auto radius = static_cast<float>(sheet.px(0.5));
  const double soft = sheet.portrait() ? 1.4 : 2.4;  // it must not darken the ground of the words below
  sheet.add(Shadow{box, with_alpha(sheet.theme.night.ground, 0.35), radius, static_cast<float>(sheet.px(soft)),
                   static_cast<float>(sheet.px(soft * 0.4))});
  sheet.add(Gradient{box, mix(sheet.theme.panel, sheet.theme.night.ground, 0.35), sheet.theme.night.ground,
                     Direction::diagonal, radius});
  if (cover) {
    sheet.add(Image{cover->src, box, Fit::cover, cover->focus, radius});
    // Title and author stand on the cover's head and foot: whatever the picture is, they must be read.
    const Colour shade = sheet.theme.night.ground;
    sheet.add(Gradient{box, with_alpha(shade, 0.8), with_alpha(shade, 0), Direction::down, radius});
    sheet.add(Gradient{box, with_alpha(shade, 0), with_alpha(shade, 0.8), Direction::down, radius});
  }
  const double inset = area.width * 0.085;
  const auto inner = static_cast<float>(sheet.px(area.width - 2 * inset));
  const auto x = static_cast<float>(box.x + sheet.px(inset));
  Paragraph author;
  for (const auto& words : by) {
    author = sheet.set(words, {Face::medium, 1.6, 1.5, 1.3, 2}, inner);
    if (author.cut == 0) break;
  }
  const float room = static_cast<float>(box.height - 3 * sheet.px(inset)) - author.height();
  Type type{Face::display, 2.5, 1.6, 1.15, 6, true};
  auto name = sheet.set(title, type, inner);
  while (name.height() > room && --type.max_lines > 0) name = sheet.set(title, type, inner);
  sheet.put(name, x, static_cast<float>(box.y + sheet.px(inset)), sheet.theme.night.text);
  sheet.put(author, x, static_cast<float>(box.bottom() - sheet.px(inset)) - author.height(), sheet.theme.night.text);
}

/// Books are taller than discs, for they are narrower.
Figure book_of(Sheet& sheet, const std::optional<Picture>& cover, const std::string& title,
               const std::vector<std::string>& by) {
  constexpr double proportion = 0.69;
  const bool wide = sheet.shape() == Shape::wide;
  const double height = wide ? std::min(38.0, sheet.stage().height - 4) : sheet.figure_height() * 1.12;
  return {height * proportion, height,
          [&sheet, &cover, title, by](const Area& area) { book(sheet, area, cover, title, by); }};
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// On the drawn cover the program itself shortens the list; beside it, all names stand.
std::vector<std::string> authors_on_cover(const Sheet& sheet, const std::vector<std::string>& authors) {
  constexpr std::size_t most = 4;
  if (authors.size() < 2) return authors;
  const auto first = sheet.say(Message::and_others, {{"name", authors.front()}});
  return authors.size() > most ? std::vector{first} : std::vector{joined(authors), first};
}

}  // namespace

void compose_kind(Sheet& sheet, const PublicationSlide& slide) {
  const std::string authors = joined(slide.authors);
  const std::string& venue = sheet.words(slide.venue);
  const std::string url =
      !sheet.slide.url.empty() || slide.doi.empty() ? sheet.slide.url : "https://doi.org/" + slide.doi;
  const Figure figure = book_of(sheet, slide.cover, sheet.words(slide.title), authors_on_cover(sheet, slide.authors));
  compose_beside(sheet, figure, url, sheet.say(Message::read_more), [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.text(authors.empty() || venue.empty() ? authors + venue : authors + " · " + venue, type::second,
                sheet.colours.muted, 1.3);
    column.body(slide.lead);
  });
  sheet.foot();
}

void compose_kind(Sheet& sheet, const ReportSlide& slide) {
  const std::string year = slide.year ? std::to_string(*slide.year) : std::string();
  const std::string& by = year.empty() ? sheet.words(sheet.setting.institute.name) : year;
  const Figure figure = book_of(sheet, slide.cover, sheet.words(slide.title), {by});
  compose_beside(sheet, figure, sheet.slide.url, sheet.say(Message::read_more), [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.text(year, type::second, sheet.colours.muted, 1.3);
    column.body(slide.lead);
  });
  sheet.foot();
}

}  // namespace kiosk
