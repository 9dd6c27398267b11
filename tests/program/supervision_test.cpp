/// What a service manager sees of a screen: that it is up, that it is alive, and what it does when it is not.
#include "program/screen.h"
#include "support/fault_server.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <doctest/doctest.h>
#include <filesystem>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::content;
using test::Environment;
using test::eventually;
using test::FaultServer;
using test::Folder;
using test::ok;
using test::Reply;
using test::Screen;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The service manager's end of sd_notify(3).
class Manager {
 public:
  Manager() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = (folder_ / "notify").string();
    REQUIRE(path.size() < sizeof(address.sun_path));
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  }

  Environment environment() const { return {{"NOTIFY_SOCKET", folder_ / "notify"}}; }

  /// What has been said since the last call.
  std::vector<std::string> heard() {
    std::vector<std::string> words;
    std::array<char, 4096> buffer{};
    for (;;) {
      const auto size = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
      if (size <= 0) return words;
      words.emplace_back(buffer.data(), static_cast<std::size_t>(size));
    }
  }
  bool hears(const std::string& word) {
    return eventually([&] {
      const auto words = heard();
      return std::ranges::find(words, word) != words.end();
    });
  }
  /// Whether the watchdog is fed within `time`.
  bool fed(std::chrono::milliseconds time) {
    heard();
    return eventually(
        [&] {
          const auto words = heard();
          return std::ranges::find(words, "WATCHDOG=1") != words.end();
        },
        time);
  }

 private:
  Folder folder_;
  Descriptor socket_;
};

/// One thread of a program stands still, the others go on; until this object ends.
class StoppedThread {
 public:
  StoppedThread(pid_t program, const std::string& name) {
    const auto threads = std::filesystem::path("/proc") / std::to_string(program) / "task";
    for (const auto& thread : std::filesystem::directory_iterator(threads)) {
      if (bytes_of(thread.path() / "comm") == name + "\n") thread_ = std::stoi(thread.path().filename());
    }
    REQUIRE_MESSAGE(thread_ != 0, "there is no thread ", name);
    attached_ = ::ptrace(PTRACE_SEIZE, thread_, nullptr, nullptr) == 0 &&
                ::ptrace(PTRACE_INTERRUPT, thread_, nullptr, nullptr) == 0;
    if (attached_) ::waitpid(thread_, nullptr, __WALL);
  }
  ~StoppedThread() {
    if (attached_) ::ptrace(PTRACE_DETACH, thread_, nullptr, nullptr);
  }
  StoppedThread(const StoppedThread&) = delete;
  StoppedThread& operator=(const StoppedThread&) = delete;

  /// False where the kernel does not let one program stop another's thread.
  bool stopped() const { return attached_; }

 private:
  pid_t thread_ = 0;
  bool attached_ = false;
};

TEST_SUITE_BEGIN("supervision");

TEST_CASE("it says when it is up, what it shows, that it is alive, and that it ends") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Manager manager;
  Screen screen(server.url("/content.json"));
  screen.start({}, manager.environment());
  CHECK(manager.hears("READY=1"));
  screen.wait_for_slide_of("one-");
  CHECK(eventually([&] {
    const auto words = manager.heard();
    return std::ranges::any_of(words, [](const auto& word) { return has(word, "STATUS=slide ") && has(word, "one-"); });
  }));
  for (int i = 0; i < 3; ++i) CHECK(manager.fed(20s));
  CHECK(screen.end(SIGTERM) == 0);
  CHECK(manager.hears("STOPPING=1"));
  CHECK(screen.complaints().empty());
}

TEST_CASE("[P05, G13] a thread that hangs starves the watchdog, and is named in the log") {
  for (const std::string thread : {"sync", "prepare"}) {
    CAPTURE(thread);
    FaultServer server;
    server.on("/content.json", ok(content("one")));
    Manager manager;
    Screen screen(server.url("/content.json"));
    screen.start({}, manager.environment());
    screen.wait_for_slide_of("one-");
    REQUIRE(manager.fed(20s));
    bool noticed = false;
    // In the few milliseconds in which a thread waits for its disk it is allowed a minute: another moment will do.
    for (int i = 0; i < 5 && !noticed; ++i) {
      std::this_thread::sleep_for(i * 700ms);  // what has piled up is worked off first
      const StoppedThread stopped(screen.process().pid(), thread);
      if (!stopped.stopped()) {
        MESSAGE("skipped: no thread of another program may be stopped here");
        return;
      }
      const auto before = std::chrono::steady_clock::now();
      noticed = eventually([&] { return !screen.complaints().empty(); }, 10s);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
      MESSAGE("the ", thread, " thread's silence is noticed after ", took.count(), " s");
      if (noticed) CHECK_FALSE(manager.fed(3s));
    }
    REQUIRE(noticed);
    CHECK(has(screen.complaints().front(), "error show.hung: the " + thread + " thread"));
    CHECK(manager.fed(20s));  // it goes on by itself where it can
  }
}

TEST_CASE("[N05] an endpoint that never answers is no hang: the watchdog is fed on") {
  FaultServer server;
  Reply silence;
  silence.then = Reply::Then::silence;
  server.on("/content.json", silence);
  Manager manager;
  Screen screen(server.url("/content.json"));
  screen.start({}, manager.environment());
  REQUIRE(eventually([&] { return !server.asked().empty(); }));
  for (int i = 0; i < 6; ++i) CHECK(manager.fed(5s));
  CHECK(screen.complaints().empty());
}

TEST_CASE("[D12] on a disk that takes fifteen seconds for every write, sync and rename the show goes on") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Manager manager;
  Screen screen(server.url("/content.json"));
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);

  auto environment = manager.environment();
  environment.insert({{"LD_PRELOAD", KIOSK_SLOW_DISK},
                      {"SLOW_DISK", screen.cache().string() + ":" + screen.state().string()},
                      {"SLOW_SECONDS", "15"},
                      {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"}});
  screen.start({}, environment);
  // The status on the disk is an old one now; the service manager hears of each slide at once.
  std::vector<std::string> slides;
  const bool changes = eventually([&] {
    for (const auto& word : manager.heard()) {
      if (has(word, "STATUS=slide ") && (slides.empty() || slides.back() != word)) slides.push_back(word);
    }
    return slides.size() > 3;
  });
  CHECK_MESSAGE(changes, slides.size(), " slides");
  CHECK(manager.fed(20s));
  for (const auto& line : screen.complaints()) CHECK_MESSAGE(false, line);
}

TEST_CASE("[G01] a screen without a display is up and alive, and waits") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Manager manager;
  Screen screen(server.url("/content.json"));
  auto environment = manager.environment();
  environment.insert({{"SDL_VIDEODRIVER", "x11"}, {"DISPLAY", ":4711"}});
  screen.start({}, environment);
  CHECK(manager.hears("STATUS=waiting for a display"));
  for (int i = 0; i < 2; ++i) CHECK(manager.fed(20s));
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[C09] a clock that stands still starves the watchdog") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Manager manager;
  Screen screen(server.url("/content.json"));
  auto environment = manager.environment();
  environment.insert({{"LD_PRELOAD", KIOSK_STOPPED_CLOCK},
                      {"STOPPED_CLOCK", "4"},
                      {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"}});
  screen.start({}, environment);
  REQUIRE(manager.fed(20s));
  CHECK(eventually([&] { return !manager.fed(3s); }));
}

TEST_CASE("[C08] a program that stood still goes on with the right slide, and blames nobody") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Manager manager;
  Screen screen(server.url("/content.json"));
  screen.start({}, manager.environment());
  screen.wait_for_slide_of("one-");
  screen.process().signal(SIGSTOP);
  std::this_thread::sleep_for(7s);
  screen.process().signal(SIGCONT);
  screen.wait_for_next_slide();
  CHECK(manager.fed(20s));
  CHECK(screen.complaints().empty());
  CHECK(screen.end(SIGTERM) == 0);
}

/// A screen on which the calls of drawing from the twentieth on fail so many times.
Environment failing(const std::string& times) {
  return {{"LD_PRELOAD", KIOSK_FAILING_CALLS},
          {"FAILING_CALLS", "SDL_UpdateWindowSurface,SDL_UpdateWindowSurfaceRects"},
          {"FAILING_FROM", "20"},
          {"FAILING_TIMES", times},
          {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"}};
}

TEST_CASE("[G04] a frame that cannot be drawn is drawn anew, and the show goes on") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start({}, failing("1"));
  screen.wait_for_slide_of("one-");
  screen.wait_for_next_slide();
  screen.wait_for_next_slide();
  const auto lines = screen.complaints();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("warning screen.failed: "));
  CHECK(has(lines[0], "drawing anew"));
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[G04] where nothing can be drawn any more it ends, to be started anew") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start({}, failing("1000000"));
  CHECK(screen.process().wait() == 69);
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[E01, E06] a takeover is on within a poll and a fade, whatever is on") {
  FaultServer server;
  Screen screen(server.url("/content.json"));
  server.on("/content.json", ok(content("one")));
  screen.start();
  screen.wait_for_slide_of("one-");
  for (int i = 0; i < 4; ++i) {
    const auto id = "alarm-" + std::to_string(i);
    server.on("/content.json", ok(content("one", R"({"kind": "notice", "id": ")" + id + R"(", "level": "takeover",
                                                     "title": "Leave the house", "until": "2099-01-01T00:00"})")));
    const auto before = std::chrono::steady_clock::now();
    screen.wait_for_slide_of("alarm-");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    MESSAGE("a takeover is on ", took.count(), " s after it was published, where it is asked every second");
    server.on("/content.json", ok(content("one")));
    screen.wait_for_slide_of("one-");
    std::this_thread::sleep_for(i * 300ms);
  }
  for (const auto& line : screen.complaints()) CHECK_MESSAGE(false, line);
}

TEST_CASE("each start is counted, and each end that was not meant") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  const auto metrics = [&] { return bytes_of(screen.state() / "metrics.prom"); };
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);
  CHECK(has(metrics(), "kiosk_starts_total 1\n"));
  CHECK(has(metrics(), "kiosk_crashes_total 0\n"));
  screen.start();
  screen.wait_for_slide_of("one-");
  screen.end(SIGKILL);
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);
  CHECK(has(metrics(), "kiosk_starts_total 3\n"));
  CHECK(has(metrics(), "kiosk_crashes_total 1\n"));
}

TEST_CASE("[P11] killed twenty times in a row, as soon as it shows the content: each time the content is on again") {
  FaultServer server;
  server.on("/content.json", ok(content("one", R"({"kind": "news", "id": "one-3", "title": "Third"},
                                                  {"kind": "news", "id": "one-4", "title": "Fourth"},
                                                  {"kind": "news", "id": "one-5", "title": "Fifth"})")));
  Screen screen(server.url("/content.json"));
  for (int i = 0; i < 20; ++i) {
    screen.start();
    screen.wait_for_slide_of("one-");
    CHECK(screen.complaints().empty());
    screen.end(SIGKILL);
  }
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.complaints().empty());
  CHECK(has(bytes_of(screen.state() / "metrics.prom"), "kiosk_crashes_total 20\n"));
}

/// Starts it, and ends it as soon as it has written down what it tries: before the first turn of its loop, mostly.
void end_at_the_first_try(Screen& screen) {
  const auto crashes = screen.state() / "crashes";
  std::filesystem::remove(crashes.string() + ".before");
  std::filesystem::create_hard_link(crashes, crashes.string() + ".before");
  screen.start();
  const auto give_up = std::chrono::steady_clock::now() + test::patience;
  const auto tries = [&] {
    return !std::filesystem::equivalent(crashes, crashes.string() + ".before") && has(bytes_of(crashes), "trying");
  };
  bool tried = false;
  while (!tried && std::chrono::steady_clock::now() < give_up) tried = tries();
  REQUIRE(tried);
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE("[P03] an end that was meant is nobody's fault, however early it comes") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.end(SIGTERM) == 0);
  for (int i = 0; i < 5; ++i) end_at_the_first_try(screen);
  screen.start();
  screen.wait_for_slide_of("one-");
  CHECK(screen.complaints().empty());
}

TEST_CASE(
    "[P14] while the program is replaced the old one plays on, decoding new pictures too, and the new one follows") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  server.on("/p.png", ok(test::noise(32, 32)));
  Screen screen(server.url("/content.json"));
  const auto installed = screen.folder() / "kiosk";
  std::filesystem::copy_file(KIOSK_PROGRAM, installed);
  const test::Words the_installed{"/bin/sh", "-c", R"(shift; exec "$0" "$@")", installed.string()};
  screen.start({}, {}, test::Process::Output::files, the_installed);
  screen.wait_for_slide_of("one-");
  std::filesystem::copy_file(KIOSK_PROGRAM, screen.folder() / "kiosk.new");
  std::filesystem::rename(screen.folder() / "kiosk.new", installed);
  server.on("/content.json", ok(content("two", test::slide_with_picture("two-3", "p.png"))));
  screen.wait_for_slide_of("two-");
  CHECK(screen.complaints().empty());
  CHECK(screen.end(SIGTERM) == 0);
  screen.start({}, {}, test::Process::Output::files, the_installed);
  screen.wait_for_slide_of("two-");
  CHECK(screen.complaints().empty());
}

TEST_CASE("a small picture of the screen is kept where it is asked for, and only there") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  for (const bool asked : {false, true}) {
    CAPTURE(asked);
    Screen screen(server.url("/content.json"), asked ? "\"snapshot\": true" : "");
    screen.start();
    screen.wait_for_slide_of("one-");
    screen.wait_for_next_slide();
    CHECK(screen.end(SIGTERM) == 0);
    CHECK(std::filesystem::exists(screen.state() / "screen.png") == asked);
  }
}

TEST_CASE("the units leave a screen hardly anything that it does not need, and start it again for ever") {
  for (const std::string unit : {"kiosk.service", "kiosk-cage.service"}) {
    CAPTURE(unit);
    const auto file = std::string(KIOSK_SOURCE_DIR) + "/config/systemd/" + unit;
    // Ten times the overall exposure level.
    const auto judged = test::run({"systemd-analyze", "security", "--offline=true", "--threshold=20", file});
    CHECK_MESSAGE(judged.code == 0, judged.out, judged.err);
    MESSAGE(judged.out.substr(judged.out.rfind("Overall")));
    const auto text = bytes_of(file);
    for (const auto* line :
         {"\nType=notify\n", "\nRestart=always\n", "\nStartLimitIntervalSec=0\n", "\nWatchdogSec=5\n"})
      CHECK_MESSAGE(has(text, line), line);
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
