#include "locale/bidi.h"

#include "base/text.h"
#include "locale/tag.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace kiosk {
namespace {

bool is_strong(UCharDirection direction) {
  return direction == U_LEFT_TO_RIGHT || direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/// A mark that runs as the first of `letters` that runs at all; empty where none does.
std::string_view mark_like(auto first, auto last) {
  for (; first != last; ++first) {
    switch (u_charDirection(static_cast<UChar32>(*first))) {
      case U_LEFT_TO_RIGHT:
        return "\u200e";
      case U_RIGHT_TO_LEFT:
        return "\u200f";
      case U_RIGHT_TO_LEFT_ARABIC:
        return "\u061c";
      default:
        break;
    }
  }
  return {};
}

/// A text as ICU has it, and at which byte each of its units begins.
struct Utf16 {
  icu::UnicodeString units;
  std::vector<std::size_t> bytes;  ///< one more than units: the text's end
};

Utf16 utf16(std::string_view text) {
  Utf16 result;
  for (const auto& [c, at] : placed_points(text)) {
    result.units.append(static_cast<UChar32>(c));
    while (std::ssize(result.bytes) < result.units.length()) result.bytes.push_back(at);
  }
  result.bytes.push_back(text.size());
  return result;
}

UScriptCode script_at(const icu::UnicodeString& units, std::int32_t i) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(units.char32At(i), &status);
  const bool shared = U_FAILURE(status) || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
  return shared ? USCRIPT_COMMON : script;
}

/// Cuts [from, to) where the script changes; what scripts share goes with the letter before it, or the first one.
template <class Found>
void each_script(const icu::UnicodeString& units, std::int32_t from, std::int32_t to, Found found) {
  UScriptCode script = USCRIPT_COMMON;
  for (std::int32_t i = from; i < to; i = units.moveIndex32(i, 1)) {
    const UScriptCode next = script_at(units, i);
    if (next == USCRIPT_COMMON || next == script) continue;
    if (script != USCRIPT_COMMON) {
      found(from, i, script);
      from = i;
    }
    script = next;
  }
  if (from < to) found(from, to, script);
}

}  // namespace

bool runs_rtl(std::string_view paragraph) {
  for (const char32_t c : code_points(paragraph)) {
    const auto direction = u_charDirection(static_cast<UChar32>(c));
    if (is_strong(direction)) return direction != U_LEFT_TO_RIGHT;
  }
  return false;
}

bool has_rtl(std::string_view text) {
  return std::ranges::any_of(code_points(text), [](char32_t c) {
    const auto direction = u_charDirection(static_cast<UChar32>(c));
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  });
}

bool is_rtl_language(std::string_view language) {
  return uloc_isRightToLeft(icu_locale(language).c_str()) != 0;
}

std::string line_of(std::string_view paragraph, std::size_t from, std::size_t to) {
  const auto before = code_points(paragraph.substr(0, from));
  const auto behind = code_points(paragraph.substr(to));
  return std::string(mark_like(before.rbegin(), before.rend()))
      .append(paragraph.substr(from, to - from))
      .append(mark_like(behind.begin(), behind.end()));
}

std::vector<Stretch> visual_order(std::string_view line, bool rtl) {
  const Utf16 text = utf16(line);
  const std::unique_ptr<UBiDi, void (*)(UBiDi*)> bidi(ubidi_open(), ubidi_close);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), text.units.getBuffer(), text.units.length(), rtl ? 1 : 0, nullptr, &status);
  const auto runs = ubidi_countRuns(bidi.get(), &status);
  std::vector<Stretch> stretches;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < runs; ++i) {
    std::int32_t start = 0;
    std::int32_t length = 0;
    const bool backwards = ubidi_getVisualRun(bidi.get(), i, &start, &length) == UBIDI_RTL;
    const auto first = std::ssize(stretches);
    each_script(text.units, start, start + length, [&](std::int32_t from, std::int32_t to, UScriptCode script) {
      const auto begin = text.bytes[static_cast<std::size_t>(from)];
      const auto end = text.bytes[static_cast<std::size_t>(to)];
      stretches.push_back({line.substr(begin, end - begin), backwards, uscript_getShortName(script)});
    });
    if (backwards) std::reverse(stretches.begin() + first, stretches.end());
  }
  return stretches;
}

std::string script_name(const std::string& script) {
  const auto value = u_getPropertyValueEnum(UCHAR_SCRIPT, script.c_str());
  const char* const name =
      value == UCHAR_INVALID_CODE ? nullptr : u_getPropertyValueName(UCHAR_SCRIPT, value, U_LONG_PROPERTY_NAME);
  std::string word = name == nullptr ? "" : name;
  std::erase(word, '_');
  return word;
}

}  // namespace kiosk
