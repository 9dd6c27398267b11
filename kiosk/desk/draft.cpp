#include "desk/draft.h"

#include "base/format.h"
#include "locale/format.h"
#include "parse/document.h"
#include "parse/tree.h"
#include "schedule/calendar.h"

namespace kiosk {
namespace {

/// A slide that was never saved has no id yet, which is nothing that its author could put right.
Json with_id(const Json& slide) {
  const auto* members = slide.as<JsonObject>();
  if (members == nullptr || slide.member("id") != nullptr) return slide;
  JsonObject named{{"id", "new"}};
  named.insert(named.end(), members->begin(), members->end());
  return named;
}

std::string day_of(Date date, const Translator& tr) {
  return str(short_date(date, tr.language()), ' ', static_cast<int>(date.year()));
}

std::string moment_of(Instant t, const Zone& zone, const Translator& tr) {
  const auto local = zone.local(t);
  if (local.time_of_day == std::chrono::seconds{0}) return day_of(local.date, tr);
  return str(day_of(local.date, tr), ", ", time_in_text(local.time_of_day, tr.language()));
}

/// An end at midnight is, to people, the day before.
std::string end_of(Instant t, const Zone& zone, const Translator& tr) {
  if (zone.local(t).time_of_day != std::chrono::seconds{0}) return moment_of(t, zone, tr);
  return day_of(zone.local(t - std::chrono::hours{12}).date, tr);
}

}  // namespace

DraftReading read_draft(const Json& slide, const DeskSettings& settings, const Translator& tr) {
  const JsonObject document{
      {"version", document_version}, {"institute", to_tree(settings.institute)}, {"slides", JsonArray{with_id(slide)}}};
  auto reading = read_document(write_json_line(document));
  DraftReading draft;
  draft.remarks = remarks_of_slide(reading.problems, slide, tr);
  if (reading.document && reading.document->slides.size() == 1)
    draft.slide = std::move(reading.document->slides.front());
  return draft;
}

Showing showing_of(const Slide& slide, const Zone& zone, Instant now, const Translator& tr) {
  const auto period = period_of(slide, zone);
  const bool begins = period.from != Instant::min();
  const bool ends = period.until != Instant::max();
  Showing showing;
  if (begins && ends) {
    showing.line = tr("{0} – {1}", moment_of(period.from, zone, tr), end_of(period.until, zone, tr));
  } else if (begins) {
    showing.line = tr("From {0}", moment_of(period.from, zone, tr));
  } else if (ends) {
    showing.line = tr("Until {0}", end_of(period.until, zone, tr));
  }
  if (!begins && !ends) return showing;
  showing.season = now < period.from ? Season::to_come : now >= period.until ? Season::over : Season::now;
  return showing;
}

}  // namespace kiosk
