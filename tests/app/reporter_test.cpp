/// Reports over the real network code, to a server on loopback.
#include "app/reporter.h"

#include "app/main_thread.h"
#include "support/announced.h"
#include "support/fault_server.h"
#include "support/folder.h"
#include "support/tls_server.h"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>
#include <random>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::answer;
using test::FaultServer;
using test::form_part;
using test::Main;

/// A screen that reports to a server.
struct Lobby {
  Lobby() {
    settings.report = server.url("/report");
    settings.report_token_file = folder.write("token", "secret\n");
  }

  void start() { reporter.emplace(settings, clock, main.inbox); }
  /// Gives reports until one was sent; tells what came of it.
  ReportSent give(const Bitmap& window = {}) {
    for (;;) {
      for (const auto& event : main.wait()) {
        if (std::holds_alternative<ReportWanted>(event)) reporter->give(R"({"screen": "lobby"})", window);
        if (const auto* sent = std::get_if<ReportSent>(&event)) return *sent;
      }
    }
  }

  FaultServer server;
  const test::Folder folder;
  Settings settings;
  SystemClock clock;
  Main main;
  std::optional<Reporter> reporter;
};

TEST_CASE("a report has the status, the picture and the token") {
  Lobby lobby;
  lobby.server.on("/report", answer(204, ""));
  lobby.start();
  const auto before = lobby.clock.wall();
  const auto sent = lobby.give(Bitmap({64, 36}, 0x336699));
  CHECK(sent.error.code.empty());
  CHECK(sent.at >= before);
  const auto asked = lobby.server.asked().at(0);
  CHECK(asked.method == "POST");
  CHECK(asked.headers.at("authorization") == "Bearer secret");
  CHECK(form_part(asked, "status").ends_with("\r\n\r\n{\"screen\": \"lobby\"}"));
  CHECK(form_part(asked, "snapshot").find("\r\n\r\n\x89PNG\r\n") != std::string::npos);
}

TEST_CASE("without a new picture a report is the status alone; a picture too large for the desk is not sent") {
  Bitmap window;
  SUBCASE("none") {}
  SUBCASE("noise") {
    window = Bitmap({480, 1600});
    std::mt19937 random(1);
    for (auto& pixel : window.pixels()) pixel = static_cast<Pixel>(random() & 0xffffffU);
  }
  Lobby lobby;
  lobby.server.on("/report", answer(200, "thanks"));
  lobby.start();
  CHECK(lobby.give(window).error.code.empty());
  CHECK(form_part(lobby.server.asked().at(0), "snapshot").empty());
  CHECK_FALSE(form_part(lobby.server.asked().at(0), "status").empty());
}

TEST_CASE("news is reported soon") {
  Lobby lobby;
  lobby.server.on("/report", answer(204, ""));
  lobby.start();
  lobby.give();
  const auto begin = lobby.clock.steady();
  lobby.reporter->hurry();
  CHECK(lobby.give().error.code.empty());
  MESSAGE("news was reported after ", (lobby.clock.steady() - begin).count(), " ms");
  CHECK(lobby.clock.steady() - begin < 30s);  // not in a minute
}

TEST_CASE("a desk that refuses reports is warned of once, and told again when it takes them") {
  Lobby lobby;
  std::string code = "report.refused";
  SUBCASE("by an error") {
    lobby.server.on("/report", answer(401, "who are you?"));
  }
  SUBCASE("by hanging up") {
    lobby.server.on("/report", test::raw(""));
    code = "net.cut_short";
  }
  const Announced warning(code);
  lobby.start();
  CHECK(lobby.give().error.code == code);
  lobby.server.on("/report", answer(204, ""));
  CHECK(lobby.give().error.code.empty());
}

TEST_CASE("[N05] a desk that never answers does not hold up the end of the program") {
  Lobby lobby;
  test::Reply silence;
  silence.then = test::Reply::Then::silence;
  lobby.server.on("/report", silence);
  lobby.start();
  for (bool given = false; !given;) {
    for (const auto& event : lobby.main.wait()) given = given || std::holds_alternative<ReportWanted>(event);
  }
  lobby.reporter->give("{}", {});
  while (lobby.server.asked().empty()) std::this_thread::sleep_for(1ms);
  const auto begin = lobby.clock.steady();
  lobby.reporter.reset();
  CHECK(lobby.clock.steady() - begin < 10s);
}

TEST_CASE("a program that ends before the main thread gave its report ends at once") {
  Lobby lobby;
  lobby.start();
  SUBCASE("asked for") {
    lobby.main.wait();
  }
  SUBCASE("not yet") {}
  const auto begin = lobby.clock.steady();
  lobby.reporter.reset();
  CHECK(lobby.clock.steady() - begin < 10s);
}

TEST_CASE("[S06] the endpoint's pins hold for reports to its own host, too") {
  const test::Certificates certificates;
  const test::TlsServer desk(certificates, "server");
  Lobby lobby;
  lobby.settings.content = "https://127.0.0.1/content.json";
  lobby.settings.report = desk.url("/report");
  lobby.settings.ca_file = certificates.file("ca.pem");
  lobby.settings.pins = {certificates.pin("spare")};
  const Announced warning("net.pin");
  lobby.start();
  CHECK(lobby.give().error.code == "net.pin");
}

}  // namespace
}  // namespace kiosk
