// Themes: an accepted one keeps the contrasts that it was accepted for, and what is wrong is said on one line.
#include "parse/theme.h"

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "parse/problem_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  using test::must;
  const auto reading = read_theme(test::as_text(data, size), "icr");
  must(reading.theme.has_value() != has_errors(reading.problems), "a theme is refused where it has an error");
  for (const auto& problem : reading.problems) {
    const auto text = to_text(problem, "icr.json");
    must(is_utf8(text) && printable(text) == text, "a problem's text is one line");
    must(!problem.code.empty() && !problem.message.empty(), "a problem has a code and says what it is");
  }
  if (!reading.theme) return 0;
  const Theme& theme = *reading.theme;
  for (const auto& surface : {theme.paper, theme.night}) {
    must(contrast(surface.text, surface.ground) >= 4.5, "text can be read");
    must(contrast(surface.muted, surface.ground) >= 4.5, "second lines can be read");
    must(contrast(surface.accent, surface.ground) >= 4.5, "kickers can be read");
  }
  return 0;
}
