// What single kinds do with what they are given.
#include "layout/compose.h"
#include "layout/fake_measure.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace kiosk {
namespace {

Composition composed(Content content, Size size, const Language& language = "en") {
  static const test::FakeMeasure measure;
  static const Theme theme;
  static const Institute institute;
  const auto zone = Zone::find("Europe/Oslo");
  REQUIRE(zone);
  Slide slide;
  slide.content = std::move(content);
  return compose(slide, {institute, theme, *zone, measure, language, size, Instant{}});
}

bool says(const Composition& composition, std::string_view words) {
  return std::ranges::any_of(composition.scene.items, [words](const Item& item) {
    const auto* run = std::get_if<TextRun>(&item);
    return run != nullptr && run->text == words;
  });
}

/// A book by so many, with what its cover has room for.
Composition book_by(std::vector<std::string> authors, const Language& language = "en") {
  PublicationSlide book;
  book.title = Text("Tumours");
  book.authors = std::move(authors);
  return composed(book, {1920, 1080}, language);
}

TEST_CASE("the cover of a book names four authors, and of more the first") {
  CHECK(says(book_by({"Ada Li"}), "Ada Li"));
  CHECK(says(book_by({"A. Li", "B. Moe"}), "A. Li, B. Moe"));
  CHECK_FALSE(says(book_by({"A. Li", "B. Moe", "C. Ro", "D. Vik"}), "A. Li et\u00a0al."));
  const std::vector<std::string> five{"A. Li", "B. Moe", "C. Ro", "D. Vik", "E. Ås"};
  CHECK(says(book_by(five), "A. Li et\u00a0al."));
  CHECK(says(book_by(five), "A. Li, B. Moe, C. Ro, D. Vik, E. Ås"));
  CHECK(says(book_by(five, "nb"), "A. Li mfl."));
  CHECK(says(book_by(five, "nn"), "A. Li mfl."));
}

TEST_CASE("names that a cover has no room for are no fault of who wrote them") {
  const auto book = book_by({"Maximiliane Christophersen", "Wilhelmina Featherstonehaugh", "Konstantin Papadopoulos"});
  CHECK(std::ranges::any_of(book.scene.items, [](const Item& item) {
    const auto* run = std::get_if<TextRun>(&item);
    return run != nullptr && run->text.ends_with("et\u00a0al.");
  }));
  CHECK(book.findings.empty());
}

TEST_CASE("what a row of an event is about is never cut") {
  EventSlide event;
  event.title = Text("Seminar");
  event.start = *parse_when("2026-06-05T14:00");
  event.people = std::vector<Person>(2, Person{Text("Kari Nordmann"), {}, {}, {}});
  for (const Size size : {Size{1920, 1080}, {1080, 1920}, {1024, 768}, {768, 1024}, {3840, 1080}}) {
    CAPTURE(size.width);
    const auto composition = composed(event, size, "nb");
    CHECK(says(composition, "Foredragsholdere"));
    CHECK(composition.findings.empty());
  }
}

TEST_CASE("the card of a link alone is no wider on a panorama than one can read across") {
  LinksSlide links;
  links.title = Text("Follow us");
  links.items = {Link{Text("Open positions"), Text("at the institute"), "https://example.org/"}};
  const auto composition = composed(links, {3840, 1080});
  const auto is_card = [](const Item& item) {
    const auto* fill = std::get_if<Fill>(&item);
    return fill != nullptr && fill->radius > 20;
  };
  const auto card = std::ranges::find_if(composition.scene.items, is_card);
  REQUIRE(card != composition.scene.items.end());
  CHECK(std::get<Fill>(*card).box.width <= 1200);
}

}  // namespace
}  // namespace kiosk
