#include "schedule/reading_time.h"

#include "make.h"

using namespace kiosk;
using namespace kiosk::test;

namespace {

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "word ";
  return text;
}

}  // namespace

TEST_CASE("a slide stays for 3 s, 0.33 s a word, 1 s a picture and 2 s a QR code") {
  NewsSlide news;
  news.title = words(10);
  news.lead = words(20);
  Slide slide = slide_of(news);
  CHECK(reading_time(slide, "en") == Millis{3000 + 30 * 330});
  slide.url = "https://example.org";
  CHECK(reading_time(slide, "en") == Millis{3000 + 30 * 330 + 2000});
  news.picture = Picture{};
  news.picture->caption = words(5);
  news.picture->alt = words(50);
  news.picture->credit = words(50);
  slide.content = news;
  CHECK(reading_time(slide, "en") == Millis{3000 + 35 * 330 + 2000 + 1000});
  slide.kicker = words(2);
  CHECK(reading_time(slide, "en") == Millis{3000 + 37 * 330 + 2000 + 1000});
}

TEST_CASE("it stays for 8 to 30 s, unless the document says how long") {
  NewsSlide news;
  news.title = "Short";
  Slide slide = slide_of(news);
  CHECK(reading_time(slide, "en") == Millis{8000});
  news.lead = words(200);
  slide.content = news;
  CHECK(reading_time(slide, "en") == Millis{30000});
  slide.seconds = 4.5;
  CHECK(reading_time(slide, "en") == Millis{4500});
  slide.seconds = 1;
  CHECK(reading_time(slide, "en") == shortest_stay);
  slide.seconds = 1e9;
  CHECK(reading_time(slide, "en") == longest_stay);
}

TEST_CASE("each language is read at its own length") {
  NewsSlide news;
  news.title = Text({{"en", words(30)}, {"nb", words(20)}});
  const Slide slide = slide_of(news);
  CHECK(reading_time(slide, "en") == Millis{3000 + 30 * 330});
  CHECK(reading_time(slide, "nb") == Millis{3000 + 20 * 330});
}

TEST_CASE("links have a QR code each, people a portrait and words each") {
  LinksSlide links;
  links.title = words(3);
  for (int i = 0; i < 4; ++i) links.items.push_back({words(2), words(3), "https://example.org"});
  CHECK(reading_time(slide_of(links), "en") == Millis{3000 + 23 * 330 + 4 * 2000});

  AwardWinnerSlide winners;
  winners.award = words(9);
  winners.people.resize(3, {words(2), words(3), words(4), Picture{}});
  CHECK(reading_time(slide_of(winners), "en") == Millis{3000 + 36 * 330 + 3 * 1000});
}

TEST_CASE("a publication's authors are read, and its DOI is a QR code where there is no url") {
  PublicationSlide book;
  book.title = words(20);
  book.authors = {"Mouldy Sioud"};
  book.doi = "10.1000/182";
  Slide slide = slide_of(book);
  CHECK(reading_time(slide, "en") == Millis{3000 + 22 * 330 + 2000});
  slide.url = "https://example.org";
  CHECK(reading_time(slide, "en") == Millis{3000 + 22 * 330 + 2000});
}
