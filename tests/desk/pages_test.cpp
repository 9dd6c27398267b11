/// What the server makes of requests that are not for files: whole requests for a worker, and its answers.
#include "base/file.h"
#include "base/format.h"
#include "desk/body.h"
#include "desk/client.h"
#include "desk/server.h"
#include "support/folder.h"

#include <atomic>
#include <doctest/doctest.h>
#include <thread>

namespace kiosk {
namespace {

using test::ask;
using test::converse;

/// A server whose only worker answers what it was asked, in words.
class Echo {
 public:
  explicit Echo(Worker::Answer answer = &Echo::words) {
    REQUIRE(published_.reopen());
    std::vector<std::unique_ptr<Worker>> workers;
    workers.push_back(std::make_unique<Worker>("echo", [answer] { return answer; }));
    server_.emplace(Server::start({published_, std::move(workers),
                                   [](const HttpRequest& request) {
                                     return request.path.starts_with("/media/") ? std::nullopt
                                                                                : std::optional<std::size_t>(0);
                                   }},
                                  {"127.0.0.1", 0}, clock_)
                        .value());
  }

  std::uint16_t port() const { return server_->port(); }
  void end() { server_.reset(); }

 private:
  static HttpResponse words(const HttpRequest& request) {
    auto text = str(request.method, ' ', request.path, '\n');
    for (const auto& [name, value] : request.query) text += str("? ", name, '=', value, '\n');
    for (const auto& [name, value] : request.form) text += str("form ", name, '=', value, '\n');
    for (const auto& upload : request.uploads)
      text += str("file ", upload.field, '=', upload.file_name, ' ', upload.bytes.size(), '\n');
    text += str("cookie ", request.cookie("b"), "\npeer ", request.peer, '\n');
    return plain_response(200, text);
  }

  const test::Folder folder_;
  Published published_{folder_.path()};
  SystemClock clock_;
  std::optional<Server> server_;
};

std::string post(const std::string& path, const std::string& type, const std::string& body) {
  return str("POST ", path, " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Type: ", type,
             "\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
}

std::string part(const std::string& head, const std::string& body) {
  return str("--cut\r\nContent-Disposition: form-data; ", head, "\r\n\r\n", body, "\r\n");
}

}  // namespace

TEST_CASE("a page is asked for with its path, query, cookies and peer") {
  Echo echo;
  const auto reply = ask(echo.port(), "GET",
                         "/slides/a%20b?at=2026-02-20T09%3A41&words=one+two&empty=", "Cookie: a=1; b=two; c=3\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.body ==
        "GET /slides/a b\n? at=2026-02-20T09:41\n? words=one two\n? empty=\ncookie two\npeer 127.0.0.1\n");
}

TEST_CASE("a form comes with its fields in order, the empty ones too") {
  Echo echo;
  const auto reply = converse(echo.port(), post("/slides", "application/x-www-form-urlencoded",
                                                "title.nb=Bl%C3%A5b%C3%A6r+og&lead=&day=mon&day=tue&last=1"));
  CHECK(reply.body ==
        "POST /slides\nform title.nb=Blåbær og\nform lead=\nform day=mon\nform day=tue\nform last=1\ncookie \n"
        "peer 127.0.0.1\n");
}

TEST_CASE("a form with a file comes with the file") {
  Echo echo;
  const std::string bytes(300'000, 'x');
  const auto reply = converse(
      echo.port(), post("/pictures", "multipart/form-data; boundary=cut",
                        part("name=\"alt\"", "Cells") + part("name=\"file\"; filename=\"../cells.jpg\"", bytes) +
                            part("name=\"empty\"; filename=\"\"", "") + "--cut--\r\n"));
  CHECK(reply.body.starts_with("POST /pictures\nform alt=Cells\nfile file=../cells.jpg 300000\n"));
}

TEST_CASE("a form that is none, or is cut short, is refused") {
  Echo echo;
  CHECK(converse(echo.port(), post("/slides", "application/json", "{}")).status == 400);
  const auto cut = part("name=\"alt\"", "Cells") + "--cut\r\nContent-Disposition: form-data; name=\"fi";
  CHECK(converse(echo.port(), post("/slides", "multipart/form-data; boundary=cut", cut)).status == 400);
}

TEST_CASE("what is too large is refused in words, before it is sent") {
  Echo echo;
  const auto reply = converse(echo.port(), str("POST /pictures HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n"
                                               "Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: ",
                                               200 << 20, "\r\nExpect: 100-continue\r\n\r\n"));
  CHECK(reply.status == 413);
  CHECK(reply.body.find("40 MB") != std::string::npos);
}

TEST_CASE("a field without end, or fields without number, are refused") {
  Echo echo;
  const std::string urlencoded = "application/x-www-form-urlencoded";
  CHECK(converse(echo.port(), post("/slides", urlencoded, "a=" + std::string(most_field_bytes + 1, 'x'))).status ==
        413);
  std::string many;
  for (std::size_t i = 0; i <= most_fields; ++i) many += "a=1&";
  CHECK(converse(echo.port(), post("/slides", urlencoded, many)).status == 413);
}

TEST_CASE("a path with a bad escape is no page") {
  Echo echo;
  CHECK(ask(echo.port(), "GET", "/slides/%zz").status == 404);
}

TEST_CASE("while a worker works, files are served") {
  std::atomic<bool> go{false};
  Echo echo([&go](const HttpRequest&) {
    while (!go) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return plain_response(200, "done");
  });
  test::Received slow;
  std::jthread asking([&] { slow = ask(echo.port(), "GET", "/slides"); });
  CHECK(ask(echo.port(), "GET", "/media/none.jpg").status == 404);
  go = true;
  asking.join();
  CHECK(slow.body == "done");
}

TEST_CASE("a server that ends answers those who wait") {
  std::atomic<bool> begun{false};
  std::atomic<bool> go{false};
  Echo echo([&](const HttpRequest&) {
    begun = true;
    while (!go) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return plain_response(200, "done");
  });
  std::vector<std::jthread> asking;
  for (int i = 0; i < 4; ++i) asking.emplace_back([&] { ask(echo.port(), "GET", "/slides"); });
  while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  std::jthread ending([&] { echo.end(); });
  go = true;
  ending.join();
  for (auto& each : asking) each.join();
  CHECK(begun);
}

}  // namespace kiosk
