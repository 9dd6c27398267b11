#include "app/file_writer.h"

#include "support/announced.h"
#include "support/folder.h"
#include "support/stalled_file.h"

#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::bytes_of;
using test::Folder;
using test::StalledFile;

TEST_CASE("what is to be written is written, the last text of a file, even where the program ends just then") {
  const Folder folder;
  {
    FileWriter writer("files");
    for (int i = 0; i <= 100; ++i) writer.write(folder / "status.json", std::to_string(i));
    writer.write(folder / "other.json", "other");
  }
  CHECK(bytes_of(folder / "status.json") == "100");
  CHECK(bytes_of(folder / "other.json") == "other");
}

TEST_CASE("the bytes are made on the writer's thread, and where that fails the file stays as it was") {
  const Folder folder;
  folder.write("screen.png", "before");
  const Announced warning("test.failed");
  FileWriter writer("files");
  std::thread::id maker;
  writer.write(folder / "screen.png", [&] {
    maker = std::this_thread::get_id();
    return Result<std::string>(fail("test.failed", "no picture"));
  });
  CHECK(writer.done(60s));
  CHECK(maker != std::this_thread::get_id());
  CHECK(bytes_of(folder / "screen.png") == "before");
}

TEST_CASE("[D13] a disk that cannot be written is warned of") {
  const Announced warning("file.unwritable");
  FileWriter writer("files");
  writer.write("/nowhere/status.json", "{}");
  CHECK(writer.done(60s));
}

TEST_CASE("[D12] a disk that stalls holds up nobody, and of what came meanwhile only the newest is written") {
  const Folder folder;
  StalledFile stall(folder / "status.json");
  const Announced perhaps("file.unwritable", Announced::Often::perhaps);
  std::atomic<int> made = 0;
  FileWriter writer("files");
  for (int i = 0; i <= 100; ++i) {
    writer.write(folder / "status.json", [&made, i] {
      ++made;
      return Result<std::string>(std::to_string(i));
    });
  }
  CHECK_FALSE(writer.done(100ms));
  CHECK(made <= 1);
  CHECK(stall.stalls());
  writer.write(folder / "status.json", "newest");
  stall.release();
  CHECK(writer.done(60s));
  CHECK(made <= 1);
  CHECK(bytes_of(folder / "status.json") == "newest");
}

}  // namespace
}  // namespace kiosk
