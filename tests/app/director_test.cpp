#include "app/director.h"

#include "studio/make.h"

#include <chrono>
#include <cmath>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::edition;
using test::lobby;
using test::news;
using test::notice;

/// Slides of 10 s; a round begins at each full minute where there are two, three or six of them.
EditionPtr three() {
  return edition("three", {news("a"), news("b"), news("c")});
}
/// In Oslo.
constexpr Instant noon = std::chrono::sys_days{2026y / 2 / 20} + 11h;

std::string id_of(const Look& look) {
  return look.edition->document.slides[look.slide].id;
}

Director playing(EditionPtr content, Instant t) {
  Director director(lobby);
  director.take(std::move(content));
  director.look_at(t);
  return director;
}

TEST_CASE("with nothing to show the built-in slide is on, whatever the clock says") {
  Director director(lobby);
  for (const auto t : {noon, at("1970-01-01T00:00Z"), at("2038-01-19T03:14:08Z"), at("9999-12-31T00:00Z")}) {
    const Look look = director.look_at(t);
    CHECK(look.edition->generation == "built-in");
    CHECK(id_of(look) == "built-in");
    CHECK(look.since <= t);
    CHECK(t < look.until);
    CHECK(director.look_ends(look, t) <= look.until);
  }
}

TEST_CASE("the programme says what is on, and a restart goes on where the lobby was") {
  Director one = playing(three(), noon);
  CHECK(id_of(one.look_at(noon)) == "a");
  CHECK(id_of(one.look_at(noon + 10s)) == "b");
  const Look late = one.look_at(noon + 27s);
  CHECK(late == one.look_at(noon + 23s));
  CHECK(late.since == noon + 20s);
  CHECK(late.until == noon + 30s);
  CHECK(late.progress == Progress{2, 3});

  Director restarted(lobby);
  restarted.take(late.edition);
  CHECK(restarted.look_at(noon + 27s) == late);
}

TEST_CASE("new content leaves the running slide to its end") {
  Director director = playing(three(), noon + 3s);
  const Look before = director.look_at(noon + 3s);
  const auto fresh = edition("fresh", {news("x"), news("y"), news("z")});
  director.take(fresh);
  CHECK(director.edition() == fresh);
  for (const auto t : {noon + 3s, noon + 6s, noon + 9999ms}) CHECK(director.look_at(t) == before);

  const Look after = director.look_at(noon + 10s);
  CHECK(after.edition == fresh);
  CHECK(id_of(after) == "y");
  CHECK(after.since == noon + 10s);
}

TEST_CASE("content that comes twice within a slide: only the newest is ever seen") {
  Director director = playing(three(), noon);
  director.take(edition("second", {news("x")}));
  director.take(edition("third", {news("z")}));
  CHECK(id_of(director.look_at(noon + 9s)) == "a");
  CHECK(id_of(director.look_at(noon + 10s)) == "z");
}

TEST_CASE("nobody waits for the built-in slide to end") {
  Director director(lobby);
  CHECK(id_of(director.look_at(noon + 1s)) == "built-in");
  director.take(three());
  CHECK(id_of(director.look_at(noon + 1s)) == "a");
}

TEST_CASE("the grid of the new content does not cut its first slide below three seconds") {
  Director director = playing(edition("nine", {news("a", 9)}), noon + 1s);
  const Look running = director.look_at(noon + 1s);
  director.take(edition("seven", {news("x", 7), news("y", 7)}));
  Instant t = running.until;
  for (int i = 0; i < 20; ++i) {
    const Look look = director.look_at(t);
    CHECK(look.since == t);
    CHECK(look.until - t >= 3s);
    t = look.until;
  }
}

TEST_CASE("where all slides are over, the built-in one takes their place, and leaves it again") {
  Slide first = news("first");
  first.until = test::when("2026-02-20T12:00:30");
  Slide second = news("second");
  second.from = test::when("2026-02-20T13:00");
  Director director = playing(edition("gap", {first, second}), noon);
  CHECK(id_of(director.look_at(noon + 20s)) == "first");
  CHECK(id_of(director.look_at(noon + 31s)) == "built-in");
  CHECK(id_of(director.look_at(noon + 30min)) == "built-in");
  // Within the time of one slide the next content is on.
  Instant t = noon + 59min;
  std::string id;
  for (; t < noon + 62min && id != "second"; t += 1s) id = id_of(director.look_at(t));
  CHECK(t >= noon + 60min);
  CHECK(t < noon + 61min);
}

TEST_CASE("[E05] a takeover cuts in at once and goes at its end, and the round has gone on beneath it") {
  const auto content = edition("alarm", {news("a"), news("b"), news("c"),
                                         notice(NoticeLevel::takeover, "2026-02-20T12:00:04", "2026-02-20T12:00:36")});
  Director director = playing(content, noon);
  const Look before = director.look_at(noon + 3s);
  CHECK(id_of(before) == "a");
  CHECK(director.look_ends(before, noon + 3s) == noon + 4s);

  Instant t = noon + 4s;
  while (t < noon + 36s) {
    const Look look = director.look_at(t);
    CHECK(look.takeover);
    CHECK(id_of(look) == "notice");
    CHECK(look.until <= noon + 36s);
    CHECK(director.look_ends(look, t) > t);
    t = director.look_ends(look, t);
  }
  CHECK(t == noon + 36s);
  const Look after = director.look_at(t);
  CHECK_FALSE(after.takeover);
  CHECK(id_of(after) == "a");
  CHECK(after.since == noon + 30s);
}

TEST_CASE("[E01] a takeover that comes with new content is on at once, and that one that was withdrawn goes at once") {
  Director director = playing(three(), noon);
  director.take(edition("alarm", {news("a"), notice(NoticeLevel::takeover, "", "2026-02-20T14:00")}));
  CHECK(director.look_at(noon + 2s).takeover);
  director.take(three());
  CHECK_FALSE(director.look_at(noon + 3s).takeover);
}

TEST_CASE("a takeover speaks the languages that it is written in, in turn, the same one on every screen") {
  const ScreenProfile profile{"lobby", {"en", "nb"}};
  Slide drill = notice(NoticeLevel::takeover, "", "2026-02-20T14:00");
  std::get<NoticeSlide>(drill.content).title = Text({{"en", "Fire drill"}, {"nb", "Brannøvelse"}});
  const auto content = edition("alarm", {news("a"), drill}, profile);
  Director one(profile);
  Director other(profile);
  one.take(content);
  other.take(content);
  const Look first = one.look_at(noon);
  const Look second = one.look_at(first.until);
  CHECK(first.language != second.language);
  CHECK(one.look_at(second.until).language == first.language);
  CHECK(other.look_at(first.until + 1s) == second);
}

TEST_CASE("a takeover in one language does not fade into itself") {
  const ScreenProfile profile{"lobby", {"en", "nb"}};
  Director director(profile);
  director.take(edition("alarm", {news("a"), notice(NoticeLevel::takeover, "", "2026-02-20T14:00")}, profile));
  const Look first = director.look_at(noon);
  CHECK(first.takeover);
  CHECK(director.look_at(noon + 1min) == first);
}

TEST_CASE("a band lies over the running slide from its beginning to its end") {
  const auto content = edition("band", {news("a"), news("b"), news("c"),
                                        notice(NoticeLevel::band, "2026-02-20T12:00:05", "2026-02-20T12:00:15")});
  Director director = playing(content, noon);
  const Look bare = director.look_at(noon);
  CHECK_FALSE(bare.band);
  CHECK(director.look_ends(bare, noon) == noon + 5s);
  const Look covered = director.look_at(noon + 5s);
  CHECK(id_of(covered) == "a");
  CHECK(covered.since == bare.since);
  REQUIRE(covered.band);
  CHECK(content->document.slides[*covered.band].id == "notice");
  CHECK(director.look_at(noon + 10s).band);
  CHECK_FALSE(director.look_at(noon + 15s).band);
}

TEST_CASE("[E05] notices end at their time to the second, whether there is news from the endpoint or not") {
  const auto content =
      edition("notices", {news("a", 30), news("b", 30), notice(NoticeLevel::band, "", "2026-02-20T12:00:17"),
                          notice(NoticeLevel::takeover, "2026-02-20T12:00:20", "2026-02-20T12:00:41")});
  Director director = playing(content, noon);
  const auto shown = [&](Instant t) {
    const Look look = director.look_at(t);
    return std::pair{look.band.has_value(), look.takeover};
  };
  CHECK(shown(noon + 16999ms) == std::pair{true, false});
  CHECK(shown(noon + 17s) == std::pair{false, false});
  CHECK(shown(noon + 19999ms) == std::pair{false, false});
  CHECK(shown(noon + 20s) == std::pair{false, true});
  CHECK(shown(noon + 40999ms) == std::pair{false, true});
  CHECK(shown(noon + 41s) == std::pair{false, false});
  // What stands beneath a band is ready when the band goes: it is prepared before, not then.
  Director early = playing(content, noon);
  const Look covered = early.look_at(noon + 5s);
  REQUIRE(covered.band);
  const Look bare = early.after(covered, noon + 5s);
  CHECK_FALSE(bare.band);
  CHECK(bare.slide == covered.slide);
  CHECK(bare.since == covered.since);
}

TEST_CASE("[C08] after a sleep of eight hours one slide is on, the one of that time, and none is made up for") {
  const auto content = three();
  Director director = playing(content, noon + 5s);
  const Instant awake = noon + 8h + 12s;
  const Look first = director.look_at(awake);
  CHECK(first == playing(content, awake).look_at(awake));
  CHECK(first.until > awake);
  CHECK(director.look_at(awake + 1ms) == first);
}

TEST_CASE("[C02] a clock that jumps far goes to what is on then") {
  const auto content = three();
  for (const auto to : {noon + 24h, noon - 24h, at("1970-01-01T00:00:12Z"), noon + 6s + 90min, noon - 47s}) {
    Director director = playing(content, noon + 5s);
    Director fresh = playing(content, to);
    CHECK(director.look_at(to) == fresh.look_at(to));
  }
}

TEST_CASE("[C01] while the clock is not trusted what has a date waits; afterwards it comes in at the next boundary") {
  const auto content = edition("all", {news("a"), notice(NoticeLevel::info, "2026-01-01", "2026-12-31"), news("c"),
                                       notice(NoticeLevel::takeover, "2026-02-20T12:10:00", "2026-02-20T12:40")});
  const Instant in_1970{20s};
  Director director = playing(content, noon);
  CHECK(id_of(director.look_at(noon + 10s)) == "notice");

  director.trust(ClockTrust::untrusted);
  Look look = director.look_at(in_1970);
  for (int slide = 0; slide < 4; ++slide) {
    CHECK((id_of(look) == "a" || id_of(look) == "c"));
    CHECK(director.after(look, look.since) == director.look_at(look.until));
    look = director.look_at(look.until);
  }
  CHECK_FALSE(director.look_at(noon + 12min).takeover);

  const Look running = director.look_at(noon);
  director.trust(ClockTrust::trusted);
  CHECK(director.look_at(noon + 5s) == running);
  CHECK(director.look_at(noon + 10s) == playing(content, noon + 10s).look_at(noon + 10s));
  CHECK(director.look_at(noon + 12min).takeover);
}

TEST_CASE("[C01] where all slides have dates the built-in one is on until the clock is right, and goes at once") {
  const auto content = edition("dated", {notice(NoticeLevel::info, "2026-01-01", "2026-12-31")});
  Director director(lobby);
  director.take(content);
  director.trust(ClockTrust::untrusted);
  CHECK(id_of(director.look_at(noon)) == "built-in");
  director.trust(ClockTrust::trusted);
  CHECK(id_of(director.look_at(noon + 1s)) == "notice");
}

TEST_CASE("a clock that is set back by a moment does not bring the last slide back") {
  Director director = playing(three(), noon + 9s);
  const Look b = director.look_at(noon + 10s);
  CHECK(id_of(b) == "b");
  CHECK(director.look_at(noon + 9700ms) == b);
  CHECK(director.look_at(noon + 10500ms) == b);
}

TEST_CASE("what comes next is foretold: after() is what look_at() says when the time has come") {
  const auto content = edition("all", {news("a", 10), news("b", 8), news("c", 13),
                                       notice(NoticeLevel::band, "2026-02-20T12:00:31", "2026-02-20T12:01:02"),
                                       notice(NoticeLevel::takeover, "2026-02-20T12:02:00", "2026-02-20T12:02:40")});
  Director director = playing(content, noon);
  Instant t = noon;
  for (int i = 0; i < 40; ++i) {
    const Look look = director.look_at(t);
    const Instant ends = director.look_ends(look, t);
    REQUIRE(ends > t);
    const Look next = director.after(look, t);
    t = ends;
    CHECK(director.look_at(t) == next);
  }
}

TEST_CASE("what comes next belongs to the new content, as soon as that is there") {
  Director director = playing(three(), noon);
  const auto fresh = edition("fresh", {news("x"), news("y"), news("z")});
  director.take(fresh);
  const Look look = director.look_at(noon + 4s);
  const Look next = director.after(look, noon + 4s);
  CHECK(next.edition == fresh);
  CHECK(director.look_at(noon + 10s) == next);
}

TEST_CASE("[C03] a clock that is slewed by its utmost cuts no slide and drops none") {
  for (const double rate : {0.9995, 1.0005}) {
    CAPTURE(rate);
    Director director = playing(three(), noon);
    Look last = director.look_at(noon);
    double steady = 0;  // milliseconds of true time
    double began = 0;
    for (int slides = 0; slides < 1000;) {
      steady += 50;
      const Look look = director.look_at(noon + Millis{static_cast<Millis::rep>(steady * rate)});
      if (look == last) continue;
      CHECK(look.since == last.until);
      const auto stood = std::chrono::duration<double, std::milli>(last.until - last.since).count();
      CHECK(std::abs(steady - began - stood / rate) <= 50);
      last = look;
      began = steady;
      ++slides;
    }
  }
}

}  // namespace
}  // namespace kiosk
