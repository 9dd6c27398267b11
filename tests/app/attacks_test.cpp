/// Ways to get something onto the screen that nobody approved, after the list of the TUF specification (§ 1.5.2): all
/// go through a real update over a real socket into a real cache, and afterwards the screen is read back pixel by
/// pixel.
#include "app/crash_guard.h"
#include "app/director.h"
#include "app/sync_thread.h"
#include "base/format.h"
#include "crypto/minisign.h"
#include "crypto/sha256.h"
#include "decode/decode.h"
#include "decode/encode.h"
#include "net/curl_http.h"
#include "store/real_disk.h"
#include "store/sealed.h"
#include "studio/edition.h"
#include "studio/make.h"
#include "studio/studio.h"
#include "support/announced.h"
#include "support/base64.h"
#include "support/fault_server.h"
#include "support/folder.h"
#include "sync/signature.h"
#include "sync/update.h"

#include <array>
#include <cstdio>
#include <limits>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::answer;
using test::from_base64;
using test::ok;
using test::raw;
using test::redirect;
using test::Reply;
using test::to_base64;

constexpr auto endless = std::numeric_limits<std::uint64_t>::max();
constexpr Instant noon = std::chrono::sys_days{2026y / 2 / 20} + 11h;  // in Oslo

std::string png(Pixel colour) {
  Bitmap picture({64, 48});
  std::ranges::fill(picture.pixels(), colour);
  return encode_png(picture).value();
}
const std::string good_png = png(0xff2040a0);
const std::string evil_png = png(0xffa04020);

std::string picture(const std::string& bytes, const std::string& src = "p.png") {
  return str(R"({"src": ")", src, R"(", "bytes": )", bytes.size(), R"(, "sha256": ")", sha256_hex(bytes), "\"}");
}

/// A document with two slides; `head` are members of the document.
std::string document(const std::string& head, const std::string& title, const std::string& picture) {
  return str(R"({"version": 1, )", head, R"("institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [
  {"kind": "news", "id": "one", "seconds": 10, "title": ")",
             title, R"("},
  {"kind": "news", "id": "two", "seconds": 10, "title": ")",
             title, R"(", "picture": )", picture, "}]}\n");
}
std::string good(int revision) {
  return document(str(R"("revision": )", revision, ", "), str("Good ", revision), picture(good_png));
}
std::string evil(const std::string& head = R"("revision": 8, )", const std::string& shown = picture(good_png)) {
  return document(head, "EVIL", shown);
}

/// What `b2sum` says of these bytes, as bytes.
std::string blake2b(const test::Folder& folder, const std::string& bytes) {
  const auto command = "b2sum " + folder.write("hashed", bytes).string();
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string hash;
  for (unsigned byte = 0; hash.size() < 64 && std::fscanf(pipe.get(), "%2x", &byte) == 1;)
    hash += static_cast<char>(byte);
  REQUIRE(hash.size() == 64);
  return hash;
}

/// What is on the screen for three slides; of nothing, what the program brings along.
std::vector<Bitmap> pixels_of(EditionPtr edition) {
  Director director(test::lobby);
  if (edition) director.take(std::move(edition));
  Studio studio({{320, 180}, Rotation::none, ""});
  std::vector<Bitmap> seen;
  Look look = director.look_at(noon);
  for (int slide = 0; slide < 3; ++slide) {
    seen.push_back(studio.prepare(look).picture);
    look = director.look_at(look.until);
  }
  return seen;
}

/// A screen that plays revision 7, which `ours` signed; `next` is the key that will follow.
struct Lobby {
  Lobby() {
    settings.content = server.url("/content.json");
    settings.keys = {to_string(public_key_of(ours)), to_string(public_key_of(next))};
    start();
    server.on("/p.png", ok(good_png));
    serve(good(7), sign(good(7), ours, "revision 7"));
    REQUIRE(outcome() == "published");
    shown = pixels();
  }

  void start() {
    floor.reset();
    store.reset();
    disk.emplace();
    const auto accept = [this](const Generation& generation) { return check_stored(generation, settings); };
    auto opened = Store::open(*disk, folder / "cache", accept);
    REQUIRE(opened);
    store.emplace(std::move(*opened));
    floor.emplace(*disk, folder / "state/revision.floor", settings, store->current());
  }

  void serve(const std::string& document, Reply signature) {
    server.on("/content.json", ok(document));
    server.on("/content.json.minisig", std::move(signature));
  }
  void serve(const std::string& document, const std::string& signature) { serve(document, ok(signature)); }

  std::string outcome() {
    CurlHttp http({});
    const auto result = update({.settings = settings,
                                .http = http,
                                .store = *store,
                                .floor = *floor,
                                .check_document = [](const Document& content) { return check_playable(content, noon); },
                                .check_picture = [](std::string_view bytes) { return verify(bytes); },
                                .now = noon,
                                .cancel = {},
                                .patience = {2s, 2s, 1s}});
    if (const auto* kept = std::get_if<Kept>(&result)) return kept->error.code;
    return std::holds_alternative<Updated>(result) ? "published" : "unchanged";
  }

  /// What is on the screen for a whole round, after a restart.
  std::vector<Bitmap> pixels() {
    start();
    const test::Folder fresh;
    const SystemClock clock;
    CrashGuard guard(fresh / "crashes", std::nullopt, clock);
    return pixels_of(stored_edition(*store, test::lobby, guard));
  }

  test::FaultServer server;
  test::Folder folder;
  std::optional<RealDisk> disk;
  Settings settings;
  std::optional<Store> store;
  std::optional<RevisionFloor> floor;
  const SecretKey ours = make_secret_key();
  const SecretKey next = make_secret_key();
  const SecretKey thief = make_secret_key();
  std::vector<Bitmap> shown;
};

struct Attack {
  std::string what;
  std::string outcome;  ///< what the update says
  std::function<void(Lobby&)> begin;
};

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines(1);
  for (const char c : file) c == '\n' ? lines.emplace_back() : lines.back() += c;
  lines.pop_back();
  return lines;
}
std::string file_of(const std::vector<std::string>& lines, const std::string& end = "\n") {
  std::string file;
  for (const auto& line : lines) file += line + end;
  return file;
}
/// The signature file with one line changed.
std::string with_line(const std::string& file, std::size_t line,
                      const std::function<std::string(std::string)>& change) {
  auto lines = lines_of(file);
  lines.at(line) = change(lines.at(line));
  return file_of(lines);
}
/// The bytes behind the base64 of a line changed.
std::string with_bytes(const std::string& file, std::size_t line,
                       const std::function<std::string(std::string)>& change) {
  return with_line(file, line, [&](const std::string& text) { return to_base64(change(from_base64(text))); });
}
std::string labelled(const std::string& file, const std::string& algorithm) {
  return with_bytes(file, 1, [&](const std::string& bytes) { return algorithm + bytes.substr(2); });
}
std::string claiming(const std::string& file, const KeyId& id) {
  return with_bytes(file, 1, [&](const std::string& bytes) {
    return bytes.substr(0, 2) + std::string(id.begin(), id.end()) + bytes.substr(10);
  });
}

/// The same signature with S + L in the place of S (RFC 8032 § 5.1.7 wants S < L): verifies where that is not checked.
std::string plus_order(std::string bytes) {
  constexpr std::array<unsigned char, 32> order{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                                0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                                0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    char& byte = bytes[bytes.size() - 32 + i];
    carry += static_cast<unsigned char>(byte) + unsigned{order[i]};
    byte = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  return bytes;
}

/// The evil document under what was done to a good signature of it.
Attack forged(std::string what, std::string outcome, std::function<std::string(Lobby&, std::string)> change) {
  return {std::move(what), std::move(outcome), [change = std::move(change)](Lobby& lobby) {
            lobby.serve(evil(), change(lobby, sign(evil(), lobby.ours, "revision 8")));
          }};
}
/// A document that was changed after it was signed.
Attack altered(std::string what, std::function<std::string(std::string)> change) {
  return {"altered: " + what, "sync.bad_signature", [change = std::move(change)](Lobby& lobby) {
            lobby.serve(change(evil()), sign(evil(), lobby.ours, "revision 8"));
          }};
}
/// A document that a key of ours did sign, once.
Attack approved(std::string what, std::string outcome, std::string document, Prehash prehash = Prehash::yes) {
  return {std::move(what), std::move(outcome), [document = std::move(document), prehash](Lobby& lobby) {
            lobby.serve(document, sign(document, lobby.ours, "", prehash));
          }};
}
/// A picture that is not what the signed document lists.
Attack pictured(std::string what, std::string outcome, std::string listed, Reply reply) {
  return {std::move(what), std::move(outcome), [listed = std::move(listed), reply = std::move(reply)](Lobby& lobby) {
            lobby.server.on("/q.png", reply);
            const auto bytes = evil(R"("revision": 8, )", listed);
            lobby.serve(bytes, sign(bytes, lobby.ours, ""));
          }};
}

Reply drip(std::size_t bytes) {
  Reply reply = raw("HTTP/1.1 200 OK\r\n\r\n");
  reply.again = std::string(bytes, 'x');
  reply.times = endless;
  reply.pause = 10ms;
  return reply;
}
Reply flood() {
  Reply reply = drip(1 << 16);
  reply.pause = 0ms;
  return reply;
}

std::string replaced(std::string text, std::string_view old, std::string_view fresh) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

std::vector<Attack> on_the_signature() {
  const auto same = [](const std::string& what) { return [what](Lobby&, const std::string&) { return what; }; };
  return {
      {"no signature", "sync.unsigned", [](Lobby& l) { l.serve(evil(), answer(404, "")); }},
      {"a signature that is gone", "sync.unsigned", [](Lobby& l) { l.serve(evil(), answer(410, "")); }},
      forged("an empty signature", "sync.unsigned", same("")),
      forged("one of spaces", "sync.bad_signature", same("  \n")),
      forged("a web page", "sync.bad_signature", same("<!DOCTYPE html><html></html>")),
      forged("by a key that nobody listed", "sync.unknown_key",
             [](Lobby& l, const std::string&) { return sign(evil(), l.thief, ""); }),
      forged("by a thief who claims our key", "sync.bad_signature",
             [](Lobby& l, const std::string&) { return claiming(sign(evil(), l.thief, ""), l.ours.id); }),
      forged("by a thief who claims the next key", "sync.bad_signature",
             [](Lobby& l, const std::string&) { return claiming(sign(evil(), l.thief, ""), l.next.id); }),
      forged("ours under the next key's id", "sync.bad_signature",
             [](Lobby& l, const std::string& file) { return claiming(file, l.next.id); }),
      forged("ours under an id that nobody has", "sync.unknown_key",
             [](Lobby&, const std::string& file) { return claiming(file, KeyId{}); }),
      forged("that of the document before", "sync.bad_signature",
             [](Lobby& l, const std::string&) { return sign(good(7), l.ours, "revision 7"); }),
      forged("that of another file", "sync.bad_signature",
             [](Lobby& l, const std::string&) { return sign("a theme", l.ours, ""); }),
      forged("the trusted comment altered", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "revision 8", "revision 9"); }),
      forged("the trusted comment emptied", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "revision 8", ""); }),
      forged("the trusted comment longer", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "revision 8", "revision 8 "); }),
      forged("the trusted comment left out", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "trusted comment: revision 8\n", ""); }),
      forged("the comment's signature of another file", "sync.bad_signature",
             [](Lobby& l, const std::string& f) {
               const auto other = lines_of(sign(good(7), l.ours, "revision 8")).at(3);
               return with_line(f, 3, [&](const std::string&) { return other; });
             }),
      forged("the comment's signature by the next key", "sync.bad_signature",
             [](Lobby& l, const std::string& f) {
               const auto other = lines_of(sign(evil(), l.next, "revision 8")).at(3);
               return with_line(f, 3, [&](const std::string&) { return other; });
             }),
      forged("the comment's signature left out", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return f.substr(0, f.rfind('\n', f.size() - 2) + 1); }),
      forged("a signature of zeros", "sync.bad_signature",
             [](Lobby&, const std::string& f) {
               return with_bytes(f, 1, [](const std::string& b) { return b.substr(0, 10) + std::string(64, '\0'); });
             }),
      forged("a comment's signature of zeros", "sync.bad_signature",
             [](Lobby&, const std::string& f) {
               return with_bytes(f, 3, [](const std::string&) { return std::string(64, '\0'); });
             }),
      forged("S + L for S", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return with_bytes(f, 1, plus_order); }),
      forged("S + L for S in the comment's signature", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return with_bytes(f, 3, plus_order); }),
      forged("a hashed signature called an old one", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return labelled(f, "Ed"); }),
      forged("an old signature called a hashed one", "sync.bad_signature",
             [](Lobby& l, const std::string&) { return labelled(sign(evil(), l.ours, "", Prehash::no), "ED"); }),
      forged("another algorithm", "sync.bad_signature", [](Lobby&, const std::string& f) { return labelled(f, "RS"); }),
      {"the hash of an approved document as an old-style document", "sync.bad_document",
       [](Lobby& l) { l.serve(blake2b(l.folder, good(7)), labelled(sign(good(7), l.ours, "revision 7"), "Ed")); }},
      forged("base64 without its padding", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "==\n", "\n"); }),
      forged(
          "base64 with a space in it", "sync.bad_signature",
          [](Lobby&, const std::string& f) { return with_line(f, 1, [](std::string t) { return t.insert(9, " "); }); }),
      forged("base64 of URLs", "sync.bad_signature",
             [](Lobby&, const std::string& f) {
               return with_line(f, 1, [](std::string t) { return t.replace(20, 1, "_"); });
             }),
      forged("base64 whose last bits say something", "sync.bad_signature",
             [](Lobby&, const std::string& f) {
               return with_line(f, 3, [](std::string t) {
                 char& last = t.at(t.size() - 3);
                 last = test::base64_digits.at(test::base64_digits.find(last) + 1);
                 return t;
               });
             }),
      forged(
          "base64 one byte longer", "sync.bad_signature",
          [](Lobby&, const std::string& f) { return with_bytes(f, 1, [](const std::string& b) { return b + "x"; }); }),
      forged("base64 one byte shorter", "sync.bad_signature",
             [](Lobby&, const std::string& f) {
               return with_bytes(f, 1, [](const std::string& b) { return b.substr(0, b.size() - 1); });
             }),
      forged("lines that end in CR LF", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return file_of(lines_of(f), "\r\n"); }),
      forged("a byte order mark", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return "\xef\xbb\xbf" + f; }),
      forged("an empty line at the end", "sync.bad_signature", [](Lobby&, const std::string& f) { return f + "\n"; }),
      forged("no end of the last line", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return f.substr(0, f.size() - 1); }),
      forged("a good signature before it", "sync.bad_signature",
             [](Lobby& l, const std::string& f) { return sign(good(7), l.ours, "revision 7") + f; }),
      forged("a NUL in the comment", "sync.bad_signature",
             [](Lobby&, const std::string& f) { return replaced(f, "revision 8", std::string("revision\0 8", 11)); }),
      {"a signature of a megabyte", "net.too_large",
       [](Lobby& l) { l.serve(evil(), sign(evil(), l.ours, std::string(1 << 20, 'x'))); }},
      {"a signature without end", "net.too_large", [](Lobby& l) { l.serve(evil(), flood()); }},
      {"a signature byte by byte", "net.timeout", [](Lobby& l) { l.serve(evil(), drip(1)); }},
      {"a signature that breaks", "sync.http_status", [](Lobby& l) { l.serve(evil(), answer(500, "")); }},
      {"a signature from a file", "net.redirect", [](Lobby& l) { l.serve(evil(), redirect("file:///tmp/sig")); }},
  };
}

std::vector<Attack> on_the_document() {
  const auto with = [](const std::string& head) { return evil(head); };
  return {
      altered("one letter", [](std::string d) { return replaced(std::move(d), "EVIL", "EVIK"); }),
      altered("a space behind it", [](const std::string& d) { return d + " "; }),
      altered("a line behind it", [](const std::string& d) { return d + "\n"; }),
      altered("a second document behind it", [](const std::string& d) { return d + d; }),
      altered("a NUL behind it", [](const std::string& d) { return d + '\0'; }),
      altered("a byte order mark before it", [](const std::string& d) { return "\xef\xbb\xbf" + d; }),
      altered("lines that end in CR LF", [](std::string d) { return replaced(std::move(d), "\n", "\r\n"); }),
      altered("without its last byte", [](const std::string& d) { return d.substr(0, d.size() - 1); }),
      altered("half of it", [](const std::string& d) { return d.substr(0, d.size() / 2); }),
      altered("nothing of it", [](const std::string&) { return std::string(); }),
      altered("a letter written as an escape",
              [](std::string d) { return replaced(std::move(d), "EVIL", "\\u0045VIL"); }),
      altered("another revision", [](std::string d) { return replaced(std::move(d), ": 8,", ": 9,"); }),
      altered("a key twice", [](std::string d) { return replaced(std::move(d), "{", R"({"revision": 9, )"); }),
      approved("rollback: the revision before", "sync.old_revision", good(6)),
      approved("rollback: with an old-style signature", "sync.old_revision", good(5), Prehash::no),
      {"rollback: by way of the other key", "sync.old_revision",
       [](Lobby& l) { l.serve(good(6), sign(good(6), l.next, "")); }},
      approved("the same revision, other bytes", "sync.revision_reused", evil(R"("revision": 7, )")),
      approved("no revision", "sync.no_revision", with("")),
      approved("revision 0", "sync.bad_document", with(R"("revision": 0, )")),
      approved("revision -1", "sync.bad_document", with(R"("revision": -1, )")),
      approved("a revision in quotes", "sync.bad_document", with(R"("revision": "8", )")),
      approved("[S14] revision 2^63 - 1", "sync.bad_document", with(R"("revision": 9223372036854775807, )")),
      approved("[S14] revision 2^64 + 8", "sync.bad_document", with(R"("revision": 18446744073709551624, )")),
      approved("two revisions", "sync.bad_document", with(R"("revision": 6, "revision": 8, )")),
      approved("[S13] freeze: expired yesterday", "content.expired",
               with(R"("revision": 8, "expires": "2026-02-19", )")),
      approved("[S13] freeze: expired this second", "content.expired",
               with(R"("revision": 8, "expires": "2026-02-20T12:00:00+01:00", )")),
      approved("an expiry that is none", "sync.bad_document", with(R"("revision": 8, "expires": "never", )")),
      approved("a newer format", "sync.bad_document", replaced(evil(), R"("version": 1)", R"("version": 2)")),
      approved("[S13] freeze: the same for ever", "unchanged", good(7)),
      {"[S13] freeze: 304 for ever", "sync.http_status",
       [](Lobby& l) { l.serve(evil(), ""), l.server.on("/content.json", answer(304, "")); }},
      {"endless data", "net.too_large", [](Lobby& l) { l.serve(evil(), ""), l.server.on("/content.json", flood()); }},
      {"slow retrieval", "net.timeout", [](Lobby& l) { l.serve(evil(), ""), l.server.on("/content.json", drip(1)); }},
      {"a mirror that sends us to a file", "net.redirect",
       [](Lobby& l) { l.serve(evil(), ""), l.server.on("/content.json", redirect("file:///etc/passwd")); }},
      {"a mirror with a login page", "sync.portal",
       [](Lobby& l) { l.serve("<!DOCTYPE html><html></html>", sign(evil(), l.ours, "")); }},
      approved("a picture without a hash", "sync.picture_unlisted",
               evil(R"("revision": 8, )", str(R"({"src": "p.png", "bytes": )", good_png.size(), "}"))),
      approved("a picture without a size", "sync.picture_unlisted",
               evil(R"("revision": 8, )", str(R"({"src": "p.png", "sha256": ")", sha256_hex(good_png), "\"}"))),
      pictured("the picture swapped", "sync.picture_hash", picture(good_png + "x", "q.png"), ok(evil_png + "x")),
      pictured("mix and match: the old picture", "sync.picture_size", picture(evil_png + "x", "q.png"), ok(evil_png)),
      pictured("a picture longer than listed", "net.too_large", picture(evil_png, "q.png"), ok(evil_png + "x")),
      pictured("a picture cut short", "sync.picture_cut", picture(evil_png, "q.png"), ok(evil_png.substr(0, 60))),
      pictured("a picture without end", "net.too_large", picture(evil_png, "q.png"), flood()),
      pictured("a picture byte by byte", "net.timeout", picture(evil_png, "q.png"), drip(1)),
      pictured("a page for a picture, as listed", "sync.picture_type", picture("<html></html>", "q.png"),
               ok("<html></html>")),
      pictured("a picture that no decoder reads, as listed", "sync.picture_undecodable",
               picture(replaced(evil_png, "IDAT", "IDAX"), "q.png"), ok(replaced(evil_png, "IDAT", "IDAX"))),
      pictured("a picture that is listed elsewhere", "sync.address", picture(evil_png, "https://evil.example/q.png"),
               ok(evil_png)),
      {"a picture host that sends us on to another", "sync.address",
       [](Lobby& l) {
         l.server.on("/elsewhere.png", ok(evil_png));
         l.server.on("/q.png", redirect(replaced(l.server.url("/elsewhere.png"), "127.0.0.1", "localhost")));
         const auto bytes = evil(R"("revision": 8, )", picture(evil_png, "q.png"));
         l.serve(bytes, sign(bytes, l.ours, ""));
       }},
  };
}

void check_refused(const std::vector<Attack>& attacks) {
  Lobby lobby;
  const auto pointer = test::bytes_of(lobby.folder / "cache/current");
  for (const auto& attack : attacks) {
    CAPTURE(attack.what);
    attack.begin(lobby);
    if (attack.outcome == "unchanged") {
      CHECK(lobby.outcome() == "unchanged");
    } else {
      const Announced warning(attack.outcome);
      CHECK(lobby.outcome() == attack.outcome);
    }
    REQUIRE(lobby.store->current() != nullptr);
    CHECK(lobby.store->current()->document == good(7));
    CHECK(test::bytes_of(lobby.folder / "cache/current") == pointer);
    CHECK(lobby.pixels() == lobby.shown);
    CHECK(lobby.floor->mark().revision == 7);
  }
  // All that was wrong was what was refused: the next good document comes.
  lobby.serve(good(8), sign(good(8), lobby.ours, ""));
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.pixels() != lobby.shown);
  MESSAGE(attacks.size(), " attacks refused, none seen on the screen");
}

TEST_CASE("[S11, E03] attacks on the signature change no pixel") {
  check_refused(on_the_signature());
}

TEST_CASE("[S11, S13, S14, H18] attacks on the document and its pictures change no pixel") {
  check_refused(on_the_document());
}

// -------------------------------------------------------------------------------- on the cache

/// Attacks by whoever can write the disk, between two runs: at the start none of it is seen.
struct Tampering {
  std::string what;
  std::string code;
  std::function<void(Lobby&, const std::filesystem::path& generation)> begin;
};

void put(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// Another document in the place of the one that is current, with the name that it needs.
void plant(Lobby& lobby, const std::filesystem::path& generation, const std::string& document,
           const std::string& signature) {
  const auto name = sha256_hex(document);
  put(generation / "document.json", document);
  put(generation / "document.json.minisig", signature);
  std::filesystem::rename(generation, generation.parent_path() / name);
  put(lobby.folder / "cache/current", name + "\n");
}

TEST_CASE("[S11] a cache that was changed on the disk, or is signed by nobody any more, is not shown") {
  const std::vector<Tampering> table{
      {"no signature", "sync.unsigned",
       [](Lobby&, const auto& generation) { std::filesystem::remove(generation / "document.json.minisig"); }},
      {"a signature by a thief", "sync.unknown_key",
       [](Lobby& l, const auto& g) { put(g / "document.json.minisig", sign(good(7), l.thief, "")); }},
      {"another document, signed by a thief", "sync.unknown_key",
       [](Lobby& l, const auto& g) { plant(l, g, evil(), sign(evil(), l.thief, "")); }},
      {"another document under the old signature", "sync.bad_signature",
       [](Lobby& l, const auto& g) { plant(l, g, evil(), sign(good(7), l.ours, "")); }},
      {"another document in the old folder", "store.damaged",
       [](Lobby&, const auto& g) { put(g / "document.json", evil()); }},
      {"another picture by the cache's own list", "sync.picture_hash",
       [](Lobby& l, const auto& g) {
         put(l.folder / "cache/media" / sha256_hex(evil_png), evil_png);
         put(g / "media.list", sealed(str(sha256_hex(evil_png), '\t', evil_png.size(), "\tp.png\t\t\n")));
       }},
      {"no list of pictures", "sync.picture_hash", [](Lobby&, const auto& g) { put(g / "media.list", sealed("")); }},
      {"a key that was taken out of the settings", "sync.unknown_key",
       [](Lobby& l, const auto&) { l.settings.keys = {to_string(public_key_of(l.next))}; }},
      {"keys that nobody can read", "sync.unknown_key",
       [](Lobby& l, const auto&) { l.settings.keys = {std::string(unreadable_key)}; }},
      {"a floor in the settings that is higher", "sync.old_revision",
       [](Lobby& l, const auto&) { l.settings.min_revision = 8; }},
  };
  const auto built_in = pixels_of(nullptr);
  for (const auto& row : table) {
    CAPTURE(row.what);
    Lobby lobby;
    CHECK(lobby.shown != built_in);
    const auto generation = lobby.folder / "cache/generations" / sha256_hex(good(7));
    row.begin(lobby, generation);
    const Announced warning(row.code);
    CHECK(lobby.pixels() == built_in);
    CHECK(lobby.store->current() == nullptr);
  }
}

TEST_CASE("[S11] another picture of the same size under the right name in the cache is not shown, and soon mended") {
  REQUIRE(good_png.size() == evil_png.size());
  Lobby lobby;
  const auto file = lobby.folder / "cache/media" / sha256_hex(good_png);
  const Announced warning("store.damaged");
  put(file, std::string(good_png.size(), 'x'));
  const auto without_picture = lobby.pixels();
  CHECK(without_picture != lobby.shown);
  put(file, evil_png);
  CHECK(lobby.pixels() == without_picture);
  lobby.store->check_next_picture();
  REQUIRE(lobby.store->damage() != nullptr);
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.pixels() == lobby.shown);
}

TEST_CASE("[S11] what was cached before keys were asked for is not shown once they are, until it is signed") {
  Lobby lobby;
  lobby.settings.keys.clear();
  lobby.serve(evil(), answer(404, ""));
  REQUIRE(lobby.outcome() == "published");
  CHECK(lobby.pixels() != lobby.shown);
  lobby.settings.keys = {to_string(public_key_of(lobby.next))};
  {
    const Announced unsigned_one("sync.unsigned");
    const Announced by_another("sync.unknown_key");
    CHECK(lobby.pixels() != lobby.shown);
    CHECK(lobby.store->current() == nullptr);
  }
  lobby.serve(good(7), sign(good(7), lobby.next, ""));
  const Announced unsigned_one("sync.unsigned");
  const Announced by_another("sync.unknown_key");
  lobby.start();
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.pixels() == lobby.shown);
}

// -------------------------------------------------------------------------------- changing keys

TEST_CASE("[S07, S15] a key is changed over: both listed, then the new one alone; the floor goes along") {
  Lobby lobby;
  lobby.serve(good(8), sign(good(8), lobby.next, ""));
  CHECK(lobby.outcome() == "published");
  {
    const Announced warning("sync.old_revision");
    lobby.serve(good(7), sign(good(7), lobby.ours, ""));
    CHECK(lobby.outcome() == "sync.old_revision");
  }
  lobby.settings.keys = {to_string(public_key_of(lobby.next))};
  lobby.start();
  REQUIRE(lobby.store->current() != nullptr);
  CHECK(lobby.store->current()->document == good(8));
  CHECK(lobby.floor->mark().revision == 8);
  const Announced warning("sync.unknown_key");
  lobby.serve(good(9), sign(good(9), lobby.ours, ""));
  CHECK(lobby.outcome() == "sync.unknown_key");
}

TEST_CASE("[S14] the highest revision under a stolen key blocks a screen only until the key is taken out") {
  Lobby lobby;
  const auto highest = document(str(R"("revision": )", most_revision, ", "), "EVIL", picture(good_png));
  lobby.serve(highest, sign(highest, lobby.ours, "stolen"));
  CHECK(lobby.outcome() == "published");
  {
    const Announced warning("sync.old_revision");
    lobby.serve(good(8), sign(good(8), lobby.next, ""));
    CHECK(lobby.outcome() == "sync.old_revision");
  }
  lobby.settings.keys = {to_string(public_key_of(lobby.next))};
  {
    const Announced gone("sync.unknown_key");
    lobby.start();
    CHECK(lobby.store->current() == nullptr);
    CHECK(lobby.floor->mark().revision == 0);
  }
  CHECK(lobby.outcome() == "published");
  CHECK(lobby.floor->mark().revision == 8);
  const Announced warning("sync.unknown_key");
  lobby.serve(highest, sign(highest, lobby.ours, "stolen"));
  CHECK(lobby.outcome() == "sync.unknown_key");
}

}  // namespace
}  // namespace kiosk
