#include "desk/machines.h"

#include "decode/decoder.h"
#include "editorial/screens.h"
#include "support/folder.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

constexpr Instant noon{std::chrono::seconds{1'771'580'000}};

struct Office {
  const test::Folder folder;
  Database db = Database::open(folder.path() / "desk.sqlite").value();
  Decoder decoder;
  PictureBox pictures{db, folder.path(), decoder};
  Screens screens{db};
  const std::string token = screens.add("lobby \"north\"", Account{}, noon).value();

  HttpResponse ask(const HttpRequest& request) { return answer_machine(request, db, pictures, noon); }
};

HttpRequest report(const std::string& token, const std::string& status) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/report";
  request.headers["authorization"] = "Bearer " + token;
  request.form = {{"status", status}};
  return request;
}

HttpRequest metrics(const std::string& peer) {
  HttpRequest request;
  request.path = "/metrics";
  request.peer = peer;
  return request;
}

}  // namespace

TEST_CASE("a screen reports with its token, and with no other") {
  Office office;
  auto request = report(office.token, R"({"revision": 7})");
  request.uploads.push_back({"snapshot", "screen.png", "\x89PNG\r\n\x1a\n..."});
  CHECK(office.ask(request).status == 204);
  const auto screens = office.screens.all().value();
  CHECK(screens.front().reported == noon);
  CHECK(screens.front().has_snapshot);

  const auto refused = office.ask(report("guessed", "{}"));
  CHECK(refused.status == 401);
  CHECK(office.ask(report("", "{}")).status == 401);
  request.headers.clear();
  CHECK(office.ask(request).status == 401);
}

TEST_CASE("a report that is none changes nothing") {
  Office office;
  CHECK(office.ask(report(office.token, "[]")).status == 400);
  auto request = report(office.token, "{}");
  request.uploads.push_back({"snapshot", "screen.png", "<svg>"});
  CHECK(office.ask(request).status == 400);
  request.method = "GET";
  CHECK(office.ask(request).status == 405);
  CHECK_FALSE(office.screens.all().value().front().reported);
}

TEST_CASE("Prometheus gets figures, from this machine only") {
  Office office;
  REQUIRE(office.ask(report(office.token, R"({"revision": 7})")).status == 204);
  const auto answer = office.ask(metrics("127.0.0.1"));
  CHECK(answer.status == 200);
  CHECK(answer.body.find("kiosk_desk_screen_revision{screen=\"lobby \\\"north\\\"\"} 7\n") != std::string::npos);
  CHECK(answer.body.find("kiosk_desk_screen_reported_timestamp_seconds{screen=\"lobby \\\"north\\\"\"} 1771580000\n") !=
        std::string::npos);
  CHECK(answer.body.find("kiosk_desk_slides{state=\"live\"} 0\n") != std::string::npos);
  CHECK(answer.body.find("kiosk_desk_published_revision 0\n") != std::string::npos);

  CHECK(office.ask(metrics("192.0.2.7")).status == 403);
  auto by_proxy = metrics("127.0.0.1");
  by_proxy.headers["x-forwarded-for"] = "192.0.2.7";
  CHECK(office.ask(by_proxy).status == 403);
}

}  // namespace kiosk
