/// What a start makes of what the run before was trying when it ended.
#include "app/crashes.h"

#include "app/crash_guard.h"
#include "studio/edition.h"
#include "support/announced.h"
#include "support/folder.h"
#include "support/stalled_file.h"

#include <chrono>
#include <doctest/doctest.h>
#include <optional>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::bytes_of;
using test::Folder;
using test::StalledFile;

const std::string content(64, 'a');
const Run run{"1.0", "boot"};

/// A program that ends while it makes a slide: nothing is struck out any more.
void crash_while_making(const Folder& folder, const std::string& slide) {
  std::string left;
  {
    CrashGuard guard(folder / "crashes", run);
    const CrashGuard::Making making(guard, {content, slide}, "en");
    CHECK(guard.noted(60s));
    left = bytes_of(folder / "crashes");
  }
  folder.write("crashes", left);
}

TEST_CASE("[P10] a slide that ended the program twice is set aside, and the other slides and generations are not") {
  const Folder folder;
  crash_while_making(folder, "bad");
  CHECK(CrashGuard(folder / "crashes", run).slides_set_aside(content).empty());
  crash_while_making(folder, "bad");
  const Announced told("content.set_aside");
  const CrashGuard guard(folder / "crashes", run);
  CHECK(guard.slides_set_aside(content) == std::vector<std::string>{"bad"});
  CHECK(guard.slides_set_aside(std::string(64, 'b')).empty());
  CHECK(guard.accept(content));
}

TEST_CASE("[P10] a generation that ended the program twice before its first slide was made is refused as a whole") {
  const Folder folder;
  for (int crash = 0; crash < 2; ++crash) {
    CrashGuard guard(folder / "crashes", run);
    CHECK(guard.accept(content));
    guard.try_generation(content, CrashGuard::Step::playing);
  }
  const Announced told("content.set_aside");
  const CrashGuard guard(folder / "crashes", run);
  REQUIRE_FALSE(guard.accept(content));
  CHECK(guard.accept(content).error().code == "content.set_aside");
  CHECK(guard.accept(std::string(64, 'b')));
}

TEST_CASE("[P10] a generation of which four slides ended the program is refused as a whole") {
  const Folder folder;
  const Announced told("content.set_aside");
  for (const auto* slide : {"one", "two", "three", "four"}) {
    CHECK(CrashGuard(folder / "crashes", run).accept(content));
    crash_while_making(folder, slide);
    crash_while_making(folder, slide);
  }
  CHECK_FALSE(CrashGuard(folder / "crashes", run).accept(content));
}

TEST_CASE("what was made, or was given up, is nobody's suspect") {
  const Folder folder;
  {
    CrashGuard guard(folder / "crashes", run);
    guard.try_generation(content, CrashGuard::Step::playing);
    { const CrashGuard::Making making(guard, {content, "good"}, "en"); }
    guard.try_generation(std::string(64, 'b'), CrashGuard::Step::reading);
    guard.give_up();
  }
  const auto crashes = crashes_after(bytes_of(folder / "crashes"), run);
  CHECK(crashes.trying.empty());
  CHECK(crashes.counts.empty());
}

TEST_CASE("a slide is written down once in a run for each language, and then not again") {
  const Folder folder;
  CrashGuard guard(folder / "crashes", run);
  { const CrashGuard::Making making(guard, {content, "good"}, "en"); }
  CHECK(guard.noted(60s));
  std::filesystem::remove(folder / "crashes");
  { const CrashGuard::Making making(guard, {content, "good"}, "en"); }
  guard.try_generation(content, CrashGuard::Step::playing);
  CHECK(guard.noted(60s));
  CHECK_FALSE(std::filesystem::exists(folder / "crashes"));
  { const CrashGuard::Making making(guard, {content, "good"}, "nb"); }
  CHECK(guard.noted(60s));
  CHECK(std::filesystem::exists(folder / "crashes"));
}

TEST_CASE("[D12] a note that the disk does not take holds up nothing for long, and is written when it does") {
  const Folder folder;
  StalledFile stall(folder / "crashes");
  const Announced perhaps("file.unwritable", Announced::Often::perhaps);
  CrashGuard guard(folder / "crashes", run);
  guard.try_generation(content, CrashGuard::Step::playing);
  CHECK(guard.accept(content));
  {
    const CrashGuard::Making making(guard, {content, "slide"}, "en");
    CHECK_FALSE(guard.noted(0s));
    CHECK(stall.stalls());
    stall.release();
    CHECK(guard.noted(60s));
    const auto after = crashes_after(bytes_of(folder / "crashes"), run);
    REQUIRE(after.counts.size() == 1);
    CHECK(after.counts[0].suspect == Suspect{content, "slide"});
  }
  CHECK(guard.noted(60s));
  CHECK(crashes_after(bytes_of(folder / "crashes"), run) == Crashes{});
}

TEST_CASE("a document that is read again and again, and not shown, is written down once") {
  const Folder folder;
  CrashGuard guard(folder / "crashes", run);
  guard.try_generation(content, CrashGuard::Step::reading);
  guard.give_up();
  CHECK(guard.noted(60s));
  std::filesystem::remove(folder / "crashes");
  guard.try_generation(content, CrashGuard::Step::reading);
  guard.give_up();
  CHECK(guard.noted(60s));
  CHECK_FALSE(std::filesystem::exists(folder / "crashes"));
  guard.try_generation(content, CrashGuard::Step::playing);
  CHECK(guard.noted(60s));
  CHECK(std::filesystem::exists(folder / "crashes"));
}

TEST_CASE("a slide that was being made says more than its generation") {
  Crashes crashes;
  crashes.trying = {{content, ""}, {content, "bad"}};
  const auto after = crashes_after(to_text(crashes, run), run);
  REQUIRE(after.counts.size() == 1);
  CHECK(after.counts[0].suspect == Suspect{content, "bad"});
}

TEST_CASE("where the power went meanwhile nothing crashed, and another version of the program begins anew") {
  Crashes crashes;
  crashes.trying = {{content, "slide"}};
  crashes.counts = {{{content, "bad"}, 2}};
  const auto text = to_text(crashes, run);
  const auto booted = crashes_after(text, {"1.0", "another boot"});
  CHECK(booted.counts == crashes.counts);
  CHECK(crashes_after(text, {"1.1", "boot"}) == Crashes{});
}

TEST_CASE("[D07, D09] a file that is damaged in any byte, of another form, or missing is nobody's evidence") {
  Crashes crashes;
  crashes.trying = {{content, "slide"}};
  crashes.counts = {{{content, "bad"}, 2}};
  const auto text = to_text(crashes, run);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    CHECK(crashes_after(damaged, run) == Crashes{});
    CHECK(crashes_after(text.substr(0, i), run) == Crashes{});
  }
  const Folder folder;
  CHECK(CrashGuard(folder / "none", run).accept(content));
}

TEST_CASE("[D13] a state folder that cannot be written is told once, and nothing else happens") {
  const Folder folder;
  folder.write("file", "");
  CrashGuard guard(folder / "file" / "crashes", run);
  const Announced told("file.unwritable");
  guard.try_generation(content, CrashGuard::Step::playing);
  { const CrashGuard::Making making(guard, {content, "good"}, "en"); }
  CHECK(guard.accept(content));
}

TEST_CASE("[P10] an edition goes without the slides that are set aside, says so, and knows where the others stand") {
  const auto* const document =
      R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [
{"kind": "news", "id": "first", "title": "First"},
{"kind": "news", "id": "bad", "title": "Bad"},
{"kind": "news", "id": "last", "title": "Last"}]})";
  const auto edition = make_edition(content, document, {}, {}, {"bad", "unknown"});
  REQUIRE(edition);
  REQUIRE((*edition)->document.slides.size() == 2);
  CHECK((*edition)->document.slides[1].id == "last");
  REQUIRE((*edition)->places.size() == 2);
  CHECK((*edition)->places[1].line == 4);
  REQUIRE((*edition)->problems.size() == 1);
  CHECK((*edition)->problems[0].code == "content.set_aside");
  CHECK((*edition)->problems[0].slide == "bad");
}

TEST_CASE("what is remembered is bounded") {
  Crashes crashes;
  for (int i = 0; i < 200; ++i) {
    crashes.trying = {{content, "slide-" + std::to_string(i)}};
    crashes = crashes_after(to_text(crashes, run), run);
  }
  CHECK(crashes.counts.size() == 64);
  CHECK(crashes.counts.back().suspect.slide == "slide-199");
}

}  // namespace
}  // namespace kiosk
