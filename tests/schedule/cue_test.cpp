#include "schedule/cue.h"

#include "make.h"
#include "schedule/reading_time.h"

#include <map>
#include <random>

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono;

namespace {

Cue cue(const Programme& programme, Instant t) {
  const auto found = cue_at(programme, t);
  REQUIRE(found);
  CHECK(found->since <= t);
  CHECK(found->until > t);
  return *found;
}

/// The slides of the next `count` cues, by index in the document: "0 1 2".
std::string order(const Programme& programme, Instant t, int count) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    const auto now = cue(programme, t);
    list += (i == 0 ? "" : " ") + std::to_string(programme.entries()[now.entry].slide);
    t = now.until;
  }
  return list;
}

/// An instant at which a round of `length` begins, not before `t`.
Instant round_start(Instant t, Millis length) {
  return t + (length - t.time_since_epoch() % length) % length;
}

std::vector<Slide> several(int count, double seconds = 10) {
  std::vector<Slide> slides;
  for (int i = 0; i < count; ++i) slides.push_back(news(std::to_string(i), seconds));
  return slides;
}

}  // namespace

TEST_CASE("the round is anchored to 1970 in UTC") {
  const auto three = programme(several(3));
  CHECK(cue(three, Instant{}) == Cue{0, Instant{}, Instant{10s}, 0, 3});
  CHECK(cue(three, Instant{29'999ms}) == Cue{2, Instant{20s}, Instant{30s}, 2, 3});
  const auto start = round_start(at("2026-02-20T09:41"), 30s);
  CHECK(order(three, start, 7) == "0 1 2 0 1 2 0");
  CHECK(cue(three, start + 10s).since == start + 10s);
}

TEST_CASE("nothing to show is no cue, and the app shows the built-in slide") {
  CHECK_FALSE(cue_at(programme({}), at("2026-02-20")));
  Slide tomorrow = news("a");
  tomorrow.from = when("2026-02-21");
  const auto waiting = programme({tomorrow});
  CHECK_FALSE(cue_at(waiting, at("2026-02-20T23:59:59")));
  CHECK(next_change(waiting, at("2026-02-20")) == at("2026-02-21"));
  CHECK(cue(waiting, at("2026-02-21")).since == at("2026-02-21"));
}

TEST_CASE("both languages come one after the other, under one dot") {
  auto slides = several(2);
  for (auto& slide : slides) slide.kicker = Text({{"en", "News"}, {"nb", "Nyheter"}});
  const auto both = programme(slides, {"lobby", {"en", "nb"}});
  const auto start = round_start(at("2026-02-20"), 40s);
  CHECK(order(both, start, 5) == "0 0 1 1 0");
  CHECK(both.entries()[cue(both, start + 10s).entry].language == "nb");
  CHECK(cue(both, start + 10s).position == 0);
  CHECK(cue(both, start + 20s).position == 1);
  CHECK(cue(both, start + 20s).count == 2);
}

TEST_CASE("a weight repeats a slide over the round, never beside itself") {
  auto slides = several(4);
  slides[0].weight = 2;
  const auto start = round_start(at("2026-02-20"), 50s);
  CHECK(order(programme(slides), start, 5) == "0 1 2 0 3");
  CHECK(cue(programme(slides), start + 30s).position == 0);
  CHECK(cue(programme(slides), start + 30s).count == 4);

  std::mt19937 random(3);
  for (int k = 0; k < 200; ++k) {
    const int count = 2 + static_cast<int>(random() % 12);
    auto weighted = several(count);
    int showings = 0;
    for (auto& slide : weighted) {
      slide.weight = 1 + static_cast<int>(random() % 10);
      showings += std::min(slide.weight, std::max(1, count - 1));
    }
    const auto mixed = programme(weighted);
    const auto first = round_start(at("2026-02-20"), showings * 10s);
    std::map<std::size_t, int> shown;
    auto before = cue(mixed, first - 1s).entry;
    for (int i = 0; i < showings; ++i) {
      const auto now = cue(mixed, first + i * 10s);
      CHECK(now.entry != before);
      before = now.entry;
      ++shown[now.entry];
    }
    for (int i = 0; i < count; ++i) {
      CHECK(shown[static_cast<std::size_t>(i)] ==
            std::min(weighted[static_cast<std::size_t>(i)].weight, std::max(1, count - 1)));
    }
  }
}

TEST_CASE("a slide that goes while it runs stays to its end; then the new round decides") {
  auto slides = several(3);
  const auto start = round_start(at("2026-02-20T12:00:00Z"), 60s);  // begins a round of three and one of two
  slides[0].until = parse_when(to_iso(start + 4s));
  const auto show = programme(slides);
  CHECK(cue(show, start + 9s) == Cue{0, start, start + 10s, 0, 3});
  // The round of 1 and 2 has 2 on from start+10s.
  CHECK(cue(show, start + 10s) == Cue{2, start + 10s, start + 20s, 1, 2});
  CHECK(order(show, start, 5) == "0 2 1 2 1");
}

TEST_CASE("a slide that comes is seen from the next boundary on") {
  auto slides = several(2);
  slides.push_back(news("new", 9));
  const auto start = round_start(at("2026-02-20T12:00:00Z"), 580s);  // rounds of 20 s and of 29 s begin together
  slides[2].from = parse_when(to_iso(start + 61s));
  const auto show = programme(slides);
  // At start+70s the round of three is at 12 s: it has 1 on until 20 s, which is start+78s.
  CHECK(cue(show, start + 69s) == Cue{0, start + 60s, start + 70s, 0, 2});
  CHECK(cue(show, start + 70s) == Cue{1, start + 70s, start + 78s, 1, 3});
  CHECK(cue(show, start + 78s) == Cue{2, start + 78s, start + 87s, 2, 3});
}

TEST_CASE("a slide that would be on for less than 3 s at the boundary is left out: the next starts early") {
  struct Row {
    int stay;  // of the slide that comes, in seconds
    std::size_t entry;
    int until;
  };
  // 0 runs from start+20s to start+30s. From there a round of 10 s, 10 s and `stay` has 2 on until start+20s+`stay`.
  for (const auto& row : {Row{20, 2, 40}, Row{13, 2, 33}, Row{12, 0, 42}, Row{11, 0, 41}, Row{10, 0, 40}}) {
    CAPTURE(row.stay);
    auto slides = several(3);
    slides[2].seconds = row.stay;
    const auto start = round_start(at("2026-02-20T12:00:00Z"), 20 * seconds{20 + row.stay});
    slides[2].from = parse_when(to_iso(start + 21s));
    const auto show = programme(slides);
    CHECK(cue(show, start + 29s) == Cue{0, start + 20s, start + 30s, 0, 2});
    CHECK(cue(show, start + 30s) == Cue{row.entry, start + 30s, start + seconds{row.until}, row.entry, 3});
  }
}

TEST_CASE("a deadline: the call is there on its last day until midnight, and gone at the next boundary") {
  auto slides = several(2);
  slides.push_back(call("2026-03-02"));
  slides[2].seconds = 20;
  const auto show = programme(slides);
  bool seen = false;
  for (auto t = at("2026-03-02T23:58:00"); t < at("2026-03-03T00:00:00"); t = cue(show, t).until) {
    seen = seen || cue(show, t).entry == 2;
  }
  CHECK(seen);
  const auto running = cue(show, at("2026-03-02T23:59:59"));
  for (auto t = running.until; t < at("2026-03-03T00:10:00"); t = cue(show, t).until) CHECK(cue(show, t).entry != 2);
}

TEST_CASE("[C04] the round goes on over a change of the clocks") {
  const auto show = programme(several(7));
  for (const auto* change : {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}) {
    const auto start = round_start(at(change) - 10min, 70s);
    for (int i = 0; i < 120; ++i) CHECK(cue(show, start + i * 10s).entry == static_cast<std::size_t>(i % 7));
  }
}

TEST_CASE("[C05] the round goes on over 2038-01-19T03:14:08Z and to the end of 9999") {
  const auto show = programme(several(7));
  for (const auto* time : {"2038-01-19T03:13:00Z", "9999-12-31T23:30:00Z"}) {
    const auto start = round_start(at(time), 70s);
    CHECK(order(show, start, 14) == "0 1 2 3 4 5 6 0 1 2 3 4 5 6");
  }
}

TEST_CASE("follow: other content comes in at the end of the running slide, by the rule of 3 s") {
  const auto before = programme(several(3));
  const auto after = programme(several(2, 12));
  const auto start = round_start(at("2026-02-20"), 30s * 24);  // rounds of 30 s and 24 s begin together
  const auto running = cue(before, start);
  // At start+10s the new round has 0 on until start+12s: too short, so 1 starts early.
  CHECK(follow(running, after, start + 10s) == Cue{1, start + 10s, start + 24s, 1, 2});
  CHECK(follow(running, after, start + 23s) == Cue{1, start + 10s, start + 24s, 1, 2});
  CHECK(follow(running, after, start + 24s) == cue_at(after, start + 24s));
  // After a long sleep it is what all others show.
  CHECK(follow(running, after, start + 1h) == cue_at(after, start + 1h));
  const auto second = cue(before, start + 10s);
  CHECK(follow(second, after, start + 20s) == Cue{1, start + 20s, start + 24s, 1, 2});
  CHECK_FALSE(follow(running, programme({}), start + 10s));
}

namespace {

/// Random slides whose times all fall close together, so that much comes and goes while others run.
std::vector<Slide> random_slides(std::mt19937& random, Instant around, int spread_seconds) {
  const auto number = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const auto some_time = [&] {
    return parse_when(to_iso(floor<seconds>(around) + seconds{number(spread_seconds) - spread_seconds / 2}));
  };
  std::vector<Slide> slides;
  const int count = 1 + number(8);
  for (int i = 0; i < count; ++i) {
    Slide slide = news(std::to_string(i), 3 + number(number(5) == 0 ? 60 : 15));
    if (number(3) == 0) slide.kicker = Text({{"en", "News"}, {"nb", "Nyheter"}});
    if (number(2) == 0) slide.from = some_time();
    if (number(2) == 0) slide.until = some_time();
    if (number(4) == 0) {
      const int start = number(24 * 60);
      slide.hours = Hours{minutes{start}, minutes{(start + 1 + number(600)) % (24 * 60)}};
    }
    if (number(4) == 0) slide.days = {weekday{static_cast<unsigned>(number(7))}};
    if (number(3) == 0) slide.weight = 1 + number(10);
    slides.push_back(slide);
  }
  return slides;
}

}  // namespace

TEST_CASE("whatever comes and goes: cues tile time, none is shorter than 3 s, and every screen agrees at any time") {
  std::mt19937 random(20260220);
  for (int k = 0; k < 150; ++k) {
    CAPTURE(k);
    const Instant around = at(k % 3 == 0 ? "2026-03-29T02:00:00" : k % 3 == 1 ? "2026-10-25T02:30:00" : "2026-02-20");
    const auto show = programme(random_slides(random, around, 900), {"lobby", {"en", "nb"}});
    const Instant end = around + 12min;
    std::optional<Cue> before;
    for (Instant t = around - 12min; t < end;) {
      const auto now = cue_at(show, t);
      if (!now) {
        const auto change = next_change(show, t);
        CHECK_FALSE(cue_at(show, std::min(change, end) - 1ms));
        before.reset();
        t = change;
        continue;
      }
      REQUIRE(now->until - now->since >= shortest_stay);
      if (before) {
        REQUIRE(now->since == before->until);
        CHECK(follow(*before, show, now->since) == now);
      }
      for (const Millis later : {1ms, 1000ms, 2999ms, 7000ms}) {
        if (now->since + later < now->until) REQUIRE(cue_at(show, now->since + later) == now);
      }
      REQUIRE(cue_at(show, now->until - 1ms) == now);
      CHECK(now->position < now->count);
      before = now;
      t = now->until;
    }
  }
}

TEST_CASE("no slide starts when it may not be shown") {
  std::mt19937 random(11);
  for (int k = 0; k < 60; ++k) {
    const Instant around = at("2026-02-20T12:00");
    const auto slides = random_slides(random, around, 600);
    const auto show = programme(slides);
    for (auto t = around - 6min; t < around + 6min;) {
      const auto now = cue_at(show, t);
      if (!now) {
        t = next_change(show, t);
        continue;
      }
      if (now->since >= around - 5min) {
        const auto period = period_of(slides[show.entries()[now->entry].slide], zone());
        CHECK(Calendar({period}, zone()).open_at(now->since).size() == 1);
      }
      t = now->until;
    }
  }
}

TEST_CASE("two screens, started 7 s apart, agree; so does one that was restarted") {
  std::mt19937 random(5);
  const Instant around = at("2026-02-20T08:41:00");
  for (int k = 0; k < 20; ++k) {
    const auto slides = random_slides(random, around, 600);
    const auto one = programme(slides);
    const auto other = programme(slides);
    auto mine = cue_at(one, around - 7s);  // this one follows its own cues, the other asks afresh
    for (auto t = around - 7s; t < around + 10min; t += 1700ms) {
      if (!mine || t >= mine->until) mine = mine ? follow(*mine, one, t) : cue_at(one, t);
      CHECK(mine == cue_at(other, t));
    }
  }
}

TEST_CASE("something that changes with every slide for hours is bounded, and still whole") {
  std::vector<Slide> slides = several(3, 8);
  const Instant start = at("2026-02-20T08:00");
  for (int i = 0; i < 1500; ++i) {
    Slide slide = news("x" + std::to_string(i), 8);
    slide.from = parse_when(to_iso(start + seconds{9 * i}));
    slide.until = parse_when(to_iso(start + seconds{9 * i + 40}));
    slides.push_back(slide);
  }
  const auto show = programme(slides);
  auto running = cue(show, start + 3h + 29min);
  for (int i = 0; i < 60; ++i) {
    const auto next = follow(running, show, running.until);
    REQUIRE(next);
    CHECK(next->since == running.until);
    CHECK(next->until - next->since >= shortest_stay);
    running = *next;
  }
}

TEST_CASE("ten thousand slides go round") {
  auto slides = several(10'000);
  for (std::size_t i = 0; i < slides.size(); i += 100) slides[i].hours = Hours{minutes{i / 20}, minutes{1439}};
  const auto show = programme(slides);
  const auto now = cue(show, at("2026-02-20T12:00"));
  CHECK(now.count == 10'000);
  CHECK(follow(now, show, now.until) == cue_at(show, now.until));
  CHECK(next_change(show, at("2026-02-20T12:00")) == at("2026-02-20T23:59"));
}
