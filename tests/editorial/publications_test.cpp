#include "editorial/publications.h"

#include "base/format.h"
#include "crypto/sha256.h"
#include "editorial/events.h"
#include "editorial/institute.h"
#include "editorial/press.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::code_of;
using test::monday;
using test::news;
using test::Press;
using Ids = std::vector<std::string>;

TEST_CASE("a published slide is in the document that screens read, its picture with hash and size") {
  Press press;
  const auto picture = press.picture(0x336699);
  const auto slide = press.book.add(news("A day", picture), press.kari, monday).value();
  const auto done = press.publications.publish(slide.id, 1, press.ola, monday + 1h);
  REQUIRE(done);
  CHECK(done->revision == 1);
  CHECK(done->by == "Ola Nordmann");
  CHECK(done->what == "published a-day");
  CHECK(press.book.find(slide.id)->state == SlideState::live);
  CHECK(press.book.find(slide.id)->live == 1);
  const auto document = press.document();
  CHECK(document.revision == 1);
  CHECK(document.institute == desk_settings(press.database)->institute);
  REQUIRE(document.slides.size() == 1);
  const auto& shown = std::get<NewsSlide>(document.slides.front().content).picture.value();
  const auto kept = press.box.find(picture).value();
  CHECK(shown.src == "media/" + picture);
  CHECK(shown.sha256 == kept.sha256);
  CHECK(shown.bytes == kept.bytes);
  CHECK(press.publications.history(10)->size() == 1);
  CHECK(events(press.database, 1)->front().action == "publish");
}

TEST_CASE("before the first publication there is no document, and nothing to bring to the folder") {
  Press press;
  CHECK(code_of(press.publications.document()) == "publish.nothing");
  CHECK(code_of(press.publications.document(1)) == "publish.missing");
  CHECK(code_of(press.publications.go_back(1, press.ola, monday)) == "publish.missing");
  CHECK(press.bring());
  CHECK_FALSE(std::filesystem::exists(press.published));
}

TEST_CASE("what a screen would refuse is not published, and the words say why") {
  Press press;
  const auto refused = [&](const Json& slide) {
    const auto added = press.book.add(slide, press.kari, monday).value();
    const auto done = press.publications.publish(added.id, 1, press.ola, monday);
    CHECK(press.book.find(added.id)->state == SlideState::draft);
    CHECK(code_of(done) == "publish.faulty");
    return done ? std::string() : done.error().message;
  };
  CHECK(refused(JsonObject{{"kind", "news"}}).find("title") != std::string::npos);
  CHECK(refused(JsonObject{{"kind", "event"}, {"title", "x"}, {"start", "next week"}}).find("next week") !=
        std::string::npos);
  const auto unknown = std::string(64, 'a') + ".jpg";
  CHECK(refused(news("x", unknown)).find(unknown) != std::string::npos);
  CHECK(refused(news("x", "../desk.db")).find("desk.db") != std::string::npos);
  const JsonObject elsewhere{
      {"kind", "news"}, {"title", "x"}, {"picture", JsonObject{{"src", "https://example.org/a.jpg"}}}};
  CHECK(refused(elsewhere).find("example.org") != std::string::npos);
  CHECK(code_of(press.publications.document()) == "publish.nothing");
  const auto picture = press.picture(0x336699);
  std::filesystem::remove(press.box.path_of(press.box.find(picture).value()));
  CHECK(refused(news("x", picture)).find("gone") != std::string::npos);
}

TEST_CASE("hash and size are those of the box, whatever the slide says") {
  Press press;
  const auto picture = press.picture(0x336699);
  const JsonObject lies{{"kind", "news"},
                        {"title", "x"},
                        {"picture", JsonObject{{"src", "media/" + picture}, {"sha256", "no hash"}, {"bytes", 1}}}};
  press.publish(lies);
  const auto document = press.document();
  CHECK(std::get<NewsSlide>(document.slides.front().content).picture->bytes == press.box.find(picture)->bytes);
}

TEST_CASE("one faulty slide that was let in before does not keep another one from being published") {
  Press press;
  const auto id = press.publish(news("Good once"));
  // As a program of another version might have taken it.
  press.database.run("UPDATE versions SET json = '{\"id\": \"good-once\", \"kind\": \"news\"}' WHERE slide = ?", id);
  const auto slide = press.book.add(news("Urgent"), press.kari, monday).value();
  CHECK(press.publications.publish(slide.id, 1, press.ola, monday));
  CHECK(press.publications.take_down(id, press.ola, monday));
  CHECK(press.on_screens() == Ids{"urgent"});
}

TEST_CASE("only the newest version is published, and who saved another one since is named") {
  Press press;
  const auto slide = press.book.add(news("a"), press.kari, monday).value();
  REQUIRE(press.book.save(slide.id, 1, news("b"), press.kari, monday));
  const auto late = press.publications.publish(slide.id, 1, press.ola, monday);
  CHECK(code_of(late) == "slides.conflict");
  CHECK(late.error().message.find("Kari Nordmann") != std::string::npos);
  CHECK(code_of(press.publications.publish("nowhere", 1, press.ola, monday)) == "slides.missing");
  CHECK(press.publications.publish(slide.id, 2, press.ola, monday));
  REQUIRE(press.book.save(slide.id, 2, news("c"), press.kari, monday));
  CHECK(press.book.find(slide.id)->state == SlideState::changed);
  CHECK(std::get<NewsSlide>(press.document().slides.front().content).title == Text("b"));
}

TEST_CASE("where review is on, a second person publishes, and that one is no author") {
  Press press;
  auto settings = desk_settings(press.database).value();
  settings.review = true;
  REQUIRE(set_desk_settings(press.database, settings, press.kari, monday));
  const auto author = press.account("per", "Per", Role::author);
  const auto slide = press.book.add(news("a"), press.ola, monday).value();
  REQUIRE(press.book.ask_for_review(slide.id, press.ola, monday));
  CHECK(code_of(press.publications.publish(slide.id, 1, press.ola, monday)) == "publish.own");
  CHECK(code_of(press.publications.publish(slide.id, 1, author, monday)) == "publish.role");
  CHECK(press.book.find(slide.id)->state == SlideState::review);
  CHECK(press.publications.publish(slide.id, 1, press.kari, monday));
  CHECK(press.book.find(slide.id)->state == SlideState::live);
  const auto notice = press.book.add(
      JsonObject{{"kind", "notice"}, {"level", "band"}, {"title", "Out"}, {"until", "2026-03-03"}}, press.ola, monday);
  CHECK(press.publications.publish(notice->id, 1, press.ola, monday));  // it cannot wait for a second person
  settings.review = false;
  REQUIRE(set_desk_settings(press.database, settings, press.kari, monday));
  CHECK(press.publications.publish(slide.id, 1, author, monday));
}

TEST_CASE("a notice is put up and ended by who may, whether review is on or not") {
  Press press;
  const auto author = press.account("per", "Per", Role::author);
  const JsonObject out{{"kind", "notice"}, {"level", "takeover"}, {"title", "Out"}, {"until", "2026-03-03"}};
  const auto notice = press.book.add(out, author, monday).value();
  CHECK(code_of(press.publications.publish(notice.id, 1, author, monday)) == "publish.role");
  CHECK(code_of(press.publications.document()) == "publish.nothing");
  REQUIRE(press.publications.publish(notice.id, 1, press.ola, monday));
  CHECK(code_of(press.publications.take_down(notice.id, author, monday)) == "publish.role");
  CHECK(press.on_screens() == Ids{notice.id});
  CHECK(press.publications.take_down(notice.id, press.ola, monday));
  const auto slide = press.book.add(news("a"), author, monday).value();
  CHECK(press.publications.publish(slide.id, 1, author, monday));
  CHECK(press.publications.take_down(slide.id, author, monday));
}

TEST_CASE("a slide that is taken down is gone from the screens, and after the last one there is a welcome") {
  Press press;
  const auto a = press.publish(news("a"));
  const auto b = press.publish(news("b"));
  CHECK(code_of(press.book.remove(a, press.kari, monday)) == "slides.live");
  REQUIRE(press.publications.take_down(a, press.ola, monday));
  CHECK(press.on_screens() == Ids{b});
  CHECK(press.book.find(a)->state == SlideState::taken_down);
  CHECK(code_of(press.publications.take_down(a, press.ola, monday)) == "publish.not_live");
  CHECK(code_of(press.publications.take_down("nowhere", press.ola, monday)) == "slides.missing");
  REQUIRE(press.publications.take_down(b, press.ola, monday));
  const auto document = press.document();
  REQUIRE(document.slides.size() == 1);
  CHECK(std::get<InstituteSlide>(document.slides.front().content).title.in("nb") == "Velkommen");
  CHECK(document.revision == 4);
}

TEST_CASE("order and institute are published where they change what screens show, and only then") {
  Press press;
  for (const auto* title : {"a", "b", "c"}) press.publish(news(title));
  CHECK_FALSE(press.publications.publish_again("order", press.ola, monday)->has_value());
  REQUIRE(press.book.reorder({"c", "a", "b"}, press.ola, monday));
  CHECK(press.on_screens() == Ids{"a", "b", "c"});
  const auto again = press.publications.publish_again("order", press.ola, monday);
  CHECK(again->value().revision == 4);
  CHECK(press.on_screens() == Ids{"c", "a", "b"});
  REQUIRE(press.book.add(news("d"), press.kari, monday));
  REQUIRE(press.book.reorder({"d", "c", "a", "b"}, press.ola, monday));
  CHECK_FALSE(press.publications.publish_again("order", press.ola, monday)->has_value());
  auto settings = desk_settings(press.database).value();
  settings.institute.name = "Another name";
  REQUIRE(set_desk_settings(press.database, settings, press.kari, monday));
  CHECK(press.publications.publish_again("settings", press.ola, monday)->value().revision == 5);
  CHECK(press.document().institute.name == Text("Another name"));
}

TEST_CASE("going back brings every slide of then in its version and order, under a new revision, and no settings") {
  Press press;
  const auto picture = press.picture(0x336699);
  press.publish(news("a", picture));
  press.publish(news("b"));
  REQUIRE(press.book.reorder({"b", "a"}, press.ola, monday));
  REQUIRE(press.publications.publish_again("order", press.ola, monday));
  const auto then = press.document();
  REQUIRE(then.revision == 3);
  // Everything changes: one slide is edited, one removed, one added, the institute is another.
  REQUIRE(press.book.save("a", 1, news("a, second"), press.kari, monday));
  REQUIRE(press.publications.publish("a", 2, press.ola, monday));
  REQUIRE(press.publications.take_down("b", press.ola, monday));
  REQUIRE(press.book.remove("b", press.ola, monday));
  press.publish(news("c"));
  auto settings = desk_settings(press.database).value();
  settings.institute.name = "Another name";
  settings.review = true;
  REQUIRE(set_desk_settings(press.database, settings, press.kari, monday));
  REQUIRE(press.publications.publish_again("settings", press.ola, monday));

  const auto back = press.publications.go_back(3, press.ola, monday + 1h);
  REQUIRE(back);
  CHECK(back->revision == 8);
  CHECK(back->what == "went back to revision 3");
  const auto now = press.document();
  CHECK(now.revision == 8);
  CHECK(now.slides == then.slides);
  CHECK(now.institute == settings.institute);
  CHECK(desk_settings(press.database).value() == settings);
  CHECK(press.book.find("a")->live == 1);
  CHECK(press.book.find("a")->state == SlideState::changed);
  CHECK(press.book.find("a")->draft.number == 2);
  CHECK(press.book.find("b")->state == SlideState::live);
  CHECK(press.book.find("c")->state == SlideState::taken_down);
  // What is published next stands on what was gone back to.
  CHECK_FALSE(press.publications.publish_again("nothing", press.ola, monday)->has_value());
  REQUIRE(press.publications.go_back(7, press.ola, monday));
  CHECK(press.on_screens() == Ids{"a", "c"});
  CHECK(press.document().revision == 9);
}

TEST_CASE("any revision can be gone back to, and each is what it was") {
  Press press;
  std::vector<Document> were;
  for (int n = 1; n <= 12; ++n) {
    press.publish(news(str("slide ", n)));
    if (n % 3 == 0) REQUIRE(press.publications.take_down(str("slide-", n - 1), press.ola, monday));
  }
  const auto count = press.publications.history(100)->size();
  for (std::uint64_t n = 1; n <= count; ++n) were.push_back(press.document(n));
  std::uint64_t highest = count;
  for (std::uint64_t n = 1; n <= count; ++n) {
    const auto back = press.publications.go_back(n, press.ola, monday);
    REQUIRE(back);
    CHECK(back->revision > highest);
    highest = back->revision;
    auto now = press.document();
    now.revision = n;
    CHECK(now == were[n - 1]);
  }
}

TEST_CASE("the folder is brought to what is published, and a crash in between is mended") {
  Press press;
  const auto picture = press.picture(0x336699);
  press.publish(news("a", picture));
  REQUIRE(press.bring());
  CHECK(press.is_up_to_date());
  const auto kept = press.box.find(picture).value();
  CHECK(bytes_of(press.published / "media" / picture) == bytes_of(press.box.path_of(kept)));
  press.publish(news("b"));
  CHECK_FALSE(press.is_up_to_date());  // as after a crash
  REQUIRE(press.bring());
  CHECK(press.is_up_to_date());
  std::filesystem::resize_file(press.published / "media" / picture, 5);
  REQUIRE(press.bring());
  CHECK(press.is_up_to_date());
  press.key = make_secret_key();
  REQUIRE(press.bring());
  CHECK(press.is_up_to_date());
}

TEST_CASE("a desk that is restored from an older copy goes on above what screens have seen") {
  Press press;
  press.publish(news("a"));
  REQUIRE(press.bring());
  std::filesystem::create_directories(press.folder / "copy");
  press.database.run(str("VACUUM INTO '", (press.folder / "copy" / "desk.db").string(), "'"));
  for (const auto* title : {"b", "c", "d"}) press.publish(news(title));
  REQUIRE(press.bring());

  auto restored = Database::open(press.folder / "copy" / "desk.db");
  REQUIRE(restored);
  PictureBox box(*restored, press.folder / "pictures", press.decoder);
  Publications publications(*restored, box);
  REQUIRE(bring_folder_up_to_date(publications, box, press.published, press.key, monday));
  const auto document = read_document(bytes_of(press.published / "content.json")).document.value();
  CHECK(document.revision == 5);
  CHECK(document.slides.size() == 1);
  CHECK(publications.history(1)->front().revision == 5);
  REQUIRE(bring_folder_up_to_date(publications, box, press.published, press.key, monday));
  CHECK(publications.history(1)->front().revision == 5);
  // Only what our own key signed can raise the number.
  press.folder.write("published/content.json", R"({"version": 1, "revision": 9007199254740991, "institute": {"name":)"
                                               R"( "I", "time_zone": "UTC"}, "slides": []})");
  REQUIRE(bring_folder_up_to_date(publications, box, press.published, press.key, monday));
  CHECK(publications.history(1)->front().revision == 5);
}

TEST_CASE("one slide becomes a document of its own, whatever is wrong with it") {
  Press press;
  const auto picture = press.picture(0x336699);
  const auto text = document_of(press.database, press.box, news("A day", picture)).value();
  const auto reading = read_document(text);
  REQUIRE(reading.document);
  CHECK(reading.document->slides.front().id == "draft");
  CHECK(std::get<NewsSlide>(reading.document->slides.front().content).picture->sha256.size() == 64);
  const auto faulty = read_document(document_of(press.database, press.box, JsonObject{{"kind", "news"}}).value());
  REQUIRE(faulty.problems.size() == 1);
  CHECK(faulty.problems.front().pointer == "/slides/0");
  CHECK(document_of(press.database, press.box, Json()).has_value());
}

}  // namespace
}  // namespace kiosk
