// Books, papers and reports: a cover at one side, words at the other.
#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

/// A book standing at the left of the sheet; returns what is left for the words.
Area book(Sheet& sheet, const std::optional<Picture>& cover, const std::string& title, const std::string& by) {
  const double width = sheet.width();
  const double height = sheet.height();
  const bool portrait = sheet.portrait();
  const double book_height = portrait ? 34 : std::min(38.0, height - margin - foot_room - 4);
  const double book_width = book_height * 0.69;
  const Area area = portrait ? Area{(width - book_width) / 2, 5, book_width, book_height}
                             : Area{margin + 3, (height - 4 - book_height) / 2, book_width, book_height};
  const Box box = sheet.box(area);
  const auto radius = static_cast<float>(sheet.px(0.5));
  sheet.add(Shadow{box, with_alpha(sheet.theme.night.ground, 0.35), radius, static_cast<float>(sheet.px(2.4)),
                   static_cast<float>(sheet.px(1))});
  sheet.add(Gradient{box, mix(sheet.theme.panel, sheet.theme.night.ground, 0.35), sheet.theme.night.ground,
                     Direction::diagonal, radius});
  if (cover) {
    sheet.add(Image{cover->src, box, Fit::cover, cover->focus, radius});
    // Title and author stand on the cover's head and foot: whatever the picture is, they must be read.
    const Colour shade = sheet.theme.night.ground;
    sheet.add(Gradient{box, with_alpha(shade, 0.8), with_alpha(shade, 0), Direction::down, radius});
    sheet.add(Gradient{box, with_alpha(shade, 0), with_alpha(shade, 0.8), Direction::down, radius});
  }
  const auto inner = static_cast<float>(sheet.px(book_width - 4.4));
  const auto x = static_cast<float>(box.x + sheet.px(2.2));
  const auto name = sheet.set(title, {Face::display, 2.5, 1.6, 1.15, 6, true}, inner);
  sheet.put(name, x, static_cast<float>(box.y + sheet.px(2.2)), sheet.theme.night.text);
  const auto author = sheet.set(by, {Face::medium, 1.6, 1.5, 1.3, 2}, inner);
  sheet.put(author, x, static_cast<float>(box.bottom() - sheet.px(2)) - author.height(), sheet.theme.night.text);
  if (portrait) return {margin, area.bottom() + 4, width - 2 * margin, height - foot_room - area.bottom() - 4};
  return {area.right() + 6, margin, width - margin - area.right() - 6, height - margin - foot_room};
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

void compose_kind(Sheet& sheet, const PublicationSlide& slide) {
  const std::string authors = joined(slide.authors);
  const std::string& venue = sheet.words(slide.venue);
  const Area text = book(sheet, slide.cover, sheet.words(slide.title), authors);
  const std::string url =
      !sheet.slide.url.empty() || slide.doi.empty() ? sheet.slide.url : "https://doi.org/" + slide.doi;
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.text(authors.empty() || venue.empty() ? authors + venue : authors + " · " + venue, type::second,
                sheet.colours.muted, 1);
    column.body(sheet.words(slide.lead));
    column.read_more(url, sheet.say(Message::read_more));
  });
  sheet.foot();
}

void compose_kind(Sheet& sheet, const ReportSlide& slide) {
  const std::string year = slide.year ? std::to_string(*slide.year) : std::string();
  const Area text = book(sheet, slide.cover, sheet.words(slide.title),
                         year.empty() ? sheet.words(sheet.setting.institute.name) : year);
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.text(year, type::second, sheet.colours.muted, 1);
    column.body(sheet.words(slide.lead));
    column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  });
  sheet.foot();
}

}  // namespace kiosk
