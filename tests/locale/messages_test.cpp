#include "locale/messages.h"

#include <doctest/doctest.h>
#include <set>

using namespace kiosk;

TEST_CASE("every message has words in English, bokmål and nynorsk, and keeps no argument to itself") {
  const std::vector<Argument> all{
      {"count", 2},   {"year", 2025},     {"time", "14:00"}, {"funder", "X"}, {"spelled", "two"}, {"who", "X"},
      {"date", "X"},  {"text", "X"},      {"distance", 4.0}, {"ratio", 3.9},  {"id", "x"},        {"what", "X"},
      {"where", "X"}, {"name", "X"},      {"src", "X"},      {"why", "X"},    {"errors", 1},      {"warnings", 1},
      {"total", 3},   {"diagonal", 55.0}, {"width", "1"},    {"height", 1.0}, {"contrast", 7.0},  {"letters", "X"}};
  for (int i = 0; i <= static_cast<int>(last_message); ++i) {
    for (const auto* language : {"en", "nb", "nn"}) {
      CAPTURE(i);
      CAPTURE(language);
      const auto text = message(static_cast<Message>(i), language, all);
      CHECK_FALSE(text.empty());
      CHECK(text.find_first_of("{}") == std::string::npos);
    }
  }
}

TEST_CASE("no message has stayed English in Norwegian") {
  const std::set<Message> same_word{Message::person, Message::video};
  for (int i = 0; i <= static_cast<int>(last_message); ++i) {
    const auto id = static_cast<Message>(i);
    if (same_word.contains(id)) continue;
    CAPTURE(i);
    CHECK(message(id, "nb") != message(id, "en"));
    CHECK(message(id, "nn") != message(id, "en"));
  }
}

TEST_CASE("languages without words of their own get English; \"no\" is bokmål") {
  CHECK(message(Message::read_more, "de") == "Read more");
  CHECK(message(Message::read_more, "no") == "Les mer");
  CHECK(message(Message::read_more, "nn") == "Les meir");
  CHECK(days_left(10, "de").words == "days left");
  CHECK(prizes(2, "de") == "two prizes");
}

TEST_CASE("numbers in a sentence are written as its language does, and a hint that would not help is left out") {
  const auto small = [](const char* language, double distance, int count) {
    return message(Message::text_small, language, {{"text", "T"}, {"distance", distance}, {"count", count}});
  };
  CHECK(small("en", 2.5, 0) == "The text “T” is too small to be read easily from 2.5 m.");
  CHECK(small("en", 4, 60) ==
        "The text “T” is too small to be read easily from 4 m. Shorten it by about 60 characters.");
  CHECK(small("nb", 2.5, 60) ==
        "Teksten «T» er for liten til å leses lett fra 2,5 m. Kort den ned med omtrent 60 tegn.");
  CHECK(message(Message::problem_counts, "en", {{"errors", 1}, {"warnings", 2}}) == "1 error, 2 warnings");
  CHECK(message(Message::problem_counts, "nb", {{"errors", 1}, {"warnings", 2}}) == "1 feil, 2 advarsler");
}

TEST_CASE("a countdown has its number and its words apart") {
  CHECK(days_left(10, "en").number == "10");
  CHECK(days_left(10, "en").words == "days left");
  CHECK(days_left(1, "en").words == "day left");
  CHECK(days_left(10, "nb").words == "dager igjen");
  CHECK(days_left(1, "nb").words == "dag igjen");
  CHECK(days_left(0, "nn").words == "dagar igjen");
}

TEST_CASE("prizes are counted in words") {
  CHECK(prizes(1, "en") == "one prize");
  CHECK(prizes(2, "en") == "two prizes");
  CHECK(prizes(1, "nb") == "én pris");
  CHECK(prizes(2, "nb") == "to priser");
  CHECK(prizes(2, "nn") == "to prisar");
  CHECK(prizes(13, "nb") == "13 priser");
}

TEST_CASE("arguments stand where each language has them, and years have no separator") {
  CHECK(message(Message::since, "en", {{"year", 1954}}) == "Since 1954");
  CHECK(message(Message::since, "nb", {{"year", 1954}}) == "Siden 1954");
  CHECK(message(Message::since, "nn", {{"year", 1954}}) == "Sidan 1954");
  CHECK(message(Message::today_at, "en", {{"time", "14:00"}}) == "today 14:00");
  CHECK(message(Message::today_at, "nb", {{"time", "kl. 14.00"}}) == "i dag kl. 14.00");
  CHECK(message(Message::tomorrow_at, "nn", {{"time", "kl. 14.00"}}) == "i morgon kl. 14.00");
  CHECK(message(Message::from_funder, "en", {{"funder", "{0} 'the' %s fund"}}) == "from {0} 'the' %s fund");
}

TEST_CASE("a slide's kicker is its own, else its kind's") {
  Slide slide;
  slide.content = NewsSlide{};
  CHECK(kicker(slide, "nb") == "Nyheter");
  slide.kicker = Text("Europe");
  CHECK(kicker(slide, "nb") == "Europe");

  AwardWinnerSlide winner;
  winner.year = 2025;
  winner.people.resize(1);
  slide = {};
  slide.content = winner;
  CHECK(kicker(slide, "en") == "Award winner 2025");
  CHECK(kicker(slide, "nb") == "Prisvinner 2025");
  winner.people.resize(3);
  winner.year.reset();
  slide.content = winner;
  CHECK(kicker(slide, "en") == "Award winners");
}

TEST_CASE("every kind has a kicker") {
  std::set<std::string> seen;
  const auto add = [&seen](Content content) {
    Slide slide;
    slide.content = std::move(content);
    seen.insert(kicker(slide, "en"));
  };
  add(InstituteSlide{}), add(NewsSlide{}), add(AwardWinnerSlide{}), add(AwardCallSlide{}), add(EventSlide{});
  add(PublicationSlide{}), add(ReportSlide{}), add(LinksSlide{}), add(PersonSlide{}), add(PictureSlide{});
  add(VideoSlide{}), add(NoticeSlide{});
  CHECK(seen.size() == std::variant_size_v<Content>);
  CHECK(seen.count("") == 0);
}
