#include "desk/server.h"

#include "base/file.h"
#include "desk/client.h"

#include <array>
#include <atomic>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace kiosk {
namespace {

using test::ask;
using test::converse;

/// A clock by which the files of a test were written an hour ago, or, `young`, cannot be at rest yet.
class AgedClock final : public Clock {
 public:
  Instant wall() const override { return system_.wall() + (young ? -std::chrono::hours{1} : std::chrono::hours{1}); }
  Steady steady() const override { return system_.steady(); }
  std::atomic<bool> young{false};

 private:
  SystemClock system_;
};

std::filesystem::path fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "kiosk-desk-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  return name;
}

/// A folder with files in it, and beside it one that no request may reach.
struct Site {
  Site() {
    std::filesystem::create_directories(root / "media");
    std::filesystem::create_directories(root / ".git");
    write("content.json", R"({"version": 1})");
    write("media/cells.jpg", "0123456789");
    write(".git/config", "hidden");
    REQUIRE(replace_file(base / "secret.txt", "secret"));
  }
  ~Site() { std::filesystem::remove_all(base); }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  void write(const std::string& name, std::string_view bytes) const { REQUIRE(replace_file(root / name, bytes)); }
  Server serve() {
    REQUIRE(published.reopen());
    return Server::start({published}, {"127.0.0.1", 0}, clock).value();
  }

  const std::filesystem::path base = fresh_folder();
  const std::filesystem::path root = base / "site";
  Published published{root};
  AgedClock clock;
};

}  // namespace

TEST_CASE("a file is served with what identifies it") {
  Site site;
  const auto server = site.serve();
  CHECK(server.url() == "http://127.0.0.1:" + std::to_string(server.port()) + "/");

  const auto reply = ask(server.port(), "GET", "/content.json");
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"version": 1})");
  CHECK(reply.field("content-type") == "application/json");
  CHECK(reply.field("content-length") == "14");
  CHECK(reply.field("cache-control") == "no-cache");
  CHECK(reply.field("x-content-type-options") == "nosniff");
  CHECK(reply.field("accept-ranges") == "bytes");
  CHECK(reply.field("etag").starts_with('"'));
  CHECK(reply.field("last-modified").ends_with(" GMT"));
}

TEST_CASE("HEAD says what GET would, without the bytes") {
  Site site;
  const auto server = site.serve();
  const auto get = ask(server.port(), "GET", "/media/cells.jpg");
  const auto head = ask(server.port(), "HEAD", "/media/cells.jpg", "Range: bytes=0-1\r\n");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.field("content-length") == "10");
  CHECK(head.field("etag") == get.field("etag"));
}

TEST_CASE("a client that has the file gets no bytes, until the file is another") {
  Site site;
  const auto server = site.serve();
  const auto first = ask(server.port(), "GET", "/content.json");
  const auto by_tag = "If-None-Match: " + first.field("etag") + "\r\n";
  const auto by_date = "If-Modified-Since: " + first.field("last-modified") + "\r\n";

  for (const auto& condition : {by_tag, by_date}) {
    const auto again = ask(server.port(), "GET", "/content.json", condition);
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.field("content-length") == "14");
    CHECK(again.field("etag") == first.field("etag"));
  }

  site.write("content.json", R"({"version": 2})");
  const auto changed = ask(server.port(), "GET", "/content.json", by_tag);
  CHECK(changed.status == 200);
  CHECK(changed.body == R"({"version": 2})");
  CHECK(changed.field("etag") != first.field("etag"));
}

TEST_CASE("a file that changed a moment ago has nothing that a later state could be mistaken for") {
  Site site;
  site.clock.young = true;
  const auto server = site.serve();
  const auto reply = ask(server.port(), "GET", "/content.json");
  CHECK(reply.status == 200);
  CHECK(reply.field("etag").empty());
  CHECK(reply.field("last-modified").empty());
}

TEST_CASE("a file of a folder that is exchanged as a whole is itself from the first moment") {
  Site site;
  site.clock.young = true;
  Published exchanged(site.root, Changes::as_a_whole);
  REQUIRE(exchanged.reopen());
  const auto server = Server::start({exchanged}, {"127.0.0.1", 0}, site.clock).value();
  CHECK(ask(server.port(), "GET", "/content.json").field("etag").starts_with('"'));
}

TEST_CASE("a part of a file can be asked for") {
  Site site;
  const auto server = site.serve();
  const auto part = ask(server.port(), "GET", "/media/cells.jpg", "Range: bytes=2-4\r\n");
  CHECK(part.status == 206);
  CHECK(part.body == "234");
  CHECK(part.field("content-range") == "bytes 2-4/10");
  CHECK(part.field("content-type") == "image/jpeg");

  const auto outside = ask(server.port(), "GET", "/media/cells.jpg", "Range: bytes=10-\r\n");
  CHECK(outside.status == 416);
  CHECK(outside.field("content-range") == "bytes */10");
}

TEST_CASE("nothing outside the folder is reachable, by whatever path") {
  Site site;
  std::filesystem::create_symlink("../secret.txt", site.root / "up.txt");
  std::filesystem::create_symlink(site.base / "secret.txt", site.root / "absolute.txt");
  std::filesystem::create_directory_symlink("..", site.root / "above");
  const auto server = site.serve();
  for (const std::string path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/media/../../secret.txt", "/up.txt",
        "/absolute.txt", "/above/secret.txt", "/media/%2e%2e/%2e%2e/secret.txt", "/.git/config", "/%2egit/config",
        "//etc/passwd", "/%2fetc/passwd", "/content.json%00.txt", "/proc/self/environ"}) {
    CAPTURE(path);
    const auto reply = ask(server.port(), "GET", path);
    CHECK(reply.status == 404);
    CHECK(reply.body.find("secret") == std::string::npos);
  }
}

TEST_CASE("a link that stays inside is followed") {
  Site site;
  std::filesystem::create_symlink("media/cells.jpg", site.root / "today.jpg");
  const auto server = site.serve();
  CHECK(ask(server.port(), "GET", "/today.jpg").body == "0123456789");
}

TEST_CASE("what is no regular file is not there, and holds nobody up") {
  Site site;
  REQUIRE(::mkfifo((site.root / "pipe").c_str(), 0600) == 0);
  const auto server = site.serve();
  for (const std::string path : {"/", "/media", "/media/", "/pipe", "/missing", "/content.json/x"}) {
    CAPTURE(path);
    CHECK(ask(server.port(), "GET", path).status == 404);
  }
}

TEST_CASE("an empty file is a file") {
  Site site;
  site.write("empty.txt", "");
  const auto server = site.serve();
  const auto reply = ask(server.port(), "GET", "/empty.txt");
  CHECK(reply.status == 200);
  CHECK(reply.body.empty());
}

TEST_CASE("a folder's index.html stands for it") {
  Site site;
  site.write("index.html", "<p>");
  const auto server = site.serve();
  CHECK(ask(server.port(), "GET", "/").body == "<p>");
}

TEST_CASE("nothing but reading is allowed, and a body is never taken for a request") {
  Site site;
  const auto server = site.serve();
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"}) {
    CAPTURE(method);
    const auto reply = ask(server.port(), method, "/content.json", "Content-Length: 0\r\n");
    CHECK(reply.status == 405);
    CHECK(reply.field("allow") == "GET, HEAD");
  }
  const std::string hidden = "GET /media/cells.jpg HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string method : {"GET", "POST"}) {
    const auto reply = ask(server.port(), method, "/content.json",
                           "Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n" + hidden);
    CHECK(reply.body.find("0123456789") == std::string::npos);
  }
}

TEST_CASE("a request that is none, or far too large, does not stop the server") {
  Site site;
  const auto server = site.serve();
  CHECK(converse(server.port(), "\r\n\r\nnonsense\r\n\r\n").status != 200);
  CHECK(ask(server.port(), "GET", "/" + std::string(100000, 'a')).status != 200);
  CHECK(ask(server.port(), "GET", "/content.json", "X: " + std::string(100000, 'a') + "\r\n").status != 200);
  {
    const auto silent = test::connect_to(server.port());
    const auto half = test::connect_to(server.port());
    REQUIRE(::send(half.get(), "GET /cont", 9, MSG_NOSIGNAL) == 9);
    CHECK(ask(server.port(), "GET", "/content.json").status == 200);
  }
  CHECK(ask(server.port(), "GET", "/content.json").status == 200);
}

TEST_CASE("one connection carries several requests") {
  Site site;
  const auto server = site.serve();
  const std::string get = "GET /media/cells.jpg HTTP/1.1\r\nHost: x\r\n";
  const auto reply = converse(server.port(), get + "\r\n" + get + "Connection: close\r\n\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.body.starts_with("0123456789HTTP/1.1 200"));
}

TEST_CASE("a file that is replaced while it is read is the old one or the new one") {
  Site site;
  const auto bytes = [](char c) { return std::string(200000, c); };
  site.write("content.json", bytes('a'));
  const auto server = site.serve();

  std::atomic<bool> done{false};
  std::jthread writer([&] {
    for (char c = 'a'; !done; c = c == 'z' ? 'a' : static_cast<char>(c + 1)) {
      if (!replace_file(site.root / "content.json", bytes(c))) return;
    }
  });
  for (int i = 0; i < 200; ++i) {
    const auto body = ask(server.port(), "GET", "/content.json").body;
    REQUIRE(!body.empty());
    CHECK(body == bytes(body.front()));
  }
  done = true;
}

TEST_CASE("many clients at once are all served") {
  Site site;
  const auto server = site.serve();
  std::atomic<int> served{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&] {
        for (int n = 0; n < 25; ++n) served += ask(server.port(), "GET", "/content.json").status == 200;
      });
    }
  }
  CHECK(served == 200);
}

TEST_CASE("a server that cannot start says why") {
  Site site;
  const auto server = site.serve();
  const auto second = Server::start({site.published}, {"127.0.0.1", server.port()}, site.clock);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "desk.listen");
  CHECK(second.error().message.find("already in use") != std::string::npos);

  const auto nowhere = Server::start({site.published}, {"localhost", 0}, site.clock);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == "desk.endpoint");

  const auto missing = Folder::open(site.root / "missing");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "desk.folder");
  CHECK_FALSE(Folder::open(site.root / "content.json"));
}

}  // namespace kiosk
