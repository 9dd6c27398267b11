#include "app/edition.h"

#include "app/places.h"
#include "base/format.h"
#include "parse/document.h"

namespace kiosk {
namespace {

std::string first_error(const Problems& problems) {
  for (const auto& problem : problems) {
    if (problem.severity == Severity::error) return str("line ", problem.line, ": ", problem.message);
  }
  return "it holds nothing";
}

}  // namespace

Result<EditionPtr> make_edition(std::string generation, std::string_view document, const ScreenProfile& profile,
                                std::map<std::string, std::filesystem::path> pictures) {
  auto reading = read_document(document);
  if (!reading.document) {
    return fail("content.unreadable", str("the content document cannot be read: ", first_error(reading.problems)));
  }
  auto zone = Zone::find(reading.document->institute.time_zone);
  if (!zone) return tl::unexpected(zone.error());
  Programme programme = make_programme(*reading.document, profile, *zone);
  return std::make_shared<const Edition>(Edition{std::move(generation), std::move(*reading.document), std::move(*zone),
                                                 std::move(programme), std::move(reading.problems), std::move(pictures),
                                                 std::move(reading.places)});
}

Result<void> check_playable(const Document& document) {
  return Zone::find(document.institute.time_zone).map([](const Zone&) {});
}

EditionPtr built_in_edition(const ScreenProfile& profile) {
  Document document = built_in_document();
  Zone zone = zone_of_this_machine();
  Programme programme = make_programme(document, profile, zone);
  return std::make_shared<const Edition>(
      Edition{"built-in", std::move(document), std::move(zone), std::move(programme), {}, {}});
}

}  // namespace kiosk
