#include "store/real_disk.h"

#include "crypto/sha256.h"
#include "store/store.h"
#include "support/announced.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;
using test::Announced;

/// A folder of its own under the system's temporary one; gone at the end.
struct Folder {
  Folder() {
    auto name = (fs::temp_directory_path() / "kiosk-store-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

Result<void> publish(Store& store, const std::string& document, const std::string& picture) {
  auto sha256 = store.put(picture);
  if (!sha256) return tl::unexpected(sha256.error());
  Generation next;
  next.document = document;
  next.pictures = {{"a.jpg", *sha256, picture.size(), "", "", {}}};
  return store.publish(std::move(next));
}

TEST_CASE("a generation comes back from the machine's own disk, and its picture's file is there to open") {
  const Folder folder;
  {
    RealDisk disk;
    auto store = Store::open(disk, folder.path / "cache");
    REQUIRE(store);
    CHECK(store->current() == nullptr);
    REQUIRE(publish(*store, "one", "picture"));
    REQUIRE(publish(*store, "two", "picture"));
  }
  RealDisk disk;
  const auto store = Store::open(disk, folder.path / "cache");
  REQUIRE(store);
  REQUIRE(store->current() != nullptr);
  CHECK(store->current()->document == "two");
  std::ifstream picture(store->current()->pictures.at(0).file);
  CHECK(std::string(std::istreambuf_iterator<char>(picture), {}) == "picture");
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("a home folder that is named as the cache keeps every file, also behind a link") {
  const Folder folder;
  const auto home = folder.path / "home";
  const std::vector<fs::path> theirs{home / "media/holiday/a.jpg", home / "media/b.txt", home / "incoming/mail/x",
                                     folder.path / "elsewhere/letter"};
  for (const auto& file : theirs) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "mine";
  }
  SUBCASE("as it is") {}
  SUBCASE("with a link") {
    fs::remove_all(home / "incoming");
    fs::create_directory_symlink(folder.path / "elsewhere", home / "incoming");
  }
  SUBCASE("with a link only, and a format") {
    fs::remove_all(home);
    fs::create_directory(home);
    fs::create_directory_symlink(folder.path / "elsewhere", home / "incoming");
    std::ofstream(home / "format") << "1\n";
  }
  const Announced warning("store.denied");
  const Announced memory("store.memory");
  RealDisk disk;
  auto store = Store::open(disk, home);
  REQUIRE(store);
  REQUIRE(publish(*store, "one", "picture"));
  CHECK(store->unkept() != nullptr);
  for (const auto& file : theirs) {
    if (fs::exists(file.parent_path().parent_path()) && fs::exists(file.parent_path())) CHECK(text_of(file) == "mine");
  }
  CHECK(text_of(theirs.back()) == "mine");
}

TEST_CASE("removing takes a file, a link without what it leads to, and a folder of files, but no folder within") {
  const Folder folder;
  RealDisk disk;
  for (const auto* name : {"flat", "deep/within", "target"}) {
    fs::create_directories(folder.path / name);
    std::ofstream(folder.path / name / "file") << "text";
  }
  fs::create_directory_symlink(folder.path / "target", folder.path / "link");
  CHECK(disk.is_link(folder.path / "link").value());
  CHECK_FALSE(disk.is_link(folder.path / "target").value());
  CHECK_FALSE(disk.is_link(folder.path / "none").value());
  CHECK(disk.remove(folder.path / "link"));
  CHECK(disk.remove(folder.path / "flat"));
  CHECK_FALSE(disk.remove(folder.path / "deep"));
  CHECK_FALSE(fs::exists(folder.path / "flat"));
  CHECK(text_of(folder.path / "target/file") == "text");
  CHECK(text_of(folder.path / "deep/within/file") == "text");
}

TEST_CASE("two programs cannot have one cache, and the lock goes with its owner") {
  const Folder folder;
  {
    RealDisk first;
    REQUIRE(Store::open(first, folder.path));
    RealDisk second;
    const auto refused = Store::open(second, folder.path);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "store.locked");
  }
  RealDisk third;
  CHECK(Store::open(third, folder.path));
}

TEST_CASE("the disk says what is wrong by code") {
  const Folder folder;
  RealDisk disk;
  CHECK(disk.read(folder.path / "none", 10).error().code == "store.missing");
  REQUIRE(disk.write_new(folder.path / "file", "12345"));
  CHECK(disk.write_new(folder.path / "file", "again").error().code == "store.io");
  CHECK(disk.read(folder.path / "file", 4).error().code == "store.too_large");
  CHECK(disk.read(folder.path / "file", 5).value() == "12345");
  CHECK(disk.read(folder.path, 10).error().code == "store.io");
  CHECK(disk.make_folder(folder.path / "file").error().code == "store.io");
  CHECK(disk.remove(folder.path / "none"));
  CHECK(disk.free_bytes(folder.path).value() > 0);
  REQUIRE(::mkfifo((folder.path / "pipe").c_str(), 0600) == 0);
  CHECK(disk.read(folder.path / "pipe", 10).error().code == "store.io");
  fs::create_symlink(folder.path / "elsewhere", folder.path / "link");
  CHECK_FALSE(disk.write_new(folder.path / "link", "followed?"));
  CHECK_FALSE(fs::exists(folder.path / "elsewhere"));
}

TEST_CASE("[D01] a file that the system cuts short is an error, and nothing of it is left") {
  const Folder folder;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    RealDisk disk;
    const bool refused = ::setrlimit(RLIMIT_FSIZE, &limit) == 0 &&
                         !disk.write_new(folder.path / "file", std::string(5000, 'x')) &&
                         !fs::exists(folder.path / "file");
    ::_exit(refused ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("[D04] a cache whose place is taken by a file is played without, and made when the file is gone") {
  const Folder folder;
  std::ofstream(folder.path / "cache") << "in the way";
  {
    const Announced warning("store.io");
    const Announced memory("store.memory");
    RealDisk disk;
    auto store = Store::open(disk, folder.path / "cache");
    REQUIRE(store);
    CHECK(store->current() == nullptr);
    REQUIRE(publish(*store, "one", "picture"));
    CHECK(*store->current()->pictures.at(0).held == "picture");
    CHECK(store->unkept()->code == "store.io");
    fs::remove(folder.path / "cache");
    store->settle();
    CHECK(store->unkept() == nullptr);
  }
  RealDisk disk;
  const auto store = Store::open(disk, folder.path / "cache");
  REQUIRE(store);
  CHECK(store->current()->document == "one");
}

TEST_CASE("[P02] a program that is killed again and again while it publishes always finds a whole generation") {
  const Folder folder;
  const auto picture_of = [](int round) { return std::string(40'000, static_cast<char>('a' + round % 20)); };
  std::mt19937 random(7);
  int last = -1;
  for (int kill = 0; kill < 25; ++kill) {
    std::array<int, 2> published{};
    REQUIRE(::pipe(published.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      RealDisk disk;
      auto store = Store::open(disk, folder.path);
      if (!store) ::_exit(1);
      for (int round = last + 1;; ++round) {
        const bool done = publish(*store, std::to_string(round), picture_of(round)).has_value();
        if (!done || ::write(published[1], "!", 1) != 1) ::_exit(2);
      }
    }
    char byte = 0;
    REQUIRE(::read(published[0], &byte, 1) == 1);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 5'000));
    REQUIRE(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    ::close(published[0]);
    ::close(published[1]);

    RealDisk disk;
    const auto store = Store::open(disk, folder.path);
    REQUIRE(store);
    REQUIRE(store->current() != nullptr);
    const int round = std::stoi(store->current()->document);
    CHECK(round > last);
    last = round;
    CHECK(store->current()->pictures.at(0).sha256 == sha256_hex(picture_of(round)));
  }
}

}  // namespace
}  // namespace kiosk
