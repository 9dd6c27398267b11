#include "store/store.h"

#include "crypto/sha256.h"
#include "support/announced.h"
#include "support/fake_disk.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kiosk {
namespace {

using test::Announced;
using test::FakeDisk;

const std::filesystem::path cache = "/cache";

/// Three sets of content; b shares a picture with a.
struct Content {
  std::string document;
  std::vector<std::string> pictures;
  std::string fetched_at;
};
const Content a{"document a", {"shared picture", "picture of a"}, "2026-01-01T00:00:00Z"};
const Content b{"document b", {"shared picture", "picture of b"}, "2026-01-02T00:00:00Z"};
const Content c{"document c", {"picture of c"}, "2026-01-03T00:00:00Z"};

std::string name_of(const Content& content) {
  return sha256_hex(content.document);
}

Result<void> publish(Store& store, const Content& content) {
  Generation next;
  next.document = content.document;
  next.origin = {"https://example.org/content.json", "\"" + content.document + "\"", "", content.fetched_at};
  for (const auto& bytes : content.pictures) {
    auto sha256 = store.put(bytes);
    if (!sha256) return tl::unexpected(sha256.error());
    next.pictures.push_back(
        {"src of " + bytes, *sha256, bytes.size(), "https://example.org/" + sha256->substr(0, 8), "\"1\"", {}});
  }
  return store.publish(std::move(next));
}

Store open(FakeDisk& disk) {
  auto store = Store::open(disk, cache);
  REQUIRE(store);
  return std::move(*store);
}

/// A generation that is wholly `content` and nothing else.
bool is(const Generation& generation, const Content& content, FakeDisk& disk) {
  if (generation.document != content.document || generation.pictures.size() != content.pictures.size()) return false;
  for (std::size_t i = 0; i < content.pictures.size(); ++i) {
    const auto bytes = disk.read(generation.pictures[i].file, 1 << 20);
    if (!bytes || *bytes != content.pictures[i]) return false;
  }
  return generation.name == name_of(content);
}

/// The same, where its pictures are in memory.
bool is_held(const Generation& generation, const Content& content) {
  if (generation.document != content.document || generation.pictures.size() != content.pictures.size()) return false;
  for (std::size_t i = 0; i < content.pictures.size(); ++i) {
    const auto& held = generation.pictures[i].held;
    if (!held || *held != content.pictures[i]) return false;
  }
  return true;
}

/// What a running program does from its start on, until it finds nothing more.
void check_all(Store& store) {
  store.check_files();
  while (store.check_next_picture()) {
  }
}

bool has_file(const FakeDisk& disk, std::string_view end) {
  return std::ranges::any_of(disk.files(), [&](const std::string& path) { return path.ends_with(end); });
}

TEST_CASE("a new cache has no generation, and what is published is current, now and after a restart") {
  FakeDisk disk;
  {
    Store store = open(disk);
    CHECK(store.current() == nullptr);
    REQUIRE(publish(store, a));
    REQUIRE(store.current() != nullptr);
    CHECK(is(*store.current(), a, disk));
  }
  disk.power_on([](std::size_t) { return false; });
  Store store = open(disk);
  REQUIRE(store.current() != nullptr);
  CHECK(is(*store.current(), a, disk));
  CHECK(store.current()->origin.etag == "\"document a\"");
  REQUIRE(store.current()->picture("src of picture of a") != nullptr);
  CHECK(store.current()->picture("src of picture of a")->etag == "\"1\"");
  CHECK(store.current()->picture("another") == nullptr);
}

TEST_CASE("the generation before is kept, and older ones go with the pictures that only they used") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  REQUIRE(publish(store, b));
  CHECK(has_file(disk, name_of(a) + "/document.json"));
  REQUIRE(publish(store, c));
  CHECK_FALSE(has_file(disk, name_of(a) + "/document.json"));
  CHECK(has_file(disk, name_of(b) + "/document.json"));
  CHECK_FALSE(store.claim(sha256_hex("picture of a")));
  CHECK(store.claim(sha256_hex("shared picture")));
  CHECK(store.claim(sha256_hex("picture of c")));
}

TEST_CASE("going back to the generation before works, and back again") {
  FakeDisk disk;
  Store store = open(disk);
  for (const auto* content : {&a, &b, &a, &b}) {
    REQUIRE(publish(store, *content));
    CHECK(is(*store.current(), *content, disk));
  }
  disk.power_on([](std::size_t) { return false; });
  const Store again = open(disk);
  REQUIRE(again.current() != nullptr);
  CHECK(is(*again.current(), b, disk));
}

TEST_CASE("the document that is current already, renewed validators and a picture that is here write nothing") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  const int before = disk.writes;
  CHECK(publish(store, a));
  auto origin = store.current()->origin;
  origin.etag = "\"other\"";
  store.renew(origin);
  CHECK(store.current()->origin.etag == "\"other\"");
  store.drop_unused();
  CHECK(disk.writes == before);
}

TEST_CASE("an update that was given up leaves only the pictures that are to be spared") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  REQUIRE(store.put("wanted next time"));
  REQUIRE(store.put("not wanted"));
  store.drop_unused({sha256_hex("wanted next time")});
  CHECK(store.claim(sha256_hex("wanted next time")));
  CHECK_FALSE(store.claim(sha256_hex("not wanted")));
  CHECK(store.claim(sha256_hex("picture of a")));
}

TEST_CASE(
    "[D16, P01] whatever step the power goes at, and whatever was unsynced is lost, the old generation starts or "
    "the new one, whole") {
  const Announced sweeps_that_fail("store.io");
  const Announced plays_on("store.memory");
  std::mt19937 random(20260220);
  int olds = 0;
  int news = 0;
  for (int step = 1;; ++step) {
    bool finished = false;
    for (int round = 0; round < 24; ++round) {
      FakeDisk disk;
      {
        Store store = open(disk);
        REQUIRE(publish(store, a));
        REQUIRE(publish(store, b));
        disk.crash_before(disk.writes + step);
        finished = publish(store, c).has_value() && store.unkept() == nullptr && !disk.crashed();
      }
      disk.power_on([&](std::size_t) { return round == 0 ? false : round == 1 ? true : (random() & 1U) != 0; });
      const Store store = open(disk);
      REQUIRE(store.current() != nullptr);
      const bool old = is(*store.current(), b, disk);
      const bool fresh = is(*store.current(), c, disk);
      CHECK_MESSAGE((old || fresh), "step ", step, " round ", round);
      if (finished) CHECK(fresh);
      ++(old ? olds : news);
    }
    if (finished) break;
    REQUIRE(step < 100);
  }
  CHECK(olds > 50);
  CHECK(news > 50);
}

TEST_CASE("[D01, D05] a write that fails at any step leaves the current generation, now and after a restart") {
  for (const char* code : {"store.full", "store.busy"}) {
    for (int step = 1;; ++step) {
      FakeDisk disk;
      Store store = open(disk);
      REQUIRE(publish(store, b));
      const int target = disk.writes + step;
      disk.fail_write = [&](int write, const std::string&) {
        return write == target ? std::optional(Error{code, "told to fail"}) : std::nullopt;
      };
      const auto published = publish(store, c);
      if (published) {
        CHECK(is(*store.current(), c, disk));
        break;
      }
      CAPTURE(step);
      CHECK(published.error().code == code);
      CHECK(is(*store.current(), b, disk));
      CHECK_FALSE(has_file(disk, "incoming/current"));
      disk.fail_write = nullptr;
      CHECK(disk.list(cache / "incoming")->empty());
      REQUIRE(publish(store, c));
      CHECK(is(*store.current(), c, disk));
      REQUIRE(step < 100);
    }
  }
}

TEST_CASE("[D01] a picture that would fill the disk is refused before it is written") {
  FakeDisk disk;
  Store store = open(disk);
  disk.room = 1000;
  const int before = disk.writes;
  const auto put = store.put("picture");
  REQUIRE_FALSE(put);
  CHECK(put.error().code == "store.full");
  CHECK(disk.writes == before);
}

TEST_CASE("[D07] a flipped bit anywhere in the current generation's files brings the one before back") {
  FakeDisk pristine;
  {
    Store store = open(pristine);
    REQUIRE(publish(store, a));
    REQUIRE(publish(store, b));
  }
  pristine.power_on([](std::size_t) { return false; });
  int damaged = 0;
  for (const auto& path : pristine.files()) {
    const bool of_b = path.find(name_of(b)) != std::string::npos || path.ends_with(sha256_hex("picture of b"));
    if (!of_b) continue;
    for (std::size_t i = 0; i < pristine.bytes_of(path).size(); ++i) {
      FakeDisk disk = pristine;
      auto bytes = disk.bytes_of(path);
      bytes[i] = static_cast<char>(bytes[i] ^ 1);
      disk.overwrite(path, bytes);
      const Announced warning("store.damaged");
      Store store = open(disk);
      REQUIRE(store.current() != nullptr);
      check_all(store);
      if (store.damage() != nullptr) CHECK(store.fall_back());
      CHECK_MESSAGE(is(*store.current(), a, disk), path, " byte ", i);
      CHECK(store.damage() == nullptr);
      ++damaged;
    }
  }
  CHECK(damaged > 300);
}

TEST_CASE("[D07] a damaged generation is brought anew by the next update, pictures too") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
    REQUIRE(publish(store, b));
  }
  disk.power_on([](std::size_t) { return false; });
  disk.overwrite(cache / "media" / sha256_hex("picture of b"), "something else");
  const Announced warning("store.damaged");
  Store store = open(disk);
  CHECK(is(*store.current(), a, disk));
  REQUIRE(publish(store, b));
  CHECK(is(*store.current(), b, disk));
  disk.power_on([](std::size_t) { return false; });
  CHECK(is(*open(disk).current(), b, disk));
}

/// A disk with a and then b, of which b is current.
FakeDisk disk_with_two() {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
    REQUIRE(publish(store, b));
  }
  disk.power_on([](std::size_t) { return true; });
  return disk;
}

TEST_CASE("a start reads no picture, so that it takes no longer with many of them") {
  FakeDisk disk = disk_with_two();
  int read = 0;
  disk.fail_read = [&](const std::filesystem::path& path) -> std::optional<Error> {
    if (path.parent_path().filename() == "media") ++read;
    return std::nullopt;
  };
  const Store store = open(disk);
  CHECK(read == 0);
  CHECK(is(*store.current(), b, disk));
}

TEST_CASE("[D07] a picture that is damaged while the program runs is noticed, and the same document brings it anew") {
  FakeDisk disk = disk_with_two();
  Store store = open(disk);
  check_all(store);
  CHECK(store.damage() == nullptr);
  const auto picture = cache / "media" / sha256_hex("picture of b");
  const Announced warning("store.damaged");
  SUBCASE("in its bytes") {
    disk.overwrite(picture, "picture of B");
    store.check_files();
    CHECK(store.damage() == nullptr);
  }
  SUBCASE("in its size") {
    disk.overwrite(picture, "pic");
  }
  SUBCASE("gone") {
    REQUIRE(disk.remove(picture));
  }
  SUBCASE("all of them gone, with their folder") {
    REQUIRE(disk.remove(cache / "media"));
  }
  check_all(store);
  REQUIRE(store.damage() != nullptr);
  CHECK(store.damage()->message.find("picture") != std::string::npos);
  CHECK(store.current()->name == name_of(b));
  REQUIRE(publish(store, b));
  CHECK(store.damage() == nullptr);
  CHECK(store.unkept() == nullptr);
  check_all(store);
  CHECK(store.damage() == nullptr);
  CHECK(is(*store.current(), b, disk));
  CHECK(has_file(disk, name_of(a) + "/document.json"));
  disk.power_on([](std::size_t) { return false; });
  CHECK(is(*open(disk).current(), b, disk));
}

TEST_CASE("[D07] what is damaged and cannot be brought anew gives way to the generation before, after a restart too") {
  FakeDisk disk = disk_with_two();
  const Announced warning("store.damaged");
  {
    Store store = open(disk);
    disk.overwrite(cache / "media" / sha256_hex("picture of b"), "picture of B");
    check_all(store);
    REQUIRE(store.fall_back());
    CHECK(is(*store.current(), a, disk));
    CHECK(store.damage() == nullptr);
    CHECK_FALSE(store.fall_back());
  }
  disk.power_on([](std::size_t) { return false; });
  Store store = open(disk);
  CHECK(is(*store.current(), a, disk));
  REQUIRE(publish(store, b));
  CHECK(is(*store.current(), b, disk));
}

TEST_CASE("[D07] where nothing is whole any more, what is on stays on, and is whole again when its files are back") {
  FakeDisk disk = disk_with_two();
  Store store = open(disk);
  const auto shared = cache / "media" / sha256_hex("shared picture");
  REQUIRE(disk.remove(shared));
  const Announced warning("store.damaged");
  check_all(store);
  CHECK_FALSE(store.fall_back());
  CHECK(store.damage() != nullptr);
  CHECK(store.current()->name == name_of(b));
  disk.overwrite(shared, "shared picture");
  CHECK(store.fall_back());
  CHECK(store.damage() == nullptr);
  CHECK(is(*store.current(), b, disk));
}

TEST_CASE("[D07] a document that goes from the disk while it is shown is written anew") {
  FakeDisk disk = disk_with_two();
  Store store = open(disk);
  REQUIRE(disk.remove(cache / "generations" / name_of(b)));
  const Announced warning("store.damaged");
  check_all(store);
  REQUIRE(store.damage() != nullptr);
  REQUIRE(publish(store, b));
  disk.power_on([](std::size_t) { return false; });
  CHECK(is(*open(disk).current(), b, disk));
}

TEST_CASE("[D05] a system that is out of descriptors says nothing about the cache") {
  FakeDisk disk = disk_with_two();
  Store store = open(disk);
  disk.fail_read = [](const std::filesystem::path&) { return std::optional(Error{"store.busy", "told to fail"}); };
  check_all(store);
  CHECK(store.damage() == nullptr);
}

TEST_CASE("[D08] a pointer that is empty, torn, gone or wrong gives the newest whole generation") {
  const std::vector<std::string> pointers{"", name_of(b).substr(0, 20), std::string(64, '0'), "../.."};
  for (const auto& pointer : pointers) {
    CAPTURE(pointer);
    FakeDisk disk;
    {
      Store store = open(disk);
      REQUIRE(publish(store, b));
      REQUIRE(publish(store, a));
    }
    disk.power_on([](std::size_t) { return false; });
    disk.overwrite(cache / "current", pointer);
    const Announced warning("store.damaged");
    const Store store = open(disk);
    REQUIRE(store.current() != nullptr);
    CHECK(is(*store.current(), b, disk));
  }
}

TEST_CASE("[D03] a generation that cannot be read today is not lost: the one before plays, and nothing is removed") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
    REQUIRE(publish(store, b));
  }
  disk.power_on([](std::size_t) { return false; });
  disk.fail_read = [](const std::filesystem::path& path) {
    const bool of_b = path.string().find(name_of(b)) != std::string::npos;
    return of_b ? std::optional(Error{"store.io", "told to fail"}) : std::nullopt;
  };
  {
    const Announced warning("store.damaged");
    CHECK(is(*open(disk).current(), a, disk));
  }
  disk.fail_read = nullptr;
  disk.power_on([](std::size_t) { return false; });
  CHECK(is(*open(disk).current(), b, disk));
}

TEST_CASE("a signature stays with its document, and at a start whoever opens the store decides by it") {
  FakeDisk disk;
  const auto signed_by_us = [](const Generation& generation) -> Result<void> {
    if (generation.signature == "signed: " + generation.document) return {};
    return fail("sync.unsigned", "nobody signed it");
  };
  {
    auto store = open(disk);
    for (const auto& content : {a, b}) {
      Generation next;
      next.document = content.document;
      next.origin.fetched_at = content.fetched_at;
      next.signature = "signed: " + content.document;
      next.pictures.push_back({"src", store.put("picture").value(), 7, "https://example.org/p", "", {}});
      REQUIRE(store.publish(std::move(next)));
    }
  }
  SUBCASE("the current one is signed") {
    disk.power_on([](std::size_t) { return false; });
    const auto store = Store::open(disk, cache, signed_by_us);
    REQUIRE(store);
    REQUIRE(store->current() != nullptr);
    CHECK(store->current()->signature == "signed: document b");
  }
  SUBCASE("the current one is signed by nobody any more: the one before it plays") {
    disk.power_on([](std::size_t) { return false; });
    disk.overwrite(cache / "generations" / name_of(b) / "document.json.minisig", "");
    const Announced warning("sync.unsigned");
    const auto store = Store::open(disk, cache, signed_by_us);
    REQUIRE(store);
    REQUIRE(store->current() != nullptr);
    CHECK(is(*store->current(), {"document a", {"picture"}, ""}, disk));
  }
  SUBCASE("none is") {
    disk.power_on([](std::size_t) { return false; });
    const Announced warning("sync.unsigned");
    const auto store =
        Store::open(disk, cache, [](const Generation&) -> Result<void> { return fail("sync.unsigned", "no"); });
    REQUIRE(store);
    CHECK(store->current() == nullptr);
  }
}

TEST_CASE("where no generation is whole there is none") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return false; });
  disk.overwrite(cache / "generations" / name_of(a) / "document.json", "");
  const Announced warning("store.damaged");
  CHECK(open(disk).current() == nullptr);
}

TEST_CASE("[D11] what an interrupted run left is swept at the start, and no more than a start can bear") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return false; });
  for (int i = 0; i < 10'500; ++i) disk.overwrite(cache / "incoming" / sha256_hex(std::to_string(i)), "left over");
  disk.overwrite(cache / "media" / sha256_hex("orphan"), "orphan");
  Store store = open(disk);
  CHECK(disk.list(cache / "incoming")->size() == 500);
  CHECK_FALSE(store.claim(sha256_hex("orphan")));
  CHECK(is(*store.current(), a, disk));
}

TEST_CASE("[D11, P01] generations that killed runs left behind are swept at the start, but for the newest") {
  FakeDisk disk;
  for (int i = 0; i < 9; ++i) {
    Store store = open(disk);
    const auto day = std::to_string(i + 1);
    // From the pointer on, nothing more happens.
    bool pointed = false;
    disk.fail_write = [&](int, const std::string& step) {
      const bool fails = pointed;
      pointed = pointed || step == "sync /cache";
      return fails ? std::optional(Error{"store.io", "killed"}) : std::nullopt;
    };
    const Announced sweep("store.io", Announced::Often::perhaps);
    REQUIRE(publish(store, {"document " + day, {"picture " + day}, "2026-01-0" + day + "T00:00:00Z"}));
    disk.fail_write = nullptr;
    disk.power_on([](std::size_t) { return true; });
    CHECK(disk.list(cache / "generations")->size() <= 4);
  }
  const Store store = open(disk);
  CHECK(disk.list(cache / "generations")->size() == 3);
  CHECK(disk.list(cache / "media")->size() == 3);
  CHECK(store.current()->document == "document 9");
}

TEST_CASE("[D04] a cache that cannot be written is played from, and new content from memory until the disk is back") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return true; });
  REQUIRE(disk.remove(cache / "incoming"));
  disk.fail_write = [](int, const std::string&) { return std::optional(Error{"store.denied", "read-only"}); };
  {
    const Announced warning("store.denied");
    const Announced memory("store.memory");
    Store store = open(disk);
    CHECK(is(*store.current(), a, disk));
    REQUIRE(publish(store, c));
    CHECK(is_held(*store.current(), c));
    REQUIRE(store.unkept() != nullptr);
    CHECK(store.unkept()->code == "store.denied");
    store.settle();
    CHECK(store.unkept() != nullptr);

    disk.fail_write = nullptr;
    store.settle();
    CHECK(store.unkept() == nullptr);
    CHECK(is(*store.current(), c, disk));
    const int before = disk.writes;
    store.settle();
    CHECK(disk.writes == before);
  }
  disk.power_on([](std::size_t) { return false; });
  const Store again = open(disk);
  CHECK(is(*again.current(), c, disk));
  CHECK(has_file(disk, name_of(a) + "/document.json"));
}

TEST_CASE("[D04] a disk that is gone at any step of an update: the new content plays, and is written when it is back") {
  const Announced memory("store.memory");
  for (const char* code : {"store.denied", "store.io", "store.missing"}) {
    for (int step = 1;; ++step) {
      FakeDisk disk;
      bool from_memory = false;
      {
        Store store = open(disk);
        REQUIRE(publish(store, b));
        const int target = disk.writes + step;
        const Announced sweeps(code, Announced::Often::perhaps);
        disk.fail_write = [&](int write, const std::string&) {
          return write >= target ? std::optional(Error{code, "told to fail"}) : std::nullopt;
        };
        REQUIRE(publish(store, c));
        CAPTURE(step);
        CHECK((is(*store.current(), c, disk) || is_held(*store.current(), c)));
        from_memory = store.unkept() != nullptr;
        disk.fail_write = nullptr;
        store.settle();
        CHECK(store.unkept() == nullptr);
        CHECK(is(*store.current(), c, disk));
        if (from_memory) CHECK(disk.list(cache / "incoming")->empty());
      }
      disk.power_on([](std::size_t) { return false; });
      CHECK(is(*open(disk).current(), c, disk));
      if (!from_memory) break;
      REQUIRE(step < 100);
    }
  }
}

TEST_CASE("[D04] what is held in memory is bounded, and newer content from memory takes the place of older") {
  FakeDisk disk;
  disk.fail_write = [](int, const std::string&) { return std::optional(Error{"store.denied", "read-only"}); };
  const Announced warning("store.denied");
  const Announced memory("store.memory");
  auto opened = Store::open(disk, cache, accept_any, {1 << 20, 30});
  REQUIRE(opened);
  Store store = std::move(*opened);
  REQUIRE(publish(store, c));
  CHECK(is_held(*store.current(), c));
  const auto too_large = store.put(std::string(31, 'x'));
  REQUIRE_FALSE(too_large);
  CHECK(too_large.error().code == "store.full");
  CHECK(is_held(*store.current(), c));
  for (int i = 0; i < 5; ++i) {
    const Content next{"document", {"picture " + std::to_string(i)}, ""};
    REQUIRE(publish(store, {"document " + std::to_string(i), next.pictures, ""}));
    store.drop_unused();
  }
}

TEST_CASE("[D04] folders that somebody removes under the running program are made anew") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  REQUIRE(disk.remove(cache));
  REQUIRE(publish(store, b));
  CHECK(store.unkept() == nullptr);
  CHECK(is(*store.current(), b, disk));
}

TEST_CASE("[D09] a cache of a newer program is played from and left alone, and one without a format gets it") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return false; });
  SUBCASE("newer") {
    disk.overwrite(cache / "format", "2\n");
    disk.overwrite(cache / "incoming/theirs", "of the newer program");
    const int writes = disk.writes;
    const Announced warning("store.newer");
    const Announced memory("store.memory");
    Store store = open(disk);
    CHECK(is(*store.current(), a, disk));
    REQUIRE(publish(store, c));
    CHECK(is_held(*store.current(), c));
    CHECK(store.unkept()->code == "store.newer");
    CHECK(disk.writes == writes);
  }
  SUBCASE("older, or damaged") {
    for (const auto* text : {"", "0\n", "what?"}) {
      disk.overwrite(cache / "format", text);
      {
        Store store = open(disk);
        CHECK(is(*store.current(), a, disk));
      }
      CHECK(disk.bytes_of(cache / "format") == "1\n");
      disk.power_on([](std::size_t) { return false; });
    }
  }
}

TEST_CASE("a folder that has somebody else's files is left as it is, and the content plays from memory") {
  const std::vector<std::string> theirs{"notes.txt", "media/b.txt", "generations/holiday", "incoming/x", "format.txt"};
  for (const auto& file : theirs) {
    CAPTURE(file);
    FakeDisk disk;
    disk.overwrite(cache / file, "of somebody else's");
    REQUIRE(disk.make_folder(cache));
    for (const auto* folder : {"media", "generations", "incoming"}) REQUIRE(disk.make_folder(cache / folder));
    const int writes = disk.writes;
    const Announced warning("store.denied");
    const Announced memory("store.memory");
    Store store = open(disk);
    REQUIRE(publish(store, a));
    REQUIRE(publish(store, b));
    CHECK(is_held(*store.current(), b));
    CHECK(store.unkept()->code == "store.denied");
    CHECK(store.unkept()->message.find("cache_dir") != std::string::npos);
    CHECK(disk.writes == writes);
  }
}

TEST_CASE("what somebody else puts into the cache's folders stays there") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return true; });
  const std::vector<std::filesystem::path> theirs{cache / "media/b.txt", cache / "generations/theirs",
                                                  cache / "incoming/x"};
  for (const auto& file : theirs) disk.overwrite(file, "of somebody else's");
  Store store = open(disk);
  for (const auto* content : {&b, &c, &a}) REQUIRE(publish(store, *content));
  for (const auto& file : theirs) CHECK(disk.bytes_of(file) == "of somebody else's");
}

TEST_CASE(
    "a cache whose first start was interrupted, or that lost its format, is taken; a file system's own folder too") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return true; });
  REQUIRE(disk.remove(cache / "format"));
  REQUIRE(disk.make_folder(cache / "lost+found"));
  disk.overwrite(cache / "lock", "");
  disk.overwrite(cache / "incoming/format", "");
  Store store = open(disk);
  CHECK(is(*store.current(), a, disk));
  REQUIRE(publish(store, b));
  CHECK(store.unkept() == nullptr);
  CHECK(disk.bytes_of(cache / "format") == "1\n");
}

TEST_CASE("a link in the place of one of the cache's folders is not followed") {
  for (const auto* folder : {"media", "generations", "incoming"}) {
    CAPTURE(folder);
    FakeDisk disk;
    disk.links = {cache / folder};
    const Announced warning("store.denied");
    const Announced memory("store.memory");
    Store store = open(disk);
    REQUIRE(publish(store, a));
    CHECK(is_held(*store.current(), a));
    CHECK(disk.writes == 0);
  }
}

TEST_CASE("a cache that is full to its budget gives up the generation before, never the one that is shown") {
  FakeDisk disk;
  const auto with_picture = [](const std::string& name, std::size_t bytes) {
    return Content{"document " + name, {std::string(bytes, name.at(0))}, "2026-01-01T00:00:00Z"};
  };
  auto opened = Store::open(disk, cache, accept_any, {160'000, 1 << 20});
  REQUIRE(opened);
  Store store = std::move(*opened);
  const auto first = with_picture("first", 20'000);
  const auto second = with_picture("second", 30'000);
  REQUIRE(publish(store, first));
  REQUIRE(publish(store, second));
  CHECK(has_file(disk, name_of(first) + "/document.json"));

  const auto third = with_picture("third", 40'000);
  const auto made_room = publish(store, third);
  REQUIRE_MESSAGE(made_room, made_room.error().message);
  CHECK(is(*store.current(), third, disk));
  CHECK_FALSE(has_file(disk, name_of(first) + "/document.json"));
  CHECK(disk.used_bytes(cache).value() < 160'000);

  const auto published = publish(store, with_picture("too large", 70'000));
  REQUIRE_FALSE(published);
  CHECK(published.error().code == "store.over_budget");
  CHECK(is(*store.current(), third, disk));
  CHECK(disk.list(cache / "incoming")->empty());
  disk.power_on([](std::size_t) { return true; });
  const Announced no_room("store.over_budget", Announced::Often::perhaps);
  auto again = Store::open(disk, cache, accept_any, {10'000, 1 << 20});
  REQUIRE(again);
  CHECK(is(*again->current(), third, disk));
}

TEST_CASE("[D01] a document for which there is no room is refused before anything of it is written") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  const int writes = disk.writes;
  CHECK(store.expect("next", 1000));
  const auto over = store.expect("next", 3ULL << 30);
  REQUIRE_FALSE(over);
  CHECK(over.error().code == "store.over_budget");
  disk.room = 2 << 20;
  CHECK(store.expect("next", 1000));
  const auto full = store.expect("next", 3 << 20);
  REQUIRE_FALSE(full);
  CHECK(full.error().code == "store.full");
  CHECK(disk.writes == writes);
}

TEST_CASE("[D01] a disk that stays full is not written again and again, and tried again when there is more room") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  disk.room = 8 << 20;
  disk.fail_write = [](int, const std::string& step) {
    return step.starts_with("write ") ? std::optional(Error{"store.full", "no inode"}) : std::nullopt;
  };
  int tries = 0;
  const auto attempt = [&] {
    const int before = disk.writes;
    const auto kept = store.expect("next", 0).and_then([&] { return publish(store, c); });
    if (disk.writes > before) ++tries;
    if (!kept) CHECK(kept.error().code == "store.full");
    return kept.has_value();
  };
  for (int i = 0; i < 42; ++i) CHECK_FALSE(attempt());
  CHECK(tries == 4);
  disk.fail_write = nullptr;
  CHECK_FALSE(attempt());
  disk.room += 2 << 20;
  CHECK(attempt());
  CHECK(is(*store.current(), c, disk));
}

TEST_CASE("[D03] a folder that cannot be listed does not hide the generation that the pointer names") {
  FakeDisk disk;
  {
    Store store = open(disk);
    REQUIRE(publish(store, a));
  }
  disk.power_on([](std::size_t) { return false; });
  disk.fail_list = [](const std::filesystem::path& path) {
    return path.filename() == "generations" ? std::optional(Error{"store.io", "told to fail"}) : std::nullopt;
  };
  CHECK(is(*open(disk).current(), a, disk));
}

TEST_CASE("a second program on the same cache is refused") {
  FakeDisk disk;
  const Store first = open(disk);
  const auto second = Store::open(disk, cache);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "store.locked");
}

TEST_CASE("a picture whose src has control characters is refused before anything is in place") {
  FakeDisk disk;
  Store store = open(disk);
  REQUIRE(publish(store, a));
  const auto published = publish(store, {"document", {"two\nlines"}, ""});
  REQUIRE_FALSE(published);
  CHECK(published.error().code == "store.bad_value");
  CHECK(is(*store.current(), a, disk));
}

}  // namespace
}  // namespace kiosk
