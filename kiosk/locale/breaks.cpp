#include "locale/breaks.h"

#include "base/text.h"
#include "locale/bidi.h"
#include "locale/tag.h"

#include <algorithm>
#include <map>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

namespace kiosk {
namespace {

using MakeIterator = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

/// All boundaries but the first, 0.
std::vector<std::size_t> boundaries(icu::BreakIterator& iterator, std::string_view text) {
  std::vector<std::size_t> found;
  UErrorCode status = U_ZERO_ERROR;
  UText* const view = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  iterator.setText(view, status);
  if (U_SUCCESS(status)) {
    iterator.first();
    for (auto at = iterator.next(); at != icu::BreakIterator::DONE; at = iterator.next()) {
      found.push_back(static_cast<std::size_t>(at));
    }
  }
  utext_close(view);
  return found;
}

std::vector<std::size_t> boundaries(MakeIterator make, std::string_view text, std::string_view language) {
  if (text.empty()) return {};
  thread_local std::map<std::pair<MakeIterator, std::string>, std::unique_ptr<icu::BreakIterator>> kept;
  auto& iterator = kept[{make, std::string(language)}];
  if (!iterator) {
    UErrorCode status = U_ZERO_ERROR;
    iterator.reset(make(icu::Locale(icu_locale(language).c_str()), status));
  }
  return iterator ? boundaries(*iterator, text) : std::vector<std::size_t>{text.size()};
}

/// The grapheme that stands for a word in a monogram; empty where the word has no letter.
std::string_view letter_of(std::string_view word) {
  std::string_view letter;
  for (const auto grapheme : graphemes(word)) {
    const auto c = static_cast<UChar32>(code_points(grapheme).front());
    if (u_isUUppercase(c)) return grapheme;
    if (letter.empty() && u_isalpha(c)) letter = grapheme;
  }
  return letter;
}

/// The first digit or symbol, for names without any letter: an emoji, "7".
std::string_view sign_of(std::string_view name) {
  for (const auto grapheme : graphemes(name)) {
    const auto c = static_cast<UChar32>(code_points(grapheme).front());
    if ((U_GET_GC_MASK(c) & (U_GC_N_MASK | U_GC_S_MASK)) != 0) return grapheme;
  }
  return {};
}

}  // namespace

std::vector<std::size_t> line_breaks(std::string_view text, std::string_view language) {
  return boundaries(icu::BreakIterator::createLineInstance, text, language);
}

std::vector<std::string_view> graphemes(std::string_view text) {
  std::vector<std::string_view> letters;
  std::size_t start = 0;
  for (const auto end : boundaries(icu::BreakIterator::createCharacterInstance, text, "")) {
    letters.push_back(text.substr(start, end - start));
    start = end;
  }
  return letters;
}

std::string upper(std::string_view text, std::string_view language) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToUpper(icu_locale(language).c_str(), 0,
                            icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  return result;
}

std::string initials(std::string_view name) {
  std::vector<std::string_view> letters;
  for (const auto word : split(name, ' ')) {
    if (const auto letter = letter_of(word); !letter.empty()) letters.push_back(letter);
  }
  if (letters.empty()) return std::string(sign_of(name));
  std::string both(letters.front());
  // Two letters that would join are kept apart: they are not a word.
  constexpr std::string_view keep_apart = "\u200c";
  if (letters.size() > 1) both.append(has_rtl(name) ? keep_apart : "").append(letters.back());
  return upper(both, "");
}

}  // namespace kiosk
