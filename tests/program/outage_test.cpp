/// The network goes and comes, and screens stay in step.
#include "program/screen.h"
#include "support/fault_server.h"

#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <map>
#include <thread>

namespace kiosk {
namespace {

using test::content;
using test::Desk;
using test::eventually;
using test::FaultServer;
using test::Folder;
using test::Screen;
using test::Status;

TEST_SUITE_BEGIN("outage");

TEST_CASE("the endpoint goes, the screen plays on, is started again without it, and follows when it is back") {
  const Folder served;
  const auto picture = test::noise(32, 32);
  served.write("pictures/p.png", picture);
  served.write("content.json", content("one", test::slide_with_picture("one-3", "pictures/p.png")));
  auto desk = std::make_unique<Desk>(served.path());
  const int port = desk->port();
  Screen screen(desk->url("content.json"));
  screen.start();
  const auto first = screen.wait_for_slide_of("one-");
  CHECK(screen.complaints().empty());

  desk->process().signal(SIGKILL);
  desk.reset();
  const auto alone = screen.wait_for("a failed update", [](const Status& s) { return s.failures > 0; });
  CHECK(alone.code == "net.unreachable");
  const auto next = screen.wait_for_next_slide();
  CHECK(next.generation == first.generation);
  CHECK(next.slide.starts_with("one-"));
  CHECK(screen.end(SIGTERM) == 0);

  const auto before = std::chrono::steady_clock::now();
  screen.start();
  const auto from_cache = screen.wait_for_slide_of("one-");
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  MESSAGE("from the start to the first slide, from the cache: ", took, " s");
  CHECK(took < 5);
  CHECK(from_cache.generation == first.generation);

  served.write("content.json", content("two"));
  desk = std::make_unique<Desk>(served.path(), port);
  const auto back = std::chrono::steady_clock::now();
  // Every slide is seen: nothing stands for less than three seconds.
  Status last = from_cache;
  std::optional<double> noticed;
  const auto fresh = screen.wait_for("the change", [&](const Status& s) {
    if (s.slide.starts_with("one-")) last = s;
    if (!noticed && s.generation != first.generation)
      noticed = std::chrono::duration<double>(std::chrono::steady_clock::now() - back).count();
    return s.slide.starts_with("two-");
  });
  MESSAGE("from the endpoint's return to its change: ", *noticed, " s, where it is asked every second");
  CHECK(fresh.since == last.until);
  CHECK(fresh.generation != first.generation);
  CHECK(fresh.failures == 0);
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("a change is on at the end of the slide that was running when it came") {
  const Folder served;
  served.write("content.json", content("one"));
  Desk desk(served.path());
  Screen screen(desk.url("content.json"));
  screen.start();
  screen.wait_for_slide_of("one-");
  auto last = screen.wait_for_next_slide();
  served.write("content.json", content("two"));
  const auto fresh = screen.wait_for("the change", [&](const Status& s) {
    if (s.slide.starts_with("one-")) last = s;
    return s.slide.starts_with("two-");
  });
  CHECK(fresh.since == last.until);
  CHECK(screen.complaints().empty());
}

TEST_CASE("where the endpoint holds its answers a change is here at once, and a takeover on the screen") {
  const Folder served;
  served.write("content.json", content("one"));
  Desk desk(served.path());
  Screen screen(desk.url("content.json"), R"("poll_seconds": 3600)");
  screen.start();
  auto before = screen.wait_for_slide_of("one-");
  const auto since = [](std::chrono::steady_clock::time_point then) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
  };
  for (const std::string next : {"two", "three"}) {
    const auto changed = std::chrono::steady_clock::now();
    served.write("content.json", content(next));
    before = screen.wait_for("the change", [&](const Status& s) { return s.generation != before.generation; });
    MESSAGE("a change was here ", since(changed), " s after it was made");
    CHECK(since(changed) < 20);
  }
  std::this_thread::sleep_for(std::chrono::seconds{4});  // it is not asked more than once a second: now it waits
  const auto changed = std::chrono::steady_clock::now();
  served.write("content.json", content("three", R"({"kind": "notice", "id": "leave", "level": "takeover", )"
                                                R"("until": "2099-01-01", "title": "Leave the building"})"));
  screen.wait_for_slide_of("leave");
  MESSAGE("a takeover was on the screen ", since(changed), " s after it was made");
  CHECK(since(changed) < 20);
  CHECK(screen.complaints().empty());
  const auto told = std::chrono::steady_clock::now();
  CHECK(screen.end(SIGTERM) == 0);
  MESSAGE("a screen that waits for its endpoint ended within ", since(told), " s");
}

TEST_CASE("[N16] an endpoint that says it holds its answers, and does not, is not asked without end") {
  FaultServer server;
  server.on("/content.json", [bytes = content("one")](const test::Asked& asked) {
    const std::string headers = "ETag: \"1\"\r\nPreference-Applied: wait\r\n";
    return asked.headers.contains("if-none-match") ? test::answer(304, "", headers) : test::ok(bytes, headers);
  });
  Screen screen(server.url("/content.json"), R"("poll_seconds": 3600)");
  const auto begin = std::chrono::steady_clock::now();
  screen.start();
  CHECK(eventually([&] { return server.asked().size() == 5; }));
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::seconds{4});
  std::this_thread::sleep_for(std::chrono::seconds{2});
  CHECK(server.asked().size() == 5);
  CHECK(screen.complaints().empty());
}

TEST_CASE("two screens that were started one after the other show the same slide at the same time") {
  const Folder served;
  served.write("content.json", content("one", R"({"kind": "news", "id": "one-3", "seconds": 4, "title": "News"})"));
  Desk desk(served.path());
  Screen one(desk.url("content.json"));
  Screen other(desk.url("content.json"));
  one.start();
  one.wait_for_slide_of("one-");
  one.wait_for_next_slide();
  other.start();
  other.wait_for_slide_of("one-");

  using Shown = std::map<std::string, Status>;  // by when it began
  const auto same = [](const Status& a, const Status& b) {
    return a.generation == b.generation && a.slide == b.slide && a.language == b.language && a.until == b.until;
  };
  Shown by_one;
  Shown by_other;
  std::size_t common = 0;
  CHECK(eventually([&] {
    const auto a = one.status();
    const auto b = other.status();
    if (a) by_one[a->since] = *a;
    if (b) by_other[b->since] = *b;
    common = 0;
    for (const auto& [since, status] : by_one) {
      const auto found = by_other.find(since);
      if (found == by_other.end()) continue;
      ++common;
      if (!same(status, found->second)) return true;
    }
    return common == 3;
  }));
  CHECK(common == 3);
  for (const auto& shown : by_one) {
    const auto found = by_other.find(shown.first);
    if (found != by_other.end()) CHECK_MESSAGE(same(shown.second, found->second), shown.second.slide);
  }
}

TEST_CASE("[N10] with no network and nothing in the cache the built-in slide is on, until content comes") {
  const Folder served;
  served.write("content.json", content("one"));
  int port = 0;
  { port = Desk(served.path()).port(); }
  Screen screen("http://127.0.0.1:" + std::to_string(port) + "/content.json");
  screen.start();
  const auto nothing = screen.wait_for("a failed update", [](const Status& s) { return s.failures > 0; });
  CHECK(nothing.slide == "built-in");
  const Desk desk(served.path(), port);
  const auto fresh = screen.wait_for_slide_of("one-");
  CHECK(fresh.failures == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
