// What runs from right to left, and letters that no font has, on composed slides.
#include "layout/compose.h"
#include "layout/fake_measure.h"
#include "layout/typeset.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace kiosk;

namespace {

const std::string salam = "\u0633\u0644\u0627\u0645";

struct Composed {
  std::vector<TextRun> runs;
  std::vector<Finding> findings;
};

Composed composed(const Text& title, const Text& lead, const Language& language) {
  static const test::FakeMeasure measure;
  static const Theme theme;
  static const Institute institute;
  const auto zone = Zone::find("Europe/Oslo");
  REQUIRE(zone);
  Slide slide;
  slide.content = NewsSlide{title, lead, {}, {}};
  const Setting setting{institute, theme, *zone, measure, language, {1920, 1080}, Instant{}};
  const auto composition = compose(slide, setting);
  Composed result{{}, composition.findings};
  for (const auto& item : composition.scene.items) {
    if (const auto* run = std::get_if<TextRun>(&item)) result.runs.push_back(*run);
  }
  return result;
}

float right_of(const TextRun& run) {
  return run.origin.x + tracked_width(test::FakeMeasure(), run.text, run.face, run.size, run.tracking);
}

std::string repeated(const std::string& word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += word + " ";
  return text;
}

}  // namespace

TEST_CASE("several lines that run from right to left end at one edge, among others that begin at one") {
  const auto [runs, findings] = composed(Text(repeated(salam, 20)), Text(repeated("word", 60)), "en");
  std::vector<const TextRun*> title;
  std::vector<const TextRun*> body;
  for (const auto& run : runs) {
    if (run.face == Face::display) title.push_back(&run);
    if (run.role == TextRole::body) body.push_back(&run);
  }
  REQUIRE(title.size() > 1);
  REQUIRE(body.size() > 1);
  for (const auto* run : title) {
    CHECK(run->rtl);
    CHECK(right_of(*run) == doctest::Approx(right_of(*title.front())));
  }
  for (const auto* run : body) {
    CHECK_FALSE(run->rtl);
    CHECK(run->origin.x == body.front()->origin.x);
  }
}

TEST_CASE("a single line keeps to the edge of what is around it") {
  const auto [runs, findings] = composed(Text(salam), Text("word"), "en");
  REQUIRE(runs.size() == 3);
  CHECK(runs[1].rtl);
  CHECK(runs[1].origin.x == runs[2].origin.x);
}

TEST_CASE("a slide in Arabic stands at the right") {
  const auto [runs, findings] = composed(Text(salam), Text(repeated(salam, 60)), "ar");
  REQUIRE(runs.size() > 3);
  for (std::size_t i = 2; i < runs.size(); ++i) CHECK(right_of(runs[i]) == doctest::Approx(right_of(runs[1])));
}

TEST_CASE("lines move apart where letters of another font hang lower") {
  const test::FakeMeasure measure;
  const TextStyle style{Face::display, 40, 40, 1.08, 4, true};
  const auto latin = typeset(measure, "Ali", style, 500, "en");
  const auto arabic = typeset(measure, salam, style, 500, "en");
  CHECK(latin.line_height == 43);
  CHECK(arabic.line_height >= 60);
  CHECK(arabic.baseline >= 40);
}

TEST_CASE("letters that join are not set apart") {
  const test::FakeMeasure measure;
  const TextStyle style{Face::semibold, 40, 40, 1.3, 1, false, 0.1F};
  CHECK(typeset(measure, "Ali", style, 500, "en").tracking == 4);
  CHECK(typeset(measure, salam, style, 500, "en").tracking == 0);
  CHECK(typeset(measure, salam, style, 500, "en").width() == measure.width(salam, Face::semibold, 40));
}

TEST_CASE("[J17] letters that no font has are told to who wrote them, once") {
  const auto [runs, findings] = composed(Text("a\ufffd \ufffd"), Text("b\ufffd"), "en");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "layout.no_letter");
  CHECK(to_text(findings[0], "en") == "No font of the screen has the letter “\ufffd”; a dot stands for it.");
  CHECK(to_text(findings[0], "nn") == "Inga skrift på skjermen har teiknet «\ufffd»; ein prikk står for det.");
}

TEST_CASE("words that are not translated are hyphenated in their own language") {
  std::string english;
  for (int i = 0; i < 12; ++i) english += "internationalisation ";
  const auto hyphenated = [](const Composed& composed) {
    std::string lines;
    for (const auto& run : composed.runs) {
      if (run.role == TextRole::body) lines += run.text + "\n";
    }
    return lines;
  };
  const auto as_english = hyphenated(composed(Text("Title"), Text(english), "en"));
  CHECK(as_english.find("-\n") != std::string::npos);
  CHECK(hyphenated(composed(Text("Title"), Text({{"en", english}}), "nb")) == as_english);
}
