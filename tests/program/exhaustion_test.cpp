/// One call after the other of those that bring a slide from the endpoint to the screen fails, once and for ever: of
/// memory, of files, of the network, of threads, of the libraries that draw. The program goes on, or ends with an exit
/// code and a line that says why: never by a signal, and never not at all. What it leaves is whole.
#include "base/format.h"
#include "decode/decode.h"
#include "decode/decoder.h"
#include "decode/decoder_main.h"
#include "program/screen.h"
#include "store/real_disk.h"
#include "store/store.h"
#include "support/fault_server.h"
#include "support/long_tests.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <sstream>

namespace fs = std::filesystem;

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::content;
using test::Environment;
using test::FaultServer;
using test::Folder;
using test::long_tests;
using test::noise;
using test::Process;
using test::slide_with_picture;
using test::with_etag;
using test::Words;

const std::string memory = "malloc,calloc,realloc,posix_memalign,aligned_alloc";
constexpr long for_ever = 1'000'000'000;

/// From call `from` on (of these functions together), so many fail.
struct Point {
  std::string calls;
  long from = 1;
  long times = 1;
};

std::string to_text(const Point& point) {
  return str(point.calls, " fails at call ", point.from, point.times > 1 ? " and ever after" : "");
}

Environment failing(const Point& point) {
  return {{"LD_PRELOAD", KIOSK_FAILING_CALLS},
          {"FAILING_CALLS", point.calls},
          {"FAILING_FROM", std::to_string(point.from)},
          {"FAILING_TIMES", std::to_string(point.times)},
          {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=1:allocator_may_return_null=1"}};
}

/// What is done in a folder of its own each time, and what must hold of that folder afterwards, however it ended;
/// `silent`: it told of no trouble, though it could have.
struct Work {
  std::function<Words(const Folder&)> command;
  std::function<void(const Folder&, bool silent)> check;
};

/// Does it in `folder` with nothing failing: how often each function is called, those of memory together.
std::map<std::string, long> counts_of(const Work& work, const Folder& folder) {
  auto environment = failing({"none", 0, 0});
  environment["FAILING_REPORT"] = folder / "report";
  Process process(folder.path(), work.command(folder), environment);
  REQUIRE_MESSAGE(process.wait() == 0, process.err());
  std::map<std::string, long> counts;
  std::istringstream lines(bytes_of(folder / "report"));
  long count = 0;
  for (std::string name; lines >> name >> count;) {
    const bool of_memory = ("," + memory + ",").find("," + name + ",") != std::string::npos;
    counts[of_memory ? memory : name] += count;
  }
  REQUIRE(counts[memory] > 1000);
  return counts;
}

/// Places in the run, at random but always the same: `of_memory` of memory and at most `of_each` of each other
/// function; at every one once and for ever. Of those a tenth, or all in the long tests.
std::vector<Point> points_in(const std::map<std::string, long>& counts, long of_memory, long of_each) {
  std::mt19937 random(1);
  std::vector<Point> points;
  for (const auto& [calls, count] : counts) {
    const long wanted = std::min(count, calls == memory ? of_memory : of_each);
    for (long i = 0; i < wanted; ++i) {
      // One in each of as many stretches of the run.
      const long first = count * i / wanted + 1;
      const long last = count * (i + 1) / wanted;
      const long from = std::uniform_int_distribution<long>(first, last)(random);
      points.push_back({calls, from, 1});
      points.push_back({calls, from, for_ever});
    }
  }
  std::shuffle(points.begin(), points.end(), random);
  if (!long_tests()) points.resize(points.size() / 10);
  return points;
}

struct Tally {
  int went_on = 0;
  int waited = 0;            ///< for a display, until they were told to end
  std::map<int, int> ended;  ///< exit codes other than 0, and how often
};

/// One run with a fault in it.
class Trial {
 public:
  Trial(const Work& work, Point point)
      : work_(work), point_(std::move(point)), process_(folder_.path(), work.command(folder_), failing(point_)) {}

  bool is_over() { return process_.wait(0ms).has_value(); }

  void judge(Tally& tally) {
    auto code = process_.wait(4s);
    const bool waits = !code && process_.err().find("screen.no_display") != std::string::npos;
    if (waits) {
      process_.signal(SIGTERM);
      ++tally.waited;
    }
    if (!code) code = process_.wait(20s);
    const auto said = process_.err();
    INFO(to_text(point_), "; it said:\n", said);
    REQUIRE_MESSAGE(code.has_value(), "it hangs");
    CHECK_MESSAGE(*code < 128, "it ended by signal ", *code - 128);
    CHECK(said.find("ERROR: ") == std::string::npos);  // of a sanitizer
    if (*code != 0) {
      ++tally.ended[*code];
      CHECK_FALSE(said.empty());
    } else if (!waits) {
      ++tally.went_on;
    }
    work_.check(folder_, said.empty() && point_.calls != "poll");  // the log polls before it writes
  }

 private:
  const Work& work_;
  const Point point_;
  Folder folder_;
  Process process_;
};

/// Some at a time: most of theirs is waiting.
Tally run_all(const Work& work, const std::vector<Point>& points, std::size_t at_a_time) {
  Tally tally;
  std::list<Trial> running;
  for (const auto& point : points) {
    if (running.size() >= at_a_time) {
      test::eventually([&] { return std::ranges::any_of(running, &Trial::is_over); });
      auto over = std::ranges::find_if(running, &Trial::is_over);
      if (over == running.end()) over = running.begin();
      over->judge(tally);
      running.erase(over);
    }
    running.emplace_back(work, point);
  }
  for (auto& trial : running) trial.judge(tally);
  return tally;
}

std::string told(const std::map<std::string, long>& counts, std::size_t points, const Tally& tally) {
  std::string text =
      str(points, " failures of ", counts.size() - 1, " functions and of memory: ", tally.went_on, " went on");
  if (tally.waited > 0) text += str(", ", tally.waited, " waited for a display");
  for (const auto& [code, times] : tally.ended) text += str(", ", times, " ended with ", code);
  return text;
}

std::map<std::string, std::string> pictures_in(const fs::path& folder) {
  std::map<std::string, std::string> pictures;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(folder, none)) {
    if (file.path().extension() == ".png") pictures[file.path().filename()] = bytes_of(file.path());
  }
  return pictures;
}

std::string document() {
  return content("one", slide_with_picture("one-3", "p.png") +
                            R"(, {"kind": "links", "id": "one-4", "title": "L", "items": [{"label": "L", "url": )"
                            R"("https://example.org/"}]})");
}

TEST_SUITE_BEGIN("exhaustion");

TEST_CASE("[P06, P09, D05] whatever call fails while slides are drawn, the program goes on or ends cleanly") {
  const Folder served;
  served.write("p.png", noise(40, 30));
  const auto file = served.write("content.json", document());
  const Folder whole;
  std::map<std::string, std::string> pictures;
  const Work render{[&](const Folder& folder) -> Words {
                      return {KIOSK_PROGRAM, "render",  file,   "--out",     folder / "pictures",
                              "--size",      "320x320", "--at", "2026-02-20"};
                    },
                    [&](const Folder& folder, bool silent) {
                      for (const auto& [name, bytes] : pictures_in(folder / "pictures")) {
                        CHECK_MESSAGE(verify(bytes), name);
                        if (silent) CHECK_MESSAGE(bytes == pictures[name], name, " is silently another one");
                      }
                    }};
  const auto counts = counts_of(render, whole);
  pictures = pictures_in(whole / "pictures");
  REQUIRE(pictures.size() >= 6);
  const auto points = points_in(counts, 100, 6);
  MESSAGE("render: ", told(counts, points.size(), run_all(render, points, 2)));
}

TEST_CASE(
    "[P06, P09, D05] whatever call fails while content is fetched, kept and shown, the screen goes on or ends "
    "cleanly") {
  const auto picture = noise(40, 30);
  FaultServer server;
  server.on("/p.png", with_etag(picture, "\"p\""));
  server.on("/content.json", with_etag(document(), "\"c\""));
  const Work show{[&](const Folder& folder) -> Words {
                    return {KIOSK_PROGRAM, "show",           "--content",      server.url("/content.json"),
                            "--size",      "320x320",        "--for",          "1500ms",
                            "--cache-dir", folder / "cache", "--poll-seconds", "1",
                            "--state-dir", folder / "state"};
                  },
                  [&](const Folder& folder, bool) {
                    RealDisk disk;
                    std::optional<Store> store;
                    // A decoder that was just being started holds the lock for a moment longer.
                    REQUIRE(test::eventually([&] {
                      auto opened = Store::open(disk, folder / "cache");
                      if (opened) store.emplace(std::move(*opened));
                      return store.has_value();
                    }));
                    if (store->current() == nullptr) return;
                    CHECK(store->current()->document == document());
                    const auto* const stored = store->current()->picture("p.png");
                    REQUIRE(stored != nullptr);
                    CHECK(bytes_of(stored->file) == picture);
                  }};
  const auto counts = counts_of(show, Folder());
  const auto points = points_in(counts, 60, 3);
  MESSAGE("show: ", told(counts, points.size(), run_all(show, points, 8)));
}

TEST_CASE("[P06] whatever call fails while a picture is decoded, the pixels are the right ones, or there are none") {
  const auto file = noise(40, 30);
  constexpr Size box{30, 20};
  const auto right = decode(file, box, Fit::cover, {}, {});
  REQUIRE(right);
  int whole = 0;
  std::map<std::string, int> failed;
  const auto attempt = [&](const Point& point) {
    DecoderOptions options;
    options.command = {"/usr/bin/env"};
    for (const auto& [name, value] : failing(point)) options.command.push_back(name + "=" + value);
    options.command.insert(options.command.end(), {KIOSK_PROGRAM, std::string(decoder_argument)});
    options.patience = 2s;
    Decoder decoder(options);
    const auto picture = decoder.decode(file, box, Fit::cover, {}, {});
    INFO(to_text(point));
    if (picture) {
      ++whole;
      CHECK(*picture == *right);
    } else {
      ++failed[picture.error().code];
    }
  };
  for (const long times : {1L, for_ever}) {
    for (long from = 1; from < 1200; from += long_tests() ? 7 : 60) attempt({memory, from, times});
    for (const char* call : {"IMG_LoadPNG_RW", "SDL_RWFromConstMem", "SDL_CreateRGBSurfaceWithFormat"})
      attempt({call, 1, times});
  }
  std::string text = str("decoder: ", whole, " pictures");
  for (const auto& [code, count] : failed) text += str(", ", count, " × ", code);
  MESSAGE(text);
  CHECK(whole > 0);
  CHECK_FALSE(failed.empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
