/// A disk that is full, or gives errors: whoever asked is told, and nothing is lost.
#include "base/format.h"
#include "editorial/press.h"

#include <csignal>
#include <doctest/doctest.h>
#include <sys/resource.h>

namespace kiosk {
namespace {

using test::code_of;
using test::monday;
using test::news;
using test::Press;

/// No file can grow beyond `bytes` while it lives: what comes is EFBIG, as from a disk with errors.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) : signal_before_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_before_);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
  void (*signal_before_)(int);
};

std::string long_text(char letter) {
  return std::string(20'000, letter);
}

TEST_CASE("where the database has no room, what was saved before stays, and work goes on when there is room again") {
  Press press;
  const auto id = press.publish(news("a"));
  REQUIRE(press.bring());
  press.database.ask("PRAGMA max_page_count = 60")->next();
  std::string code;
  std::int64_t version = 1;
  for (int i = 0; i < 100 && code.empty(); ++i) {
    const auto text = JsonObject{{"kind", "news"}, {"title", "a"}, {"lead", str(i, ' ', long_text('x'))}};
    const auto saved = press.book.save(id, version, text, press.kari, monday);
    code = code_of(saved);
    if (saved) version = saved->draft.number;
  }
  CHECK(code == "database.full");
  CHECK(version > 1);
  CHECK(press.book.find(id)->draft.number == version);
  CHECK(press.is_up_to_date());
  press.database.ask("PRAGMA max_page_count = 100000")->next();
  CHECK(press.book.save(id, version, news("b"), press.kari, monday)->draft.number == version + 1);
  CHECK(press.database.ask("PRAGMA integrity_check")->next());
}

TEST_CASE("where files cannot grow, nothing is published by half, in the database nor in the folder") {
  Press press;
  press.publish(news("a"));
  REQUIRE(press.bring());
  press.database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto before = press.publications.document().value();
  const auto slide = press.book.add(news("b", press.picture(0x336699)), press.kari, monday).value();
  {
    const SmallFiles none(0);
    CHECK(code_of(press.publications.publish(slide.id, 1, press.ola, monday)) == "database.failed");
  }
  CHECK(press.publications.document() == before);
  CHECK(press.book.find(slide.id)->state == SlideState::draft);
  REQUIRE(press.publications.publish(slide.id, 1, press.ola, monday));
  for (const rlim_t bytes : {0U, 100U, 300U}) {
    CAPTURE(bytes);
    {
      const SmallFiles few(bytes);
      CHECK(code_of(press.bring()) == "file.unwritable");
    }
    CHECK(publish_folder_holds(press.published, before, press.key));
  }
  REQUIRE(press.bring());
  CHECK(press.is_up_to_date());
}

TEST_CASE("a picture for which there is no room is in no list, and no part of it is left") {
  Press press;
  {
    const SmallFiles few(10);
    CHECK(code_of(press.box.add(test::colour_png(1), "a.png", press.kari, monday)) == "file.unwritable");
  }
  CHECK(press.box.all()->empty());
  CHECK(std::filesystem::is_empty(press.folder / "pictures" / "originals"));
  CHECK(press.box.add(test::colour_png(1), "a.png", press.kari, monday));
}

TEST_CASE("where the folder cannot be made, the error says which") {
  Press press;
  press.publish(news("a"));
  press.published = "/proc/no-such-folder/screens";
  const auto refused = press.bring();
  CHECK(code_of(refused) == "file.unwritable");
  CHECK(refused.error().message.find("/proc/no-such-folder") != std::string::npos);
}

}  // namespace
}  // namespace kiosk
