#include "desk/form.h"

#include "base/format.h"
#include "desk/draft.h"
#include "desk/form_values.h"
#include "parse/findings.h"
#include "parse/kinds.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

namespace kiosk {
namespace {

Json json(std::string_view text) {
  Findings findings(text);
  auto tree = read_json(text, findings);
  REQUIRE(tree);
  return std::move(*tree);
}

std::string line(const Json& tree) {
  return write_json_line(tree);
}

std::string filled_in(const Pairs& pairs) {
  return line(slide_of_form(pairs));
}

std::string unescaped(std::string text) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [from, to] : table) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// What a browser would send of this form, nothing changed in it.
Pairs sent_by(const std::string& markup) {
  static const std::regex control(R"re(<(input|textarea|select|option)\b([^>]*)>([^<]*))re");
  static const std::regex attribute(R"re(([a-z-]+)="([^"]*)")re");
  Pairs pairs;
  std::string select;
  for (std::sregex_iterator it(markup.begin(), markup.end(), control), end; it != end; ++it) {
    const std::string element = (*it)[1];
    const std::string attributes = (*it)[2];
    std::map<std::string, std::string> has;
    for (std::sregex_iterator a(attributes.begin(), attributes.end(), attribute); a != end; ++a) {
      has[(*a)[1]] = unescaped((*a)[2]);
    }
    if (element == "select") {
      select = has["name"];
      continue;
    }
    if (element == "option") {
      if (select.empty() || !has.contains("selected")) continue;
      pairs.emplace_back(select, has.contains("value") ? has["value"] : unescaped((*it)[3]));
      continue;
    }
    if (element == "textarea") {
      pairs.emplace_back(has["name"], unescaped((*it)[3]));
      continue;
    }
    const bool ticks = has["type"] == "checkbox" || has["type"] == "radio";
    if ((ticks && !has.contains("checked")) || has["type"] == "file") continue;
    pairs.emplace_back(has["name"], has["value"]);
  }
  return pairs;
}

const Translator english("en");

FormSetting setting(std::vector<Language> languages = {"en", "nb"}) {
  FormSetting made{english, std::move(languages)};
  made.screens = {"lobby", "canteen"};
  return made;
}

std::vector<Json> demo_slides() {
  std::ifstream file(KIOSK_SOURCE_DIR "/config/demo/content.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return *json(text).member("slides")->value.as<JsonArray>();
}

/// The same members, in the order of the form, without what the desk does not ask for.
std::string in_form_order(const Json& slide) {
  return filled_in(form_of_slide(slide));
}

TEST_CASE("a slide of each kind goes through its form and comes out as it was") {
  std::set<std::string> kinds;
  for (const auto& slide : demo_slides()) {
    kinds.insert(kind_of_slide(slide));
    const auto markup = slide_controls(slide, setting()).markup();
    INFO(kind_of_slide(slide), "\n", markup);
    auto expected = in_form_order(slide);
    auto actual = filled_in(sent_by(markup));
    CHECK(actual == expected);
    CHECK(line(slide_of_form(sent_by(slide_controls(json(actual), setting()).markup()))) == actual);
  }
  CHECK(kinds.size() >= 8);
}

TEST_CASE("a slide that uses every field goes through its form and comes out as it was") {
  for (
      const auto* text : {
          R"({"kind": "event", "title": {"en": "Seminar", "nb": "Seminar om ting"}, "start": "2026-12-17T09:00+01:00",
               "end": "2026-12-17T15:30", "all_day": true, "place": "Auditorium",
               "people": [{"name": "Ada", "title": {"en": "Head", "nb": "Leder"}, "affiliation": "ICR",
                 "portrait": {"src": "media/a.jpg", "alt": "Ada", "credit": "Photo: x", "focus": [0.25, 0.1]}}, {"name": "Bo"}],
               "lead": "Come!", "status": "cancelled", "kicker": "Soon", "url": "https://example.org/", "seconds": 12.5,
               "from": "2026-01-01", "until": "2026-12-17T16:00", "days": ["mon", "sun"], "hours": "08:00-16:30",
               "screens": ["lobby", "floor-*"], "weight": 3, "theme": "icr-night"})",
          R"({"kind": "publication", "title": "T", "authors": ["A", "B C"], "venue": "Nature", "date": "2026-02-01",
               "cover": {"src": "media/a.jpg"}, "lead": "L", "doi": "10.1000/182"})",
          R"({"kind": "award_call", "title": "T", "awards": [{"name": "P", "count": 2, "sum": {"value": 400000, "currency": "NOK"}}],
               "opens": "2026-01-01", "deadline": "2026-03-02"})",
          R"({"kind": "picture", "picture": {"src": "https://example.org/a.jpg"}, "fit": "cover"})",
          R"({"kind": "video", "src": "https://example.org/a.mp4", "poster": {"src": "a.jpg"}, "caption": "C", "max_seconds": 30})",
          R"({"kind": "notice", "level": "takeover", "title": {"en": "Out", "fr": "Dehors"}, "until": "2026-01-01T12:00"})",
          R"({"kind": "institute", "title": "T", "since": 1954, "head": {"name": "K"},
               "facts": [{"value": "380+", "unit": "%", "label": "x"}]})",
          R"({"kind": "links", "title": "T", "items": [{"label": "L", "note": "N", "url": "https://example.org"}]})",
      }) {
    const auto slide = json(text);
    const auto markup = slide_controls(slide, setting()).markup();
    INFO(text, "\n", markup);
    auto expected = line(slide);
    CHECK(filled_in(sent_by(markup)) == expected);
  }
}

TEST_CASE("an empty form is a slide that says nothing but its kind") {
  for (const auto kind : kind_words()) {
    const Json empty = JsonObject{{"kind", kind}};
    const auto slide = slide_of_form(sent_by(slide_controls(empty, setting()).markup()));
    INFO(line(slide));
    for (const auto& member : *slide.as<JsonObject>()) {
      CHECK((member.key == "kind" || member.key == "level"));
    }
  }
}

TEST_CASE("what cannot be right is kept, so that it can be put right") {
  CHECK(filled_in({{"kind", "report"}, {"/year", "last"}, {"/url", "ous.no"}}) ==
        R"({"kind": "report", "year": "last", "url": "ous.no"})");
  CHECK(filled_in({{"kind", "event"}, {"/start/time", "09:00"}}) == R"({"kind": "event", "start": "T09:00"})");
  CHECK(filled_in({{"kind", "news"}, {"/hours/from", "08:00"}}) == R"({"kind": "news", "hours": "08:00-"})");
  CHECK(filled_in({{"kind", "news"}, {"/picture/alt/en", "A cat"}}) ==
        R"({"kind": "news", "picture": {"alt": {"en": "A cat"}}})");
  CHECK(filled_in({{"kind", "advert"}, {"/title", "x"}}) == "{}");
}

TEST_CASE("numbers are read as people write them") {
  const auto year = [](std::string_view text) { return filled_in({{"kind", "report"}, {"/year", std::string(text)}}); };
  for (const auto* text : {"400000", "400 000", "400,000", "400\u00a0000", "400\u202f000"}) {
    INFO(text);
    CHECK(year(text) == R"({"kind": "report", "year": 400000})");
  }
  CHECK(year("12,5") == R"({"kind": "report", "year": 12.5})");
  CHECK(year("12.5") == R"({"kind": "report", "year": 12.5})");
  CHECK(year("1,234,567") == R"({"kind": "report", "year": 1234567})");
  CHECK(year("12 kr") == R"({"kind": "report", "year": "12 kr"})");
}

TEST_CASE("texts are one line, and are written once where all languages say the same") {
  CHECK(filled_in({{"kind", "news"}, {"/title/en", "  A\r\nB "}, {"/title/nb", "A B"}}) ==
        R"({"kind": "news", "title": "A B"})");
  CHECK(filled_in({{"kind", "news"}, {"/title/en", "A"}, {"/title/nb", ""}}) ==
        R"({"kind": "news", "title": {"en": "A"}})");
  CHECK(filled_in({{"kind", "news"}, {"/title/<script>", "A"}}) == R"({"kind": "news"})");
}

TEST_CASE("entries of which nothing is filled in are left out, and the others close up") {
  CHECK(filled_in({{"kind", "award_winner"},
                   {"/people/0/name", ""},
                   {"/people/2/name", "B"},
                   {"/people/10/name", "C"},
                   {"/people/x/name", "D"}}) ==
        R"({"kind": "award_winner", "people": [{"name": "B"}, {"name": "C"}]})");
  CHECK(filled_in({{"kind", "award_call"}, {"/awards/0/sum/currency", "NOK"}}) == R"({"kind": "award_call"})");
}

TEST_CASE("of a list no more entries are read than it may have") {
  Pairs pairs{{"kind", "award_winner"}};
  for (int i = 1000; i < 2000; ++i) pairs.emplace_back(str("/people/", i, "/name"), str(i));
  const auto slide = slide_of_form(pairs);
  const auto& people = *slide.member("people")->value.as<JsonArray>();
  const auto& fields = fields_of_kind("award_winner");
  const auto most = most_entries(*std::ranges::find(fields, "people", &FormField::name));
  CHECK(most <= 64);
  CHECK(people.size() == most);
  CHECK(*people.front().member("name")->value.as<std::string>() == "1000");
}

TEST_CASE("a script in every field is shown as the text that it is") {
  const std::string evil = "\"><script>alert(1)</script>";
  for (const auto kind : kind_words()) {
    Pairs pairs = sent_by(slide_controls(JsonObject{{"kind", kind}}, setting()).markup());
    for (auto& [name, value] : pairs) {
      if (name != "kind") value = evil;
    }
    const auto slide = slide_of_form(pairs);
    CHECK(line(slide).find("script") != std::string::npos);
    auto with_remarks = setting();
    with_remarks.remarks = read_draft(slide, {}, english).remarks;
    const auto markup = (slide_controls(slide, with_remarks) + remarks_box(with_remarks.remarks, evil)).markup();
    CHECK(markup.find("<script") == std::string::npos);
  }
}

TEST_CASE("what is wrong is said at the field that it belongs to, in words of the desk") {
  const auto remarks_of = [](std::string_view text, std::string_view language) {
    return read_draft(json(text), {}, Translator(language)).remarks;
  };
  const auto nothing = remarks_of(R"({"kind": "event"})", "en");
  REQUIRE(nothing.size() == 2);
  CHECK(nothing[0] == Remark{Severity::error, "/title", "Headline", "This must be filled in."});
  CHECK(nothing[1].pointer == "/start");
  const auto wrong = remarks_of(
      R"({"kind": "award_winner", "award": "A", "year": "x", "people": [{"name": "A"}, {"title": "B"}], "url": "ous.no", "weight": 99})",
      "nb");
  std::map<std::string, std::string> by_pointer;
  for (const auto& remark : wrong) by_pointer[remark.pointer] = remark.field + ": " + remark.sentence;
  CHECK(by_pointer.size() == 4);
  CHECK(by_pointer["/year"].starts_with("År: "));
  CHECK(by_pointer["/people/1/name"].starts_with("Personer 2 – Navn: "));
  CHECK(by_pointer["/url"].find("https://") != std::string::npos);
  CHECK(by_pointer["/weight"].find("10") != std::string::npos);
  const auto notice = remarks_of(R"({"kind": "notice", "level": "info", "title": "T"})", "en");
  REQUIRE(notice.size() == 1);
  CHECK(notice[0].pointer == "/until");
  CHECK(remarks_of(R"({"kind": "news", "title": "T", "unknown": 1})", "en").empty());
}

TEST_CASE("a remark is read out with the control that it belongs to") {
  auto with_remarks = setting();
  with_remarks.remarks = {{Severity::error, "/url", "Web address", "No."}};
  const auto markup = slide_controls(json(R"({"kind": "news", "title": "T", "url": "x"})"), with_remarks).markup();
  CHECK(markup.find(R"(id="/url" name="/url" value="x" aria-describedby="/url? /url!" aria-invalid="true")") !=
        std::string::npos);
  CHECK(markup.find(R"(<p class="remark" id="/url!"><span>No.</span></p>)") != std::string::npos);
}

}  // namespace
}  // namespace kiosk
