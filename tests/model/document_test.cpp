#include "model/document.h"

#include "model/fields.h"
#include "model/settings.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using Words = std::map<Language, std::string>;

TEST_CASE("a reader gets their language, else the nearest there is") {
  const Text text({{"en", "English"}, {"nb", "Bokmål"}});
  CHECK(text.in("en") == "English");
  CHECK(text.in("nb") == "Bokmål");
  CHECK(text.in("nn") == "Bokmål");
  CHECK(text.in("de") == "English");
  CHECK(Text(Words{{"nn", "Nynorsk"}}).in("nb") == "Nynorsk");
  CHECK(Text(Words{{"de", "Deutsch"}}).in("nb") == "Deutsch");
  CHECK(Text("plain").in("nb") == "plain");
  CHECK(Text({{"en", "English"}, {"nb", ""}}).in("nb") == "English");
  CHECK(Text().in("en").empty());
}

TEST_CASE("the language that the words are in is known, also where it is another") {
  CHECK(Text({{"en", "English"}, {"nb", "Bokmål"}}).language_in("nn") == "nb");
  CHECK(Text({{"en", "English"}, {"nb", ""}}).language_in("nb") == "en");
  CHECK(Text("plain").language_in("nb") == "nb");
  CHECK(Text().language_in("nb") == "nb");
}

TEST_CASE("a text has a language where it need not fall back") {
  const Text text({{"en", "English"}, {"nb", ""}});
  CHECK(text.has("en"));
  CHECK_FALSE(text.has("nb"));
  CHECK(Text("plain").has("nb"));
  CHECK_FALSE(Text("").has("nb"));
  CHECK(Text("").empty());
  CHECK(Text(Words{{"en", ""}}).empty());
}

TEST_CASE("languages are two or three small letters") {
  for (const std::string_view good : {"en", "nb", "sma"}) CHECK(is_language(good));
  for (const std::string_view bad : {"", "e", "EN", "en-GB", "engl", "é"}) CHECK_FALSE(is_language(bad));
}

Picture picture_of(std::string src) {
  Picture picture;
  picture.src = std::move(src);
  return picture;
}

TEST_CASE("the pictures of a document are found wherever they are, each once, in order") {
  InstituteSlide welcome;
  welcome.head.emplace().portrait = picture_of("head");
  welcome.picture = picture_of("group");
  AwardWinnerSlide winners;
  winners.people.resize(3);
  winners.people[0].portrait = picture_of("ada");
  winners.people[2].portrait = picture_of("head");
  VideoSlide video;
  video.src = "film";
  video.poster = picture_of("poster");

  Document document;
  document.institute.logo = picture_of("logo");
  for (Content content : {Content(welcome), Content(winners), Content(NewsSlide()), Content(video)}) {
    document.slides.emplace_back().content = std::move(content);
  }
  std::vector<std::string> sources;
  for (const Picture* picture : pictures_of(document)) sources.push_back(picture->src);
  CHECK(sources == std::vector<std::string>{"logo", "head", "group", "ada", "poster"});
  CHECK(pictures_of(document.slides[1]).size() == 2);
}

TEST_CASE("a slide knows its kind, and a notice is found") {
  Slide slide;
  slide.content = AwardCallSlide();
  CHECK(kind_of(slide) == "award_call");
  CHECK(notice_of(slide) == nullptr);
  slide.content = NoticeSlide{NoticeLevel::band, "T", {}};
  CHECK(notice_of(slide)->level == NoticeLevel::band);
}

TEST_CASE("what is shown when there is nothing needs no file") {
  const auto document = built_in_document();
  CHECK(document.slides.size() == 1);
  CHECK(pictures_of(document).empty());
  CHECK(std::get<InstituteSlide>(document.slides.front().content).title.in("nb") == "Velkommen");
}

TEST_CASE("a size is two sides that a display can have") {
  CHECK(parse_size("1920x1080") == Size{1920, 1080});
  CHECK(parse_size("320x16384") == Size{320, 16384});
  for (const std::string_view bad : {"", "1920", "1920x", "x1080", "1920x1080x1", "1920X1080", "-1920x1080", "319x1080",
                                     "1920x16385", "1920 x 1080", "99999999999x1080"}) {
    CAPTURE(bad);
    CHECK(parse_size(bad) == Size{});
  }
}

}  // namespace
}  // namespace kiosk
