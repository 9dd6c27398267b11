/// Requests that wait for a change, over real sockets.
#include "desk/waiting.h"

#include "base/file.h"
#include "desk/client.h"
#include "desk/folder_watch.h"
#include "desk/server.h"
#include "support/folder.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::ask;

/// A folder whose content is an hour old by its clock, as files at rest are.
class LaterClock final : public Clock {
 public:
  Instant wall() const override { return system_.wall() + 1h; }
  Steady steady() const override { return system_.steady(); }

 private:
  SystemClock system_;
};

struct Desk {
  Desk() {
    write("one");
    REQUIRE(published.reopen());
  }
  void write(std::string_view bytes) const { REQUIRE(replace_file(folder.path() / "content.json", bytes)); }
  std::string tag() const { return ask(server->port(), "GET", "/content.json").field("etag"); }
  test::Received wait(const std::string& seconds) const {
    return ask(server->port(), "GET", "/content.json",
               "If-None-Match: " + tag() + "\r\nPrefer: wait=" + seconds + "\r\n");
  }

  const test::Folder folder;
  Published published{folder.path()};
  LaterClock clock;
  std::optional<Server> server{Server::start({published}, {"127.0.0.1", 0}, clock).value()};
};

}  // namespace

TEST_CASE("a preference to wait is read from its field") {
  CHECK(wait_preference("wait=20") == 20s);
  CHECK(wait_preference("respond-async, wait=5") == 5s);
  CHECK(wait_preference("wait=86400") == 60s);
  for (const auto* const none : {"", "wait", "wait=", "wait=0", "wait=-1", "wait=1.5", "waits=3", "return=minimal"}) {
    CAPTURE(none);
    CHECK_FALSE(wait_preference(none));
  }
}

TEST_CASE("a request that waits is answered when there is something new") {
  Desk desk;
  test::Received reply;
  std::jthread waiting([&] { reply = desk.wait("60"); });
  while (desk.published.waiting().count() == 0) std::this_thread::sleep_for(1ms);
  desk.write("two");
  REQUIRE(desk.published.reopen());
  waiting.join();
  CHECK(reply.status == 200);
  CHECK(reply.body == "two");
  CHECK(reply.field("preference-applied") == "wait");
}

TEST_CASE("a request that waits in vain is told so when its time is over") {
  Desk desk;
  const auto reply = desk.wait("1");
  CHECK(reply.status == 304);
  CHECK(reply.field("preference-applied") == "wait");
}

TEST_CASE("who has not the newest is answered at once") {
  Desk desk;
  const auto reply = ask(desk.server->port(), "GET", "/content.json", "If-None-Match: \"old\"\r\nPrefer: wait=60\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.body == "one");
}

TEST_CASE("a server that ends lets go of those who wait") {
  Desk desk;
  std::jthread waiting([&] { desk.wait("60"); });
  while (desk.published.waiting().count() == 0) std::this_thread::sleep_for(1ms);
  desk.server.reset();
  waiting.join();
  CHECK(desk.published.waiting().count() == 0);
}

TEST_CASE("many wait at once, and all hear of the change") {
  Desk desk;
  constexpr std::size_t screens = 100;
  std::atomic<std::size_t> told{0};
  std::vector<std::jthread> waiting;
  for (std::size_t i = 0; i < screens; ++i) {
    waiting.emplace_back([&] {
      if (desk.wait("60").body == "two") ++told;
    });
  }
  while (desk.published.waiting().count() < screens) std::this_thread::sleep_for(1ms);
  desk.write("two");
  REQUIRE(desk.published.reopen());
  for (auto& each : waiting) each.join();
  CHECK(told == screens);
}

TEST_CASE("who waits hears of a change that somebody else made to the folder") {
  Desk desk;
  auto& waiting = desk.published.waiting();
  const FolderWatch watch(desk.published, desk.folder.path());
  while (waiting.changes() < 2) std::this_thread::sleep_for(1ms);  // our own reopening, and the first look
  test::Received reply;
  const auto wait = [&] {
    std::jthread screen([&] { reply = desk.wait("60"); });
    while (waiting.count() == 0) std::this_thread::sleep_for(1ms);
    return screen;
  };
  SUBCASE("of the document") {
    const auto screen = wait();
    desk.write("two");
  }
  SUBCASE("with another folder in its place") {
    const test::Folder aside;
    aside.write("next/content.json", "two");
    const auto screen = wait();
    std::filesystem::rename(desk.folder.path(), aside / "last");
    std::filesystem::rename(aside / "next", desk.folder.path());
  }
  SUBCASE("of signed content, once it is signed") {
    desk.folder.write("content.json.minisig", "of one");
    while (waiting.changes() < 3) std::this_thread::sleep_for(1ms);
    const auto screen = wait();
    desk.write("two");
    std::this_thread::sleep_for(600ms);  // two looks
    CHECK(waiting.count() == 1);
    REQUIRE(replace_file(desk.folder / "content.json.minisig", "of two"));
  }
  CHECK(reply.status == 200);
  CHECK(reply.body == "two");
}

TEST_CASE("however many wait, somebody who does not is answered") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  // Room for 200 connections.
  const rlimit few{std::min<rlim_t>(500, before.rlim_max), before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  {
    Desk desk;
    const auto tag = desk.tag();
    std::vector<Descriptor> waiting;
    for (int i = 0; i < 180; ++i) {
      waiting.push_back(test::connect_to(desk.server->port()));
      const std::string request =
          "GET /content.json HTTP/1.1\r\nHost: desk\r\nIf-None-Match: " + tag + "\r\nPrefer: wait=60\r\n\r\n";
      REQUIRE(::send(waiting.back().get(), request.data(), request.size(), MSG_NOSIGNAL) > 0);
    }
    while (desk.published.waiting().count() < 150) std::this_thread::sleep_for(1ms);
    CHECK(ask(desk.server->port(), "GET", "/content.json").status == 200);
    CHECK(desk.published.waiting().count() == 150);
  }
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
}

TEST_CASE("however many wait, somebody who does not is answered") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  // Room for 200 connections.
  const rlimit few{500, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  {
    Desk desk;
    const auto tag = desk.tag();
    std::vector<Descriptor> waiting;
    for (int i = 0; i < 180; ++i) {
      waiting.push_back(test::connect_to(desk.server->port()));
      const std::string request =
          "GET /content.json HTTP/1.1\r\nHost: desk\r\nIf-None-Match: " + tag + "\r\nPrefer: wait=60\r\n\r\n";
      REQUIRE(::send(waiting.back().get(), request.data(), request.size(), MSG_NOSIGNAL) > 0);
    }
    while (desk.published.waiting().count() < 150) std::this_thread::sleep_for(1ms);
    CHECK(ask(desk.server->port(), "GET", "/content.json").status == 200);
    CHECK(desk.published.waiting().count() == 150);
  }
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
}

TEST_CASE("a document that lies there packed is sent packed to who can unpack it") {
  Desk desk;
  REQUIRE(replace_file(desk.folder.path() / "content.json.gz", "packed"));
  const auto packed = ask(desk.server->port(), "GET", "/content.json", "Accept-Encoding: br, gzip\r\n");
  CHECK(packed.body == "packed");
  CHECK(packed.field("content-encoding") == "gzip");
  CHECK(packed.field("content-type") == "application/json");
  CHECK(packed.field("vary") == "Accept-Encoding");
  const auto plain = ask(desk.server->port(), "GET", "/content.json", "Accept-Encoding: gzip;q=0\r\n");
  CHECK(plain.body == "one");
  CHECK(plain.field("vary") == "Accept-Encoding");
  CHECK(plain.field("etag") != packed.field("etag"));
}

}  // namespace kiosk
