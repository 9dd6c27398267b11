#include "sync/revision_floor.h"

#include "crypto/minisign.h"
#include "crypto/sha256.h"
#include "model/document.h"
#include "store/sealed.h"
#include "support/announced.h"
#include "support/fake_disk.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::Announced;
using test::FakeDisk;

const std::filesystem::path file = "/state/revision.floor";

const SecretKey ours = make_secret_key();
const SecretKey other = make_secret_key();

Settings settings(std::uint64_t min_revision = 0) {
  Settings settings;
  settings.content = "https://example.org/content.json";
  settings.keys = {to_string(public_key_of(ours)), to_string(public_key_of(other))};
  settings.min_revision = min_revision;
  return settings;
}

RevisionMark mark(std::uint64_t revision, const SecretKey& key = ours, const std::string& document = "a document") {
  return {settings().content, to_string(key.id), revision, sha256_hex(document)};
}

std::string code_of(const RevisionFloor& floor, const RevisionMark& next) {
  const auto allowed = floor.check(next);
  return allowed ? "" : allowed.error().code;
}

Generation shown(std::uint64_t revision) {
  Generation generation;
  generation.document = R"({"version": 1, "revision": )" + std::to_string(revision) +
                        R"(, "institute": {"name": "I", "time_zone": "Europe/Oslo"},
                           "slides": [{"kind": "news", "id": "a", "title": "A"}]})";
  generation.name = sha256_hex(generation.document);
  generation.signature = sign(generation.document, ours, "");
  return generation;
}

TEST_CASE("a revision may rise or be the same document again, and never falls, after a restart either") {
  FakeDisk disk;
  {
    RevisionFloor floor(disk, file, settings(), nullptr);
    CHECK(code_of(floor, mark(1)) == "");
    floor.raise(mark(7));
  }
  disk.power_on([](std::size_t) { return false; });
  const RevisionFloor floor(disk, file, settings(), nullptr);
  CHECK(floor.mark() == mark(7));
  CHECK(code_of(floor, mark(8)) == "");
  CHECK(code_of(floor, mark(7)) == "");
  CHECK(code_of(floor, mark(7, ours, "another document")) == "sync.revision_reused");
  CHECK(code_of(floor, mark(6)) == "sync.old_revision");
  CHECK(code_of(floor, mark(6, other)) == "sync.old_revision");
  CHECK(code_of(floor, mark(most_revision)) == "");
}

TEST_CASE("min_revision is the least, whatever was seen") {
  FakeDisk disk;
  RevisionFloor floor(disk, file, settings(5), nullptr);
  CHECK(code_of(floor, mark(4)) == "sync.old_revision");
  CHECK(code_of(floor, mark(5)) == "");
  floor.raise(mark(9));
  CHECK(code_of(RevisionFloor(disk, file, settings(5), nullptr), mark(8)) == "sync.old_revision");
  CHECK(code_of(RevisionFloor(disk, file, settings(20), nullptr), mark(19)) == "sync.old_revision");
}

TEST_CASE("[S14] the floor goes with the key that signed it, and with the endpoint") {
  FakeDisk disk;
  RevisionFloor(disk, file, settings(), nullptr).raise(mark(most_revision));
  auto without = settings();
  SUBCASE("another key alone") {
    without.keys = {to_string(public_key_of(other))};
  }
  SUBCASE("another endpoint") {
    without.content = "https://example.net/content.json";
  }
  RevisionFloor floor(disk, file, without, nullptr);
  CHECK(floor.mark() == RevisionMark{});
  CHECK(code_of(floor, {without.content, to_string(other.id), 1, ""}) == "");
  floor.raise({without.content, to_string(other.id), 1, ""});
  CHECK(RevisionFloor(disk, file, without, nullptr).mark().revision == 1);
}

TEST_CASE("[D15] where the floor is lost, what is shown is the floor, and staff are told") {
  FakeDisk disk;
  const auto generation = shown(7);
  {
    const Announced error("sync.floor_lost");
    const RevisionFloor floor(disk, file, settings(), &generation);
    CHECK(floor.mark() == RevisionMark{settings().content, to_string(ours.id), 7, generation.name});
  }
  const RevisionFloor again(disk, file, settings(), &generation);  // an unannounced error would fail this test
  CHECK(again.mark().revision == 7);
}

TEST_CASE("[D15, D07, D09] where the floor cannot be read, min_revision is left, and staff are told") {
  for (const auto& bytes : {std::string(), std::string("7\n"), sealed("from\nanother\nversion\nof\nthe program\n"),
                            sealed("https://example.org/content.json\nkey\nseven\nhash\n")}) {
    CAPTURE(bytes);
    FakeDisk disk;
    RevisionFloor(disk, file, settings(), nullptr).raise(mark(7));
    disk.overwrite(file, bytes);
    const Announced error("sync.floor_lost");
    const RevisionFloor floor(disk, file, settings(5), nullptr);
    CHECK(floor.mark() == RevisionMark{});
    CHECK(code_of(floor, mark(4)) == "sync.old_revision");
    CHECK(code_of(floor, mark(5)) == "");
  }
}

TEST_CASE("a screen that starts for the first time has lost nothing") {
  FakeDisk disk;
  CHECK(RevisionFloor(disk, file, settings(), nullptr).mark() == RevisionMark{});
}

TEST_CASE("[P01] where the power went between showing a document and noting it, the start notes it") {
  FakeDisk disk;
  RevisionFloor(disk, file, settings(), nullptr).raise(mark(6));
  const auto generation = shown(7);
  CHECK(RevisionFloor(disk, file, settings(), &generation).mark().revision == 7);
  CHECK(RevisionFloor(disk, file, settings(), nullptr).mark().revision == 7);
}

TEST_CASE("an older generation that is shown after damage does not lower the floor") {
  FakeDisk disk;
  RevisionFloor(disk, file, settings(), nullptr).raise(mark(8));
  const auto generation = shown(7);
  CHECK(RevisionFloor(disk, file, settings(), &generation).mark() == mark(8));
}

TEST_CASE("[D01, D16] a floor that cannot be written holds in memory; a crash leaves the old one or the new") {
  FakeDisk sound;
  RevisionFloor(sound, file, settings(), nullptr).raise(mark(7));
  const int first = sound.writes;
  RevisionFloor(sound, file, settings(), nullptr).raise(mark(8));
  REQUIRE(sound.writes - first >= 3);
  for (int step = 1; step <= sound.writes - first; ++step) {
    CAPTURE(step);
    FakeDisk disk;
    RevisionFloor(disk, file, settings(), nullptr).raise(mark(7));
    RevisionFloor floor(disk, file, settings(), nullptr);
    disk.crash_before(first + step);
    {
      const Announced error("sync.floor_unwritable");
      floor.raise(mark(8));
    }
    CHECK(code_of(floor, mark(7)) == "sync.old_revision");
    disk.power_on([step](std::size_t n) { return (n + static_cast<std::size_t>(step)) % 2 == 0; });
    const auto after = RevisionFloor(disk, file, settings(), nullptr).mark();
    CHECK((after == mark(7) || after == mark(8)));
  }
}

TEST_CASE("without keys there is no floor and no file") {
  FakeDisk disk;
  auto open = settings();
  open.keys.clear();
  RevisionFloor floor(disk, file, open, nullptr);
  floor.raise(mark(7));
  CHECK(floor.mark() == RevisionMark{});
  CHECK(disk.files().empty());
}

}  // namespace
}  // namespace kiosk
