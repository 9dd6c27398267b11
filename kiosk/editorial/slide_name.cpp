#include "editorial/slide_name.h"

#include "base/format.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {
namespace {

/// The letters of Europe's Latin alphabets that are not ASCII, small and large, and what stands for them.
constexpr std::array<std::pair<std::u32string_view, std::string_view>, 24> letters{{
    {U"àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"},
    {U"æǣÆǢ", "ae"},
    {U"çćčĉċÇĆČĈĊ", "c"},
    {U"ďđðĎĐÐ", "d"},
    {U"èéêëēĕėęěÈÉÊËĒĔĖĘĚ", "e"},
    {U"ĝğġģǧǥĜĞĠĢǦǤ", "g"},
    {U"ĥħĤĦ", "h"},
    {U"ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", "i"},
    {U"ĵĴ", "j"},
    {U"ķǩĶǨ", "k"},
    {U"ĺļľłĹĻĽŁ", "l"},
    {U"ñńņňŋÑŃŅŇŊ", "n"},
    {U"òóôõöøōŏőÒÓÔÕÖØŌŎŐ", "o"},
    {U"œŒ", "oe"},
    {U"ŕŗřŔŖŘ", "r"},
    {U"śŝşšșŚŜŞŠȘ", "s"},
    {U"ţťŧțŢŤŦȚ", "t"},
    {U"ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", "u"},
    {U"ŵŴ", "w"},
    {U"ýÿŷÝŸŶ", "y"},
    {U"źżžǯŹŻŽǮ", "z"},
    {U"ßẞ", "ss"},
    {U"þÞ", "th"},
    {U"µμΜ", "m"},
}};

std::string_view ascii_of(char32_t c) {
  const auto* const found =
      std::ranges::find_if(letters, [c](const auto& entry) { return entry.first.find(c) != entry.first.npos; });
  return found == letters.end() ? std::string_view() : found->second;
}

std::string plain_name(std::string_view title) {
  constexpr std::size_t longest = 48;
  std::string name;
  bool between = false;  // words
  for (const char32_t c : code_points(title)) {
    std::string part(ascii_of(c));
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) part = static_cast<char>(c);
    if (c >= U'A' && c <= U'Z') part = static_cast<char>(c - U'A' + U'a');
    if (part.empty()) {
      between = !name.empty();
      continue;
    }
    if (name.size() + part.size() + (between ? 1 : 0) > longest) break;
    if (std::exchange(between, false)) name += '-';
    name += part;
  }
  return name;
}

}  // namespace

std::string name_of_title(std::string_view title, std::string_view otherwise,
                          const std::function<bool(const std::string&)>& taken) {
  std::string plain = plain_name(title);
  if (plain.empty()) plain = otherwise;
  std::string name = plain;
  for (int count = 2; taken(name); ++count) name = str(plain, '-', count);
  return name;
}

}  // namespace kiosk
