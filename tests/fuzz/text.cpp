// Text on its way to lines, for any bytes: the first three say how it is to be set, the rest is the text.
#include "base/text.h"

#include "fuzz/fuzz.h"
#include "layout/fake_measure.h"
#include "layout/typeset.h"
#include "locale/bidi.h"
#include "locale/breaks.h"
#include "locale/clusters.h"
#include "locale/hyphens.h"

#include <array>
#include <numeric>

namespace kiosk {
namespace {

using test::must;

bool inside_a_letter(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

void check_pieces(std::string_view text, const Language& language) {
  std::size_t last = 0;
  for (const auto at : line_breaks(text, language)) {
    must(at > last && at <= text.size(), "places for a line's end rise");
    last = at;
  }
  must(last == text.size(), "the last place is the text's end");
  std::size_t length = 0;
  for (const auto letter : graphemes(text)) {
    must(!letter.empty() && letter.data() == text.data() + length, "the letters stand one after the other");
    length += letter.size();
  }
  must(length == text.size(), "the letters are the text");
  for (const auto& hyphen : hyphens(text, language))
    must(hyphen.at > 0 && hyphen.at < text.size() && !inside_a_letter(text, hyphen.at), "a hyphen parts two letters");
  length = 0;
  for (const auto& cluster : clusters(text)) length += cluster.text.size();
  must(length == text.size(), "the clusters are the text");
  length = 0;
  for (const auto& stretch : visual_order(text, runs_rtl(text))) length += stretch.text.size();
  must(length == text.size(), "each letter stands in one place");
  const bool sound = is_utf8(text);
  must(!sound || is_utf8(upper(text, language)), "capitals of sound text are sound");
  must(!sound || is_utf8(initials(text)), "a monogram of sound text is sound");
}

void check_lines(const Paragraph& paragraph, std::string_view text, const TextStyle& style, float width) {
  must(paragraph.lines.size() <= static_cast<std::size_t>(style.max_lines), "no more lines than there is room for");
  must(paragraph.width() <= width, "no line sticks out");
  must(paragraph.empty() || (paragraph.size >= style.least && paragraph.size <= style.size), "the size is in bounds");
  must(paragraph.cut >= 0, "no more letters are lost than there are");
  for (const auto& line : paragraph.lines) must(!is_utf8(text) || is_utf8(line.text), "lines of sound text are sound");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  static const test::FakeMeasure measure;
  static const std::array<Language, 8> languages{"en", "nb", "nn", "de", "th", "ar", "tr", ""};
  constexpr std::size_t how = 3;
  if (size < how) return 0;
  const Language& language = languages[data[0] % languages.size()];
  const auto text = test::as_text(data + how, size - how);
  check_pieces(text, language);

  TextStyle style;
  style.size = 10 + data[1] % 100;
  style.least = style.size / 2;
  style.max_lines = 1 + data[2] % 6;
  style.headline = (data[0] & 0x40) != 0;
  style.hyphens = (data[0] & 0x80) != 0;
  style.tracking = (data[0] & 0x20) != 0 ? 0.1F : 0;
  const float width = static_cast<float>(style.size) * static_cast<float>(2 + data[2] / 8);
  check_lines(typeset(measure, text, style, width, language), text, style, width);
  return 0;
}
