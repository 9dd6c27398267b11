#include "app/prepare_thread.h"

#include "app/make.h"
#include "support/announced.h"
#include "support/folder.h"

#include <chrono>
#include <condition_variable>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::at;
using test::edition;
using test::Folder;
using test::news;

constexpr Size screen{320, 180};

/// The main thread's end of an inbox: sleeps until something is in it.
class Main {
 public:
  Inbox inbox{[this] {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }};

  std::vector<Event> wait() {
    std::unique_lock lock(mutex_);
    REQUIRE(changed_.wait_for(lock, 60s, [this] { return woken_; }));
    woken_ = false;
    return inbox.drain();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

Look look(std::size_t slide) {
  static const EditionPtr content = edition("two", {news("a"), news("b")});
  const Instant since = at("2026-02-20T09:41");
  return {content, slide, "en", since, since + 10s, {slide, 2}, {}, false};
}

TEST_CASE("a slide that is ordered comes, and it is the one") {
  Main main;
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox);
  for (const std::size_t slide : {0U, 1U}) {
    thread.order(look(slide));
    const auto events = main.wait();
    REQUIRE(events.size() == 1);
    const auto* prepared = std::get_if<SlidePrepared>(&events.front());
    REQUIRE(prepared != nullptr);
    CHECK(prepared->prepared.look == look(slide));
    CHECK(prepared->prepared.picture.size() == screen);
  }
}

TEST_CASE("of several orders the last one is always made") {
  Main main;
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox);
  for (int i = 0; i < 10; ++i) thread.order(look(0));
  thread.order(look(1));
  for (bool made = false; !made;) {
    for (const auto& event : main.wait()) made = made || std::get<SlidePrepared>(event).prepared.look == look(1);
  }
}

TEST_CASE("what is to be written is written, the last text of a file, even where the program ends just then") {
  const Folder folder;
  Main main;
  {
    PrepareThread thread({screen, Rotation::none, ""}, main.inbox);
    for (int i = 0; i <= 100; ++i) thread.write(folder / "status.json", std::to_string(i));
    thread.write(folder / "other.json", "other");
  }
  CHECK(test::bytes_of(folder / "status.json") == "100");
  CHECK(test::bytes_of(folder / "other.json") == "other");
}

TEST_CASE("[D13] a disk that cannot be written is warned of, and slides are made all the same") {
  Main main;
  const Announced warning("file.unwritable");
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox);
  thread.write("/nowhere/status.json", "{}");
  thread.order(look(0));
  CHECK(main.wait().size() == 1);
}

}  // namespace
}  // namespace kiosk
