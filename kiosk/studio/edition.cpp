#include "studio/edition.h"

#include "base/format.h"
#include "locale/machine_zone.h"
#include "parse/document.h"

#include <algorithm>

namespace kiosk {
namespace {

std::string first_error(const Problems& problems) {
  for (const auto& problem : problems) {
    if (problem.severity == Severity::error) return str("line ", problem.line, ": ", problem.message);
  }
  return "it holds nothing";
}

EditionPtr edition_of(std::string generation, DocumentReading reading, Zone zone, const ScreenProfile& profile,
                      PictureSources pictures) {
  Document& document = *reading.document;
  const Instant expires = expiry_of(document, zone);
  auto programme = make_programme(document, profile, zone, ClockTrust::trusted);
  auto undated = make_programme(document, profile, zone, ClockTrust::untrusted);
  return std::make_shared<const Edition>(Edition{std::move(generation), std::move(document), std::move(zone), expires,
                                                 std::move(programme), std::move(undated), std::move(reading.problems),
                                                 std::move(pictures), std::move(reading.places)});
}

void leave_out(const std::vector<std::string>& ids, DocumentReading& reading) {
  auto& slides = reading.document->slides;
  for (const auto& id : ids) {
    const auto found = std::ranges::find(slides, id, &Slide::id);
    if (found == slides.end()) continue;
    reading.places.erase(reading.places.begin() + (found - slides.begin()));
    slides.erase(found);
    Problem problem;
    problem.code = "content.set_aside";
    problem.message = str("The slide \"", id, "\" ended the program more than once, and is left out.");
    problem.slide = id;
    reading.problems.push_back(std::move(problem));
  }
}

}  // namespace

Result<EditionPtr> make_edition(std::string generation, std::string_view document, const ScreenProfile& profile,
                                PictureSources pictures, const std::vector<std::string>& set_aside) {
  auto reading = read_document(document);
  if (!reading.document) {
    return fail("content.unreadable", str("the content document cannot be read: ", first_error(reading.problems)));
  }
  leave_out(set_aside, reading);
  auto zone = Zone::find(reading.document->institute.time_zone);
  if (!zone) return tl::unexpected(zone.error());
  return edition_of(std::move(generation), std::move(reading), std::move(*zone), profile, std::move(pictures));
}

Result<void> check_playable(const Document& document, Instant now) {
  const auto zone = Zone::find(document.institute.time_zone);
  if (!zone) return tl::unexpected(zone.error());
  const Instant expiry = expiry_of(document, *zone);
  if (now < expiry) return {};
  return fail("content.expired", str("the document expired at ", to_iso(expiry), ", before it came"));
}

EditionPtr built_in_edition(const ScreenProfile& profile) {
  return edition_of("built-in", {built_in_document(), {}, {}}, zone_of_this_machine(), profile, {});
}

}  // namespace kiosk
