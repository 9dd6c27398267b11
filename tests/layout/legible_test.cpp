#include "layout/legible.h"

#include "layout/fake_measure.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kiosk;

namespace {

const test::FakeMeasure measure;

std::string words(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += "words ";
  return words;
}

struct Judged {
  std::vector<Finding> findings;

  const Finding* find(std::string_view code) const {
    const auto found = std::ranges::find(findings, code, &Finding::code);
    return found == findings.end() ? nullptr : &*found;
  }
};

Judged judged(const Content& content, const Viewing& viewing = {}, Size size = {1920, 1080}) {
  static const Institute institute{"Institute", "UTC", {"en"}, "", {}};
  static const Theme theme;
  static const Zone zone = Zone::utc();
  Slide slide;
  slide.content = content;
  slide.url = "https://example.org/";
  const Setting setting{institute, theme, zone, measure, "en", size, Instant{}};
  return {legibility(slide, compose(slide, setting), setting, viewing)};
}

Content news(int headline, int body) {
  return NewsSlide{words(headline), words(body), {}, {}};
}

}  // namespace

TEST_CASE("a short slide is legible on 55 inches from 4 metres, foot line and captions too, on every screen") {
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1280, 720}, Size{3840, 2160}})
    CHECK(judged(news(5, 20), {}, size).findings.empty());
}

TEST_CASE("from too far away nothing can be read, and it says from how far") {
  const auto far = judged(news(5, 20), {55, 12});
  const auto* finding = far.find("legible.unreadable");
  REQUIRE(finding != nullptr);
  CHECK(finding->severity == Severity::error);
  CHECK(to_text(*finding, "en").find("cannot be read from 12 m") != std::string::npos);
  CHECK(to_text(*finding, "nb").find("kan ikke leses fra 12 m") != std::string::npos);
}

TEST_CASE("body text is warned of before captions are, and is an error from further away") {
  // At 2.6u the capitals of body text are 23.7 mm high: 0.0058 of 4.1 m, 0.0044 of 5.4 m.
  const auto near = judged(news(5, 20), {55, 4.3});
  REQUIRE(near.find("legible.small") != nullptr);
  CHECK(near.find("legible.small")->severity == Severity::warning);
  const auto far = judged(news(5, 20), {55, 5.6});
  REQUIRE(far.find("legible.small") != nullptr);
  CHECK(far.find("legible.small")->severity == Severity::error);
  // As large as the look has it: to shorten it would not help.
  CHECK(to_text(*far.find("legible.small"), "en").find("Shorten") == std::string::npos);
}

TEST_CASE("a text that was set smaller because it is long can be shortened") {
  const auto small = judged(NewsSlide{words(8), words(160), Picture{}, {}});
  REQUIRE(small.find("legible.small") != nullptr);
  CHECK(to_text(*small.find("legible.small"), "en").find("Shorten it by about ") != std::string::npos);
}

TEST_CASE("words are counted") {
  CHECK(judged(news(10, 40)).find("legible.long_headline") == nullptr);
  CHECK(judged(news(11, 0)).find("legible.long_headline")->severity == Severity::warning);
  CHECK(judged(news(3, 40)).find("legible.long_body") == nullptr);
  CHECK(judged(news(3, 41)).find("legible.long_body")->severity == Severity::warning);
  CHECK(judged(news(3, 101)).find("legible.long_body")->severity == Severity::error);
  // A person's title is a position, and the name is the headline.
  CHECK(judged(PersonSlide{"A Name", words(20), {}, {}, {}}).find("legible.long_headline") == nullptr);
}

TEST_CASE("a code that can be scanned from less than a metre is warned of") {
  CHECK(judged(news(5, 20)).find("legible.small_code") == nullptr);
  CHECK(judged(news(5, 20), {32, 2}).find("legible.small_code") != nullptr);
}
