/// How a screen begins and ends, and what it makes of the streams it was given.
#include "program/screen.h"
#include "support/fault_server.h"

#include <chrono>
#include <csignal>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::content;
using test::FaultServer;
using test::Folder;
using test::ok;
using test::Process;
using test::Reply;
using test::Screen;
using test::Status;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// An endpoint that does as it should.
struct Endpoint {
  FaultServer server;
  explicit Endpoint(const std::string& document = content("one")) { server.on("/content.json", ok(document)); }
  std::string url() const { return server.url("/content.json"); }
};

TEST_SUITE_BEGIN("signals");

TEST_CASE("[P03] SIGTERM and SIGINT end the show, with exit code 0 and its state written") {
  const Endpoint endpoint;
  for (const int signal : {SIGTERM, SIGINT}) {
    Screen screen(endpoint.url());
    screen.start();
    screen.wait_for_slide_of("one-");
    const auto before = std::chrono::steady_clock::now();
    CHECK(screen.end(signal) == 0);
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    MESSAGE("ended after ", took, " s");
    CHECK(screen.complaints().empty());
    CHECK(has(bytes_of(screen.state() / "status.json"), "\"one-"));
  }
}

TEST_CASE("[P03] a transfer that hangs does not keep it from ending") {
  FaultServer server;
  Reply silence;
  silence.then = Reply::Then::silence;
  server.on("/content.json", silence);
  Screen screen(server.url("/content.json"));
  screen.start();
  REQUIRE(test::eventually([&] { return !server.asked().empty() && screen.status(); }));
  CHECK(screen.end(SIGTERM) == 0);
  CHECK(screen.complaints().empty());
}

TEST_CASE("[P03] SIGHUP and SIGPIPE are nothing to it") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start();
  screen.wait_for_slide_of("one-");
  for (const int signal : {SIGHUP, SIGPIPE, SIGHUP}) screen.process().signal(signal);
  screen.wait_for_next_slide();
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("--for ends it by itself") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({"--for", "2s"});
  CHECK(screen.process().wait() == 0);
  CHECK(has(bytes_of(screen.state() / "status.json"), "\"one-"));
}

TEST_CASE("--at plays another day") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({"--at", "2026-02-20T09:41:00+01:00"});
  CHECK(screen.wait_for_slide_of("one-").since.starts_with("2026-02-20T08:4"));
}

TEST_CASE("a second screen on the same cache is refused, and the first one plays on") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start();
  screen.wait_for_slide_of("one-");
  const Folder elsewhere;
  Process second(elsewhere.path(), screen.command({"--state-dir", elsewhere / "state"}));
  CHECK(second.wait() == 75);
  CHECK(has(second.err(), "error store.locked: "));
  screen.wait_for_next_slide();
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[G01] without a display it waits quietly, and ends when it is told to") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({}, {{"SDL_VIDEODRIVER", "x11"}, {"DISPLAY", ":4711"}});
  REQUIRE(test::eventually([&] { return !screen.complaints().empty(); }));
  CHECK(screen.end(SIGTERM) == 0);
  const auto lines = screen.complaints();
  CHECK(lines.size() == 1);
  CHECK(lines[0].starts_with("warning screen.no_display: "));
}

TEST_CASE("[P13] with its streams closed it plays, and no line of the log lands in a file of its own") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({}, {}, Process::Output::closed);
  screen.wait_for_slide_of("one-");
  for (const int stream : {0, 1, 2}) {
    const auto descriptor = "/proc/" + std::to_string(screen.process().pid()) + "/fd/" + std::to_string(stream);
    CHECK(std::filesystem::read_symlink(descriptor) == "/dev/null");
  }
  screen.wait_for_next_slide();
  CHECK(screen.end(SIGTERM) == 0);
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(screen.folder().path())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    CHECK_MESSAGE(!has(bytes_of(entry.path()), "info show."), entry.path());
  }
  CHECK(files > 5);
  // What it kept is whole.
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.complaints().empty());
}

TEST_CASE("[P13] a log that nobody takes away any more does not hold up the show") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({}, {}, Process::Output::full_pipe);
  screen.wait_for_slide_of("one-");
  screen.wait_for_next_slide();
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("a settings file that is wrong is told of, and the show goes on with what is right") {
  const Endpoint endpoint;
  Screen screen(endpoint.url());
  screen.start({}, {{"KIOSK_ROTATE", "45"}});
  screen.wait_for_slide_of("one-");
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("error settings.bad: KIOSK_ROTATE"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
