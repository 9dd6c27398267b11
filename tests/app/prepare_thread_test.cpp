#include "app/prepare_thread.h"

#include "app/main_thread.h"
#include "studio/make.h"
#include "support/announced.h"
#include "support/folder.h"
#include "support/stalled_file.h"

#include <chrono>
#include <doctest/doctest.h>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::at;
using test::edition;
using test::Folder;
using test::Main;
using test::news;
using test::StalledFile;

constexpr Size screen{320, 180};

Look look(std::size_t slide) {
  static const EditionPtr content = edition("two", {news("a"), news("b")});
  const Instant since = at("2026-02-20T09:41");
  return {content, slide, "en", since, since + 10s, {slide, 2}, {}, false};
}

TEST_CASE("a slide that is ordered comes, and it is the one") {
  Main main;
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
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
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
  for (int i = 0; i < 10; ++i) thread.order(look(0));
  thread.order(look(1));
  for (bool made = false; !made;) {
    for (const auto& event : main.wait()) made = made || std::get<SlidePrepared>(event).prepared.look == look(1);
  }
}

TEST_CASE("[D12] slides are made while the disk takes no note of them, and nobody who ends the thread waits for it") {
  const Folder folder;
  StalledFile stall(folder / "crashes");
  const Announced perhaps("file.unwritable", Announced::Often::perhaps);
  const SystemClock clock;
  CrashGuard guard(folder / "crashes", std::nullopt, clock);
  {
    Main main;
    PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse, &guard);
    thread.order(look(0));
    CHECK(main.wait().size() == 1);
  }
  CHECK(stall.stalls());
  stall.release();
}

TEST_CASE("[P05] the thread beats while it has nothing to do") {
  Main main;
  const PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
  const auto before = main.pulse.read().count;
  for (int i = 0; i < 600 && main.pulse.read().count < before + 3; ++i) std::this_thread::sleep_for(100ms);
  CHECK(main.pulse.read().count >= before + 3);
}

}  // namespace
}  // namespace kiosk
