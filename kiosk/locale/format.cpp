#include "locale/format.h"

#include "locale/tag.h"

#include <algorithm>
#include <map>
#include <memory>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>
#include <unicode/ucurr.h>

namespace kiosk {
namespace {

using namespace std::chrono;
using icu::number::NumberFormatter;
using icu::number::Precision;

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::string_view en_dash = "–";

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

UDate noon(Date date) {
  return static_cast<UDate>(duration_cast<milliseconds>(sys_days{date}.time_since_epoch() + hours{12}).count());
}

/// The formats of one language. Making one costs ICU a millisecond or so, hence kept.
class Formats {
 public:
  explicit Formats(std::string_view language)
      : locale_(icu_locale(language).c_str()), comma_free_(is_english(language)) {}

  const icu::Locale& locale() const { return locale_; }

  /// `skeleton` names the fields (Unicode TR 35, "yMMMMd"); their order and what stands between them is the language's.
  std::string date(const char* skeleton, Date date) {
    auto& format = dates_[skeleton];
    if (!format) format = date_format(skeleton);
    icu::UnicodeString text;
    if (format) format->format(noon(date), text);
    return utf8(text);
  }

  std::string range(Date first, Date last) {
    UErrorCode status = U_ZERO_ERROR;
    if (!range_) {
      range_.reset(icu::DateIntervalFormat::createInstance("yMMMMd", locale_, status));
      if (U_FAILURE(status)) return {};
      range_->setTimeZone(*icu::TimeZone::getGMT());
    }
    const icu::DateInterval interval(noon(first), noon(last));
    icu::UnicodeString text;
    icu::FieldPosition anywhere;
    return utf8(range_->format(&interval, text, anywhere, status));
  }

  std::string spelled_out(std::int64_t number) {
    UErrorCode status = U_ZERO_ERROR;
    if (!spell_) spell_ = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, locale_, status);
    icu::UnicodeString text;
    icu::FieldPosition anywhere;
    return utf8(spell_->format(number, text, anywhere, status));
  }

 private:
  std::unique_ptr<icu::SimpleDateFormat> date_format(const char* skeleton) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> generator(
        icu::DateTimePatternGenerator::createInstance(locale_, status));
    if (U_FAILURE(status)) return nullptr;
    icu::UnicodeString pattern = generator->getBestPattern(skeleton, status);
    if (comma_free_) pattern.findAndReplace(",", "");  // "Monday, 2 March" is for prose; a sign has no comma
    auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale_, status);
    if (U_FAILURE(status)) return nullptr;
    format->setTimeZone(*icu::TimeZone::getGMT());
    return format;
  }

  icu::Locale locale_;
  bool comma_free_;
  std::map<std::string, std::unique_ptr<icu::SimpleDateFormat>, std::less<>> dates_;  // by skeleton
  std::unique_ptr<icu::DateIntervalFormat> range_;
  std::unique_ptr<icu::RuleBasedNumberFormat> spell_;
};

Formats& formats(std::string_view language) {
  thread_local std::map<std::string, Formats, std::less<>> kept;  // as many as the screen has languages
  const auto found = kept.find(language);
  if (found != kept.end()) return found->second;
  return kept.try_emplace(std::string(language), language).first->second;
}

}  // namespace

std::string format_sum(const Sum& sum, std::string_view language) {
  // CLDR's bokmål writes "kr 400 000", as accounts do; in running text the unit stands behind, as its nynorsk has it.
  const icu::Locale locale = is_norwegian(language) ? icu::Locale("nn") : formats(language).locale();
  UErrorCode status = U_ZERO_ERROR;
  const icu::CurrencyUnit currency(icu::StringPiece(sum.currency), status);
  if (sum.currency.size() != 3) status = U_ILLEGAL_ARGUMENT_ERROR;  // ICU would take the first three letters
  const auto digits = ucurr_getDefaultFractionDigits(currency.getISOCurrency(), &status);
  // What was written is shown, also of a currency that has no small coins.
  const auto precision =
      Precision::minMaxFraction(digits, std::max(digits, 2)).trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE);
  const auto formatter = NumberFormatter::withLocale(locale).unit(currency).precision(precision);
  std::string text = utf8(formatter.formatDouble(sum.value, status).toString(status));
  if (U_SUCCESS(status)) return text;
  return format_integer(static_cast<std::int64_t>(sum.value), language).append(no_break_space).append(sum.currency);
}

std::string format_integer(std::int64_t number, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const auto formatter = NumberFormatter::withLocale(formats(language).locale());
  return utf8(formatter.formatInt(number, status).toString(status));
}

std::string spelled_out(std::int64_t number, std::string_view language) {
  if (number < 0 || number > 12) return format_integer(number, language);
  return formats(language).spelled_out(number);
}

std::string long_date(Date date, std::string_view language) {
  return formats(language).date("yMMMMd", date);
}

std::string long_date_with_weekday(Date date, std::string_view language) {
  return formats(language).date("yMMMMEEEEd", date);
}

std::string short_date(Date date, std::string_view language) {
  return formats(language).date("MMMEd", date);
}

std::string date_range(Date first, Date last, std::string_view language) {
  return first == last ? long_date(first, language) : formats(language).range(first, last);
}

std::string month_name(Date date, std::string_view language) {
  return capitalised(formats(language).date("LLLL", date), language);
}

std::string day_number(Date date, std::string_view language) {
  return format_integer(static_cast<unsigned>(date.day()), language);
}

std::string weekday_name(Date date, std::string_view language) {
  return capitalised(formats(language).date("cccc", date), language);
}

// By hand: CLDR's Norwegian has a colon, where the Norwegian Language Council has a full stop.
std::string clock_time(seconds time_of_day, std::string_view language) {
  const auto two = [](std::int64_t n) {
    const auto digit = [](std::int64_t d) { return static_cast<char>('0' + d); };
    return std::string{digit(n / 10 % 10), digit(n % 10)};
  };
  const auto m = floor<minutes>(time_of_day).count();
  return two(m / 60) + (is_norwegian(language) ? '.' : ':') + two(m % 60);
}

std::string time_in_text(seconds time_of_day, std::string_view language) {
  const std::string before = is_norwegian(language) ? std::string("kl.").append(no_break_space) : "";
  return before + clock_time(time_of_day, language);
}

std::string time_range(seconds start, seconds end, std::string_view language) {
  return time_in_text(start, language).append(en_dash).append(clock_time(end, language));
}

std::string language_name(std::string_view tag, std::string_view language) {
  icu::UnicodeString name;
  const icu::Locale of(std::string(tag).c_str());
  return utf8(of.getDisplayLanguage(icu::Locale(icu_locale(language).c_str()), name));
}

std::string capitalised(std::string_view text, std::string_view language) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToTitle(icu_locale(language).c_str(), U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE, nullptr,
                            icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  return result;
}

}  // namespace kiosk
