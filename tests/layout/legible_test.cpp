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

Setting setting_of(Size size) {
  static const Institute institute{"Institute", "UTC", {"en"}, "", {}};
  static const Theme theme;
  static const Zone zone = Zone::utc();
  return {institute, theme, zone, measure, "en", size, Instant{}};
}

Slide slide_of(const Content& content) {
  Slide slide;
  slide.content = content;
  slide.url = "https://example.org/";
  return slide;
}

std::vector<Seen> seen(const Content& content, const Viewing& viewing = {}, Size size = {1920, 1080}) {
  return seen_on(shown_alone(slide_of(content), setting_of(size)).scene, measure, viewing);
}

Judged judged(const Content& content, const Viewing& viewing = {}, Size size = {1920, 1080}) {
  const auto shown = shown_alone(slide_of(content), setting_of(size));
  return {
      legibility(slide_of(content), setting_of(size), viewing, seen_on(shown.scene, measure, viewing), shown.findings)};
}

const Seen* first(const std::vector<Seen>& all, Element element) {
  const auto found = std::ranges::find(all, element, &Seen::element);
  return found == all.end() ? nullptr : &*found;
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

std::int64_t count_in(const Finding& finding) {
  return std::get<std::int64_t>(std::ranges::find(finding.arguments, "count", &Argument::name)->value);
}

TEST_CASE("who shortens a text by as much as was asked has one that reads easily, and not by far too much") {
  int told = 0;
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1280, 720}}) {
    for (const int length : {60, 70, 90, 120, 160}) {
      CAPTURE(size.width);
      CAPTURE(length);
      const auto news_of = [&](const std::string& body) {
        return judged(NewsSlide{words(8), body, Picture{}, {}}, {}, size);
      };
      const auto told_of = [](const Judged& judged) {
        const auto* cut = judged.find("layout.cut");
        return cut != nullptr ? cut : judged.find("legible.small");
      };
      const auto whole = news_of(words(length));
      CHECK_FALSE((whole.find("layout.cut") != nullptr && whole.find("legible.small") != nullptr));
      const auto* finding = told_of(whole);
      if (finding == nullptr) continue;
      ++told;
      const auto count = count_in(*finding);
      REQUIRE(count > 0);
      CHECK(to_text(*finding, "en").find("Shorten it by about " + std::to_string(count)) != std::string::npos);
      const auto cut_by = [&](std::int64_t by) { return words(length - static_cast<int>(by / 6)); };
      CHECK(told_of(news_of(cut_by(count + 5))) == nullptr);
      if (count > 60) CHECK(told_of(news_of(cut_by(count - 50))) != nullptr);
    }
  }
  CHECK(told >= 8);
}

TEST_CASE("a text that is named in a sentence begins with whole words") {
  CHECK(beginning("short", 10) == "short");
  CHECK(beginning("one two three", 9) == "one two…");
  CHECK(beginning("onetwothree", 6) == "onetwo…");
  CHECK(beginning("æøå æøå", 3) == "æøå…");
  CHECK(beginning("It ends. It goes on", 9) == "It ends…");
}

TEST_CASE("each text and each code is measured in millimetres on the screen") {
  const auto all = seen(news(5, 20));
  const auto* headline = first(all, Element::headline);
  const auto* body = first(all, Element::body);
  const auto* code = first(all, Element::code);
  REQUIRE(headline != nullptr);
  REQUIRE(body != nullptr);
  REQUIRE(code != nullptr);
  // 1397 mm ÷ 2203 pixels along the diagonal; a capital is 0.72 em high, body text 2.6u = 52 pixels.
  CHECK(body->height_mm == doctest::Approx(0.72 * 52 * 1397 / 2202.9).epsilon(0.01));
  CHECK(body->required_mm == doctest::Approx(0.0058 * 4000));
  CHECK(body->readable_metres == doctest::Approx(body->height_mm / 5.8).epsilon(0.001));
  CHECK(headline->required_mm == doctest::Approx(4000.0 / 300));
  CHECK(verdict_on(*first(seen(news(3, 5)), Element::headline), {}).grade == Grade::accessible);
  CHECK(verdict_on(*body, {}).grade == Grade::good);
  CHECK(code->readable_metres * 100 == doctest::Approx(code->height_mm));
  CHECK(code->readable_metres > 1.2);
  CHECK(verdict_on(*code, {}).grade == Grade::good);
}

TEST_CASE("a paragraph is one text, whatever its lines are; another style begins another") {
  const auto all = seen(news(12, 30));
  std::ptrdiff_t lines = 0;
  CHECK(std::ranges::count(all, Element::body, &Seen::element) == 1);
  CHECK(first(all, Element::body)->words + " " == words(30));
  for (const auto& text : all) lines += static_cast<std::ptrdiff_t>(text.lines.size());
  CHECK(lines > std::ssize(all));
}

TEST_CASE("a word that was divided between two lines is one word again, and a hyphen that was written stays") {
  const auto words_of = [](std::string first, std::string second) {
    const Scene scene{{1920, 1080},
                      {TextRun{std::move(first), Face::regular, 50, {100, 100}, {}},
                       TextRun{std::move(second), Face::regular, 50, {100, 170}, {}}}};
    const auto all = seen_on(scene, measure, {});
    REQUIRE(all.size() == 1);
    return all[0].words;
  };
  CHECK(words_of("forsknings-", "administrasjonen") == "forskningsadministrasjonen");
  CHECK(words_of("Organ on a Chip-", "Technology") == "Organ on a Chip-Technology");
  CHECK(words_of("for COVID-", "19") == "for COVID-19");
  CHECK(words_of("one", "two") == "one two");
}

TEST_CASE("the grades follow the heights of the look, seen from where people stand") {
  Seen text;
  text.element = Element::label;
  const auto grade = [&](double share) {
    text.height_mm = share * 4000;
    text.required_mm = (text.element == Element::body ? 0.0058 : 1.0 / 300) * 4000;
    return verdict_on(text, {55, 4}).grade;
  };
  CHECK(grade(0.0033) == Grade::illegible);
  CHECK(grade(0.0034) == Grade::good);
  CHECK(grade(0.0121) == Grade::good);
  CHECK(grade(0.0123) == Grade::accessible);
  text.element = Element::body;
  CHECK(grade(0.0043) == Grade::illegible);
  CHECK(grade(0.0045) == Grade::hard);
  CHECK(grade(0.0057) == Grade::hard);
  CHECK(grade(0.0059) == Grade::good);
  // However large, what does not stand out cannot be read; and TEK17 asks for more than WCAG does of large text.
  text.required_contrast = 3;
  text.contrast = Contrast{2.9, 0.9};
  CHECK(grade(0.02) == Grade::illegible);
  text.contrast = Contrast{3.1, 0.79};
  CHECK(grade(0.02) == Grade::illegible);
  text.contrast = Contrast{3.1, 0.81};
  CHECK(grade(0.02) == Grade::accessible);
}

TEST_CASE("where a text does not stand out, a calmer picture is asked for only where there is a picture") {
  auto all = seen(news(5, 20));
  auto& body = *std::ranges::find(all, Element::body, &Seen::element);
  body.contrast = Contrast{2.34, 0.6};
  const auto sentence = [&] {
    const auto findings = legibility(slide_of(news(5, 20)), setting_of({1920, 1080}), {}, all, {});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "legible.contrast");
    CHECK(findings[0].severity == Severity::error);
    return to_text(findings[0], "en");
  };
  CHECK(sentence().find("contrast 2.3:1). The colours of the theme") != std::string::npos);
  body.on_picture = true;
  CHECK(sentence().find("Choose a calmer picture.") != std::string::npos);
  CHECK(sentence().find("words words words words words words…”") != std::string::npos);
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

TEST_CASE("a code with so long an address that its modules are dust is warned of") {
  Slide slide = slide_of(news(5, 20));
  slide.url = "https://www.example.org/" + std::string(600, 'a');
  const auto shown = shown_alone(slide, setting_of({1920, 1080}));
  const Judged long_one{
      legibility(slide, setting_of({1920, 1080}), {}, seen_on(shown.scene, measure, {}), shown.findings)};
  CHECK(long_one.find("legible.small_code") != nullptr);
}

TEST_CASE("what several winners have no room for is not left out in silence") {
  AwardWinnerSlide award;
  award.people.resize(3);
  for (auto& person : award.people) person.name = "Kari Nordmann";
  CHECK(judged(award).find("layout.left_out") == nullptr);
  award.citation = "For their work.";
  CHECK(judged(award).find("layout.left_out") != nullptr);
}

TEST_CASE("a code that can be scanned from less than a metre is warned of") {
  CHECK(judged(news(5, 20)).find("legible.small_code") == nullptr);
  CHECK(judged(news(5, 20), {32, 2}).find("legible.small_code") != nullptr);
}
