// The demo, as it stands on the screen on 20 February 2026: what the institute's page has is on a slide, in both
// languages.
#include "base/file.h"
#include "layout/compose.h"
#include "layout/fake_measure.h"
#include "studio/edition.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace kiosk {
namespace {

/// All that is written on the slide, in reading order.
std::string words_on(const Scene& scene) {
  std::string words;
  for (const auto& item : scene.items) {
    if (const auto* run = std::get_if<TextRun>(&item)) words += run->text + " ";
  }
  return words;
}

struct Demo {
  Demo() {
    const auto bytes = read_file(std::string(KIOSK_SOURCE_DIR) + "/config/demo/content.json", 1 << 20);
    REQUIRE(bytes);
    const auto made = make_edition("demo", *bytes, {}, {});
    REQUIRE(made);
    edition = *made;
  }

  Composition composed(const Slide& slide, const Language& language) const {
    const auto now = edition->zone.instant(*parse_when("2026-02-20T09:41:00+01:00"), DayEdge::start);
    return compose(slide, {edition->document.institute, theme, edition->zone, measure, language, {1920, 1080}, now});
  }

  /// Everything on all slides.
  std::string words(const Language& language) const {
    std::string all;
    for (const auto& slide : edition->document.slides) all += words_on(composed(slide, language).scene);
    return all;
  }

  EditionPtr edition;
  const Theme theme;
  const test::FakeMeasure measure;
};

}  // namespace

TEST_CASE("every person, award, news item and link of the institute's page is on a slide, in both languages") {
  const Demo demo;
  CHECK(demo.edition->problems.empty());
  for (const char* language : {"en", "nb"}) {
    const std::string words = demo.words(language);
    for (const char* name : {"Kjetil Taskén",
                             "Thomas Fleischer",
                             "Rakaee",
                             "Eide",
                             "Akkouh",
                             "Mouldy Sioud",
                             "Flatmark",
                             "Mette",
                             "Stenstadvold",
                             "Sciensano",
                             "Pseudovax",
                             "PMP",
                             "Springer Nature",
                             "siRNA",
                             "CanCell",
                             "Cresco",
                             "PRIMA",
                             "Hybrid Technology Hub",
                             "OUS Innsikt",
                             "Excellent Researcher Award",
                             "Early Career Award",
                             "380+",
                             "70",
                             "1954",
                             "2025",
                             "29",
                             "140"}) {
      INFO(language, " has no ", name);
      CHECK(words.find(name) != std::string::npos);
    }
  }
}

TEST_CASE("ten days are left for nominations, and the sums stand as each language writes them") {
  const Demo demo;
  for (const auto& slide : demo.edition->document.slides) {
    if (kind_of(slide) != "award_call") continue;
    const auto english = words_on(demo.composed(slide, "en").scene);
    CHECK(english.find("10 days left") != std::string::npos);
    CHECK(english.find("NOK\u00a0400,000") != std::string::npos);
    const auto norwegian = words_on(demo.composed(slide, "nb").scene);
    CHECK(norwegian.find("10 dager igjen") != std::string::npos);
    CHECK(norwegian.find("400\u00a0000\u00a0kr") != std::string::npos);
    return;
  }
  FAIL("the demo has no open call");
}

TEST_CASE("what is made up says so in its id") {
  const Demo demo;
  for (const auto& slide : demo.edition->document.slides) {
    if (kind_of(slide) == "event") CHECK(slide.id.starts_with("sample-"));
  }
}

}  // namespace kiosk
