/// A screen tells a desk how it is, and does not mind when there is none.
#include "base/format.h"
#include "decode/decode.h"
#include "program/screen.h"
#include "support/fault_server.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::answer;
using test::Asked;
using test::content;
using test::eventually;
using test::FaultServer;
using test::form_part;
using test::ok;
using test::Screen;
using test::Status;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string body_of_part(const Asked& asked, const std::string& name) {
  const auto part = form_part(asked, name);
  const auto blank = part.find("\r\n\r\n");
  return blank == std::string::npos ? "" : part.substr(blank + 4);
}

/// A screen whose endpoint and desk are one server.
struct Lobby {
  Lobby() { server.on("/content.json", ok(content("one"))); }

  std::vector<Asked> reports() const {
    auto asked = server.asked();
    std::erase_if(asked, [](const Asked& a) { return a.path != "/report"; });
    return asked;
  }
  /// The first report after the first `known` whose status has that text.
  Asked report_with(const std::string& text, std::size_t known = 0) const {
    std::vector<Asked> found;
    const bool came = eventually([&] {
      found = reports();
      found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(known));
      std::erase_if(found, [&](const Asked& a) { return !has(form_part(a, "status"), text); });
      return !found.empty();
    });
    REQUIRE_MESSAGE(came, "waited for a report with ", text);
    return found.front();
  }
  std::string told() const { return test::kiosk({"status", "--state-dir", screen.state()}).out; }

  FaultServer server;
  test::Folder secrets;
  Screen screen{server.url("/content.json"),
                str(R"("report": ")", server.url("/report"), R"(", "report_token_file": ")",
                    secrets.write("token", "secret").string(), "\"")};
};

TEST_SUITE_BEGIN("report");

TEST_CASE("a screen tells the desk what it shows, with a picture, and soon after what changed") {
  Lobby lobby;
  lobby.server.on("/report", answer(204, ""));
  lobby.screen.start();
  const auto first = lobby.screen.wait_for_slide_of("one-");
  const auto report = lobby.report_with(first.generation);
  CHECK(report.method == "POST");
  CHECK(report.headers.at("authorization") == "Bearer secret");
  const auto status = body_of_part(report, "status");
  for (const auto* part : {R"("screen": "lobby")", R"("revision": )", R"("slide": {)", R"("clock": "trusted")",
                           R"("last_contact": )", R"("problems": [])"})
    CHECK_MESSAGE(has(status, part), part, " in ", status);
  const auto picture = inspect(body_of_part(lobby.reports().front(), "snapshot"));
  REQUIRE(picture);
  CHECK(picture->size == Size{480, 270});

  const auto changed = std::chrono::steady_clock::now();
  lobby.server.on("/content.json", ok(content("two", R"({"kind": "sport", "id": "two-3", "title": "Goal"})")));
  const auto fresh =
      lobby.screen.wait_for("the change", [&](const Status& s) { return s.generation != first.generation; });
  const auto told = lobby.report_with(fresh.generation);
  MESSAGE("the desk knows of a change ",
          std::chrono::duration<double>(std::chrono::steady_clock::now() - changed).count(),
          " s after it was made, of which up to 7 are so as not to tell too often");
  CHECK(has(body_of_part(told, "status"), "slide.kind"));
  CHECK(eventually([&] { return has(lobby.told(), "report      arrived at 20"); }));
  CHECK(lobby.screen.end(SIGTERM) == 0);
}

TEST_CASE("a desk that is gone disturbs neither the show nor the updates, and hears of them when it is back") {
  Lobby lobby;
  lobby.server.on("/report", answer(503, "not now"));
  lobby.screen.start();
  lobby.screen.wait_for_slide_of("one-");
  REQUIRE(eventually([&] { return lobby.reports().size() >= 2; }));
  lobby.screen.wait_for_next_slide();
  lobby.server.on("/content.json", ok(content("two")));
  const auto fresh = lobby.screen.wait_for_slide_of("two-");
  CHECK(fresh.failures == 0);
  CHECK(has(lobby.told(), "report.refused: "));
  const auto lines = lobby.screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("warning report.refused: "));

  const auto before = lobby.reports().size();
  lobby.server.on("/report", answer(204, ""));
  const auto report = lobby.report_with(fresh.generation, before);
  CHECK_FALSE(form_part(report, "snapshot").empty());
  CHECK(lobby.screen.complaints().size() == 1);
  CHECK(lobby.screen.end(SIGTERM) == 0);
}

TEST_CASE("[F03] a screen that is told to report in the clear to another machine says so, and plays") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"), R"("report": "http://desk.example.org/report")");
  screen.start();
  screen.wait_for_slide_of("one-");
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("error sync.address: http://desk.example.org/report: plain http"));
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
