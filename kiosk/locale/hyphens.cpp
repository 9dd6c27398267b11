#include "locale/hyphens.h"

#include "base/log.h"
#include "base/text.h"
#include "locale/tag.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <hyphen.h>
#include <optional>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace kiosk {
namespace {

constexpr std::size_t least_word = 10;         ///< letters; a shorter one leaves no gap worth a hyphen
constexpr std::size_t least_part = 4;          ///< letters on either side
constexpr std::size_t most_word = 100;         ///< nobody writes a longer one
constexpr std::size_t longer_than_names = 16;  ///< letters

using Letter = PlacedPoint;
using Letters = std::vector<Letter>;

bool is_letter(const Letter& letter) {
  return u_isalpha(static_cast<UChar32>(letter.c)) != 0;
}
bool is_capital(const Letter& letter) {
  return u_isupper(static_cast<UChar32>(letter.c)) != 0 || u_istitle(static_cast<UChar32>(letter.c)) != 0;
}

bool is_punctuation(const Letter& letter) {
  return u_ispunct(static_cast<UChar32>(letter.c)) != 0;
}

/// What stands between white space.
std::vector<Letters> tokens(std::string_view text) {
  std::vector<Letters> found(1);
  for (const auto& letter : placed_points(text)) {
    if (u_isUWhiteSpace(static_cast<UChar32>(letter.c)) == 0) {
      found.back().push_back(letter);
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
  }
  return found;
}

bool ends_sentence(const Letters& token) {
  constexpr std::u32string_view ends = U".!?:…";
  return std::ranges::any_of(token.end() - std::min<std::ptrdiff_t>(2, std::ssize(token)), token.end(),
                             [&](const Letter& letter) { return ends.find(letter.c) != std::u32string_view::npos; });
}

/// The word in a token, without quotes and full stops around it; empty where it shall not be parted.
Letters word_of(const Letters& token, bool begins_sentence) {
  const auto first = std::ranges::find_if_not(token, is_punctuation);
  const auto last = std::find_if_not(token.rbegin(), std::make_reverse_iterator(first), is_punctuation).base();
  Letters word(first, last);
  if (word.size() < least_word || word.size() > most_word || !std::ranges::all_of(word, is_letter)) return {};
  const auto capitals = std::ranges::count_if(word, is_capital);
  const bool only_by_its_place = capitals == 1 && is_capital(word.front()) && begins_sentence;
  if (capitals > 0 && !(only_by_its_place && word.size() > longer_than_names)) return {};
  return word;
}

/// Syllables of a Norwegian word begin with a consonant where there is one: a part that begins with a vowel behind a
/// consonant, or behind the s of a derived noun, is a word of its own. The dictionary does not tell.
bool is_norwegian_joint(std::u32string_view before, char32_t next) {
  constexpr std::u32string_view vowels = U"aeiouyæøåéèêòóô";
  const auto vowel = [&](char32_t c) { return vowels.find(c) != std::u32string_view::npos; };
  if (vowel(next)) return !vowel(before.back());
  constexpr std::array<std::u32string_view, 7> derived{U"ings",  U"sjons", U"tets", U"doms",
                                                       U"skaps", U"hets",  U"heits"};
  return std::ranges::any_of(derived, [&](std::u32string_view end) { return before.ends_with(end); });
}

std::u32string lower(const Letters& word) {
  std::u32string letters;
  for (const auto& letter : word)
    letters += static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter.c)));  // letter by letter: as many as before
  return letters;
}

/// "nb_NO", "en_GB": the language with the region where most of its readers live.
std::string with_region(std::string_view language) {
  icu::Locale locale(icu_locale(language).c_str());
  UErrorCode status = U_ZERO_ERROR;
  locale.addLikelySubtags(status);
  return std::string(locale.getLanguage()) + "_" + locale.getCountry();
}

}  // namespace

class Hyphenator::Dictionary {
 public:
  static std::unique_ptr<Dictionary> load(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return nullptr;
    Patterns patterns(hnj_hyphen_load(file.c_str()));
    return patterns ? std::unique_ptr<Dictionary>(new Dictionary(std::move(patterns))) : nullptr;
  }

  /// For each letter of `word`, whether a hyphen may stand behind it. Nothing where the dictionary's character set
  /// lacks one of them.
  std::optional<std::vector<bool>> places(std::u32string_view word) const {
    const auto bytes = encoded(word);
    if (!bytes) return std::nullopt;
    std::string marks(bytes->size() + 5, '\0');  // as hyphen.h asks
    char** replacements = nullptr;
    int* positions = nullptr;
    int* cuts = nullptr;
    const int failed = hnj_hyphen_hyphenate2(patterns_.get(), bytes->c_str(), static_cast<int>(bytes->size()),
                                             marks.data(), nullptr, &replacements, &positions, &cuts);
    std::vector<bool> places(word.size());
    for (std::size_t i = 0; failed == 0 && i < word.size(); ++i) {
      // Where letters would change at the hyphen (as in German's old Zuk-ker), the word stays whole.
      const bool changes = replacements != nullptr && replacements[i] != nullptr;
      places[i] = (static_cast<unsigned char>(marks[i]) & 1U) != 0 && !changes;
    }
    for (std::size_t i = 0; replacements != nullptr && i < bytes->size(); ++i) std::free(replacements[i]);
    std::free(replacements);
    std::free(positions);
    std::free(cuts);
    return places;
  }

 private:
  struct Free {
    void operator()(HyphenDict* dictionary) const { hnj_hyphen_free(dictionary); }
  };
  using Patterns = std::unique_ptr<HyphenDict, Free>;
  explicit Dictionary(Patterns patterns) : patterns_(std::move(patterns)) {}

  /// In the dictionary's character set; nothing where a letter is not in it.
  std::optional<std::string> encoded(std::u32string_view word) const {
    icu::UnicodeString text;
    for (const char32_t c : word) text.append(static_cast<UChar32>(c));
    UErrorCode status = U_ZERO_ERROR;
    UConverter* const converter = ucnv_open(patterns_->cset, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string bytes(4 * word.size() + 1, '\0');
    const auto length = ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()), text.getBuffer(),
                                        text.length(), &status);
    ucnv_close(converter);
    if (U_FAILURE(status)) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
  }

  Patterns patterns_;
};

Hyphenator::Hyphenator(std::filesystem::path dictionaries) : folder_(std::move(dictionaries)) {}
Hyphenator::~Hyphenator() = default;

Hyphenator::Dictionary* Hyphenator::dictionary(std::string_view language) {
  const auto known = dictionaries_.find(language);
  if (known != dictionaries_.end()) return known->second.get();
  const auto file = folder_ / ("hyph_" + with_region(language) + ".dic");
  auto loaded = language.empty() ? nullptr : Dictionary::load(file);
  const bool promised = is_english(language) || is_norwegian(language);
  if (!loaded && promised) log::warn("hyphens.missing", file.string() + ": not found; words are not hyphenated");
  return dictionaries_.emplace(language, std::move(loaded)).first->second.get();
}

std::vector<Hyphen> Hyphenator::hyphens(std::string_view text, std::string_view language) {
  const Dictionary* const dictionary = this->dictionary(language);
  if (dictionary == nullptr) return {};
  std::vector<Hyphen> found;
  bool begins_sentence = true;
  for (const auto& token : tokens(text)) {
    const Letters word = word_of(token, std::exchange(begins_sentence, ends_sentence(token)));
    if (word.empty()) continue;
    const std::u32string letters = lower(word);
    const auto places = dictionary->places(letters);
    if (!places) continue;
    for (std::size_t next = least_part; next + least_part <= word.size(); ++next) {
      if (!(*places)[next - 1]) continue;
      const bool joint =
          is_norwegian(language) && is_norwegian_joint(std::u32string_view(letters).substr(0, next), letters[next]);
      found.push_back({word[next].at, joint});
    }
  }
  return found;
}

std::vector<Hyphen> hyphens(std::string_view text, std::string_view language) {
  thread_local Hyphenator hyphenator;
  return hyphenator.hyphens(text, language);
}

}  // namespace kiosk
