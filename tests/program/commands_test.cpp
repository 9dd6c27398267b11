/// The commands that end by themselves: what they print, and their exit codes (sysexits.h).
#include "base/format.h"
#include "parse/findings.h"
#include "parse/json.h"
#include "program/screen.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

using test::bytes_of;
using test::content;
using test::Finished;
using test::Folder;
using test::Words;

const fs::path demo = fs::path(KIOSK_SOURCE_DIR) / "config/demo/content.json";

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Json parsed(const std::string& text) {
  Findings findings(text);
  auto json = read_json(text, findings);
  REQUIRE_MESSAGE(json, text);
  return std::move(*json);
}

const Json& member(const Json& json, std::string_view key) {
  const auto* found = json.member(key);
  REQUIRE_MESSAGE(found != nullptr, key);
  return found->value;
}

/// A document with a mistake in each of the lines 4, 5 and 6, and a good slide in line 3.
std::string three_mistakes() {
  return R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"},
 "slides": [
  {"kind": "news", "id": "good", "title": "Good"},
  {"kind": "news", "id": "untitled"},
  {"kind": "nwes", "id": "misspelled", "title": "Which kind?"},
  {"kind": "award_call", "id": "call", "title": "Call", "awards": [{"name": "Prize"}], "deadline": "soon"}
 ]}
)";
}

TEST_SUITE_BEGIN("commands");

TEST_CASE("check names every mistake at its line and column, and exits with 65") {
  const Folder folder;
  const auto file = folder.write("content.json", three_mistakes()).string();
  const Finished checked = test::kiosk({"check", file});
  CHECK(checked.code == 65);
  CHECK(checked.err.empty());
  for (const auto* place : {":4:3: error: ", ":5:12: error: ", ":6:100: error: "})
    CHECK_MESSAGE(has(checked.out, file + place), place, " in\n", checked.out);
  CHECK(has(checked.out, "\"news\"?"));
  CHECK(has(checked.out, "3 errors, 0 warnings. 1 of 4 slides can be shown (3 have errors)."));
}

TEST_CASE("check --json tells programs the same") {
  const Folder folder;
  const auto file = folder.write("content.json", three_mistakes()).string();
  const Finished checked = test::kiosk({"check", file, "--json"});
  CHECK(checked.code == 65);
  const Json json = parsed(checked.out);
  CHECK_FALSE(*member(json, "good").as<bool>());
  CHECK(*member(json, "errors").as<double>() == 3);
  CHECK(*member(json, "slides").as<double>() == 1);
  CHECK(*member(json, "of").as<double>() == 4);
  std::vector<std::pair<double, std::string>> found;
  for (const auto& problem : *member(json, "problems").as<JsonArray>())
    found.emplace_back(*member(problem, "line").as<double>(), *member(problem, "slide").as<std::string>());
  CHECK(found == std::vector<std::pair<double, std::string>>{{4, "untitled"}, {5, "misspelled"}, {6, "call"}});
}

TEST_CASE("nothing is wrong with the demo, on wide screens and upright ones, and all of it can be read") {
  const Words words{"check", demo, "--strict", "--at", "2026-02-20T09:41:00+01:00"};
  const Finished checked = test::kiosk(words);
  CHECK(checked.code == 0);
  CHECK(checked.out == demo.string() + ": 0 errors, 0 warnings. 15 of 15 slides can be shown.\n");
  CHECK(checked.err.empty());
  for (const auto* theme : {"plain", "icr-night"}) {
    Words with_theme = words;
    with_theme.insert(with_theme.end(), {"--theme", theme});
    CHECK_MESSAGE(test::kiosk(with_theme).code == 0, theme);
  }
}

/// A slide with so many words in its text.
std::string wordy(const std::string& id, int words, const std::string& more = "") {
  std::string text;
  for (int i = 0; i < words; ++i) text += "words ";
  return str(R"({"kind": "news", "id": ")", id, R"(", "title": "News", "lead": ")", text, "\"", more, "}");
}

TEST_CASE("check tells programs how high every text is, how it stands out, and from where a code is scanned") {
  const Folder folder;
  const auto file =
      folder.write("content.json", content("one", wordy("long", 45, R"(, "url": "https://example.org/")"))).string();
  const Finished checked = test::kiosk({"check", file, "--json", "--size", "1920x1080"});
  CHECK(checked.code == 0);
  const Json json = parsed(checked.out);
  std::map<std::string, const Json*> elements;
  for (const auto& seen : *member(json, "seen").as<JsonArray>()) {
    CHECK(*member(seen, "screen").as<std::string>() == "1920x1080");
    if (*member(seen, "slide").as<std::string>() == "long")
      elements[*member(seen, "element").as<std::string>()] = &seen;
  }
  REQUIRE(elements.contains("body"));
  REQUIRE(elements.contains("code"));
  const auto number = [&](const char* element, const char* key) {
    return *member(*elements[element], key).as<double>();
  };
  CHECK(number("body", "line") == 4);
  CHECK(number("body", "height_mm") > 23);
  CHECK(number("body", "required_mm") == 23.2);
  CHECK(number("body", "contrast") > 10);
  CHECK(*member(*elements["body"], "severity").as<std::string>() == "none");
  CHECK(has(*member(*elements["body"], "text").as<std::string>(), "words words"));
  CHECK(number("code", "qr_distance_m") >= 1);
  CHECK(number("code", "height_mm") / 100 == doctest::Approx(number("code", "qr_distance_m")).epsilon(0.1));
  for (const auto* none : {"contrast", "required_contrast"}) CHECK(member(*elements["code"], none).value.index() == 0);
}

TEST_CASE(
    "what cannot be read is said at the line of its slide, once for all screens and languages, as its reader speaks") {
  const Folder folder;
  const auto file = folder.write("content.json", content("one", wordy("long", 45))).string();
  const Finished english = test::kiosk({"check", file});
  CHECK(english.code == 0);
  CHECK(english.out == file +
                           ":4:1: warning: Slide “long”: The text has 45 words; at most 40 read well on a "
                           "screen. [legible.long_body]\n" +
                           file + ": 0 errors, 1 warning. 3 of 3 slides can be shown.\n");
  const Finished norwegian = test::kiosk({"check", file, "--lang", "nb"});
  CHECK(has(norwegian.out, "advarsel: Lysbildet «long»: Teksten har 45 ord;"));
  CHECK(has(norwegian.out, ": 0 feil, 1 advarsel. 3 av 3 lysbilder kan vises.\n"));
  CHECK(test::kiosk({"check", file}, {{"LANG", "nb_NO.UTF-8"}}).out == norwegian.out);
  CHECK(test::kiosk({"check", file, "--strict"}).code == 65);
}

TEST_CASE("people who stand further away read less: what is too small from there says by how much to shorten it") {
  const Folder folder;
  const auto file = folder.write("content.json", content("one", wordy("long", 95))).string();
  const auto check = [&](const char* metres) {
    return test::kiosk({"check", file, "--size", "1920x1080"}, {{"KIOSK_VIEWING_DISTANCE_METRES", metres}});
  };
  CHECK_FALSE(has(check("3").out, "[legible.small]"));
  CHECK(has(check("4").out, "is too small to be read easily from 4 m. Shorten it by about "));
  const Finished far = check("9");
  CHECK(far.code == 65);
  CHECK(has(far.out, "error: Slide “one-1”: The text “"));
  CHECK(has(far.out, "cannot be read from 9 m."));
}

TEST_CASE("a slide that is over is not counted among those that can be shown, nor judged") {
  const Folder folder;
  const auto file =
      folder.write("content.json", content("one", wordy("past", 45, R"(, "until": "2025-03-01")") + ",\n" +
                                                      wordy("future", 10, R"(, "from": "2999-01-01")")));
  const Finished now = test::kiosk({"check", file});
  CHECK(now.code == 0);
  CHECK(has(now.out, "0 errors, 0 warnings. 3 of 4 slides can be shown (1 is over)."));
  const Finished then = test::kiosk({"check", file, "--at", "2025-02-20"});
  CHECK(has(then.out, "0 errors, 1 warning. 4 of 4 slides can be shown."));
}

TEST_CASE("where a screen would take nothing of a document, nothing is what can be shown") {
  const Folder folder;
  const auto with = [&](const std::string& slide) { return folder.write("content.json", content("one", slide)); };
  const Finished picture = test::kiosk({"check", with(test::slide_with_picture("gone", "gone.png"))});
  CHECK(has(picture.out, "content.json:4:1: error: The picture “gone.png” of slide “gone” cannot be shown: "));
  CHECK(has(picture.out, "0 of 3 slides can be shown. Screens go on with what they have until the errors are mended."));
  const Finished empty = test::kiosk(
      {"check",
       folder.write("empty.json", R"({"version": 1, "institute": {"name": "I", "time_zone": "UTC"}, "slides": []})")});
  CHECK(empty.code == 65);
  CHECK(has(empty.out, "error: /slides: There are no slides: a screen goes on with what it has."));
  CHECK(has(empty.out, "1 error, 0 warnings. 0 of 0 slides can be shown. Screens go on"));
  const Finished zone = test::kiosk({"check", folder.write("zone.json", R"({"version": 1, "institute":
      {"name": "I", "time_zone": "Europe/Olso"}, "slides": [{"kind": "news", "id": "a", "title": "A"}]})")});
  CHECK(zone.code == 65);
  CHECK(has(zone.out, "0 of 1 slide can be shown."));
}

TEST_CASE("check --theme looks at a theme alone, or at the content with it") {
  const Folder folder;
  const Finished plain = test::kiosk({"check", "--theme", "plain", "--strict"});
  CHECK(plain.code == 0);
  CHECK(has(plain.out, "themes/plain.json: 0 errors, 0 warnings. The theme can be used.\n"));
  auto ours = bytes_of(fs::path(KIOSK_SOURCE_DIR) / "themes/plain.json");
  ours.replace(ours.find("#59626C"), 7, "#AAAAAA");
  const auto file = folder.write("plain.json", ours).string();
  const Finished pale = test::kiosk({"check", "--theme", file});
  CHECK(pale.code == 65);
  CHECK(has(pale.out, file + ":7:14: error: /paper/muted: The contrast of #aaaaaa to \"ground\""));
  CHECK(has(pale.out, "Try \"#"));
  CHECK(has(pale.out, "The theme cannot be used until the errors are mended."));
  const auto document = folder.write("content.json", content("one"));
  const Finished both = test::kiosk({"check", document, "--theme", "plain", "--json"});
  CHECK(both.code == 0);
  CHECK(has(*member(member(parsed(both.out), "theme"), "file").as<std::string>(), "themes/plain.json"));
  CHECK(*member(parsed(both.out), "slides").as<double>() == 2);
  CHECK(test::kiosk({"check", "--theme", "no-such-theme"}).code == 66);
}

TEST_CASE("a document that names a theme which is not here is warned of") {
  const Folder folder;
  const auto file = folder.write(
      "content.json", content("one", R"({"kind": "news", "id": "dressed", "title": "T", "theme": "elsewhere"})"));
  const Finished checked = test::kiosk({"check", file});
  CHECK(checked.code == 0);
  CHECK(has(checked.out, ":4:1: warning: The theme “elsewhere” is not on this machine."));
  CHECK(has(checked.out, "[theme.missing]"));
}

TEST_CASE("a warning lets a document pass, but for --strict") {
  const Folder folder;
  const auto file = folder.write(
      "content.json", content("one", R"({"kind": "news", "id": "one-3", "title": "News", "colour": "red"})"));
  const Finished checked = test::kiosk({"check", file});
  CHECK(checked.code == 0);
  CHECK(has(checked.out, "content.json:4:"));
  CHECK(has(checked.out, "0 errors, 1 warning."));
  CHECK(test::kiosk({"check", file, "--strict"}).code == 65);
}

TEST_CASE("check looks at the pictures too") {
  const Folder folder;
  folder.write("page.png", "<!DOCTYPE html>");
  folder.write("good.png", test::noise(8, 8));
  const auto file =
      folder.write("content.json", content("one", test::slide_with_picture("gone", "gone.png") + ",\n" +
                                                      test::slide_with_picture("page", "page.png") + ",\n" +
                                                      test::slide_with_picture("good", "good.png")));
  const Finished checked = test::kiosk({"check", file});
  CHECK(checked.code == 65);
  CHECK(has(checked.out, "The picture “gone.png” of slide “gone” cannot be shown"));
  CHECK(has(checked.out, "The picture “page.png” of slide “page” cannot be shown"));
  CHECK_FALSE(has(checked.out, "good.png"));
}

TEST_CASE("check looks at the institute's logo") {
  const Folder folder;
  auto document = content("one");
  document.insert(document.find("\"theme\""), R"("logo": {"src": "logo.png"}, )");
  const Finished checked = test::kiosk({"check", folder.write("content.json", document)});
  CHECK(checked.code == 65);
  CHECK(has(checked.out, "The institute’s logo “logo.png” cannot be shown"));
}

TEST_CASE("check holds a picture against what the document says of it, as an update does") {
  const Folder folder;
  folder.write("p.png", test::noise(8, 8));
  std::string more;
  SUBCASE("its hash") {
    more = str(R"("sha256": ")", std::string(64, 'a'), "\"");
  }
  SUBCASE("its size") {
    more = R"("bytes": 7)";
  }
  const auto file = folder.write("content.json", content("one", test::slide_with_picture("other", "p.png", more)));
  const Finished checked = test::kiosk({"check", file});
  CHECK(checked.code == 65);
  CHECK(has(checked.out, "The picture “p.png” of slide “other”"));
}

TEST_CASE("check of what is not there exits with 66; of a server that does not answer, with 69") {
  const Folder folder;
  const Finished missing = test::kiosk({"check", folder / "none.json"});
  CHECK(missing.code == 66);
  CHECK(missing.out.empty());
  CHECK(has(missing.err, "none.json"));
  CHECK(test::kiosk({"check", "http://127.0.0.1:1/content.json"}).code == 69);
  CHECK(test::kiosk({"check", "ftp://example.org/content.json"}).code != 0);
}

/// Every file of a folder, by name.
std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) files[entry.path().filename()] = bytes_of(entry.path());
  return files;
}

TEST_CASE("render draws every slide of the demo in each language, and the same bytes each time") {
  const Folder folder;
  const auto render = [&](const char* out) {
    return test::kiosk(
        {"render", demo, "--at", "2026-02-20T09:41:00+01:00", "--size", "960x540", "--out", folder / out});
  };
  const Finished first = render("first");
  CHECK(first.code == 0);
  CHECK(first.err.empty());
  CHECK(render("second").code == 0);
  const auto files = files_in(folder / "first");
  CHECK(files == files_in(folder / "second"));

  const Json document = parsed(bytes_of(demo));
  std::set<std::string> expected{"contact-sheet.png", "legibility.json", "legibility.txt"};
  const auto& slides = *member(document, "slides").as<JsonArray>();
  for (std::size_t i = 0; i < slides.size(); ++i) {
    for (const auto* language : {"en", "nb"})
      expected.insert(
          str(i < 9 ? "0" : "", i + 1, "-", *member(slides[i], "id").as<std::string>(), ".", language, ".png"));
  }
  std::set<std::string> found;
  for (const auto& file : files) {
    found.insert(file.first);
    if (file.first.ends_with(".png")) CHECK_MESSAGE(file.second.starts_with("\x89PNG"), file.first);
    CHECK_MESSAGE(has(first.out, file.first), file.first);
  }
  CHECK(found == expected);
}

TEST_CASE("render draws one slide, in one language, where that is wanted") {
  const Folder folder;
  const Finished drawn = test::kiosk({"render", demo, "--at", "2026-02-20T09:41:00+01:00", "--size", "640x360",
                                      "--slide", "research-awards-2026", "--lang", "nb", "--out", folder / "deep/er"});
  CHECK(drawn.code == 0);
  CHECK(files_in(folder / "deep/er").size() == 4);
  CHECK(files_in(folder / "deep/er").contains("04-research-awards-2026.nb.png"));
}

TEST_CASE("render --both draws each slide for a wide screen and for an upright one, and puts them on one sheet") {
  const Folder folder;
  const auto document = folder.write("content.json", content("one")).string();
  const Finished drawn =
      test::kiosk({"render", document, "--size", "640x360", "--both", "--lang", "en", "--out", folder / "out"});
  CHECK(drawn.code == 0);
  std::set<std::string> names;
  for (const auto& [name, bytes] : files_in(folder / "out")) names.insert(name);
  CHECK(names == std::set<std::string>{"01-one-1.en.640x360.png", "01-one-1.en.360x640.png", "02-one-2.en.640x360.png",
                                       "02-one-2.en.360x640.png", "contact-sheet.png", "legibility.json",
                                       "legibility.txt"});
}

TEST_CASE("render leaves a report beside the pictures of how well they read") {
  const Folder folder;
  const auto document = folder.write("content.json", content("one", wordy("long", 45))).string();
  const auto out = folder / "out";
  const Finished drawn = test::kiosk({"render", document, "--lang", "nb", "--out", out});
  CHECK(drawn.code == 0);
  CHECK(has(drawn.err, "Lysbildet «long»: Teksten har 45 ord;"));
  const auto table = bytes_of(out / "legibility.txt");
  CHECK(has(table, "content.json:4:1: advarsel: "));
  CHECK(has(table, "Hva som kan leses fra 4 m på en skjerm på 55 tommer, 1920 × 1080\n"));
  CHECK(has(table, "\nlong (norsk bokmål)\n"));
  const Json json = parsed(bytes_of(out / "legibility.json"));
  CHECK(member(json, "problems").as<JsonArray>()->size() == 1);
  CHECK(member(json, "seen").as<JsonArray>()->size() > 6);
}

TEST_CASE("render says what is missing, draws the rest, and exits with what went wrong where it cannot") {
  const Folder folder;
  const auto file = folder.write("content.json", content("one", test::slide_with_picture("one-3", "gone.png")));
  const Finished drawn = test::kiosk({"render", file, "--size", "640x360", "--out", folder / "out"});
  CHECK(drawn.code == 0);
  CHECK(has(drawn.err, "gone.png"));
  CHECK(test::kiosk({"render", folder / "none.json", "--out", folder / "out"}).code == 66);
  CHECK(test::kiosk({"render", folder.write("bad.json", "{"), "--out", folder / "out"}).code == 65);
  CHECK(test::kiosk({"render", file, "--slide", "nobody", "--out", folder / "out"}).code == 65);
  CHECK(test::kiosk({"render", file, "--size", "640x360", "--out", "/proc/none"}).code == 73);
}

TEST_CASE("status where no screen has run exits with 69, and of a file that is none with 65") {
  const Folder folder;
  const Finished none = test::kiosk({"status", "--state-dir", folder.path()});
  CHECK(none.code == 69);
  CHECK(has(none.err, "no screen has run here"));
  folder.write("status.json", "half of {");
  CHECK(test::kiosk({"status", "--state-dir", folder.path()}).code == 65);
}

TEST_CASE("config tells every setting and where it comes from") {
  const Folder folder;
  const auto file = folder.write("kiosk.json", R"({"screen": "lobby", "poll_seconds": 7})").string();
  const Finished told = test::kiosk({"config", "--config", file, "--origin"}, {{"KIOSK_ROTATE", "90"}});
  CHECK(told.code == 0);
  CHECK(has(told.out, "screen = \"lobby\"  (" + file + ")\n"));
  CHECK(has(told.out, "poll_seconds = 7  (" + file + ")\n"));
  CHECK(has(told.out, "rotate = 90  (KIOSK_ROTATE)\n"));
  CHECK(has(told.out, "windowed = false  (default)\n"));

  // What it prints is a settings file that says the same.
  const Finished printed = test::kiosk({"config", "--config", file});
  const auto again = folder.write("again.json", printed.out);
  CHECK(test::kiosk({"config", "--config", again}).out == printed.out);
}

TEST_CASE("config exits with 78 where a file or a variable is wrong, and says where") {
  const Folder folder;
  const auto file = folder.write("kiosk.json", "{\n \"poll_secnds\": 7}").string();
  const Finished bad = test::kiosk({"config", "--config", file});
  CHECK(bad.code == 78);
  CHECK(has(bad.err, file + ":2:2: "));
  CHECK(has(bad.err, "\"poll_seconds\"?"));
  CHECK(test::kiosk({"config", "--config", folder / "none.json"}).code == 78);
  CHECK(test::kiosk({"config"}, {{"KIOSK_ROTATE", "45"}}).code == 78);
}

TEST_CASE("--help and --version") {
  const Finished help = test::kiosk({"--help"});
  CHECK(help.code == 0);
  for (const auto* command : {"show", "check", "render", "status", "config"}) {
    CHECK_MESSAGE(has(help.out, command), command);
    const Finished more = test::kiosk({command, "--help"});
    CHECK(more.code == 0);
    CHECK_MESSAGE(has(more.out, command), command);
  }
  const Finished version = test::kiosk({"--version"});
  CHECK(version.code == 0);
  for (const auto* part : {"kiosk ", "SDL", "ICU", "curl"}) CHECK_MESSAGE(has(version.out, part), version.out);
  CHECK(test::kiosk_desk({"--help"}).code == 0);
  const Finished desk_version = test::kiosk_desk({"--version"});
  CHECK(desk_version.code == 0);
  CHECK(desk_version.out.starts_with("kiosk-desk "));
}

TEST_CASE("who uses them wrongly is told, and gets 64") {
  const Folder folder;
  for (const Words& words : std::vector<Words>{{},
                                               {"shwo"},
                                               {"show", "--rotate", "45"},
                                               {"show", "--size", "big"},
                                               {"show", "--for", "a while"},
                                               {"show", "--at", "noon"},
                                               {"show", "--poll-seconds", "0"},
                                               {"show", "extra"},
                                               {"show", "--nothing"},
                                               {"check"},
                                               {"check", demo.string(), "--lang", "de"},
                                               {"check", "--theme", "plain", "--size", "big"},
                                               {"render", demo.string()}}) {
    const Finished misused = test::kiosk(words);
    CHECK_MESSAGE(misused.code == 64, words.size(), " words, ", misused.out, misused.err);
    CHECK_FALSE(misused.err.empty());
  }
  for (const Words& words : std::vector<Words>{{}, {"files"}, {"files", ".", "--listen", "here"}, {"--nothing"}}) {
    const Finished misused = test::kiosk_desk(words);
    CHECK_MESSAGE(misused.code == 64, misused.err);
    CHECK_FALSE(misused.err.empty());
  }
  CHECK(test::kiosk_desk({"files", folder / "none", "--listen", "127.0.0.1:0"}).code == 66);
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
