#include "editorial/slides.h"

#include "editorial/events.h"
#include "editorial/press.h"
#include "editorial/slide_name.h"

#include <atomic>
#include <doctest/doctest.h>
#include <set>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::monday;
using test::news;
using test::Office;

std::vector<std::string> ids_of(const SlideBook& book) {
  const auto slides = book.all();
  std::vector<std::string> ids;
  for (const auto& slide : *slides) ids.push_back(slide.id);
  return ids;
}

TEST_CASE("a new slide is a draft at the end, named after its title") {
  Office office;
  SlideBook book(office.database);
  const auto slide = book.add(news("Jane Ø. – kick-off!"), office.kari, monday);
  REQUIRE(slide);
  CHECK(slide->id == "jane-o-kick-off");
  CHECK(slide->kind == "news");
  CHECK(slide->state == SlideState::draft);
  CHECK(slide->draft.number == 1);
  CHECK(slide->draft.by == "Kari Nordmann");
  CHECK(slide->draft.by_account == office.kari.id);
  CHECK(slide->draft.at == monday);
  CHECK(slide->draft.json == R"({"id": "jane-o-kick-off", "kind": "news", "title": "Jane Ø. – kick-off!"})");
  CHECK(book.add(news("Jane Ø: kick off"), office.kari, monday)->id == "jane-o-kick-off-2");
  CHECK(ids_of(book) == std::vector<std::string>{"jane-o-kick-off", "jane-o-kick-off-2"});
  CHECK(code_of(book.add(JsonObject{{"title", "x"}}, office.kari, monday)) == "slides.kind");
  CHECK(code_of(book.add(JsonObject{{"kind", "advert"}}, office.kari, monday)) == "slides.kind");
}

TEST_CASE("names are small, short, plain and their own") {
  std::set<std::string> taken{"news"};
  const auto name_of = [&](std::string_view title) {
    return name_of_title(title, "news", [&](const std::string& name) { return taken.contains(name); });
  };
  CHECK(name_of("Blåbær & Ærfugl på Østlandet") == "blabaer-aerfugl-pa-ostlandet");
  CHECK(name_of("  ÅPENT HUS 2026  ") == "apent-hus-2026");
  CHECK(name_of("Šárka Čáslavská's straße") == "sarka-caslavska-s-strasse");
  CHECK(name_of("日本語") == "news-2");
  CHECK(name_of("") == "news-2");
  CHECK(name_of("../../etc/passwd\n<script>") == "etc-passwd-script");
  CHECK(name_of(std::string(100, 'x')).size() == 48);
  CHECK(name_of(std::string(47, 'x') + " yy") == std::string(47, 'x'));
  CHECK(name_of("\xff\xfe") == "news-2");
}

TEST_CASE("the title of a slide is the first text that its kind has, in the language of who reads") {
  const auto both = JsonObject{{"en", "Award"}, {"nb", "Pris"}};
  CHECK(title_of(JsonObject{{"kind", "award_winner"}, {"award", both}}, "nb") == "Pris");
  CHECK(title_of(JsonObject{{"kind", "award_winner"}, {"award", both}}, "nn") == "Award");
  CHECK(title_of(JsonObject{{"kind", "person"}, {"name", " Jane "}, {"title", "Head"}}, "en") == "Jane");
  CHECK(title_of(JsonObject{{"kind", "person"}, {"name", ""}, {"title", "Head"}}, "en") == "Head");
  CHECK(title_of(JsonObject{{"kind", "picture"}, {"picture", JsonObject{}}}, "en") == "picture");
  CHECK(title_of(JsonObject{{"kind", "news"}, {"title", 7}}, "en") == "news");
  CHECK(title_of(Json(), "en").empty());
}

TEST_CASE("of two who edit one slide the second is told who was first, and nothing is overwritten") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("First"), office.kari, monday)->id;
  const auto saved = book.save(id, 1, news("Kari's"), office.kari, monday + 1min);
  REQUIRE(saved);
  CHECK(saved->draft.number == 2);
  const auto late = book.save(id, 1, news("Ola's"), office.ola, monday + 2min);
  CHECK(code_of(late) == "slides.conflict");
  CHECK(late.error().message.find("Kari Nordmann") != std::string::npos);
  CHECK(late.error().message.find("2026-03-02T08:01:00Z") != std::string::npos);
  CHECK(book.find(id)->draft.json.find("Kari's") != std::string::npos);
  CHECK(book.history(id)->size() == 2);
  CHECK(book.save(id, 2, news("Ola's"), office.ola, monday + 3min)->draft.by == "Ola Nordmann");
}

TEST_CASE("of several who save over one version at the same moment exactly one is first") {
  Office office;
  const auto id = SlideBook(office.database).add(news("a"), office.kari, monday)->id;
  constexpr std::int64_t rounds = 20;
  std::atomic<int> saved = 0;
  std::atomic<int> told = 0;
  std::vector<std::thread> people;
  for (const std::string name : {"Kari", "Ola", "Per", "Ida"}) {
    people.emplace_back([&, name] {
      auto database = office.open();
      SlideBook book(database);
      for (std::int64_t round = 1; round <= rounds; ++round) {
        while (book.find(id)->draft.number < round) std::this_thread::yield();
        const auto done = book.save(id, round, news(name + std::to_string(round)), office.kari, monday);
        ++(done ? saved : told);
        if (!done) CHECK(code_of(done) == "slides.conflict");
      }
    });
  }
  for (auto& person : people) person.join();
  CHECK(saved == rounds);
  CHECK(told == rounds * 3);
  CHECK(SlideBook(office.database).history(id)->size() == rounds + 1);
}

TEST_CASE("what is saved as it was is no new version, and a slide keeps its id and its kind") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("First"), office.kari, monday)->id;
  CHECK(book.save(id, 1, news("First"), office.ola, monday)->draft.number == 1);
  const JsonObject with_other_id{{"id", "other"}, {"kind", "news"}, {"title", "First"}};
  CHECK(book.save(id, 1, with_other_id, office.ola, monday)->draft.number == 1);
  CHECK(code_of(book.save(id, 1, JsonObject{{"kind", "links"}}, office.ola, monday)) == "slides.kind");
  CHECK(code_of(book.save(id, 1, Json("text"), office.ola, monday)) == "slides.kind");
  CHECK(code_of(book.save("nowhere", 1, news("x"), office.ola, monday)) == "slides.missing");
}

TEST_CASE("every version stays, and any of them can become the newest again") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("Version 1"), office.kari, monday)->id;
  for (int n = 2; n <= 20; ++n) {
    REQUIRE(book.save(id, n - 1, news("Version " + std::to_string(n)), office.kari, monday + n * 1min));
  }
  for (int n = 1; n <= 20; ++n) {
    const auto restored = book.restore(id, n, office.ola, monday + 1h);
    REQUIRE(restored);
    CHECK(restored->draft.json == book.version(id, n)->json);
    CHECK(restored->draft.note == "from version " + std::to_string(n));
  }
  const auto history = book.history(id).value();
  REQUIRE(history.size() == 40);
  CHECK(history.front().number == 40);
  CHECK(history.back().json.find("Version 1") != std::string::npos);
  CHECK(code_of(book.restore(id, 41, office.ola, monday)) == "slides.missing");
  CHECK(code_of(book.history("nowhere")) == "slides.missing");
}

TEST_CASE("a copy has the same fields under its own name") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("Summer party"), office.kari, monday)->id;
  const auto copy = book.duplicate(id, office.ola, monday + 1h);
  REQUIRE(copy);
  CHECK(copy->id == "summer-party-2");
  CHECK(copy->draft.json == R"({"id": "summer-party-2", "kind": "news", "title": "Summer party"})");
  CHECK(copy->draft.note == "copy of summer-party");
  CHECK(copy->state == SlideState::draft);
}

TEST_CASE("the order is changed as a whole, and only by who has seen all slides") {
  Office office;
  SlideBook book(office.database);
  for (const auto* title : {"a", "b", "c"}) REQUIRE(book.add(news(title), office.kari, monday));
  REQUIRE(book.reorder({"c", "a", "b"}, office.ola, monday));
  CHECK(ids_of(book) == std::vector<std::string>{"c", "a", "b"});
  const std::vector<std::vector<std::string>> wrong_ones{{"c", "a"}, {"c", "a", "a"}, {"c", "a", "b", "d"}, {}};
  for (const auto& wrong : wrong_ones) {
    CHECK(code_of(book.reorder(wrong, office.ola, monday)) == "slides.order");
  }
  REQUIRE(book.add(news("d"), office.kari, monday));
  CHECK(ids_of(book) == std::vector<std::string>{"c", "a", "b", "d"});
}

TEST_CASE("a slide that is thrown away is out of the list, told to who edits it, and comes back with a version") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("a"), office.kari, monday)->id;
  REQUIRE(book.remove(id, office.ola, monday));
  CHECK(ids_of(book).empty());
  CHECK(book.find(id)->state == SlideState::removed);
  CHECK(code_of(book.save(id, 1, news("b"), office.kari, monday)) == "slides.conflict");
  CHECK(book.add(news("a"), office.kari, monday)->id == "a-2");
  CHECK(book.restore(id, 1, office.kari, monday)->state == SlideState::draft);
  CHECK(ids_of(book) == std::vector<std::string>{"a", "a-2"});
}

TEST_CASE("a slide waits for its review until it is changed") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("a"), office.kari, monday)->id;
  REQUIRE(book.ask_for_review(id, office.kari, monday));
  CHECK(book.find(id)->state == SlideState::review);
  CHECK(book.save(id, 1, news("b"), office.kari, monday)->state == SlideState::draft);
}

TEST_CASE("who did what is written down, the newest first") {
  Office office;
  SlideBook book(office.database);
  const auto id = book.add(news("a"), office.kari, monday)->id;
  REQUIRE(book.save(id, 1, news("b"), office.ola, monday + 1min, "shorter"));
  CHECK(code_of(book.save(id, 1, news("c"), office.ola, monday + 2min)) == "slides.conflict");
  REQUIRE(book.remove(id, office.kari, monday + 3min));
  const auto found = events(office.database, 10).value();
  REQUIRE(found.size() == 3);
  CHECK(found[0].action == "remove");
  CHECK(found[1].action == "save");
  CHECK(found[1].by == "Ola Nordmann");
  CHECK(found[1].at == monday + 1min);
  CHECK(found[1].subject == id);
  CHECK(found[1].detail == "shorter");
  CHECK(found[2].action == "add");
  CHECK(events(office.database, 2)->size() == 2);
}

}  // namespace
}  // namespace kiosk
