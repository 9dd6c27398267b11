/// Where the words of running text may be parted by a hyphen, by the pattern dictionaries of libhyphen. A Hyphenator
/// belongs to one thread at a time; hyphens() is for any thread, each keeps the dictionaries that it has used.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A hyphen may stand before byte `at`.
struct Hyphen {
  std::size_t at = 0;
  bool joint = false;  ///< between two words of a compound, as far as its letters tell: the better place
  bool operator==(const Hyphen&) const = default;
};

class Hyphenator {
 public:
  /// `dictionaries` holds files named as libhyphen's: hyph_nb_NO.dic.
  explicit Hyphenator(std::filesystem::path dictionaries = "/usr/share/hyphen");
  ~Hyphenator();
  Hyphenator(const Hyphenator&) = delete;
  Hyphenator& operator=(const Hyphenator&) = delete;

  /// The places in `text` (UTF-8, a paragraph), rising. Only words of ten letters and more are parted, and four letters
  /// stay together on either side. Left whole are addresses, numbers, what has a hyphen already, and words with a
  /// capital, which are mostly names: but for one that begins a sentence and is longer than names are.
  ///
  /// None for a language without a dictionary: "hyphens.missing" is logged once for one that we promise.
  std::vector<Hyphen> hyphens(std::string_view text, std::string_view language);

 private:
  class Dictionary;
  Dictionary* dictionary(std::string_view language);

  const std::filesystem::path folder_;
  std::map<std::string, std::unique_ptr<Dictionary>, std::less<>> dictionaries_;  ///< nullptr: there is none
};

/// Hyphenator::hyphens() with the system's dictionaries.
std::vector<Hyphen> hyphens(std::string_view text, std::string_view language);

}  // namespace kiosk
