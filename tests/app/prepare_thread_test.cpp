#include "app/prepare_thread.h"

#include "app/main_thread.h"
#include "decode/decode.h"
#include "studio/make.h"
#include "support/announced.h"
#include "support/folder.h"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::at;
using test::bytes_of;
using test::edition;
using test::Folder;
using test::Main;
using test::news;

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

TEST_CASE("what is to be written is written, the last text of a file, even where the program ends just then") {
  const Folder folder;
  Main main;
  {
    PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
    for (int i = 0; i <= 100; ++i) thread.write(folder / "status.json", std::to_string(i));
    thread.write(folder / "other.json", "other");
  }
  CHECK(test::bytes_of(folder / "status.json") == "100");
  CHECK(test::bytes_of(folder / "other.json") == "other");
}

TEST_CASE("[D13] a disk that cannot be written is warned of, and slides are made all the same") {
  Main main;
  const Announced warning("file.unwritable");
  PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
  thread.write("/nowhere/status.json", "{}");
  thread.order(look(0));
  CHECK(main.wait().size() == 1);
}

TEST_CASE("a picture of the screen becomes a small file, of the same shape") {
  const Folder folder;
  {
    Main main;
    PrepareThread thread({screen, Rotation::none, ""}, main.inbox, main.pulse);
    Bitmap picture({1920, 1080});
    std::ranges::fill(picture.pixels(), 0x336699);
    thread.write(folder / "screen.png", std::move(picture));
    thread.write(folder / "none.png", Bitmap());
  }
  const auto bytes = bytes_of(folder / "screen.png");
  const auto info = inspect(bytes);
  REQUIRE(info);
  CHECK(info->size == Size{480, 270});
  const auto small = decode(bytes, {480, 270}, Fit::contain, {}, {});
  REQUIRE(small);
  CHECK((small->pixels()[0] & 0xffffff) == 0x336699);
  CHECK_FALSE(std::filesystem::exists(folder / "none.png"));
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
