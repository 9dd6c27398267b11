/// What a start makes of what the run before was trying when it ended.
#include "app/crashes.h"

#include "app/crash_guard.h"
#include "base/version.h"
#include "studio/edition.h"
#include "support/announced.h"
#include "support/folder.h"
#include "support/stalled_file.h"

#include <chrono>
#include <doctest/doctest.h>
#include <functional>
#include <optional>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::bytes_of;
using test::Folder;
using test::StalledFile;

const std::string content(64, 'a');
const std::string of_old = "1.0";
constexpr Instant now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

/// Of a day that the test sets.
class SetClock final : public Clock {
 public:
  Instant wall() const override { return wall_; }
  Steady steady() const override { return {}; }
  void pass(Millis time) { wall_ += time; }

 private:
  Instant wall_ = now;
};

/// The starts of a program, one after the other, and what was on the disk when each ended.
class Program {
 public:
  /// Starts it; it tries something, and ends while it does. The next start will see that `end`.
  void end_while(std::optional<Fault> end, const std::function<void(CrashGuard&)>& tries) {
    CrashGuard guard(file(), end_, clock);
    tries(guard);
    CHECK(guard.noted(60s));
    end_ = end;
  }
  /// The same, in the making of a slide: nothing is struck out any more.
  void end_while_making(std::optional<Fault> end, const std::string& slide, const std::string& language = "en") {
    std::string left;
    end_while(end, [&](CrashGuard& guard) {
      const CrashGuard::Making making(guard, {content, slide, language});
      CHECK(guard.noted(60s));
      left = bytes_of(file());
    });
    folder.write("crashes", left);
  }
  void make(const std::string& slide, const std::string& language = "en") {
    end_while(std::nullopt, [&](CrashGuard& guard) {
      const CrashGuard::Making making(guard, {content, slide, language});
    });
  }
  CrashGuard start() const { return {file(), end_, clock}; }
  std::filesystem::path file() const { return folder / "crashes"; }

  const Folder folder;
  SetClock clock;

 private:
  std::optional<Fault> end_;
};

using Ids = std::vector<std::string>;

TEST_CASE("[P10] a slide that ended the program twice is set aside, and the other slides and generations are not") {
  Program program;
  program.end_while_making(Fault::at_work, "bad");
  CHECK(program.start().slides_set_aside(content).empty());
  program.end_while_making(Fault::at_work, "bad");
  const Announced told("content.set_aside");
  const auto guard = program.start();
  CHECK(guard.slides_set_aside(content) == Ids{"bad"});
  CHECK(guard.slides_set_aside(std::string(64, 'b')).empty());
  CHECK(guard.accept(content));
}

TEST_CASE("[P10] a slide that ends the program in one of two languages is set aside too") {
  Program program;
  program.end_while_making(Fault::at_work, "bad", "nb");
  program.make("bad", "en");
  program.end_while_making(Fault::at_work, "bad", "nb");
  const Announced told("content.set_aside");
  CHECK(program.start().slides_set_aside(content) == Ids{"bad"});
}

TEST_CASE("[P10] a generation that ended the program twice before its first slide was made is refused as a whole") {
  Program program;
  for (const auto fault : {Fault::at_work, Fault::elsewhere}) {
    program.end_while(fault, [](CrashGuard& guard) {
      CHECK(guard.accept(content));
      guard.try_generation(content, CrashGuard::Step::playing);
    });
  }
  const Announced told("content.set_aside");
  const auto guard = program.start();
  REQUIRE_FALSE(guard.accept(content));
  CHECK(guard.accept(content).error().code == "content.set_aside");
  CHECK(guard.accept(std::string(64, 'b')));
}

TEST_CASE("[P10] a generation of which four slides ended the program is refused as a whole") {
  Program program;
  const Announced told("content.set_aside");
  for (const auto* slide : {"one", "two", "three", "four"}) {
    CHECK(program.start().accept(content));
    program.end_while_making(Fault::at_work, slide);
    program.end_while_making(Fault::at_work, slide);
  }
  CHECK_FALSE(program.start().accept(content));
}

TEST_CASE("[P11] a kill, a loss of power and an end that was meant are nobody's fault, however often") {
  Program program;
  for (int i = 0; i < 20; ++i) {
    program.end_while_making(std::nullopt, "good");
    program.end_while(std::nullopt,
                      [](CrashGuard& guard) { guard.try_generation(content, CrashGuard::Step::playing); });
  }
  CHECK(program.start().slides_set_aside(content).empty());
  CHECK(program.start().accept(content));
}

TEST_CASE("what was tried when the program was killed is not blamed for a fault of the next run") {
  Program program;
  for (int i = 0; i < 3; ++i) {
    program.end_while_making(std::nullopt, "good");
    program.end_while(Fault::at_work, [](CrashGuard&) {});
  }
  CHECK(program.start().slides_set_aside(content).empty());
}

TEST_CASE("a fault that is not of the thread that makes a slide, such as a driver's, says nothing against the slide") {
  Program program;
  for (int i = 0; i < 3; ++i) program.end_while_making(Fault::elsewhere, "good");
  CHECK(program.start().slides_set_aside(content).empty());
  CHECK(program.start().accept(content));
}

TEST_CASE("a slide that could be made after all, and its generation, have nothing against them any more") {
  Program program;
  for (int i = 0; i < 3; ++i) {
    program.end_while(Fault::elsewhere,
                      [](CrashGuard& guard) { guard.try_generation(content, CrashGuard::Step::playing); });
    program.end_while_making(Fault::at_work, "good");
    program.make("good");
  }
  CHECK(program.start().slides_set_aside(content).empty());
  CHECK(program.start().accept(content));
}

TEST_CASE("what is set aside is tried again after a day, and where the clock was set") {
  const Announced told("content.set_aside");
  for (const auto time : {Millis(std::chrono::hours{24}), -Millis(std::chrono::hours{24}), Millis(1'000'000'000'000)}) {
    Program program;
    for (int i = 0; i < 2; ++i) {
      program.end_while_making(Fault::at_work, "bad");
      program.end_while(Fault::elsewhere,
                        [](CrashGuard& guard) { guard.try_generation(content, CrashGuard::Step::playing); });
    }
    const auto running = program.start();
    program.clock.pass(time - (time.count() > 0 ? Millis{1} : Millis{-1}));
    const bool still = time < Millis(std::chrono::hours{25});
    CHECK(running.slides_set_aside(content).empty() == !still);
    CHECK(running.accept(content).has_value() == !still);
    program.clock.pass(time.count() > 0 ? Millis{1} : Millis{-1});
    CHECK(running.slides_set_aside(content).empty());
    CHECK(running.accept(content));
    CHECK(program.start().accept(content));
    CHECK(program.start().slides_set_aside(content).empty());
  }
}

TEST_CASE("what was made, or was given up, is nobody's suspect") {
  Program program;
  program.end_while(Fault::at_work, [](CrashGuard& guard) {
    guard.try_generation(content, CrashGuard::Step::playing);
    { const CrashGuard::Making making(guard, {content, "good", "en"}); }
    guard.try_generation(std::string(64, 'b'), CrashGuard::Step::reading);
    guard.give_up();
  });
  CHECK(crashes_after(bytes_of(program.file()), version(), Fault::at_work, now) == Crashes{});
}

TEST_CASE("a slide is written down once in a run for each language, and then not again") {
  const Folder folder;
  const SetClock clock;
  CrashGuard guard(folder / "crashes", std::nullopt, clock);
  { const CrashGuard::Making making(guard, {content, "good", "en"}); }
  CHECK(guard.noted(60s));
  std::filesystem::remove(folder / "crashes");
  { const CrashGuard::Making making(guard, {content, "good", "en"}); }
  guard.try_generation(content, CrashGuard::Step::playing);
  CHECK(guard.noted(60s));
  CHECK_FALSE(std::filesystem::exists(folder / "crashes"));
  { const CrashGuard::Making making(guard, {content, "good", "nb"}); }
  CHECK(guard.noted(60s));
  CHECK(std::filesystem::exists(folder / "crashes"));
}

TEST_CASE("[D12] a note that the disk does not take holds up nothing for long, and is written when it does") {
  const Folder folder;
  StalledFile stall(folder / "crashes");
  const Announced perhaps("file.unwritable", Announced::Often::perhaps);
  const SetClock clock;
  CrashGuard guard(folder / "crashes", std::nullopt, clock);
  const auto after = [&] { return crashes_after(bytes_of(folder / "crashes"), version(), Fault::at_work, now); };
  guard.try_generation(content, CrashGuard::Step::playing);
  CHECK(guard.accept(content));
  {
    const CrashGuard::Making making(guard, {content, "slide", "en"});
    CHECK_FALSE(guard.noted(0s));
    CHECK(stall.stalls());
    stall.release();
    CHECK(guard.noted(60s));
    REQUIRE(after().counts.size() == 1);
    CHECK(after().counts[0].suspect == Suspect{content, "slide", "en"});
  }
  CHECK(guard.noted(60s));
  CHECK(after() == Crashes{});
}

TEST_CASE("a document that is read again and again, and not shown, is written down once") {
  const Folder folder;
  const SetClock clock;
  CrashGuard guard(folder / "crashes", std::nullopt, clock);
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
  crashes.trying = {{content, "", ""}, {content, "bad", "en"}};
  const auto after = crashes_after(to_text(crashes, of_old), of_old, Fault::at_work, now);
  REQUIRE(after.counts.size() == 1);
  CHECK(after.counts[0].suspect == Suspect{content, "bad", "en"});
  CHECK(after.counts[0].last == now);
}

TEST_CASE("another version of the program begins anew") {
  Crashes crashes;
  crashes.trying = {{content, "slide", "en"}};
  crashes.counts = {{{content, "bad", "en"}, 2, now}};
  const auto text = to_text(crashes, of_old);
  CHECK(crashes_after(text, of_old, std::nullopt, now).counts == crashes.counts);
  CHECK(crashes_after(text, "1.1", Fault::at_work, now) == Crashes{});
}

TEST_CASE("[D07, D09] a file that is damaged in any byte, of another form, or missing is nobody's evidence") {
  Crashes crashes;
  crashes.trying = {{content, "slide", "en"}};
  crashes.counts = {{{content, "bad", "en"}, 2, now}};
  const auto text = to_text(crashes, of_old);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    CHECK(crashes_after(damaged, of_old, Fault::at_work, now) == Crashes{});
    CHECK(crashes_after(text.substr(0, i), of_old, Fault::at_work, now) == Crashes{});
  }
  CHECK(Program().start().accept(content));
}

TEST_CASE("[D13] a state folder that cannot be written is told once, and nothing else happens") {
  const Folder folder;
  folder.write("file", "");
  const SetClock clock;
  CrashGuard guard(folder / "file" / "crashes", Fault::at_work, clock);
  const Announced told("file.unwritable");
  guard.try_generation(content, CrashGuard::Step::playing);
  { const CrashGuard::Making making(guard, {content, "good", "en"}); }
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
    crashes.trying = {{content, "slide-" + std::to_string(i), "en"}};
    crashes = crashes_after(to_text(crashes, of_old), of_old, Fault::at_work, now);
  }
  CHECK(crashes.counts.size() == 64);
  CHECK(crashes.counts.back().suspect.slide == "slide-199");
}

}  // namespace
}  // namespace kiosk
