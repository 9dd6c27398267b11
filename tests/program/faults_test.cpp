/// Whatever the endpoint or the disk does, the screen goes on with what it had, says once per attempt what is wrong,
/// and follows when it is over.
#include "base/format.h"
#include "crypto/sha256.h"
#include "program/screen.h"
#include "support/fault_server.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <fstream>
#include <unistd.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::answer;
using test::bytes_of;
using test::content;
using test::FaultServer;
using test::Folder;
using test::noise;
using test::ok;
using test::raw;
using test::Reply;
using test::Screen;
using test::slide_with_picture;
using test::Status;
using test::Words;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// What an endpoint does instead of serving a new document.
struct Fault {
  std::string name;
  std::string code;
  std::string where;  ///< what the message must hold
  Reply document = ok(content("half"));
  std::optional<Reply> picture;
  std::string settings;
};

/// A document whose new slide has a picture; `more` are members of it.
Reply pictured(const std::string& more = "") {
  return ok(content("half", slide_with_picture("half-3", "p.png", more)));
}

Reply silence() {
  Reply reply;
  reply.then = Reply::Then::silence;
  return reply;
}

/// Bytes as they come without a length, until the client has enough.
Reply hundred_megabytes() {
  Reply reply;
  reply.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + content("half");
  reply.again = std::string(1 << 20, ' ');
  reply.times = 100;
  reply.then = Reply::Then::close;
  return reply;
}

std::vector<Fault> faults() {
  const std::string document = content("half");
  const std::string png = noise(32, 32);
  const std::string page = "<!DOCTYPE html><html><body>Please log in</body></html>";
  const std::string named = "slide \"half-3\": picture \"p.png\"";
  std::vector<Fault> all{
      {"[H17] a web page", "sync.portal", "web page", ok(page), {}, ""},
      {"[J02] JSON that is cut short", "sync.bad_document", "content.json:", ok(document.substr(0, 200)), {}, ""},
      {"[J13] a document over the cap",
       "net.too_large",
       "65536",
       ok(document + std::string(70'000, ' ')),
       {},
       R"("max_document_bytes": 65536)"},
      {"[J13] a hundred megabytes", "net.too_large", "content.json", hundred_megabytes(), {}, ""},
      {"[H02] 404", "sync.http_status", "404", answer(404, "gone"), {}, ""},
      {"[H03] 500", "sync.http_status", "500", answer(500, "oh"), {}, ""},
      {"[N09] an answer that breaks off",
       "net.cut_short",
       "content.json",
       raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + document),
       {},
       ""},
      {"a picture that is missing", "sync.http_status", named, pictured(), answer(404, "gone"), ""},
      {"[M01] a picture that is cut short", "sync.picture_cut", named, pictured(), ok(png.substr(0, png.size() / 2)),
       ""},
      {"[N09] a picture that breaks off", "net.cut_short", named, pictured(),
       raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + png), ""},
      {"[M02] a picture that is something else", "sync.picture_type", named, pictured(), ok("GIF89a and so on"), ""},
      {"[M06] a picture that no decoder reads", "sync.picture_undecodable", named, pictured(),
       ok(png.substr(0, 60) + "damage" + png.substr(66)), ""},
      {"[H18] not the picture that was meant", "sync.picture_hash", named,
       pictured(str(R"("sha256": ")", sha256_hex("another"), "\"")), ok(png), ""},
      {"[N05] a server that never answers", "net.timeout", "content.json", silence(), {}, ""},
  };
  return all;
}

/// A screen, its endpoint, and what goes wrong there.
struct Lobby {
  Fault fault;
  FaultServer server;
  Screen screen{server.url("/content.json"), fault.settings};
  Status before;  ///< the fault
  Status told;    ///< what was the first to tell of it

  explicit Lobby(Fault what) : fault(std::move(what)) {
    server.on("/content.json", ok(content("one")));
    screen.start();
  }
  void begin() {
    before = screen.wait_for_slide_of("one-");
    if (fault.picture) server.on("/p.png", *fault.picture);
    server.on("/content.json", fault.document);
  }
  void end() {
    server.on("/p.png", ok(noise(32, 32)));
    server.on("/content.json", ok(content("two", slide_with_picture("two-3", "p.png"))));
  }
};

/// One line an attempt, and no other complaint.
void check_log(const Lobby& lobby) {
  const auto lines = lobby.screen.complaints();
  CHECK_FALSE(lines.empty());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK_MESSAGE(lines[i].starts_with("warning " + lobby.fault.code + ": "), lines[i]);
    CHECK_MESSAGE(has(lines[i], lobby.fault.where), lines[i]);
    CHECK_MESSAGE(has(lines[i], str("(attempt ", i + 1, ")")), lines[i]);
  }
}

void check_told(const Lobby& lobby) {
  const auto told = test::kiosk({"status", "--state-dir", lobby.screen.state()});
  CHECK(told.code == 0);
  CHECK(told.err.empty());
  CHECK(has(told.out, lobby.fault.code + ": "));
  CHECK(has(told.out, lobby.fault.where));
  CHECK(has(told.out, "on screen   one-"));
}

TEST_SUITE_BEGIN("faults");

TEST_CASE("whatever the endpoint does, the old content plays on, and the new one comes when it is whole") {
  std::vector<std::unique_ptr<Lobby>> lobbies;
  for (auto& fault : faults()) lobbies.push_back(std::make_unique<Lobby>(std::move(fault)));
  for (const auto& lobby : lobbies) lobby->begin();
  const auto is_slow = [](const Lobby& lobby) { return lobby.fault.code == "net.timeout"; };
  const auto check = [](Lobby& lobby) {
    CAPTURE(lobby.fault.name);
    lobby.told = lobby.screen.wait_for(lobby.fault.name, [&](const Status& s) { return s.code == lobby.fault.code; });
    CHECK(has(lobby.told.message, lobby.fault.where));
    CHECK(lobby.told.slide.starts_with("one-"));
    CHECK(lobby.told.generation == lobby.before.generation);
    check_told(lobby);
  };
  for (const auto& lobby : lobbies) {
    if (!is_slow(*lobby)) check(*lobby);
  }
  for (const auto& lobby : lobbies) {
    CAPTURE(lobby->fault.name);
    const auto next =
        lobby->screen.wait_for("another slide", [&](const Status& s) { return s.since != lobby->told.since; });
    CHECK(next.slide.starts_with("one-"));
    CHECK(next.generation == lobby->before.generation);
    if (is_slow(*lobby)) check(*lobby);
    lobby->end();
  }
  for (const auto& lobby : lobbies) {
    CAPTURE(lobby->fault.name);
    const auto fresh = lobby->screen.wait_for_slide_of("two-");
    CHECK(fresh.code.empty());
    CHECK(fresh.failures == 0);
    check_log(*lobby);
    // Of a document above the cap no more comes in than the cap, and what lies in the system's buffers.
    if (has(lobby->fault.name, "hundred")) CHECK(lobby->server.sent() < 50'000'000);
    CHECK(lobby->screen.end(SIGTERM) == 0);
  }
}

TEST_CASE("[J10] a slide of a kind that is not known is left out and told of, and the others play") {
  FaultServer server;
  server.on("/content.json", ok(content("one", R"({"kind": "sport", "id": "one-3", "title": "Goal"})")));
  Screen screen(server.url("/content.json"));
  screen.start();
  const auto first = screen.wait_for_slide_of("one-");
  CHECK(first.code.empty());
  REQUIRE(first.problems.size() == 1);
  for (auto shown = first; shown.slide != "one-2";) shown = screen.wait_for_next_slide();
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("warning " + first.problems[0] + ": "));
  CHECK(has(lines[0], "line 4"));
  CHECK(has(lines[0], "sport"));
  const auto told = test::kiosk({"status", "--state-dir", screen.state()});
  CHECK(has(told.out, "error in line 4: "));
  CHECK(has(told.out, "[" + first.problems[0] + "]"));
}

TEST_CASE("[D07] a cache that was damaged is not shown; the network brings it anew") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start();
  const auto first = screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);
  const auto file = screen.cache() / "generations" / first.generation / "document.json";
  auto bytes = bytes_of(file);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(file, std::ios::binary) << bytes;
  screen.start();
  CHECK(screen.wait_for_slide_of("one-").generation == first.generation);
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("warning store.damaged: "));
  CHECK(bytes_of(file) == content("one"));
}

TEST_CASE(
    "[D07] pictures that go or change while the program runs are brought anew, and the status says so meanwhile") {
  FaultServer server;
  server.on("/content.json", ok(content("one", slide_with_picture("pictured", "p.png"))));
  server.on("/p.png", ok(test::noise(64, 64)));
  Screen screen(server.url("/content.json"));
  screen.start();
  const auto first = screen.wait_for_slide_of("one-");
  const auto file = screen.cache() / "media" / sha256_hex(test::noise(64, 64));
  const auto whole = bytes_of(file);
  REQUIRE(sha256_hex(whole) == file.filename());

  std::ofstream(file, std::ios::binary) << std::string(whole.size(), 'x');
  CHECK(test::eventually([&] { return bytes_of(file) == whole; }));
  server.on("/p.png", test::answer(404, ""));
  std::filesystem::remove(file);
  const auto damaged = screen.wait_for("the damage", [](const Status& s) { return s.code == "store.damaged"; });
  CHECK(damaged.alarm);
  CHECK(damaged.generation == first.generation);
  server.on("/p.png", ok(whole));
  CHECK(test::eventually([&] { return bytes_of(file) == whole; }));
  screen.wait_for("the end of it", [](const Status& s) { return s.code.empty() && !s.alarm; });
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[D07] a damaged picture without a network: the generation before comes on by itself") {
  FaultServer server;
  server.on("/p.png", ok(test::noise(64, 64)));
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start();
  const auto before = screen.wait_for_slide_of("one-");
  server.on("/content.json", ok(content("two", slide_with_picture("pictured", "p.png"))));
  screen.wait_for_slide_of("two-");
  CHECK(screen.end(SIGTERM) == 0);
  const auto file = screen.cache() / "media" / sha256_hex(test::noise(64, 64));
  const auto size = bytes_of(file).size();
  std::ofstream(file, std::ios::binary) << std::string(size, 'x');
  server.on("/content.json", test::answer(503, ""));
  screen.start();
  const auto after = screen.wait_for_slide_of("one-");
  CHECK(after.generation == before.generation);
  CHECK(screen.end(SIGTERM) == 0);
}

/// How to get a disk of our own to fill, or nothing where this machine does not let us.
Words with_own_disk(const std::filesystem::path& folder, const std::string& size) {
  std::filesystem::create_directories(folder);
  for (const auto* flags : {"-Urm", "-m"}) {
    const Words mount{"unshare", flags, "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder};
    if (test::run(mount).code != 0) continue;
    return {"unshare", flags, "sh",  "-c", R"(mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@")",
            "sh",      size,  folder};
  }
  return {};
}

TEST_CASE("[D01] on a full disk the old content plays on, and the new one comes when there is room") {
  Fault fault;
  SUBCASE("no room for a picture") {
    fault = {"picture",           "store.full",
             "bytes free",        ok(content("half", slide_with_picture("half-3", "p.png"))),
             ok(noise(400, 400)), ""};
  }
  SUBCASE("no room for the document") {
    fault = {"document", "store.full", "bytes free", ok(content("half") + std::string(100'000, ' ')), {}, ""};
  }
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  const auto prefix = with_own_disk(screen.cache(), "4m");
  if (prefix.empty()) {
    MESSAGE("skipped: this machine lets nobody mount a small disk (unshare -Urm)");
    return;
  }
  screen.start({}, {}, test::Process::Output::files, prefix);
  const auto before = screen.wait_for_slide_of("one-");

  // The disk as the screen's process sees it.
  const std::filesystem::path disk = str("/proc/", screen.process().pid(), "/root", screen.cache().string());
  const auto pointer = bytes_of(disk / "current");
  CHECK(has(pointer, before.generation));
  {
    std::ofstream filler(disk / "filler", std::ios::binary);
    while (filler << std::string(4096, 'x') << std::flush) continue;
  }
  if (fault.picture) server.on("/p.png", *fault.picture);
  server.on("/content.json", fault.document);

  const auto full = screen.wait_for("a full disk", [&](const Status& s) { return s.code == fault.code; });
  CHECK(has(full.message, fault.where));
  const auto next = screen.wait_for_next_slide();
  CHECK(next.slide.starts_with("one-"));
  CHECK(next.generation == before.generation);
  CHECK(bytes_of(disk / "current") == pointer);
  const auto lines = screen.complaints();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK_MESSAGE(lines[i].starts_with("warning " + fault.code + ": "), lines[i]);
  }
  CHECK(has(lines.at(0), "(attempt 1)"));
  CHECK(has(test::kiosk({"status", "--state-dir", screen.state()}).out, fault.code + ": "));

  std::filesystem::remove(disk / "filler");
  const auto fresh = screen.wait_for_slide_of("half-");
  CHECK(fresh.failures == 0);
  CHECK(std::filesystem::is_empty(disk / "incoming"));
  CHECK(screen.end(SIGTERM) == 0);
}

/// Starts the screen, and ends it as the watchdog does while it makes that slide: its file of crashes says when.
/// `before`: how often that was done already.
void crash_while_making(Screen& screen, const std::string& slide, int before) {
  screen.start();
  const bool made = test::eventually([&] {
    const auto text = bytes_of(screen.state() / "crashes");
    if (before > 0 && !has(text, str("crashed\t", before, "\t"))) return false;  // what the run before left
    const auto line = text.rfind("\ntrying\t", text.find("\t" + slide + "\t"));
    if (line == std::string::npos || text.find('\n', line + 1) < text.find("\t" + slide + "\t")) return false;
    screen.process().signal(SIGABRT);
    return true;
  });
  REQUIRE(made);
  CHECK(screen.process().wait() == 128 + SIGABRT);
}

TEST_CASE("[P10] a slide that ends the program is set aside after two crashes, and the rest plays") {
  FaultServer server;
  // A picture that takes long enough to decode for the test to see it.
  server.on("/p.png", ok(noise(3000, 3000)));
  server.on("/content.json", ok(content("one", slide_with_picture("bad", "p.png"))));
  Screen screen(server.url("/content.json"));
  for (int crash = 0; crash < 2; ++crash) crash_while_making(screen, "bad", crash);
  const auto begin = std::chrono::steady_clock::now();
  screen.start();
  const auto first = screen.wait_for_slide_of("one-");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  CHECK(first.problems == std::vector<std::string>{"content.set_aside"});
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("warning content.set_aside: slide \"bad\""));
  for (int i = 0; i < 3; ++i) CHECK(screen.wait_for_next_slide().slide.starts_with("one-"));
  CHECK(screen.end(SIGTERM) == 0);

  // New content has another chance.
  server.on("/p.png", ok(noise(32, 32)));
  server.on("/content.json", ok(content("two", slide_with_picture("bad", "p.png"))));
  screen.start();
  screen.wait_for_slide_of("two-");
  screen.wait_for_slide_of("bad");
  CHECK(screen.end(SIGTERM) == 0);
  MESSAGE("the first slide after the second crash was on after ", took.count(), " s");
}

TEST_CASE("[D04] with no disk to write to, new content plays from memory, staff are told, and it is kept later") {
  FaultServer server;
  server.on("/p.png", ok(noise(64, 64)));
  server.on("/content.json", ok(content("one", slide_with_picture("one-3", "p.png"))));
  Screen screen(server.url("/content.json"));
  screen.folder().write("cache", "a file in the place of the cache");
  screen.start();
  screen.wait_for_slide_of("one-3");
  const auto told = test::kiosk({"status", "--state-dir", screen.state()});
  CHECK(has(told.out, "THE CONTENT IS ONLY IN MEMORY"));
  CHECK(has(told.out, "store.io: "));
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("warning store.io: "));
  CHECK(lines[1].starts_with("warning store.memory: "));

  std::filesystem::remove(screen.cache());
  CHECK(test::eventually([&] { return std::filesystem::exists(screen.cache() / "current"); }));
  CHECK(screen.end(SIGTERM) == 0);
  server.on("/content.json", answer(500, "oh"));
  screen.start();
  CHECK(screen.wait_for_slide_of("one-").generation.size() == 64);
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
