/// Sums, dates, times and numbers as each language writes them: British English, Norwegian (bokmål and nynorsk), and
/// whatever else ICU knows. Any thread; each thread keeps the formats that it has used.
///
/// Dates and times of day are those on the wall: locale/zone.h says which they are. Spaces inside a sum or a number are
/// no-break ones.
#pragma once

#include "model/slide.h"
#include "model/when.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk {

/// "NOK 400,000"; "400 000 kr". Decimals only where the sum is not whole.
std::string format_sum(const Sum& sum, std::string_view language);
/// "1,234,567"; "1 234 567".
std::string format_integer(std::int64_t number, std::string_view language);
/// 2 is "two"; "to". Above twelve, and below nought, digits.
std::string spelled_out(std::int64_t number, std::string_view language);

/// "2 March 2026"; "2. mars 2026".
std::string long_date(Date date, std::string_view language);
/// "Monday 2 March 2026"; "mandag 2. mars 2026".
std::string long_date_with_weekday(Date date, std::string_view language);
/// "Fri 20 Feb"; "fre. 20. feb.".
std::string short_date(Date date, std::string_view language);
/// "3–6 June 2026", "28 May – 2 June 2026"; "3.–6. juni 2026". The date alone where both are the same.
std::string date_range(Date first, Date last, std::string_view language);

/// What a leaf of a calendar shows: "December" or "Desember", "17", "Thursday" or "Torsdag".
std::string month_name(Date date, std::string_view language);
std::string day_number(Date date, std::string_view language);
std::string weekday_name(Date date, std::string_view language);

/// As a clock shows it: "12:00"; "12.00".
std::string clock_time(std::chrono::seconds time_of_day, std::string_view language);
/// As it stands in a line of text: "12:00"; "kl. 12.00".
std::string time_in_text(std::chrono::seconds time_of_day, std::string_view language);
/// "09:00–15:30"; "kl. 09.00–15.30".
std::string time_range(std::chrono::seconds start, std::chrono::seconds end, std::string_view language);

/// What the language `tag` is called: "Norwegian Bokmål"; "norsk bokmål".
std::string language_name(std::string_view tag, std::string_view language);

/// With its first letter large: "Desember". Nothing else changes.
std::string capitalised(std::string_view text, std::string_view language);

}  // namespace kiosk
