// The pages as people use them, over real records and without a network.
#include "base/file.h"
#include "base/format.h"
#include "desk/html.h"
#include "desk/visitor.h"
#include "desk/words.h"
#include "editorial/events.h"
#include "editorial/institute.h"
#include "editorial/screens.h"
#include "editorial/stored_json.h"
#include "parse/kinds.h"
#include "support/announced.h"

namespace kiosk {
namespace {

using test::header_of;
using test::monday;
using test::SiteDesk;
using test::token_on;
using test::Visitor;

bool says(const HttpResponse& page, std::string_view words) {
  return page.body.find(words) != std::string::npos;
}

Pairs news_form(std::string_view title, std::string_view base = {}) {
  Pairs form{{"kind", "news"}, {"/title", std::string(title)}};
  if (!base.empty()) form.emplace_back("_base", std::string(base));
  return form;
}

TEST_CASE("a slide is made, published, taken down and brought back, all by forms") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  const auto made = eva.post("/new/news", news_form("Great news"));
  CHECK(made.status == 303);
  CHECK(header_of(made, "Location") == "/slides/great-news?said=Saved.");
  CHECK(says(eva.get("/slides/great-news", {{"said", "Saved."}}), "role=\"status\">Saved.</p>"));
  CHECK(desk.handed_over == 0);

  auto form = news_form("Greater news", "1");
  form.emplace_back("_do", "publish");
  CHECK(eva.post("/slides/great-news", form).status == 303);
  CHECK(desk.handed_over == 1);
  CHECK(desk.on_screens() == std::vector<std::string>{"great-news"});
  CHECK(desk.book.find("great-news")->state == SlideState::live);
  CHECK(desk.book.find("great-news")->draft.number == 2);

  CHECK(eva.post("/slides/great-news/take-down", {}).status == 303);
  CHECK(desk.handed_over == 2);
  CHECK(desk.book.find("great-news")->state == SlideState::taken_down);
  CHECK(eva.post("/slides/great-news/restore", {{"version", "1"}}).status == 303);
  CHECK(kind_words().size() == 12);
  CHECK(parse_stored(desk.book.find("great-news")->draft.json).member("title")->value.as<std::string>() != nullptr);
  CHECK(desk.book.find("great-news")->draft.number == 3);
  CHECK(eva.post("/publications/back", {{"revision", "1"}}).status == 303);
  CHECK(desk.on_screens() == std::vector<std::string>{"great-news"});
}

TEST_CASE("a draft that lacks something is saved, and what it lacks is said when it is to be published") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  const auto made = eva.post("/new/event", {{"kind", "event"}, {"/lead/en", "Come"}, {"_do", "publish"}});
  CHECK(made.status == 422);
  CHECK(says(made, "href=\"#/title\">Headline</a>: This must be filled in."));
  CHECK(says(made, "href=\"#/start\">Begins</a>"));
  CHECK(says(made, "The draft is saved"));
  CHECK(desk.book.all()->size() == 1);
  CHECK(desk.handed_over == 0);
  CHECK(says(eva.get("/slides"), "Incomplete"));
}

TEST_CASE("what could not be handed to the screens is said, and is published all the same") {
  SiteDesk desk;
  desk.hand_over_result = fail("file.unwritable", "disk full");
  const test::Announced announced("file.unwritable");
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  auto form = news_form("News");
  form.emplace_back("_do", "publish");
  const auto made = eva.post("/new/news", form);
  CHECK(made.status == 303);
  CHECK(header_of(made, "Location").find("not%20yet%20handed") != std::string::npos);
  CHECK(desk.on_screens().size() == 1);
}

TEST_CASE("of two who edit one slide, the second sees both versions and chooses; neither is lost") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  REQUIRE(per.post("/new/news", news_form("First")).status == 303);
  CHECK(per.post("/slides/first", news_form("Per's words", "1")).status == 303);
  const auto conflict = eva.post("/slides/first", news_form("Eva's words", "1"));
  CHECK(conflict.status == 409);
  CHECK(says(conflict, "Per&#39;s words"));
  CHECK(says(conflict, "Eva&#39;s words"));
  CHECK(says(conflict, "name=\"_base\" value=\"2\""));
  CHECK(desk.book.find("first")->draft.number == 2);
  CHECK(eva.post("/slides/first", news_form("Eva's words", "2"), token_on(conflict)).status == 303);
  const auto history = eva.get("/slides/first/history");
  CHECK(desk.book.history("first")->size() == 3);
  CHECK(says(history, "Changed: Headline"));
}

TEST_CASE("entries are added, moved and removed without a script, and nothing is saved by that") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  const Pairs two{{"kind", "award_winner"}, {"/people/0/name", "Ada"}, {"/people/1/name", "Bo"}};
  const auto with = [&two](std::string_view wish) {
    Pairs form = two;
    form.emplace_back("_do", std::string(wish));
    return form;
  };
  const auto added = per.post("/new/award_winner", with("add:/people"));
  CHECK(added.status == 200);
  CHECK(says(added, "name=\"/people/2/name\""));
  CHECK(says(added, "value=\"Bo\""));
  CHECK(says(added, "data-unsaved"));
  const auto at = [](const HttpResponse& page, std::string_view value) {
    return page.body.find(str("value=\"", value, '"'));
  };
  CHECK(at(added, "Ada") < at(added, "Bo"));
  const auto moved = per.post("/new/award_winner", with("up:/people/1"));
  CHECK(at(moved, "Bo") < at(moved, "Ada"));
  CHECK(at(moved, "Ada") != std::string::npos);
  const auto removed = per.post("/new/award_winner", with("remove:/people/0"));
  CHECK(at(removed, "Bo") != std::string::npos);
  CHECK(at(removed, "Ada") == std::string::npos);
  CHECK_FALSE(says(removed, "name=\"/people/1/name\""));
  for (const auto* wish :
       {"up:/people/0", "down:/people/7", "remove:/people/99999999999999999999", "add:", "up:x", "add:/people/0/x"}) {
    CHECK(per.post("/new/award_winner", with(wish)).status < 500);
  }
  CHECK(desk.book.all()->empty());
}

TEST_CASE("entries are counted, whatever numbers a form gives them, and are no more than a list may have") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  Pairs many{{"kind", "award_winner"}, {"_do", "add:/people"}};
  for (int i = 0; i < 3900; ++i) many.emplace_back(str("/people/", i, "/name"), "x");
  const auto crowd = per.post("/new/award_winner", many);
  CHECK(crowd.status == 200);
  REQUIRE(crowd.body.size() < 1 << 20);
  CHECK_FALSE(says(crowd, "name=\"/people/64/name\""));
  const auto far = [&](std::string_view wish) {
    return per.post("/new/award_winner", {{"kind", "award_winner"},
                                          {"/people/7/name", "Ada"},
                                          {"/people/2147483647/name", "Bo"},
                                          {"/people/2147483647/portrait/src", "media/bo.jpg"},
                                          {"_do", std::string(wish)}});
  };
  /// Whether the control of that name has that value.
  const auto holds = [](const HttpResponse& page, const std::string& name, const std::string& value) {
    const auto at = page.body.find(str("name=\"", name, "\""));
    if (at == std::string::npos) return false;
    const auto control = page.body.rfind('<', at);
    return page.body.substr(control, page.body.find('>', at) - control).find(str("value=\"", value, "\"")) !=
           std::string::npos;
  };
  const auto added = far("add:/people");
  CHECK(holds(added, "/people/0/name", "Ada"));
  CHECK(holds(added, "/people/1/name", "Bo"));
  CHECK(says(added, "name=\"/people/2/name\""));
  CHECK_FALSE(says(added, "name=\"/people/3/name\""));
  const auto moved = far("up:/people/2147483647");
  CHECK(holds(moved, "/people/0/name", "Bo"));
  CHECK(holds(moved, "/people/1/name", "Ada"));
  const auto removed = far("remove:/people/7");
  CHECK(holds(removed, "/people/0/name", "Bo"));
  CHECK_FALSE(says(removed, "Ada"));
  CHECK(says(far("remove:/people/1"), "Ada"));  // there is no such entry in the form as it was sent
}

TEST_CASE("pictures come in by the form, and what is none is refused with a word") {
  SiteDesk desk;
  Visitor per(desk, desk.session_of("per", Role::author));
  const auto send = [&](const std::string& field, std::string bytes, bool script) {
    HttpRequest request = per.made("POST", field == "picture" ? "/pictures" : "/new/news");
    request.headers["sec-fetch-site"] = "same-origin";
    if (script) request.headers["accept"] = "application/json";
    request.form = {{"kind", "news"}, {"/title", "With a picture"}, {"_token", token_on(per.get("/slides"))}};
    request.uploads = {{field, "holiday.jpg", std::move(bytes)}};
    return desk.answer(request);
  };
  const auto png = test::colour_png(0x336699);
  const auto answered = send("picture", png, true);
  CHECK(answered.status == 200);
  CHECK(answered.type == "application/json");
  const auto file = desk.box.all()->front().file;
  CHECK(says(answered, "\"src\": \"media/" + file + "\""));
  CHECK(says(answered, "\"token\": \""));
  const auto shown = per.get("/pictures/" + file);
  CHECK(shown.type == "image/png");
  CHECK(shown.body == test::bytes_of(desk.box.path_of(desk.box.all()->front())));
  const auto small = per.get("/pictures/" + file, {{"small", ""}});
  CHECK(small.type == "image/jpeg");
  CHECK(per.get("/pictures/" + file, {{"small", ""}}).body == small.body);

  CHECK(send("/picture/src/upload", png, false).status == 303);
  CHECK(says(per.get("/slides/with-a-picture"),
             "value=\"media/" + file + "\" data-picture=\"/pictures/" + file + "\" selected"));

  const auto zip = send("picture", "PK\x03\x04 and more", true);
  CHECK(zip.status == 422);
  CHECK(says(zip, "neither a JPEG"));
  const auto in_form = send("/picture/src/upload", "PK\x03\x04 and more", false);
  CHECK(in_form.status == 422);
  CHECK(says(in_form, "neither a JPEG"));
  CHECK(says(in_form, "With a picture"));
  CHECK(desk.box.all()->size() == 1);
}

TEST_CASE("an urgent notice takes a form and a confirmation, and ends with one button") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  CHECK(says(eva.get("/notices"), "value=\"2026-03-02\""));  // two hours from now
  const auto empty = eva.post("/notices", {{"kind", "notice"}, {"/level", "band"}});
  CHECK(empty.status == 422);
  CHECK(says(empty, "href=\"#/until\">Shown until</a>"));
  CHECK(desk.book.all()->empty());
  const auto written = eva.post("/notices", {{"kind", "notice"},
                                             {"/level", "takeover"},
                                             {"/title/en", "Leave the building"},
                                             {"/until/date", "2026-03-02"},
                                             {"/until/time", "12:00"},
                                             {"/screens", "lobby"}});
  REQUIRE(written.status == 303);
  const auto address = header_of(written, "Location");
  CHECK(desk.handed_over == 0);
  const auto asked = eva.get(address);
  CHECK(says(asked, "Emergency"));
  CHECK(says(asked, "lobby"));
  CHECK(says(asked, "12:00"));
  CHECK(eva.post(address, {{"version", "7"}}).status == 303);  // it is another one by now: look again
  CHECK(desk.handed_over == 0);
  CHECK(eva.post(address, {{"version", "1"}}).status == 303);
  CHECK(desk.handed_over == 1);
  CHECK(desk.on_screens().size() == 1);
  const auto recorded = events(desk.database, 1)->front();
  CHECK(recorded.action == "notice");
  CHECK(recorded.by == "eva");
  CHECK(recorded.detail == "takeover");
  CHECK(says(eva.get("/notices"), "Leave the building"));
  CHECK(eva.post(address + "/end", {}).status == 303);
  CHECK(desk.book.all()->front().state == SlideState::taken_down);
}

TEST_CASE("an author neither puts up a notice nor ends one, by whatever page") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  Visitor per(desk, desk.session_of("per", Role::author));
  Pairs notice{{"kind", "notice"}, {"/level", "takeover"}, {"/title", "Out"}, {"/until/date", "2026-03-03"}};
  notice.emplace_back("_do", "publish");
  const auto refused = per.post("/new/notice", notice);
  CHECK(refused.status == 422);
  CHECK(says(refused, "Only an editor puts a notice on the screens or ends it."));
  CHECK_FALSE(says(refused, "value=\"publish\""));
  CHECK(desk.handed_over == 0);
  notice.emplace_back("_base", "1");
  REQUIRE(eva.post("/slides/out", notice).status == 303);
  REQUIRE(desk.on_screens() == std::vector<std::string>{"out"});
  CHECK_FALSE(says(per.get("/slides/out"), "/slides/out/take-down"));
  CHECK(per.post("/slides/out/take-down", {}).status == 403);
  CHECK(desk.on_screens() == std::vector<std::string>{"out"});
  CHECK(eva.post("/slides/out/take-down", {}).status == 303);
}

TEST_CASE("a slide that is saved as it was stays the version that it is, in whatever order its JSON was written") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  const Json imported = JsonObject{{"until", "2026-03-03"},
                                   {"title", JsonObject{{"nb", "Nytt"}, {"en", "News"}}},
                                   {"kind", "news"},
                                   {"note", "what the desk does not ask for"}};
  REQUIRE(desk.book.add(imported, desk.kari, monday, "imported"));
  Pairs form{{"kind", "news"},    {"/title/en", "News"}, {"/title/nb", "Nytt"}, {"/until/date", "2026-03-03"},
             {"/until/time", ""}, {"/url", ""},          {"_base", "1"},        {"_do", "save"}};
  CHECK(eva.post("/slides/news", form).status == 303);
  CHECK(desk.book.find("news")->draft.number == 1);
  form[1].second = "Other news";
  CHECK(eva.post("/slides/news", form).status == 303);
  CHECK(desk.book.find("news")->draft.number == 2);
  CHECK(eva.post("/slides/news", form).status == 409);  // what it began with is another one by now
}

TEST_CASE("the order is changed by buttons, and published where something is") {
  SiteDesk desk;
  Visitor eva(desk, desk.session_of("eva", Role::editor));
  const auto a = desk.publish(test::news("a"));
  const auto b = desk.publish(test::news("b"));
  const auto order = [&](std::string_view move) {
    return eva.post(
        "/order", {{"id", desk.book.all()->at(0).id}, {"id", desk.book.all()->at(1).id}, {"move", std::string(move)}});
  };
  CHECK(order("up:" + b).status == 303);
  CHECK(desk.on_screens() == std::vector<std::string>{b, a});
  CHECK(order("up:" + b).status == 303);
  CHECK(desk.on_screens() == std::vector<std::string>{b, a});
  CHECK(order("down:" + b).status == 303);
  CHECK(desk.on_screens() == std::vector<std::string>{a, b});
  CHECK(eva.post("/order", {{"id", a}}).status == 422);
  CHECK(eva.post("/order", {{"id", a}, {"id", b}, {"id", b}}).status == 422);
}

TEST_CASE("where a second person has to look, the page offers to ask for it") {
  SiteDesk desk;
  Visitor ada(desk, desk.session_of("ada", Role::admin));
  const Pairs institute{{"/name/en", "Institute"}, {"/name/nb", "Instituttet"}, {"/time_zone", "Europe/Oslo"},
                        {"/languages", "en"},      {"/languages", "nb"},        {"/languages", ""},
                        {"review", "true"}};
  REQUIRE(ada.post("/institute", institute).status == 303);
  CHECK(desk_settings(desk.database)->review);
  CHECK(desk_settings(desk.database)->institute.languages == std::vector<Language>{"en", "nb"});
  CHECK(ada.post("/institute", {{"/name/en", "x"}, {"/time_zone", "not a zone"}}).status == 422);
  Visitor per(desk, desk.session_of("per", Role::author));
  REQUIRE(per.post("/new/news", news_form("By Per")).status == 303);
  const auto own = per.get("/slides/by-per");
  CHECK(says(own, "value=\"review\""));
  CHECK_FALSE(says(own, "value=\"publish\""));
  auto form = news_form("By Per", "1");
  form.emplace_back("_do", "review");
  CHECK(per.post("/slides/by-per", form).status == 303);
  CHECK(desk.book.find("by-per")->state == SlideState::review);
  CHECK(says(ada.get("/slides/by-per"), "value=\"publish\""));
  form.back().second = "publish";
  CHECK(per.post("/slides/by-per", form).status == 422);
  CHECK(ada.post("/slides/by-per", form).status == 303);
  CHECK(desk.on_screens() == std::vector<std::string>{"by-per"});
}

TEST_CASE("what is done to accounts is recorded, and an admin can read who did what") {
  SiteDesk desk;
  Visitor ada(desk, desk.session_of("ada", Role::admin));
  const auto per = desk.session_of("per", Role::author).account.id;
  const auto at = [per](std::string_view what) { return str("/people/", per, what); };
  CHECK(ada.post(at("/role"), {{"role", "1"}}).status == 303);
  CHECK(People(desk.database).all()->back().role == Role::editor);
  CHECK(ada.post(at("/close"), {}).status == 303);
  CHECK(ada.post(at("/open"), {}).status == 303);
  const auto again = ada.post(at("/invite"), {});
  CHECK(says(again, "/welcome/"));
  CHECK(says(ada.post("/people/invite", {{"role", "2"}}), "/welcome/"));
  CHECK(ada.post("/people/999/close", {}).status == 404);
  const auto page = ada.get("/events");
  for (const auto* words : {"Changed the role of per (editor)", "Closed the account per",
                            "Opened the account per again", "new password of per", "Invited somebody (admin)"}) {
    CHECK_MESSAGE(says(page, words), words);
  }
}

TEST_CASE("every action that is recorded has words") {
  static const std::regex recorded(R"re(record\((?:database|db|db_|visit\.db), by, "([a-z_]+)")re");
  const auto page = read_file(KIOSK_SOURCE_DIR "/kiosk/desk/page_events.cpp", 1 << 20).value();
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/kiosk/editorial")) {
    const auto code = read_file(file.path(), 1 << 20).value();
    for (std::sregex_iterator it(code.begin(), code.end(), recorded), end; it != end; ++it, ++seen) {
      CHECK_MESSAGE(page.find(str("ActionWords{\"", (*it)[1].str(), '"')) != std::string::npos, (*it)[1].str());
    }
  }
  CHECK(seen > 8);
}

TEST_CASE("a script in every field stays text on every page") {
  SiteDesk desk;
  const std::string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
  Visitor ada(desk, desk.session_of("ada", Role::admin));
  for (const auto kind : kind_words()) {
    const auto form = ada.get(str("/new/", kind)).body;
    static const std::regex name(R"re( name="(/[^"]+)")re");
    Pairs pairs{{"kind", std::string(kind)}};
    for (std::sregex_iterator it(form.begin(), form.end(), name), end; it != end; ++it)
      pairs.emplace_back((*it)[1], evil);
    const auto made = ada.post(str("/new/", kind), pairs);
    REQUIRE(made.status == 303);
  }
  Screens(desk.database).add(evil.substr(0, 60), desk.kari, desk.now);
  std::vector<std::string> paths{"/slides",       "/pictures", "/screens",  "/people",
                                 "/publications", "/notices",  "/institute"};
  const auto slides = desk.book.all().value();
  for (const auto& slide : slides) {
    paths.push_back("/slides/" + slide.id);
    paths.push_back("/slides/" + slide.id + "/history");
    const auto conflict =
        ada.post("/slides/" + slide.id, {{"kind", slide.kind}, {"/title", evil + "2"}, {"_base", "0"}});
    CHECK(conflict.status == 409);
    CHECK_FALSE(says(conflict, "<script>alert"));
    CHECK_FALSE(says(conflict, "<img src=x"));
  }
  for (const auto& path : paths) {
    INFO(path);
    for (const auto& said : {std::string(), evil}) {
      const auto page = ada.get(path, {{"said", said}});
      CHECK(page.status == 200);
      CHECK_FALSE(says(page, "<script>alert"));
      CHECK_FALSE(says(page, "<img src=x"));
    }
  }
}

TEST_CASE("a Norwegian page says nothing in English") {
  SiteDesk desk;
  Visitor ada(desk, desk.session_of("ada", Role::admin));
  REQUIRE(ada.post("/language", {{"language", "nb"}, {"then", "/slides"}}).status == 303);
  desk.publish(test::news("a", desk.picture(0x112233)));
  Screens(desk.database).add("lobby", desk.kari, desk.now);
  std::vector<std::string> paths{"/slides",  "/new",       "/pictures", "/screens",          "/people", "/publications",
                                 "/notices", "/institute", "/slides/a", "/slides/a/history", "/nowhere"};
  for (const auto kind : kind_words()) paths.push_back(str("/new/", kind));
  for (const auto& path : paths) {
    const auto page = ada.get(path);
    CHECK(says(page, "<html lang=\"nb\">"));
    for (const auto table : {words_of_pages(), words_of_fields(), words_of_problems()}) {
      for (const auto& row : table) {
        const auto english = row.english.empty() ? row.key : row.english;
        const bool a_sentence = english.size() > 12 && english.find('{') == std::string_view::npos;
        if (a_sentence && english != row.norwegian)
          CHECK_MESSAGE(!says(page, Html(english).markup()), path, ": ", english);
      }
    }
  }
}

}  // namespace
}  // namespace kiosk
