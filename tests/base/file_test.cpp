#include "base/file.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

struct Folder {
  Folder() {
    auto name = (fs::temp_directory_path() / "kiosk-base-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

TEST_CASE("what is written comes back, and replaces what was there") {
  const Folder folder;
  const auto file = folder.path / "a";
  const std::string large(200'000, 'x');
  REQUIRE(replace_file(file, large));
  CHECK(read_file(file, large.size()) == large);
  REQUIRE(replace_file(file, std::string_view("\0\n", 2)));
  CHECK(read_file(file, 2) == std::string("\0\n", 2));
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);  // no temporary file is left
}

TEST_CASE("what must last has the mode that is asked for, and replaces what was there") {
  const Folder folder;
  const auto file = folder.path / "key";
  REQUIRE(replace_file_durably(file, "old", 0600));
  REQUIRE(replace_file_durably(file, "new", 0600));
  CHECK(read_file(file, 10) == std::string("new"));
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(replace_file_durably(folder.path / "no" / "a", "x").error().code == "file.unwritable");
  CHECK(sync_folder(folder.path / "no").error().code == "file.unwritable");
  CHECK(replace_file_durably("/dev/full/x", "x").error().code == "file.unwritable");
}

TEST_CASE("a file that cannot be read says why") {
  const Folder folder;
  const auto code = [](const fs::path& path, std::uint64_t cap = 10) { return read_file(path, cap).error().code; };
  CHECK(code(folder.path / "none") == "file.missing");
  CHECK(code(folder.path) == "file.unreadable");
  REQUIRE(::mkfifo((folder.path / "fifo").c_str(), 0600) == 0);
  CHECK(code(folder.path / "fifo") == "file.unreadable");
  REQUIRE(replace_file(folder.path / "eleven", "12345678901"));
  CHECK(code(folder.path / "eleven") == "file.too_large");
}

TEST_CASE("a file that cannot be written says so and leaves nothing behind") {
  const Folder folder;
  CHECK(replace_file(folder.path / "no" / "a", "x").error().code == "file.unwritable");
  fs::create_directories(folder.path / "b" / "c");
  CHECK(replace_file(folder.path / "b", "x").error().code == "file.unwritable");
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("[F04] a file that every user may write is not read where it must be guarded") {
  const Folder folder;
  const auto file = folder.path / "kiosk.json";
  REQUIRE(replace_file(file, "{}"));
  CHECK(read_guarded_file(file, 10) == std::string("{}"));
  REQUIRE(::chmod(file.c_str(), 0666) == 0);
  const auto refused = read_guarded_file(file, 10);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "file.unsafe");
  CHECK(read_file(file, 10) == std::string("{}"));
}

}  // namespace
}  // namespace kiosk
