/// Updates over the real network code, against a server on loopback that misbehaves on command.
#include "sync/update.h"

#include "base/format.h"
#include "crypto/sha256.h"
#include "net/curl_http.h"
#include "store/real_disk.h"
#include "support/announced.h"
#include "support/fake_disk.h"
#include "support/fault_server.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <limits>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using test::after;
using test::Announced;
using test::answer;
using test::FakeDisk;
using test::FaultServer;
using test::ok;
using test::raw;
using test::redirect;
using test::Reply;
using test::with_etag;

using Paths = std::vector<std::string>;

/// What the bytes of a JPEG look like from afar.
std::string jpeg(const std::string& what) {
  return "\xff\xd8\xff\xe0 " + what + " \xff\xda scan \xff\xd9";
}

std::string picture(const std::string& src, const std::string& more = "") {
  return R"({"src": ")" + src + "\"" + more + "}";
}
std::string with_hash(const std::string& src, const std::string& bytes) {
  return picture(src, R"(, "sha256": ")" + sha256_hex(bytes) + "\"");
}

/// A document with a news slide per picture; `title` tells two documents apart.
std::string document(const std::string& title, const std::vector<std::string>& pictures = {}) {
  std::string slides = R"({"kind": "news", "id": "first", "title": ")" + title + "\"}";
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    slides +=
        str(R"(, {"kind": "news", "id": "slide-)", i, R"(", "title": "With a picture", "picture": )", pictures[i], "}");
  }
  return R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [)" + slides +
         "]}";
}

/// A screen with its cache and its endpoint.
struct Lobby {
  Lobby() {
    settings.content = server.url("/content.json");
    reopen();
  }

  void reopen() {
    auto opened = Store::open(disk, "/cache");
    REQUIRE(opened);
    store.emplace(std::move(*opened));
    floor.emplace(disk, "/state/revision.floor", settings, store->current());
  }
  void restart() {
    store.reset();
    disk.power_on([](std::size_t) { return false; });
    reopen();
  }

  void serve(const std::string& bytes) { server.on("/content.json", ok(bytes)); }

  Outcome update() {
    const auto check = [this](std::string_view bytes) -> Result<void> {
      if (bytes.find("stop now") != std::string_view::npos) {
        stop.request_stop();
        return fail("decode.cancelled", "the program ends");
      }
      if (bytes.find("undecodable") != std::string_view::npos) return fail("decode.bad", "bad Huffman table");
      return {};
    };
    return kiosk::update({.settings = settings,
                          .http = http,
                          .store = *store,
                          .floor = *floor,
                          .check_document = check_document,
                          .check_picture = check,
                          .now = Instant{1'771'573'260s},
                          .last_error = last_error,
                          .attempt = attempt,
                          .cancel = stop.get_token(),
                          .patience = patience});
  }

  /// "published", "unchanged", or the code of what kept the screen as it was.
  std::string outcome() {
    last = update();
    if (const auto* kept = std::get_if<Kept>(&*last)) return kept->error.code;
    return std::holds_alternative<Updated>(*last) ? "published" : "unchanged";
  }
  const Kept& kept() const { return std::get<Kept>(*last); }

  FaultServer server;
  FakeDisk disk;
  Settings settings;
  CurlHttp http{{}};
  std::optional<Store> store;
  std::optional<RevisionFloor> floor;
  Patience patience{5s, 5s, 1s};
  std::stop_source stop;
  int attempt = 1;
  Error last_error;
  std::function<Result<void>(const Document&)> check_document = [](const Document&) { return Result<void>{}; };
  std::optional<Outcome> last;
};

/// A lobby that plays good content with one picture already.
struct PlayingLobby : Lobby {
  PlayingLobby() {
    server.on("/good.jpg", ok(jpeg("good")));
    serve(good);
    REQUIRE(outcome() == "published");
    std::ignore = server.take_paths();
    writes = disk.writes;
  }

  /// The update fails with this code; the screen, and what it would start with, stay as they were, and nothing half
  /// lies about.
  void keeps(const std::string& code) {
    {
      const Announced warning(code);
      CHECK(outcome() == code);
    }
    check_good();
    restart();
    check_good();
    CHECK(disk.list("/cache/incoming")->empty());
    CHECK(disk.list("/cache/media")->size() == 1);
    CHECK(disk.list("/cache/generations")->size() == 1);
  }
  void check_good() {
    REQUIRE(store->current() != nullptr);
    CHECK(store->current()->document == good);
    const auto* stored = store->current()->picture("good.jpg");
    REQUIRE(stored != nullptr);
    CHECK(disk.bytes_of(stored->file) == jpeg("good"));
  }

  const std::string good = document("good", {picture("good.jpg")});
  int writes = 0;
};

TEST_CASE("a first update brings the document and its pictures, and a restart plays them") {
  Lobby lobby;
  lobby.server.on("/media/a.jpg", ok(jpeg("a")));
  lobby.server.on("/b.jpg", ok(jpeg("b")));
  const auto bytes = document("one", {picture("media/a.jpg"), with_hash("b.jpg", jpeg("b"))});
  lobby.serve(bytes);
  REQUIRE(lobby.outcome() == "published");
  const auto& published = std::get<Updated>(*lobby.last);
  CHECK(published.generation.name == sha256_hex(bytes));
  CHECK(published.generation.origin.fetched_at == "2026-02-20T07:41:00Z");
  CHECK(published.problems.empty());
  CHECK(lobby.server.take_paths() == Paths{"/content.json", "/media/a.jpg", "/b.jpg"});
  lobby.restart();
  REQUIRE(lobby.store->current() != nullptr);
  CHECK(lobby.store->current()->document == bytes);
  CHECK(lobby.disk.bytes_of(lobby.store->current()->picture("media/a.jpg")->file) == jpeg("a"));
}

TEST_CASE("a document that has not changed is asked for with its ETag, and writes nothing") {
  Lobby lobby;
  lobby.server.on("/content.json", with_etag(document("one"), "\"v1\""));
  REQUIRE(lobby.outcome() == "published");
  lobby.restart();
  const int writes = lobby.disk.writes;
  for (int poll = 0; poll < 3; ++poll) CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.disk.writes == writes);
  CHECK(lobby.server.asked().back().headers.at("if-none-match") == "\"v1\"");
}

TEST_CASE("an endpoint is asked to hold its answer for a second, and longer where it has shown that it does") {
  Lobby lobby;
  const auto bytes = document("one", {picture("a.jpg")});
  const auto headers = "ETag: \"v1\"\r\nPreference-Applied: wait\r\n"s;
  lobby.server.on("/a.jpg", ok(jpeg("a")));
  lobby.server.on("/content.json", ok(bytes, headers));
  REQUIRE(lobby.outcome() == "published");
  CHECK(std::get<Updated>(*lobby.last).holds);
  CHECK(lobby.server.asked().front().headers.at("prefer") == "wait=1");
  CHECK_FALSE(lobby.server.asked().back().headers.contains("prefer"));  // of the picture

  // Longer than anything else may take here.
  lobby.patience = {500ms, 500ms, 1s, 20s};
  lobby.server.on("/content.json", after(2s, raw("HTTP/1.1 304 Not Modified\r\n" + headers + "\r\n")));
  CHECK(lobby.outcome() == "unchanged");
  CHECK(std::get<Unchanged>(*lobby.last).holds);
  CHECK(lobby.server.asked().back().headers.at("prefer") == "wait=20");
  lobby.server.on("/content.json", with_etag(bytes, "\"v1\""));
  CHECK(lobby.outcome() == "unchanged");
  CHECK_FALSE(std::get<Unchanged>(*lobby.last).holds);
}

/// A lobby whose endpoint has shown that it holds answers, and does something else the next time.
struct HoldingLobby : Lobby {
  explicit HoldingLobby(Reply instead) {
    patience.hold = 2s;
    server.on("/content.json", [instead, plain = with_etag(document("one"), "\"v1\"")](const test::Asked& asked) {
      return asked.headers.at("prefer") == "wait=2" && asked.headers.contains("if-none-match") ? instead : plain(asked);
    });
    REQUIRE(outcome() == "published");
    std::ignore = server.take_paths();
  }
};

TEST_CASE("[N15] a held answer that breaks off, or never comes, is no failure where a plain question is answered") {
  Reply silence;
  silence.then = Reply::Then::silence;
  for (const auto& instead : {raw(""), after(300ms, raw("HTTP/1.1 20")), answer(504, "the proxy was tired"),
                              answer(502, ""), answer(408, ""), silence}) {
    CAPTURE(instead.bytes);
    HoldingLobby lobby(instead);
    CHECK(lobby.outcome() == "unchanged");
    CHECK(lobby.server.asked().size() <= 3);  // curl tries a kept connection that was dead once more by itself
    CHECK(lobby.server.asked().back().headers.at("prefer") == "wait=1");
    CHECK(lobby.server.asked().back().headers.at("if-none-match") == "\"v1\"");
  }
}

TEST_CASE("what is wrong with the endpoint itself is told at once, and it is not asked twice") {
  for (const int status : {401, 404, 500, 503}) {
    CAPTURE(status);
    HoldingLobby lobby(answer(status, ""));
    const Announced warning("sync.http_status");
    CHECK(lobby.outcome() == "sync.http_status");
    CHECK(lobby.server.asked().size() == 1);
  }
}

TEST_CASE("[N15] an endpoint that goes while it holds an answer, and is gone, is one failure") {
  HoldingLobby lobby(raw(""));
  lobby.server.on("/content.json", raw(""));
  const Announced warning("net.cut_short");
  CHECK(lobby.outcome() == "net.cut_short");
}

TEST_CASE("Last-Modified serves where there is no ETag") {
  Lobby lobby;
  const auto date = "Fri, 20 Feb 2026 08:00:00 GMT"s;
  lobby.server.on("/content.json", ok(document("one"), "Last-Modified: " + date + "\r\n"));
  REQUIRE(lobby.outcome() == "published");
  CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.server.asked().back().headers.at("if-modified-since") == date);
}

TEST_CASE(
    "[H07] it is the hash that counts: the same bytes under a new ETag write nothing, new bytes under an old one "
    "are news") {
  Lobby lobby;
  lobby.server.on("/content.json", ok(document("one"), "ETag: \"1\"\r\n"));
  REQUIRE(lobby.outcome() == "published");
  const int writes = lobby.disk.writes;
  lobby.server.on("/content.json", ok(document("one"), "ETag: \"2\"\r\n"));
  CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.disk.writes == writes);
  lobby.server.on("/content.json", with_etag(document("one"), "\"2\""));
  CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.server.asked().back().headers.at("if-none-match") == "\"2\"");
  lobby.server.on("/content.json", ok(document("two"), "ETag: \"2\"\r\n"));
  CHECK(lobby.outcome() == "published");
}

TEST_CASE("the cache of another endpoint plays on, but its validators are not sent") {
  Lobby lobby;
  lobby.server.on("/content.json", ok(document("one"), "ETag: \"1\"\r\n"));
  REQUIRE(lobby.outcome() == "published");
  lobby.settings.content = lobby.server.url("/other.json");
  lobby.server.on("/other.json", ok(document("other")));
  REQUIRE(lobby.outcome() == "published");
  CHECK_FALSE(lobby.server.asked().back().headers.contains("if-none-match"));
}

TEST_CASE("[H05, H06] with no whole cache there are no validators, and a 304 out of nowhere is an error") {
  Lobby lobby;
  lobby.server.on("/content.json", answer(304, ""));
  const Announced warning("sync.http_status");
  CHECK(lobby.outcome() == "sync.http_status");
  CHECK_FALSE(lobby.server.asked().back().headers.contains("if-none-match"));

  lobby.server.on("/content.json", with_etag(document("one"), "\"1\""));
  REQUIRE(lobby.outcome() == "published");
  lobby.store.reset();
  lobby.disk.power_on([](std::size_t) { return false; });
  lobby.disk.overwrite("/cache/generations/" + sha256_hex(document("one")) + "/document.json", "corrupt");
  const Announced damaged("store.damaged");
  lobby.reopen();
  CHECK(lobby.outcome() == "published");
  CHECK_FALSE(lobby.server.asked().back().headers.contains("if-none-match"));
}

TEST_CASE("one changed picture of several: only it and the document come, by hash") {
  Lobby lobby;
  for (const char* name : {"a", "b", "c"}) lobby.server.on("/"s + name + ".jpg", ok(jpeg(name)));
  lobby.serve(
      document("one", {with_hash("a.jpg", jpeg("a")), with_hash("b.jpg", jpeg("b")), with_hash("c.jpg", jpeg("c"))}));
  REQUIRE(lobby.outcome() == "published");
  std::ignore = lobby.server.take_paths();
  lobby.server.on("/b.jpg", ok(jpeg("new b")));
  lobby.serve(document(
      "one", {with_hash("a.jpg", jpeg("a")), with_hash("b.jpg", jpeg("new b")), with_hash("c.jpg", jpeg("c"))}));
  REQUIRE(lobby.outcome() == "published");
  CHECK(lobby.server.take_paths() == Paths{"/content.json", "/b.jpg"});
  CHECK(lobby.disk.bytes_of(lobby.store->current()->picture("b.jpg")->file) == jpeg("new b"));
}

TEST_CASE("without hashes the pictures of a changed document are asked for by ETag, and only the changed one comes") {
  Lobby lobby;
  for (const char* name : {"a", "b"}) lobby.server.on("/"s + name + ".jpg", with_etag(jpeg(name), "\""s + name + "\""));
  lobby.serve(document("one", {picture("a.jpg"), picture("b.jpg")}));
  REQUIRE(lobby.outcome() == "published");
  lobby.server.on("/b.jpg", with_etag(jpeg("new b"), "\"new\""));
  lobby.serve(document("two", {picture("a.jpg"), picture("b.jpg")}));
  const auto before = lobby.server.sent();
  REQUIRE(lobby.outcome() == "published");
  CHECK(lobby.server.sent() > before);
  const auto asked = lobby.server.asked();
  CHECK(asked.at(asked.size() - 2).headers.at("if-none-match") == "\"a\"");
  CHECK(lobby.disk.bytes_of(lobby.store->current()->picture("a.jpg")->file) == jpeg("a"));
  CHECK(lobby.disk.bytes_of(lobby.store->current()->picture("b.jpg")->file) == jpeg("new b"));
  // Still known by ETag a generation later.
  lobby.serve(document("three", {picture("a.jpg")}));
  REQUIRE(lobby.outcome() == "published");
  CHECK(lobby.server.asked().back().headers.at("if-none-match") == "\"a\"");
}

TEST_CASE("[H01-H03] errors of the server keep the screen as it is") {
  PlayingLobby lobby;
  for (const int status : {401, 403, 404, 410, 500, 502, 204, 206}) {
    CAPTURE(status);
    lobby.server.on("/content.json", answer(status, status == 204 ? "" : document("an error's page")));
    lobby.keeps("sync.http_status");
  }
  CHECK(lobby.kept().error.message.find("/content.json answered 206") != std::string::npos);
}

TEST_CASE("Retry-After reaches whoever plans the next attempt") {
  PlayingLobby lobby;
  lobby.server.on("/content.json", answer(503, "", "Retry-After: 120\r\n"));
  lobby.attempt = 3;
  lobby.keeps("sync.http_status");
  CHECK(lobby.kept().retry_after == 120s);
}

TEST_CASE("a document that nobody can play keeps the screen at what it had, also after a restart") {
  PlayingLobby lobby;
  lobby.check_document = [](const Document&) -> Result<void> { return fail("zone.unknown", "no such time zone"); };
  lobby.serve(document("from nowhere"));
  lobby.keeps("zone.unknown");
}

TEST_CASE("a fault that lasts is logged once, and again when it is another one") {
  PlayingLobby lobby;
  lobby.server.on("/content.json", answer(503, ""));
  {
    const Announced warning("sync.http_status");
    CHECK(lobby.outcome() == "sync.http_status");
  }
  lobby.last_error = lobby.kept().error;
  CHECK(lobby.outcome() == "sync.http_status");  // an unannounced warning would fail this test
  lobby.server.on("/content.json", answer(404, ""));
  const Announced warning("sync.http_status");
  CHECK(lobby.outcome() == "sync.http_status");
}

TEST_CASE("[N13] a captive portal is known as one, at the address or behind a redirect") {
  PlayingLobby lobby;
  const auto page = "<!DOCTYPE html><html><body>Log in to the guest network</body></html>"s;
  lobby.server.on("/content.json", ok(page, "Content-Type: text/html\r\n"));
  lobby.keeps("sync.portal");
  lobby.server.on("/content.json", redirect("/login"));
  lobby.server.on("/login", ok(page));
  lobby.keeps("sync.portal");
  lobby.server.on("/content.json", answer(511, page));  // RFC 6585 § 6
  lobby.keeps("sync.portal");
}

TEST_CASE("[J01, J02] a document that cannot be read changes nothing, and the error says where it ends") {
  PlayingLobby lobby;
  const auto whole = document("cut", {picture("good.jpg")});
  for (const auto& bytes : {""s, "  \n"s, "null"s, "[]"s, "\"x\""s, whole.substr(0, whole.size() / 2),
                            whole.substr(0, whole.size() - 1), "\xff\xfe\x00"s}) {
    CAPTURE(bytes);
    lobby.serve(bytes);
    lobby.keeps("sync.bad_document");
    CHECK_FALSE(lobby.kept().problems.empty());
  }
}

TEST_CASE("a document without any slide is not worth a blank screen") {
  PlayingLobby lobby;
  lobby.serve(R"({"version": 1, "institute": {"name": "I", "time_zone": "Europe/Oslo"}, "slides": []})");
  lobby.keeps("sync.no_slides");
}

TEST_CASE("[J10] a slide that cannot be read is left out and told; the others come") {
  Lobby lobby;
  auto bytes = document("one");
  bytes.insert(bytes.rfind(']'), R"(, {"kind": "hologram", "id": "x"})");
  lobby.serve(bytes);
  REQUIRE(lobby.outcome() == "published");
  CHECK_FALSE(std::get<Updated>(*lobby.last).problems.empty());
}

TEST_CASE("[N03, N05, N07, N09, H09] a network that fails in the middle of the document keeps the screen as it is") {
  PlayingLobby lobby;
  const auto whole = document("new", {picture("good.jpg")});
  const auto half = whole.substr(0, whole.size() / 2);
  Reply silence;
  silence.then = Reply::Then::silence;
  lobby.server.on("/content.json", silence);
  lobby.keeps("net.timeout");

  Reply stream = raw("HTTP/1.1 200 OK\r\n\r\n");
  stream.again = std::string(1000, ' ');
  stream.times = std::numeric_limits<std::uint64_t>::max();
  stream.pause = 2ms;
  lobby.patience.document = 300ms;
  lobby.server.on("/content.json", stream);
  lobby.keeps("net.timeout");
  lobby.patience.document = 5s;

  lobby.server.on("/content.json",
                  raw("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(whole.size()) + "\r\n\r\n" + half));
  lobby.keeps("net.cut_short");
  lobby.server.on("/content.json", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n" + half));
  lobby.keeps("net.cut_short");
  lobby.server.on("/content.json", raw("HTTP/1.1 200 OK\r\n\r\n" + half));
  lobby.keeps("sync.bad_document");

  lobby.serve(document(std::string(5 << 20, 'x')));
  lobby.keeps("net.too_large");
  lobby.settings.content = "http://127.0.0.1:1/content.json";
  lobby.keeps("net.unreachable");
}

TEST_CASE("[H17, H18, M01, M02, N09] one picture that is not right keeps the whole set away") {
  struct Row {
    const char* what;
    test::Answer reply;
    std::string more;  ///< keys of the picture in the document
    std::string code;
  };
  const auto always = [](Reply reply) { return [reply](const test::Asked&) { return reply; }; };
  const auto whole = jpeg("new");
  const auto hash = R"(, "sha256": ")" + sha256_hex(whole) + "\"";
  const auto length = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(whole.size()) + "\r\n\r\n";
  Reply silence;
  silence.then = Reply::Then::silence;
  const std::vector<Row> table{
      {"missing", always(answer(404, "")), "", "sync.http_status"},
      {"forbidden", always(answer(403, "")), "", "sync.http_status"},
      {"an error", always(answer(500, "")), "", "sync.http_status"},
      {"silence", always(silence), "", "net.timeout"},
      {"cut, with a length", always(raw(length + whole.substr(0, 9))), "", "net.cut_short"},
      {"cut, until close", always(raw("HTTP/1.1 200 OK\r\n\r\n" + whole.substr(0, 9))), "", "sync.picture_cut"},
      {"empty", always(ok("")), "", "sync.picture_type"},
      {"a web page", always(ok("<html></html>", "Content-Type: image/jpeg\r\n")), "", "sync.picture_type"},
      {"an SVG", always(ok("<svg/>")), "", "sync.picture_type"},
      {"not decodable", always(ok(jpeg("undecodable"))), "", "sync.picture_undecodable"},
      {"another picture", always(ok(jpeg("old"))), hash, "sync.picture_hash"},
      {"another size", always(ok(whole)), R"(, "bytes": 70)", "sync.picture_size"},
      {"sent on to a file", always(redirect("file:///etc/passwd")), "", "net.redirect"},
      {"sent in circles", always(redirect("/new.jpg")), "", "net.redirect"},
      {"too large", always(ok(std::string(3000, 'x'))), "", "net.too_large"},
  };
  PlayingLobby lobby;
  lobby.settings.max_picture_bytes = 2000;
  lobby.serve(document("new", {picture("good.jpg"), picture("new.jpg")}));
  for (const auto& row : table) {
    CAPTURE(row.what);
    lobby.server.on("/new.jpg", row.reply);
    lobby.serve(document("new", {picture("good.jpg"), picture("new.jpg", row.more)}));
    lobby.keeps(row.code);
    CHECK(lobby.kept().error.message.starts_with("slide \"slide-1\": picture \"new.jpg\": "));
  }
  lobby.server.on("/new.jpg", ok(whole));
  CHECK(lobby.outcome() == "published");
}

TEST_CASE("pictures from where they may not come keep the screen as it is, and nobody is asked for them") {
  PlayingLobby lobby;
  lobby.serve(document("new", {picture("https://elsewhere.example/x.jpg")}));
  lobby.keeps("sync.address");
}

TEST_CASE("[H19] a document that changed while its pictures came is fetched anew the next time, never mixed") {
  PlayingLobby lobby;
  lobby.server.on("/new.jpg", ok(jpeg("of the third document")));
  lobby.serve(document("second", {with_hash("new.jpg", jpeg("of the second document"))}));
  lobby.keeps("sync.picture_hash");
  lobby.serve(document("third", {with_hash("new.jpg", jpeg("of the third document"))}));
  CHECK(lobby.outcome() == "published");
}

TEST_CASE("pictures that came before the failure are not fetched again, where the document names their hash") {
  PlayingLobby lobby;
  lobby.server.on("/a.jpg", ok(jpeg("a")));
  lobby.serve(document("new", {with_hash("a.jpg", jpeg("a")), picture("missing.jpg")}));
  const Announced warning("sync.http_status");
  CHECK(lobby.outcome() == "sync.http_status");
  std::ignore = lobby.server.take_paths();
  lobby.server.on("/missing.jpg", ok(jpeg("b")));
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.server.take_paths() == Paths{"/content.json", "/missing.jpg"});
}

TEST_CASE("[D01, D05] a disk that fails at any step of an update keeps the screen as it is") {
  for (const char* code : {"store.full", "store.busy"}) {
    const Announced warning(code);
    for (int step = 1;; ++step) {
      PlayingLobby lobby;
      lobby.server.on("/new.jpg", ok(jpeg("new")));
      lobby.serve(document("new", {picture("good.jpg"), picture("new.jpg")}));
      const int target = lobby.disk.writes + step;
      lobby.disk.fail_write = [target, code](int write, const std::string&) {
        return write == target ? std::optional(Error{code, "told to fail"}) : std::nullopt;
      };
      if (lobby.outcome() == "published") break;
      lobby.check_good();
      lobby.disk.fail_write = nullptr;
      CHECK(lobby.disk.list("/cache/incoming")->empty());
      CHECK(lobby.outcome() == "published");
      REQUIRE(step < 60);
    }
  }
}

TEST_CASE("[D04] new content plays from memory while the disk is gone, and the first update after that writes it") {
  PlayingLobby lobby;
  lobby.server.on("/new.jpg", ok(jpeg("new")));
  lobby.serve(document("new", {picture("good.jpg"), picture("new.jpg")}));
  lobby.disk.fail_write = [](int, const std::string&) { return std::optional(Error{"store.denied", "read-only"}); };
  {
    const Announced memory("store.memory");
    CHECK(lobby.outcome() == "published");
    CHECK(lobby.outcome() == "unchanged");
  }
  const auto* fresh = lobby.store->current()->picture("new.jpg");
  REQUIRE(fresh != nullptr);
  REQUIRE(fresh->held);
  CHECK(*fresh->held == jpeg("new"));
  CHECK(lobby.disk.read(lobby.store->current()->picture("good.jpg")->file, 1000).value() == jpeg("good"));
  CHECK(lobby.store->unkept()->code == "store.denied");

  lobby.disk.fail_write = nullptr;
  CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.store->unkept() == nullptr);
  lobby.restart();
  REQUIRE(lobby.store->current()->picture("new.jpg") != nullptr);
  CHECK(lobby.disk.read(lobby.store->current()->picture("new.jpg")->file, 1000).value() == jpeg("new"));
}

TEST_CASE("a document whose pictures say that they are over the budget is refused before one of them is fetched") {
  PlayingLobby lobby;
  lobby.serve(document("new", {picture("huge.jpg", R"(, "bytes": 3000000000)")}));
  lobby.keeps("store.over_budget");
  CHECK(lobby.server.take_paths() == Paths{"/content.json"});
}

TEST_CASE("a program that stops does not wait for the network, and logs no failure") {
  PlayingLobby lobby;
  Reply silence;
  silence.then = Reply::Then::silence;
  lobby.server.on("/content.json", silence);
  lobby.patience = {60s, 60s, 60s};
  std::jthread stopper([&] {
    while (lobby.server.asked().empty()) std::this_thread::sleep_for(1ms);
    lobby.stop.request_stop();
  });
  CHECK(lobby.outcome() == "net.cancelled");
  stopper.join();
  CHECK(lobby.outcome() == "net.cancelled");
  lobby.check_good();
}

TEST_CASE("a program that stops while it decodes a picture logs no failure either") {
  PlayingLobby lobby;
  lobby.server.on("/new.jpg", ok(jpeg("stop now")));
  lobby.serve(document("new", {picture("new.jpg")}));
  CHECK(lobby.outcome() == "net.cancelled");
  lobby.check_good();
}

TEST_CASE("[D07] what of the pictures is missing is brought anew, though the document is the same") {
  PlayingLobby lobby;
  lobby.server.on("/content.json", with_etag(lobby.good, "\"1\""));
  CHECK(lobby.outcome() == "unchanged");
  CHECK(lobby.outcome() == "unchanged");
  const auto file = lobby.store->current()->picture("good.jpg")->file;
  REQUIRE(lobby.disk.remove(file));
  const Announced warning("store.damaged");
  lobby.store->check_files();
  std::ignore = lobby.server.take_paths();
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.server.take_paths() == Paths{"/content.json", "/good.jpg"});
  CHECK(lobby.store->damage() == nullptr);
  CHECK(lobby.disk.read(file, 1000).value() == jpeg("good"));
  CHECK(lobby.outcome() == "unchanged");
}

TEST_CASE("a local file is content as well: read with the pictures beside it, and unchanged until its bytes change") {
  namespace fs = std::filesystem;
  auto name = (fs::temp_directory_path() / "kiosk-sync-XXXXXX").string();
  const fs::path folder = ::mkdtemp(name.data());
  fs::create_directories(folder / "config/demo");
  fs::create_directories(folder / "media");
  const auto write = [](const fs::path& path, const std::string& bytes) { std::ofstream(path) << bytes; };
  write(folder / "media/a.jpg", jpeg("a"));
  write(folder / "config/demo/content.json", document("one", {picture("../../media/a.jpg")}));

  {
    Settings settings;
    settings.content = (folder / "config/demo/content.json").string();
    RealDisk disk;
    auto store = Store::open(disk, folder / "cache");
    REQUIRE(store);
    CurlHttp http({});
    RevisionFloor floor(disk, folder / "state/revision.floor", settings, store->current());
    const UpdateJob job{.settings = settings,
                        .http = http,
                        .store = *store,
                        .floor = floor,
                        .check_picture = [](std::string_view) { return Result<void>{}; },
                        .now = Instant{},
                        .cancel = {},
                        .patience = {}};
    CHECK(std::holds_alternative<Updated>(update(job)));
    CHECK(std::holds_alternative<Unchanged>(update(job)));
    write(folder / "config/demo/content.json", document("two", {picture("../../media/none.jpg")}));
    const Announced warning("file.missing");
    CHECK(std::holds_alternative<Kept>(update(job)));
    CHECK(store->current()->document == document("one", {picture("../../media/a.jpg")}));
    write(folder / "config/demo/content.json", document("two"));
    CHECK(std::holds_alternative<Updated>(update(job)));
    fs::remove(folder / "config/demo/content.json");
    CHECK(std::holds_alternative<Kept>(update(job)));
    CHECK(store->current()->document == document("two"));
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace kiosk
