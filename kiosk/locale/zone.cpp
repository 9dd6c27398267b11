#include "locale/zone.h"

#include "base/format.h"
#include "base/text.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <vector>

namespace kiosk {

using namespace std::chrono;

struct Zone::Table {
  std::string name;
  std::unique_ptr<const icu::BasicTimeZone> zone;  // every zone that ICU makes from a name is a BasicTimeZone
};

namespace {

std::unique_ptr<const icu::BasicTimeZone> icu_zone(std::string_view name) {
  const icu::UnicodeString id =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  icu::UnicodeString found;
  if (!zone || zone->getID(found) == UCAL_UNKNOWN_ZONE_ID) return nullptr;
  const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (basic == nullptr) return nullptr;
  static_cast<void>(zone.release());
  return std::unique_ptr<const icu::BasicTimeZone>(basic);
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  while (U_SUCCESS(status) && ids) {
    const char* const id = ids->next(nullptr, status);
    if (id == nullptr) break;
    names.emplace_back(id);
  }
  return names;
}

}  // namespace

Result<Zone> Zone::find(std::string_view iana) {
  auto zone = icu_zone(iana);
  if (zone) return Zone(std::make_shared<const Table>(Table{std::string(iana), std::move(zone)}));
  const auto names = all_names();
  const auto meant = closest(iana, {names.begin(), names.end()});
  std::string message = str("There is no time zone \"", iana, "\".");
  if (meant) message += str(" Did you mean \"", *meant, "\"?");
  return fail("zone.unknown", std::move(message));
}

Zone Zone::utc() {
  return Zone(std::make_shared<const Table>(
      Table{"UTC", std::unique_ptr<const icu::BasicTimeZone>(
                       dynamic_cast<const icu::BasicTimeZone*>(icu::TimeZone::getGMT()->clone()))}));
}

const std::string& Zone::name() const {
  return table_->name;
}

LocalTime Zone::local(Instant t) const {
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  table_->zone->getOffset(static_cast<UDate>(t.time_since_epoch().count()), false, raw, dst, status);
  const auto offset = milliseconds{raw + dst};
  const auto wall = t + offset;
  const auto day = floor<days>(wall);
  return {Date{day}, floor<seconds>(wall - day), weekday{day}, floor<seconds>(offset)};
}

Instant Zone::instant(Date date, seconds time_of_day) const {
  const Instant wall = sys_days{date} + time_of_day;
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  // The offset before the clocks change serves both cases: in a gap it shifts forward, in an overlap it is the first.
  table_->zone->getOffsetFromLocal(static_cast<UDate>(wall.time_since_epoch().count()), UCAL_TZ_LOCAL_FORMER,
                                   UCAL_TZ_LOCAL_FORMER, raw, dst, status);
  return wall - milliseconds{raw + dst};
}

Instant Zone::instant(const When& when, DayEdge edge) const {
  if (!when.time) {
    return edge == DayEdge::start ? instant(when.date, seconds{0})
                                  : instant(Date{sys_days{when.date} + days{1}}, seconds{0});
  }
  if (when.offset) return sys_days{when.date} + *when.time - *when.offset;
  return instant(when.date, *when.time);
}

Date Zone::date_of(const When& when) const {
  return when.offset ? local(instant(when, DayEdge::start)).date : when.date;
}

}  // namespace kiosk
