/// kiosk-desk on the command line: what it does with its records without a server, and who may have them.
#include "base/file.h"
#include "crypto/minisign.h"
#include "program/process.h"
#include "support/folder.h"

#include <array>
#include <csignal>
#include <doctest/doctest.h>
#include <filesystem>
#include <sys/stat.h>

namespace kiosk {
namespace {

using test::kiosk_desk;
namespace fs = std::filesystem;

const std::string demo = KIOSK_SOURCE_DIR "/config/demo/content.json";

std::string bytes_of(const fs::path& file) {
  return read_file(file, 1U << 26U).value();
}

/// The public key in what was printed.
PublicKey key_in(const std::string& text) {
  const auto at = text.find("\"RW");
  REQUIRE(at != std::string::npos);
  return parse_public_key(text.substr(at + 1, 56)).value();
}

bool is_signed_by(const fs::path& folder, const PublicKey& key) {
  const std::array keys{key};
  return verify(bytes_of(folder / "content.json"), bytes_of(folder / "content.json.minisig"), keys).has_value();
}

struct Office {
  const test::Folder folder;
  const std::string state = folder / "state";
  const std::string key = folder / "signing.key";
  const std::string out = folder / "out";
};

}  // namespace

TEST_SUITE_BEGIN("desk");

TEST_CASE("a document is imported, and published as a folder that screens take") {
  const Office office;
  const auto made = kiosk_desk({"key", "new", office.key});
  REQUIRE(made.code == 0);
  const auto imported = kiosk_desk({"import", demo, "--state", office.state});
  CHECK_MESSAGE(imported.code == 0, imported.err);
  CHECK(imported.out.find("15 slides") != std::string::npos);
  const auto published = kiosk_desk({"publish", "--to", office.out, "--state", office.state, "--key", office.key});
  CHECK_MESSAGE(published.code == 0, published.err);
  CHECK(is_signed_by(office.out, key_in(made.out)));
  CHECK(test::kiosk({"check", office.out + "/content.json", "--at", "2026-02-20T09:41", "--strict"}).code == 0);

  const auto again = kiosk_desk({"import", demo, "--state", office.state});
  CHECK(again.code == 65);
  CHECK(again.err.find("import.not_empty") != std::string::npos);
}

TEST_CASE("what a screen would refuse is not imported") {
  const Office office;
  const auto faulty = office.folder.write("faulty.json", R"({"version": 1, "institute": {"name": "Institute",
    "time_zone": "Europe/Oslo"}, "slides": [{"kind": "news", "id": "a"}]})");
  const auto refused = kiosk_desk({"import", faulty.string(), "--state", office.state});
  CHECK(refused.code == 65);
  CHECK(refused.err.find("faulty.json:") != std::string::npos);
  CHECK(kiosk_desk({"import", office.folder / "none.json", "--state", office.state}).code == 66);
  // Nothing of it is left: the desk is empty still.
  CHECK(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
}

TEST_CASE("a folder that holds something else is left as it is") {
  const Office office;
  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  const auto theirs = office.folder.write("out/thesis.txt", "years of work");
  const auto refused = kiosk_desk({"publish", "--to", office.out, "--state", office.state});
  CHECK(refused.code == 65);
  CHECK(refused.err.find("publish.folder") != std::string::npos);
  CHECK(bytes_of(theirs) == "years of work");
}

TEST_CASE("a key is made once, for its owner only, and changed in two steps") {
  const Office office;
  const auto first = kiosk_desk({"key", "new", office.key});
  REQUIRE(first.code == 0);
  struct stat info {};
  REQUIRE(::stat(office.key.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  CHECK(kiosk_desk({"key", "new", office.key}).code == 78);

  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  const auto next = kiosk_desk({"key", "rotate", office.key});
  REQUIRE(next.code == 0);
  const test::Words publish{"publish", "--to", office.out, "--state", office.state, "--key", office.key};
  REQUIRE(kiosk_desk(publish).code == 0);
  CHECK(is_signed_by(office.out, key_in(first.out)));
  REQUIRE(kiosk_desk({"key", "rotate", office.key, "--finish"}).code == 0);
  REQUIRE(kiosk_desk(publish).code == 0);
  CHECK(is_signed_by(office.out, key_in(next.out)));
  CHECK(kiosk_desk({"key", "rotate", office.key, "--finish"}).code == 78);
}

TEST_CASE("a key that others may read is not used") {
  const Office office;
  REQUIRE(kiosk_desk({"key", "new", office.key}).code == 0);
  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  REQUIRE(::chmod(office.key.c_str(), 0644) == 0);
  const auto refused = kiosk_desk({"publish", "--to", office.out, "--state", office.state, "--key", office.key});
  CHECK(refused.code == 78);
  CHECK(refused.err.find("key.open_to_others") != std::string::npos);
  CHECK_FALSE(fs::exists(office.out));
}

TEST_CASE("two desks do not serve the same records") {
  const Office office;
  test::Process first(office.folder.path(),
                      {KIOSK_DESK_PROGRAM, "serve", "--state", office.state, "--listen", "127.0.0.1:0"});
  REQUIRE(test::eventually([&first] { return first.out().find("the desk is at") != std::string::npos; }));
  const auto second = kiosk_desk({"serve", "--state", office.state, "--listen", "127.0.0.1:0"});
  CHECK(second.code == 75);
  CHECK(second.err.find("desk.in_use") != std::string::npos);
  // What is one change beside is for the command line while it serves.
  CHECK(kiosk_desk({"invite", "--state", office.state}).out.starts_with("/welcome/"));
  CHECK_FALSE(kiosk_desk({"screen", "lobby", "--state", office.state}).out.empty());
  first.signal(SIGTERM);
  CHECK(first.wait() == 0);
}

TEST_CASE("a folder that somebody puts away, or writes into, is put out again by itself") {
  const Office office;
  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  test::Process desk(office.folder.path(),
                     {KIOSK_DESK_PROGRAM, "serve", "--state", office.state, "--listen", "127.0.0.1:0"});
  REQUIRE(test::eventually([&desk] { return desk.out().find("the desk is at") != std::string::npos; }));
  const auto published = fs::path(office.state) / "published";
  const auto document = bytes_of(published / "content.json");
  fs::rename(published, published.string() + ".away");
  CHECK(test::eventually([&] { return fs::exists(published / "content.json"); }));
  REQUIRE(replace_file(published / "content.json", "{}"));
  CHECK(test::eventually([&] { return bytes_of(published / "content.json") == document; }));
  desk.signal(SIGTERM);
  CHECK(desk.wait() == 0);
}

TEST_CASE("a folder that somebody puts away, or writes into, is put out again by itself") {
  const Office office;
  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  test::Process desk(office.folder.path(),
                     {KIOSK_DESK_PROGRAM, "serve", "--state", office.state, "--listen", "127.0.0.1:0"});
  REQUIRE(test::eventually([&desk] { return desk.out().find("the desk is at") != std::string::npos; }));
  const auto published = fs::path(office.state) / "published";
  const auto document = bytes_of(published / "content.json");
  fs::rename(published, published.string() + ".away");
  CHECK(test::eventually([&] { return fs::exists(published / "content.json"); }));
  REQUIRE(replace_file(published / "content.json", "{}"));
  CHECK(test::eventually([&] { return bytes_of(published / "content.json") == document; }));
  desk.signal(SIGTERM);
  CHECK(desk.wait() == 0);
}

TEST_CASE("records of a newer program are not touched") {
  const Office office;
  REQUIRE(kiosk_desk({"import", demo, "--state", office.state}).code == 0);
  const auto file = fs::path(office.state) / "desk.sqlite";
  std::string newer = bytes_of(file);
  constexpr std::size_t user_version = 60;  // of SQLite's header, big-endian
  newer[user_version + 3] = '\x7f';
  REQUIRE(replace_file(file, newer));
  const auto refused = kiosk_desk({"publish", "--to", office.out, "--state", office.state});
  CHECK(refused.code == 74);
  CHECK(refused.err.find("database.newer") != std::string::npos);
  CHECK(bytes_of(file) == newer);
}

TEST_SUITE_END();

}  // namespace kiosk
