#include "net/curl_http.h"

#include "base/version.h"
#include "support/fault_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <limits>
#include <malloc.h>
#include <memory>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using test::after;
using test::answer;
using test::FaultServer;
using test::form_part;
using test::ok;
using test::raw;
using test::redirect;
using test::Reply;

constexpr std::uint64_t cap = 1ULL << 20;
constexpr auto endless = std::numeric_limits<std::uint64_t>::max();

Request to(const std::string& url) {
  Request request;
  request.url = url;
  request.max_bytes = cap;
  request.deadline = 5s;
  return request;
}

std::string code_of(const Result<Response>& response) {
  return response ? "status " + std::to_string(response->status) : response.error().code;
}

/// 16 MiB of zeros, compressed: a few kilobytes.
std::string gzip_bomb(const std::string& more = "") {
  const auto command = "head -c 16777216 /dev/zero | gzip -9 " + more;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string bytes;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    bytes.append(buffer.data(), got);
  }
  return bytes;
}

std::ptrdiff_t open_files() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

TEST_CASE("a body comes with its validators, and the request says who asks and what it has") {
  FaultServer server;
  server.on("/a", ok("body", "ETag: W/\"1\"\r\nLast-Modified: Fri, 20 Feb 2026 08:00:00 GMT\r\n"));
  CurlHttp http({});
  auto request = to(server.url("/a"));
  request.if_none_match = "\"0\"";
  request.if_modified_since = "Thu, 19 Feb 2026 08:00:00 GMT";
  const auto response = http.get(request);
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body == "body");
  CHECK(response->etag == "W/\"1\"");
  CHECK(response->last_modified == "Fri, 20 Feb 2026 08:00:00 GMT");
  CHECK(response->final_url == server.url("/a"));
  CHECK_FALSE(response->retry_after);
  const auto asked = server.asked().at(0);
  CHECK(asked.headers.at("user-agent") == "kiosk/" + std::string(version()));
  CHECK(asked.headers.at("if-none-match") == "\"0\"");
  CHECK(asked.headers.at("if-modified-since") == "Thu, 19 Feb 2026 08:00:00 GMT");
  CHECK_FALSE(asked.headers.contains("authorization"));
}

TEST_CASE("what one request said is not said by the next") {
  FaultServer server;
  server.on("/a", ok("a", "ETag: \"1\"\r\n"));
  server.on("/b", ok("b"));
  CurlHttp http({});
  auto request = to(server.url("/a"));
  request.if_none_match = "\"0\"";
  REQUIRE(http.get(request));
  const auto second = http.get(to(server.url("/b")));
  REQUIRE(second);
  CHECK(second->etag.empty());
  CHECK(second->body == "b");
  CHECK_FALSE(server.asked().at(1).headers.contains("if-none-match"));
}

TEST_CASE("[H01-H03] an error's status is an answer; its page is not kept") {
  FaultServer server;
  CurlHttp http({});
  for (const int status : {304, 400, 401, 403, 404, 410, 500, 502}) {
    server.on("/x", answer(status, status == 304 ? "" : "an error page"));
    const auto response = http.get(to(server.url("/x")));
    REQUIRE(response);
    CHECK(response->status == status);
    CHECK(response->body.empty());
  }
  Reply page = raw("HTTP/1.1 500 Broken\r\n\r\n");
  page.again = std::string(1 << 16, 'x');
  page.times = endless;
  server.on("/x", page);
  CHECK(code_of(http.get(to(server.url("/x")))) == "status 500");
}

TEST_CASE("[H11] a header that begins with a folded line touches nothing of the answer before it") {
  FaultServer server;
  server.on("/a", ok("{}", "ETag: \"1\"\r\n"));
  server.on("/b", raw("HTTP/1.1 200 OK\r\n folded: " + std::string(300, 'x') + "\r\nContent-Length: 2\r\n\r\n{}"));
  CurlHttp http({});
  for (int i = 0; i < 20; ++i) {
    REQUIRE(http.get(to(server.url("/a"))));
    const auto answer = http.get(to(server.url("/b")));
    if (answer) CHECK(answer->etag.empty());
  }
}

TEST_CASE("Retry-After is told") {
  FaultServer server;
  server.on("/x", answer(503, "", "Retry-After: 17\r\n"));
  CurlHttp http({});
  const auto response = http.get(to(server.url("/x")));
  REQUIRE(response);
  CHECK(response->retry_after == 17s);
}

TEST_CASE("[N03] nobody listens") {
  int port = 0;
  {
    const FaultServer gone;
    port = gone.port();
  }
  CurlHttp http({});
  CHECK(code_of(http.get(to("http://127.0.0.1:" + std::to_string(port) + "/"))) == "net.unreachable");
}

TEST_CASE("[N01] a name that nobody knows") {
  CurlHttp http({});
  CHECK(code_of(http.get(to("https://kiosk.invalid/"))) == "net.unreachable");
}

TEST_CASE("[N05, N06, N07] a server that never answers, drips its header, or drips for ever is given up in time") {
  FaultServer server;
  Reply silence;
  silence.then = Reply::Then::silence;
  server.on("/silence", silence);
  Reply header = raw("HTTP/1.1 200 OK\r\nX-Long: ");
  header.again = "x";
  header.times = endless;
  header.pause = 20ms;
  server.on("/header", header);
  Reply stream = raw("HTTP/1.1 200 OK\r\n\r\n");
  stream.again = std::string(1000, 'x');
  stream.times = endless;
  stream.pause = 2ms;
  server.on("/stream", stream);
  CurlHttp http({});

  auto request = to(server.url("/silence"));
  request.stall = 1s;
  CHECK(code_of(http.get(request)) == "net.timeout");
  request.url = server.url("/header");
  CHECK(code_of(http.get(request)) == "net.timeout");
  // Fast enough never to stall, small enough never to be too large: only the deadline ends it.
  request.url = server.url("/stream");
  request.deadline = 300ms;
  request.max_bytes = 1ULL << 40;
  CHECK(code_of(http.get(request)) == "net.timeout");
}

TEST_CASE("[N09] a body that is cut short is seen where a length or chunks tell it") {
  FaultServer server;
  CurlHttp http({});
  server.on("/x", raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.cut_short");
  server.on("/x", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"));
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.cut_short");
  server.on("/x", raw(""));
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.cut_short");
  // Without either nobody can tell: the content itself has to (see sync).
  server.on("/x", raw("HTTP/1.1 200 OK\r\n\r\nshort"));
  CHECK(code_of(http.get(to(server.url("/x")))) == "status 200");
}

TEST_CASE("[H09] a chunked flood ends at the cap") {
  FaultServer server;
  Reply flood = raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  flood.again = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  flood.times = 1024;
  server.on("/x", flood);
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.too_large");
  CHECK(server.sent() < 32 * cap);
}

TEST_CASE("[H10] a compressed body counts as large as it becomes") {
  FaultServer server;
  const auto bomb = gzip_bomb();
  REQUIRE(bomb.size() > 1000);
  REQUIRE(bomb.size() < cap / 10);
  server.on("/x", ok(bomb, "Content-Encoding: gzip\r\n"));
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.too_large");
  auto request = to(server.url("/x"));
  request.max_bytes = 16 * cap;
  const auto response = http.get(request);
  REQUIRE(response);
  CHECK(response->body.size() == 16 * cap);
}

TEST_CASE("[H10] a body that was compressed twice counts as large as it becomes") {
  FaultServer server;
  server.on("/x", ok(gzip_bomb("| gzip -9"), "Content-Encoding: gzip, gzip\r\n"));
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.too_large");
}

TEST_CASE("[H10] a body that is not what it says to be compressed with is an error") {
  FaultServer server;
  CurlHttp http({});
  for (const std::string coding : {"gzip", "deflate", "br", "zstd", "rot13", "gzip, gzip, gzip, gzip, gzip, gzip"}) {
    CAPTURE(coding);
    server.on("/x", ok("not compressed", "Content-Encoding: " + coding + "\r\n"));
    CHECK(code_of(http.get(to(server.url("/x")))) == "net.failed");
  }
}

TEST_CASE("[H09] a body of one byte above the cap is refused, one of exactly the cap is taken") {
  FaultServer server;
  CurlHttp http({});
  server.on("/x", ok(std::string(cap + 1, 'x')));
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.too_large");
  server.on("/x", ok(std::string(cap, 'x')));
  CHECK(code_of(http.get(to(server.url("/x")))) == "status 200");
}

TEST_CASE("a header without an end is cut off") {
  FaultServer server;
  Reply flood = raw("HTTP/1.1 200 OK\r\n");
  flood.again = "X-Header: " + std::string(1000, 'x') + "\r\n";
  flood.times = endless;
  server.on("/x", flood);
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/x")))) == "net.too_large");
}

TEST_CASE("[H11] lengths that cannot be bring an error or what came until the end, never a wait") {
  FaultServer server;
  CurlHttp http({});
  const std::vector<std::pair<std::string, std::string>> table{
      {"-1", "net.failed"},
      {"x", "net.failed"},
      {"9223372036854775808", "status 200"},
      {"99999999999999999999999", "status 200"},
      {"4\r\nContent-Length: 400", "net.cut_short"},
  };
  for (const auto& row : table) {
    CAPTURE(row.first);
    server.on("/x", raw("HTTP/1.1 200 OK\r\nContent-Length: " + row.first + "\r\n\r\nbody"));
    CHECK(code_of(http.get(to(server.url("/x")))) == row.second);
  }
  server.on("/x", raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nbody"));
  CHECK(http.get(to(server.url("/x"))).value().body.empty());
}

TEST_CASE("redirects are followed to the end, which is what relative addresses go by") {
  FaultServer server;
  server.on("/a", redirect("/b/", 301));
  server.on("/b/", redirect("c?d=1", 307));
  server.on("/b/c?d=1", redirect(server.url("/end"), 308));
  server.on("/end", ok("here"));
  CurlHttp http({});
  const auto response = http.get(to(server.url("/a")));
  REQUIRE(response);
  CHECK(response->body == "here");
  CHECK(response->final_url == server.url("/end"));
}

TEST_CASE("[H13] a redirect in circles ends after three") {
  FaultServer server;
  server.on("/a", redirect("/b"));
  server.on("/b", redirect("/a"));
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/a")))) == "net.redirect");
  CHECK(server.asked().size() == 4);
}

TEST_CASE("[H14] a redirect to another protocol, or to plain http elsewhere, is refused without a connection") {
  FaultServer server;
  CurlHttp http({});
  for (const std::string target : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/",
                                   "http://example.org/", "dict://127.0.0.1/", "http://user:word@127.0.0.1/", ""}) {
    CAPTURE(target);
    server.on("/x", redirect(target));
    CHECK(code_of(http.get(to(server.url("/x")))) == "net.redirect");
  }
}

TEST_CASE("[H14] a redirect to another protocol reaches nobody, wherever it points") {
  FaultServer server;
  const FaultServer victim;
  CurlHttp http({});
  const auto place = "127.0.0.1:" + std::to_string(victim.port()) + "/";
  for (const std::string scheme : {"ftp", "gopher", "dict", "ldap", "smb", "telnet", "tftp", "rtsp", "imap", "ws"}) {
    CAPTURE(scheme);
    server.on("/x", redirect(scheme + "://" + place));
    CHECK(code_of(http.get(to(server.url("/x")))) == "net.redirect");
  }
  CHECK(victim.connections() == 0);
}

TEST_CASE("[H15] a redirect from this machine to the cable or the house is refused") {
  FaultServer server;
  CurlOptions options;
  options.allow_http = true;
  CurlHttp http(options);
  for (const std::string target : {"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fe80::1]/",
                                   "http://[::ffff:10.0.0.1]/", "http://0xa9.0xfe.0xa9.0xfe/"}) {
    CAPTURE(target);
    server.on("/x", redirect(target));
    CHECK(code_of(http.get(to(server.url("/x")))) == "net.forbidden_address");
  }
}

TEST_CASE("the token goes to the endpoint's own origin, and neither to another host nor along with a redirect") {
  FaultServer endpoint;
  FaultServer other;
  endpoint.on("/content.json", ok("{}"));
  endpoint.on("/sent-on", redirect(other.url("/elsewhere")));
  other.on("/elsewhere", ok("{}"));
  other.on("/and-back", redirect(endpoint.url("/content.json")));
  CurlOptions options;
  options.endpoint = endpoint.url("/content.json");
  options.token = "secret";
  CurlHttp http(options);

  REQUIRE(http.get(to(endpoint.url("/content.json"))));
  CHECK(endpoint.asked().at(0).headers.at("authorization") == "Bearer secret");
  REQUIRE(http.get(to(endpoint.url("/sent-on"))));
  REQUIRE(http.get(to(other.url("/elsewhere"))));
  for (const auto& asked : other.asked()) CHECK_FALSE(asked.headers.contains("authorization"));
  REQUIRE(other.asked().size() == 2);
  REQUIRE(http.get(to("http://localhost:" + std::to_string(endpoint.port()) + "/content.json")));
  CHECK_FALSE(endpoint.asked().back().headers.contains("authorization"));
}

TEST_CASE("a server is asked to hold its answer, and what it says about that is heard") {
  FaultServer server;
  CurlHttp http({});
  auto request = to(server.url("/x"));
  request.hold = 25s;
  for (const auto& [applied, holds] : std::vector<std::pair<std::string, bool>>{{"wait", true},
                                                                                {"Wait=25", true},
                                                                                {"respond-async , wait = 25", true},
                                                                                {"", false},
                                                                                {"waits", false},
                                                                                {"return=minimal; wait", false}}) {
    CAPTURE(applied);
    server.on("/x", ok("body", "Preference-Applied: " + applied + "\r\n"));
    CHECK(http.get(request).value().holds == holds);
  }
  CHECK(server.asked().back().headers.at("prefer") == "wait=25");
  server.on("/x", ok("body"));
  CHECK_FALSE(http.get(to(server.url("/x"))).value().holds);
  CHECK_FALSE(server.asked().back().headers.contains("prefer"));
}

TEST_CASE("while an answer is held there are signs of life, and the end of the program ends it at once") {
  FaultServer server;
  server.on("/x", after(60s, ok("body")));
  CurlHttp http({});
  std::stop_source stop;
  std::atomic<int> signs{0};
  auto request = to(server.url("/x"));
  request.deadline = 60s;
  request.stall = 60s;
  request.cancel = stop.get_token();
  request.alive = [&] { ++signs; };
  std::chrono::steady_clock::time_point stopped;
  std::jthread stopper([&] {
    while (server.asked().empty()) std::this_thread::sleep_for(1ms);
    const int before = signs;
    while (signs < before + 2) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(200ms);  // it waits again
    stopped = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  CHECK(code_of(http.get(request)) == "net.cancelled");
  stopper.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - stopped;
  MESSAGE("a request that waits for its answer ends ", took.count() * 1000, " ms after it was told to");
}

TEST_CASE("a form is posted with its fields and files, and with the token") {
  FaultServer server;
  server.on("/report", answer(204, ""));
  CurlOptions options;
  options.endpoint = server.url("/report");
  options.token = "secret";
  CurlHttp http(options);
  const auto picture = "\x89PNG\r\n\x1a\n\0 and so on"s + std::string(100'000, 'x');
  const auto response = http.post(to(server.url("/report")), {{"status", "{\"screen\": \"lobby\"}"},
                                                              {"snapshot", picture, "screen.png", "image/png"}});
  REQUIRE(response);
  CHECK(response->status == 204);
  const auto asked = server.asked().at(0);
  CHECK(asked.method == "POST");
  CHECK(asked.headers.at("authorization") == "Bearer secret");
  CHECK(asked.headers.at("content-type").starts_with("multipart/form-data; boundary="));
  CHECK(form_part(asked, "status").ends_with("\r\n\r\n{\"screen\": \"lobby\"}"));
  CHECK(form_part(asked, "snapshot").find("filename=\"screen.png\"\r\nContent-Type: image/png\r\n\r\n") !=
        std::string::npos);
  CHECK(form_part(asked, "snapshot").ends_with("\r\n\r\n" + picture));

  server.on("/x", ok("body"));
  CHECK(http.get(to(server.url("/x"))).value().body == "body");
  CHECK(server.asked().back().method == "GET");
  CHECK(server.connections() == 1);
}

TEST_CASE("[H13, H14] what is posted is sent on nowhere") {
  FaultServer server;
  FaultServer other;
  CurlHttp http({});
  for (const int status : {301, 302, 303, 307, 308}) {
    server.on("/report", redirect(other.url("/elsewhere"), status));
    CHECK(code_of(http.post(to(server.url("/report")), {{"status", "{}"}})) == "status " + std::to_string(status));
  }
  CHECK(other.connections() == 0);
}

TEST_CASE("[N03, N05] a form that nobody takes is given up") {
  FaultServer server;
  Reply silence;
  silence.then = Reply::Then::silence;
  server.on("/report", silence);
  CurlHttp http({});
  auto request = to(server.url("/report"));
  request.stall = 1s;
  CHECK(code_of(http.post(request, {{"status", "{}"}})) == "net.timeout");
  CHECK(code_of(http.post(to("http://127.0.0.1:1/"), {{"status", "{}"}})) == "net.unreachable");
  CHECK(code_of(http.post(to("ftp://127.0.0.1/"), {{"status", "{}"}})) == "net.failed");
}

TEST_CASE("[F05] a proxy in the environment changes nothing") {
  FaultServer server;
  server.on("/x", ok("body"));
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  CurlHttp http({});
  CHECK(code_of(http.get(to(server.url("/x")))) == "status 200");
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
}

TEST_CASE("a request is given up when the program stops") {
  FaultServer server;
  Reply silence;
  silence.then = Reply::Then::silence;
  server.on("/x", silence);
  CurlHttp http({});
  std::stop_source stop;
  auto request = to(server.url("/x"));
  request.deadline = 60s;
  request.stall = 60s;
  request.cancel = stop.get_token();
  std::jthread stopper([&] {
    while (server.asked().empty()) std::this_thread::sleep_for(1ms);
    stop.request_stop();
  });
  CHECK(code_of(http.get(request)) == "net.cancelled");
  stopper.join();
  CHECK(code_of(http.get(request)) == "net.cancelled");
}

TEST_CASE("[N11] a link that comes and goes leaves nothing open and nothing behind") {
  FaultServer server;
  server.on("/good", ok(std::string(10'000, 'x')));
  server.on("/gone", raw(""));
  server.on("/cut", raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nshort"));
  CurlHttp http({});
  const auto flap = [&] {
    CHECK(code_of(http.get(to(server.url("/good")))) == "status 200");
    CHECK(code_of(http.get(to(server.url("/gone")))) == "net.cut_short");
    CHECK(code_of(http.get(to(server.url("/cut")))) == "net.cut_short");
    CHECK(code_of(http.get(to("http://127.0.0.1:1/"))) == "net.unreachable");
    std::ignore = server.take_paths();  // or the server remembers them all
  };
  for (int i = 0; i < 20; ++i) flap();
  const auto files = open_files();
  const auto memory = ::mallinfo2().uordblks;
  for (int i = 0; i < 450; ++i) flap();  // an hour of two seconds on, two seconds off, twice a minute asked
  CHECK(open_files() <= files + 2);      // the server's own side of the last connection
  CHECK(::mallinfo2().uordblks < memory + (64U << 10));
}

TEST_CASE("[S10] a connection that was kept too long is not used again: the next one is verified anew") {
  FaultServer server;
  server.on("/x", ok("body"));
  CurlOptions options;
  options.longest_connection = 1s;
  CurlHttp http(options);
  REQUIRE(http.get(to(server.url("/x"))));
  REQUIRE(http.get(to(server.url("/x"))));
  CHECK(server.connections() == 1);
  std::this_thread::sleep_for(2100ms);  // curl counts whole seconds
  REQUIRE(http.get(to(server.url("/x"))));
  CHECK(server.connections() == 2);
}

TEST_CASE("the server's time is told, where it says one") {
  FaultServer server;
  CurlHttp http({});
  server.on("/x", ok("body", "Date: Fri, 20 Feb 2026 08:41:00 GMT\r\n"));
  CHECK(http.get(to(server.url("/x")))->date == std::chrono::sys_days{2026y / 2 / 20} + 8h + 41min);
  for (const std::string date : {"", "yesterday", "-1"}) {
    CAPTURE(date);
    server.on("/x", ok("body", "Date: " + date + "\r\n"));
    CHECK_FALSE(http.get(to(server.url("/x")))->date);
  }
  server.on("/x", ok("body"));
  CHECK_FALSE(http.get(to(server.url("/x")))->date);
}

TEST_CASE("a connection is used again") {
  FaultServer server;
  server.on("/x", ok("body"));
  CurlHttp http({});
  for (int i = 0; i < 3; ++i) REQUIRE(http.get(to(server.url("/x"))));
  CHECK(server.connections() == 1);
}

TEST_CASE("an address that is none is an error") {
  CurlHttp http({});
  CHECK(code_of(http.get(to("file:///etc/passwd"))) == "net.failed");
  CHECK(code_of(http.get(to(""))) == "net.failed");
}

}  // namespace
}  // namespace kiosk
