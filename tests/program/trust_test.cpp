/// What a screen believes: clocks that jump, content that nobody signed, an environment that somebody prepared.
#include "base/clock.h"
#include "base/format.h"
#include "crypto/minisign.h"
#include "program/screen.h"
#include "support/announced.h"
#include "support/fault_server.h"
#include "support/tls_server.h"

#include <csignal>
#include <ctime>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <set>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::answer;
using test::bytes_of;
using test::content;
using test::Environment;
using test::FaultServer;
using test::ok;
using test::Reply;
using test::Screen;
using test::Status;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A screen whose wall clock the test sets.
struct Clockwork {
  explicit Clockwork(const std::string& endpoint) : screen(endpoint) { off_by(0s); }

  void off_by(std::chrono::seconds seconds) {
    screen.folder().write("clock.new", std::to_string(seconds.count()));
    std::filesystem::rename(screen.folder() / "clock.new", screen.folder() / "clock");
  }
  void start() {
    screen.start({}, {{"LD_PRELOAD", KIOSK_SET_CLOCK},
                      {"SET_CLOCK", screen.folder() / "clock"},
                      {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"}});
  }
  Status wait_for_clock(const std::string& state) {
    return screen.wait_for("a clock that is " + state, [&](const Status& s) { return s.clock == state; });
  }

  Screen screen;
};

const std::string dated =
    R"({"kind": "news", "id": "one-dated", "seconds": 3, "from": "2020-01-01", "title": "Dated"})";

std::string since_1970(std::chrono::seconds seconds) {
  return to_iso(Instant{seconds}).substr(0, 4);
}

const auto now = std::chrono::seconds{std::time(nullptr)};
constexpr auto ten_years = std::chrono::days{3652};

/// The Date header of an endpoint whose clock is right.
Reply dated_answer(const std::string& body) {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> date{};
  std::strftime(date.data(), date.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
  return ok(body, date.data());
}

TEST_SUITE_BEGIN("trust");

TEST_CASE("[C01] a screen that starts in 1970 plays what has no date, and the rest once the clock is right") {
  FaultServer server;
  server.on("/content.json", ok(content("one", dated)));
  Clockwork lobby(server.url("/content.json"));
  lobby.start();
  auto first = lobby.screen.wait_for("the slide with a date", [](const Status& s) { return s.slide == "one-dated"; });
  CHECK(first.clock == "trusted");
  CHECK(lobby.screen.end(SIGTERM) == 0);

  server.on("/content.json", answer(503, ""));
  lobby.off_by(-now + 60s);
  lobby.start();
  auto shown = lobby.screen.wait_for_slide_of("one-");
  CHECK(shown.generation == first.generation);
  CHECK(shown.clock == "untrusted");
  CHECK(shown.since.starts_with(since_1970(0s)));
  std::set<std::string> seen{shown.slide};
  for (int slide = 0; slide < 4; ++slide) seen.insert(lobby.screen.wait_for_next_slide().slide);
  CHECK(seen == std::set<std::string>{"one-1", "one-2"});
  CHECK(has(test::kiosk({"status", "--state-dir", lobby.screen.state()}).out, "clock       NOT TRUSTED"));

  lobby.off_by(0s);
  lobby.wait_for_clock("trusted");
  lobby.screen.wait_for("the slide with a date", [](const Status& s) { return s.slide == "one-dated"; });
  CHECK(lobby.screen.end(SIGTERM) == 0);
}

TEST_CASE(
    "[C02] a clock that jumps ten years ahead and back stops nothing, and is believed again once the endpoint agrees") {
  FaultServer server;
  server.on("/content.json", [](const test::Asked&) { return dated_answer(content("one", dated)); });
  Clockwork lobby(server.url("/content.json"));
  lobby.start();
  lobby.screen.wait_for_slide_of("one-");

  lobby.off_by(ten_years);
  lobby.screen.wait_for("a slide in ten years",
                        [](const Status& s) { return s.since > since_1970(now + ten_years / 2); });
  // New content comes, and its time is noted down.
  server.on("/content.json", [](const test::Asked&) { return dated_answer(content("two", dated)); });
  const auto fresh = lobby.screen.wait_for_slide_of("two-");
  CHECK(fresh.clock == "trusted");
  CHECK(lobby.screen.end(SIGTERM) == 0);

  server.on("/content.json", answer(503, ""));
  lobby.off_by(0s);
  lobby.start();
  const auto back = lobby.screen.wait_for_slide_of("two-");
  CHECK(back.generation == fresh.generation);
  CHECK(back.clock == "untrusted");
  CHECK(back.slide != "one-dated");

  server.on("/content.json", [](const test::Asked&) { return dated_answer(content("two", dated)); });
  lobby.wait_for_clock("trusted");
  CHECK(lobby.screen.end(SIGTERM) == 0);
}

/// The key's public half, as a member of the settings.
std::string keys(const SecretKey& key) {
  return str(R"("keys": [")", to_string(public_key_of(key)), "\"]");
}

std::string signed_content(const std::string& prefix, int revision) {
  auto bytes = content(prefix);
  return bytes.insert(1, str(R"("revision": )", revision, ", "));
}

TEST_CASE(
    "[S11] with keys in the settings nothing is on the screen that they did not sign, from the cache or the network") {
  FaultServer server;
  const auto key = make_secret_key();
  const auto thief = make_secret_key();
  server.on("/content.json", ok(signed_content("evil", 1)));
  Screen screen(server.url("/content.json"));
  screen.start();
  screen.wait_for_slide_of("evil-");
  CHECK(screen.end(SIGTERM) == 0);

  // The keys come; what is in the cache and on the endpoint is as it was.
  auto settings = bytes_of(screen.folder() / "kiosk.json");
  screen.folder().write("kiosk.json", settings.insert(1, keys(key) + ", "));
  screen.start();
  auto refused = screen.wait_for("an update that is refused", [](const Status& s) { return s.failures > 0; });
  CHECK(refused.slide == "built-in");
  CHECK(refused.code == "sync.unsigned");
  CHECK(refused.alarm);

  server.on("/content.json.minisig", ok(sign(signed_content("evil", 1), thief, "")));
  refused = screen.wait_for("another reason", [](const Status& s) { return s.code == "sync.unknown_key"; });
  CHECK(refused.slide == "built-in");

  const auto good = signed_content("good", 2);
  server.on("/content.json", ok(good));
  server.on("/content.json.minisig", ok(sign(good, key, "")));
  screen.wait_for_slide_of("good-");
  CHECK(has(bytes_of(screen.state() / "revision.floor"), to_string(key.id)));

  // Content from before, with the signature that it had.
  const auto old = signed_content("old", 1);
  server.on("/content.json", ok(old));
  server.on("/content.json.minisig", ok(sign(old, key, "")));
  refused = screen.wait_for("old content", [](const Status& s) { return s.code == "sync.old_revision"; });
  CHECK(refused.slide.starts_with("good-"));
  CHECK(screen.end(SIGTERM) == 0);

  server.on("/content.json", answer(503, ""));
  screen.start();
  screen.wait_for_slide_of("good-");
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[F05] nobody gets the keys of a connection, or another authority, by way of the environment") {
  const test::Certificates certificates;
  certificates.folder().write("content.json", content("one"));
  const test::TlsServer server(certificates, "server");
  const auto log = certificates.file("keys.log");
  const Environment prepared{{"SSLKEYLOGFILE", log},
                             {"SSL_CERT_FILE", certificates.file("ca.pem")},
                             {"CURL_CA_BUNDLE", certificates.file("ca.pem")},
                             {"OPENSSL_CONF", certificates.file("ca.conf")},
                             {"https_proxy", "http://127.0.0.1:1"},
                             {"ALL_PROXY", "http://127.0.0.1:1"}};
  const auto config = certificates.folder().write("kiosk.json", "{}");
  const auto stranger = test::kiosk({"check", server.url("/content.json"), "--config", config}, prepared);
  CHECK(stranger.code == 69);
  CHECK(has(stranger.err, "certificate"));

  certificates.folder().write("kiosk.json", str(R"({"ca_file": ")", certificates.file("ca.pem"), "\"}"));
  const auto known = test::kiosk({"check", server.url("/content.json"), "--config", config}, prepared);
  CHECK_MESSAGE(known.code == 0, known.err);
  CHECK_FALSE(std::filesystem::exists(log));
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
