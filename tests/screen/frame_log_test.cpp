#include "screen/frame_log.h"

#include "base/file.h"
#include "support/announced.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <string>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

std::string text_of(const std::filesystem::path& path) {
  return read_file(path, 1 << 20).value_or("unreadable");
}

}  // namespace

TEST_CASE("the frame log has a line a frame, and is not written in a fade") {
  const auto path = std::filesystem::temp_directory_path() / "kiosk-frame-log-test.txt";
  {
    auto log = FrameLog::open(path);
    REQUIRE(log.has_value());
    log->note(100s, FrameKind::show);
    CHECK(text_of(path) == "100000000 show\n");
    log->note(110s, FrameKind::fade);
    log->note(110s + 16'666us, FrameKind::fade);
    CHECK(text_of(path) == "100000000 show\n");
    log->note(111s, FrameKind::patch);
    log->note(112s, FrameKind::patch);
    CHECK(text_of(path) == "100000000 show\n110000000 fade\n110016666 fade\n111000000 patch\n");
  }
  CHECK(text_of(path).ends_with("112000000 patch\n"));
  std::filesystem::remove(path);
}

TEST_CASE("a frame log that cannot be written is said once, and the show goes on") {
  const auto nowhere = FrameLog::open("/no/such/folder/frames.txt");
  REQUIRE_FALSE(nowhere.has_value());
  CHECK(nowhere.error().code == "frame_log.unwritable");

  const test::Announced warning("frame_log.unwritable");
  auto full = FrameLog::open("/dev/full");
  REQUIRE(full.has_value());
  full->note(100s, FrameKind::show);
  full->note(200s, FrameKind::show);
}

}  // namespace kiosk
