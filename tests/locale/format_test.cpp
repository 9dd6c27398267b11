#include "locale/format.h"

#include <doctest/doctest.h>
#include <thread>

using namespace kiosk;
using namespace std::chrono;

namespace {

/// With ~ for each no-break space, so that a test shows them.
std::string shown(std::string_view text) {
  constexpr std::string_view no_break_space = "\u00a0";
  std::string marked;
  for (auto at = text.find(no_break_space); at != std::string_view::npos; at = text.find(no_break_space)) {
    marked.append(text.substr(0, at)).append("~");
    text.remove_prefix(at + no_break_space.size());
  }
  return marked.append(text);
}

constexpr Date march_2{year{2026}, March, day{2}};
constexpr Date feb_20{year{2026}, February, day{20}};
constexpr Date dec_17{year{2026}, December, day{17}};
constexpr Date june_3{year{2026}, June, day{3}};
constexpr Date june_6{year{2026}, June, day{6}};

}  // namespace

TEST_CASE("sums stand as each language has them, without decimals where they are whole") {
  struct Row {
    Sum sum;
    const char* language;
    const char* text;
  };
  for (const auto& row : {
           Row{{400000, "NOK"}, "nb", "400~000~kr"},   Row{{400000, "NOK"}, "nn", "400~000~kr"},
           Row{{400000, "NOK"}, "no", "400~000~kr"},   Row{{400000, "NOK"}, "en", "NOK~400,000"},
           Row{{999, "NOK"}, "nb", "999~kr"},          Row{{0, "NOK"}, "en", "NOK~0"},
           Row{{1234.5, "NOK"}, "nb", "1~234,50~kr"},  Row{{1234.5, "NOK"}, "nn", "1~234,50~kr"},
           Row{{1234.5, "NOK"}, "en", "NOK~1,234.50"}, Row{{1e12, "NOK"}, "nb", "1~000~000~000~000~kr"},
           Row{{50000, "EUR"}, "en", "€50,000"},       Row{{50000, "EUR"}, "nb", "50~000~€"},
           Row{{50000, "SEK"}, "nb", "50~000~SEK"},    Row{{50000, "JPY"}, "en", "JP¥50,000"},
           Row{{0.01, "JPY"}, "en", "JP¥0.01"},        Row{{1234.5, "ISK"}, "nb", "1~234,5~ISK"},
           Row{{0.125, "KWD"}, "en", "KWD~0.125"},     Row{{50000, "NOK"}, "de", "50.000~NOK"},
           Row{{50000, "XYZ"}, "en", "XYZ~50,000"},    Row{{50000, "kroner"}, "nb", "50~000~kroner"},
       }) {
    CAPTURE(row.language);
    CHECK(shown(format_sum(row.sum, row.language)) == row.text);
  }
}

TEST_CASE("numbers are grouped as each language has it") {
  CHECK(format_integer(1234567, "en") == "1,234,567");
  CHECK(shown(format_integer(1234567, "nb")) == "1~234~567");
  CHECK(format_integer(7, "nn") == "7");
}

TEST_CASE("small numbers are spelled, larger ones are not") {
  CHECK(spelled_out(1, "en") == "one");
  CHECK(spelled_out(1, "nb") == "én");
  CHECK(spelled_out(1, "nn") == "éin");
  CHECK(spelled_out(12, "nb") == "tolv");
  CHECK(spelled_out(13, "nb") == "13");
  CHECK(spelled_out(-1, "en") == "-1");
}

TEST_CASE("dates stand as each language has them") {
  CHECK(long_date(march_2, "en") == "2 March 2026");
  CHECK(long_date(march_2, "nb") == "2. mars 2026");
  CHECK(long_date(march_2, "nn") == "2. mars 2026");
  CHECK(long_date(march_2, "de") == "2. März 2026");
  CHECK(long_date_with_weekday(march_2, "en") == "Monday 2 March 2026");
  CHECK(long_date_with_weekday(march_2, "nb") == "mandag 2. mars 2026");
  CHECK(long_date_with_weekday(march_2, "nn") == "måndag 2. mars 2026");
  CHECK(short_date(feb_20, "en") == "Fri 20 Feb");
  CHECK(short_date(feb_20, "nb") == "fre. 20. feb.");
  CHECK(short_date(feb_20, "nn") == "fr. 20. feb.");
}

TEST_CASE("[C05] the last dates that a document may have are dates like others") {
  CHECK(long_date({year{9999}, December, day{31}}, "en") == "31 December 9999");
  CHECK(long_date({year{2038}, January, day{19}}, "nb") == "19. januar 2038");
  CHECK(long_date({year{2024}, February, day{29}}, "nb") == "29. februar 2024");
  CHECK(long_date({year{1970}, January, day{1}}, "en") == "1 January 1970");
}

TEST_CASE("a calendar leaf has its month and weekday capitalised") {
  CHECK(month_name(dec_17, "en") == "December");
  CHECK(month_name(dec_17, "nb") == "Desember");
  CHECK(day_number(dec_17, "nb") == "17");
  CHECK(weekday_name(dec_17, "en") == "Thursday");
  CHECK(weekday_name(dec_17, "nb") == "Torsdag");
  CHECK(weekday_name(march_2, "nn") == "Måndag");
}

TEST_CASE("a range of dates says once what both have in common") {
  CHECK(date_range(june_3, june_6, "en") == "3–6 June 2026");
  CHECK(date_range(june_3, june_6, "nb") == "3.–6. juni 2026");
  CHECK(date_range(june_3, june_6, "nn") == "3.–6. juni 2026");
  CHECK(date_range(march_2, june_6, "nn") == "2. mars–6. juni 2026");
  CHECK(date_range(march_2, june_6, "nb") == "2. mars–6. juni 2026");
  CHECK(date_range(dec_17, {year{2027}, January, day{2}}, "nb") == "17. desember 2026–2. januar 2027");
  CHECK(date_range(june_3, june_3, "en") == "3 June 2026");
}

TEST_CASE("times of day have a colon in English and a full stop in Norwegian") {
  CHECK(clock_time(hours{12}, "en") == "12:00");
  CHECK(clock_time(hours{9} + minutes{5} + seconds{59}, "nb") == "09.05");
  CHECK(clock_time(seconds{0}, "nn") == "00.00");
  CHECK(time_in_text(hours{12}, "en") == "12:00");
  CHECK(shown(time_in_text(hours{12}, "nb")) == "kl.~12.00");
  CHECK(time_range(hours{9}, hours{15} + minutes{30}, "en") == "09:00–15:30");
  CHECK(shown(time_range(hours{9}, hours{15} + minutes{30}, "nb")) == "kl.~09.00–15.30");
  CHECK(shown(time_range(hours{9}, hours{15} + minutes{30}, "nn")) == "kl.~09.00–15.30");
}

TEST_CASE("a language that ICU does not know is still written") {
  CHECK_FALSE(long_date(march_2, "xx").empty());
  CHECK(format_integer(12, "zzz") == "12");
}

TEST_CASE("languages are called what each language calls them") {
  CHECK(language_name("en", "en") == "English");
  CHECK(language_name("nb", "en") == "Norwegian Bokmål");
  CHECK(language_name("nb", "nb") == "norsk bokmål");
  CHECK(language_name("en", "nn") == "engelsk");
}

TEST_CASE("threads format side by side") {
  std::string other;
  std::thread thread([&other] { other = long_date_with_weekday(march_2, "nb"); });
  const auto mine = long_date_with_weekday(march_2, "nb");
  thread.join();
  CHECK(other == mine);
}
