/// Forms and JSON, the one made from the other. The name of each control is the JSON Pointer of what it asks for:
/// "/title/en", "/people/0/portrait/alt/nb", "/deadline/date". Pure functions; any thread.
#pragma once

#include "desk/form_fields.h"
#include "desk/http.h"
#include "parse/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// The slide that was filled in: its `kind` and whatever of its fields is not empty, in their order. What does not fit
/// (letters where a number is asked for) is kept as it was written, so that the reader can say what is wrong and the
/// form can show it again. Entries of lists of which nothing is filled in are left out. An object without members where
/// the form has no such kind.
Json slide_of_form(const Pairs& form);
/// The same of the institute.
Json institute_of_form(const Pairs& form);

/// What a form of this slide would send, for comparing two of them: equal slides have equal pairs.
Pairs form_of_slide(const Json& slide);

/// "" where there is none or it is no text.
std::string_view text_at(const Json& json, std::string_view key);
std::string kind_of_slide(const Json& slide);

/// A date and a time of day out of what stands in JSON, and the offset from UTC behind them: "2026-03-02T12:00+01:00"
/// is "2026-03-02", "12:00" and "+01:00".
struct MomentParts {
  std::string_view date;
  std::string_view time;
  std::string_view offset;
};
MomentParts parts_of_moment(std::string_view moment);
/// "08:00-16:00" is "08:00" and "16:00".
std::pair<std::string_view, std::string_view> parts_of_hours(std::string_view hours);

}  // namespace kiosk
