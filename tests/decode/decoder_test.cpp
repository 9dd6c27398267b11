#include "decode/decoder.h"

#include "base/file.h"
#include "base/log.h"
#include "decode/cage.h"
#include "decode/decode.h"
#include "decode/misbehaving.h"
#include "decode/pictures.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <dirent.h>
#include <doctest/doctest.h>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

constexpr Colour backdrop{1, 2, 3};

double milliseconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::string photograph() {
  return read_file(KIOSK_SOURCE_DIR "/media/helix-rna.jpg", 10'000'000).value();
}

/// Nothing where it is sound.
Error error_of(const Result<void>& verified) {
  return verified ? Error{} : verified.error();
}

/// The error of verifying a "picture" that says what to do.
Error deed(std::string_view what, Behind behind = Behind::everything, std::chrono::milliseconds patience = 0ms) {
  auto options = misbehaving(behind);
  options.patience = patience;
  return error_of(Decoder(options).verify(what));
}

int open_descriptors() {
  int count = 0;
  DIR* const folder = ::opendir("/proc/self/fd");
  REQUIRE(folder != nullptr);
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

rlim_t address_space() {
  const auto pages = read_file("/proc/self/statm", 1000).value();
  return static_cast<rlim_t>(std::stoll(pages)) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

/// The kernel of this machine, or what it runs in, may not have them all.
bool has(Layer layer) {
  static const std::uint32_t missing = [] {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(static_cast<int>(enter_cage()));
    int status = 0;
    ::waitpid(pid, &status, 0);
    return static_cast<std::uint32_t>(WEXITSTATUS(status));
  }();
  return (missing & static_cast<std::uint32_t>(layer)) == 0;
}

}  // namespace

TEST_CASE("[M11] what comes out of the cage is what decoding gives, good or bad, the smallest and the longest") {
  Decoder decoder;
  const std::vector<std::string> files{
      jpeg(),
      with_segments(jpeg(), exif(6)),
      cmyk_jpeg(true),
      png(Bitmap({9, 7}, 0x123456)),
      transparent_webp(),
      lossy_webp(),
      photograph(),
      "",
      "GIF89a",
      jpeg().substr(0, 200),
      png({png_header(20000, 20000, 1, 0), png_chunk("IDAT", deflated("")), png_chunk("IEND", "")})};
  for (const auto& file : files) {
    CAPTURE(file.size());
    CHECK(error_of(decoder.verify(file)) == error_of(verify(file)));
    for (const Fit fit : {Fit::cover, Fit::contain}) {
      const Focus focus{0.3, 0.71};
      CHECK(decoder.decode(file, {40, 25}, fit, focus, backdrop) == decode(file, {40, 25}, fit, focus, backdrop));
    }
  }
}

TEST_CASE("a picture is reduced in the cage as outside of it") {
  Decoder decoder;
  for (const auto& file : {photograph(), transparent_webp(), png(Bitmap({3, 5}, 0x336699))}) {
    const auto reduced = decoder.reduce(file, {640, 640}, backdrop);
    REQUIRE(reduced);
    CHECK(reduced == reduce(file, {640, 640}, backdrop));
  }
  CHECK(decoder.reduce("no picture", {640, 640}, backdrop).error().code == "decode.format");
}

TEST_CASE("a profile that is left aside is told to our log") {
  std::string lines;
  const auto before = log::set_sink([&](log::Level, std::string_view code, std::string_view text) {
    lines.append(code).append(": ").append(text).append("\n");
  });
  CHECK(Decoder().verify(webp_with(webp_chunk("ICCP", "none"), "")));
  Decoder lacking(misbehaving());
  CHECK(lacking.verify("lacking"));
  CHECK(lacking.verify("lacking"));
  log::set_sink(before);
  CHECK(lines.find("decode.profile: a picture of 6 × 4 is shown without its colour profile: it is damaged\n") == 0);
  const auto cage = lines.find("decode.cage: ");
  REQUIRE(cage != std::string::npos);
  CHECK(lines.find("missing: Landlock, the filter of system calls (seccomp)\n", cage) != std::string::npos);
  CHECK(lines.find("decode.cage", cage + 1) == std::string::npos);  // once
  CHECK(lines.find("decode.profile: of a kind\n", cage) != std::string::npos);
}

TEST_CASE("[M14] a decoder that crashes, hangs or talks nonsense costs that picture, and the next is decoded") {
  auto options = misbehaving();
  options.patience = 300ms;
  Decoder decoder(options);
  const std::vector<std::pair<std::string, std::string>> bad{
      {"crash", "decode.crashed"},
      {"abort", "decode.crashed"},
      {"leave", "decode.crashed"},
      {"hang", "decode.slow"},
      {"read on", "decode.slow"},
      {"garbage", "decode.nonsense"},
      {"half a head", "decode.crashed"},
      {"a wrong size", "decode.nonsense"},
      {"an endless picture", "decode.nonsense"},
      {"too few pixels", "decode.crashed"},
      {"a message that is a command", "decode.nonsense"},
      {"a message of 4 GB", "decode.nonsense"},
      {"another's answer", "decode.nonsense"},
  };
  double slowest = 0;
  for (const auto& [deed, code] : bad) {
    CAPTURE(deed);
    const auto failed = decoder.decode(deed, {64, 64}, Fit::cover, {}, backdrop);
    REQUIRE_FALSE(failed);
    CAPTURE(failed.error().message);
    CHECK(failed.error().code == code);
    slowest = std::max(slowest, milliseconds_of([&] { CHECK(decoder.verify(jpeg())); }));
  }
  MESSAGE("M14: after the worst of them the next picture was through after " << slowest << " ms");
  // The sanitizers catch that signal, and end the process in their own way.
  if (!sanitized) CHECK(deed("crash").message.find("signal 11") != std::string::npos);
  CHECK(deed("abort").message.find("it said: free(): invalid pointer [31m") != std::string::npos);
  CHECK(deed("leave").message.find("exit code 3") != std::string::npos);
}

TEST_CASE("[M14] what a decoder says is transparent is opaque all the same") {
  const auto picture = Decoder(misbehaving()).decode("a transparent picture", {3, 2}, Fit::cover, {}, backdrop);
  CHECK(picture == Bitmap({3, 2}, 0xffffff));
}

TEST_CASE("[M15] a decoder is born with no variable and no descriptor, and dies with its owner") {
  CHECK(deed("inventory").message == "born with:");
  const int before = open_descriptors();
  {
    Decoder decoder;
    CHECK(decoder.verify(jpeg()));
  }
  CHECK(open_descriptors() == before);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("[M15] a decoder that is told to connect, run a program or start a process is ended, and the error says so") {
  if (!has(Layer::seccomp)) {
    MESSAGE("this kernel has no seccomp");
    return;
  }
  for (const auto* what : {"connect", "exec", "fork", "kill the parent"}) {
    CAPTURE(what);
    for (const auto behind : {Behind::everything, Behind::seccomp}) {
      const auto error = deed(what, behind);
      CAPTURE(error.message);
      CHECK(error.code == "decode.forbidden");
    }
  }
  for (const auto* what : {"open", "create"}) CHECK(deed(what, Behind::seccomp).message == std::strerror(EPERM));
}

TEST_CASE("[M15] each layer of the cage holds by itself") {
  for (const auto* what : {"open", "create"}) {
    CAPTURE(what);
    CHECK(deed(what, Behind::limits).message == std::strerror(EMFILE));
    if (has(Layer::landlock)) CHECK(deed(what, Behind::landlock).message == std::strerror(EACCES));
  }
  CHECK(deed("connect", Behind::limits).message == std::strerror(EMFILE));
  if (!has(Layer::landlock)) {
    MESSAGE("this kernel has no Landlock");
    return;
  }
  CHECK(deed("exec", Behind::landlock).message == std::strerror(EACCES));
}

TEST_CASE("[M07, M14] a picture that takes too long is given up by the processor's time, whatever the clock says" *
          doctest::skip(std::getenv("KIOSK_LONG_TESTS") == nullptr)) {
  const auto error = deed("hang");
  CHECK(error.code == "decode.slow");
  CHECK(error.message.find("more than 5 s") != std::string::npos);
}

TEST_CASE("[P07] a decoder runs out of its own memory, not of ours") {
  if (sanitized) return;  // which take terabytes by themselves
  const auto got = deed("memory").message;
  MESSAGE("P07: a decoder gets " << got << " at most");
  CHECK(got.ends_with(" MB"));
  CHECK(std::stoi(got) > 600);
  CHECK(std::stoi(got) < 1024);
}

TEST_CASE("[P07] a picture for which the memory does not suffice is refused, and the next is decoded") {
  if (sanitized) return;
  const auto large = png({png_header(8000, 8000, 1, 0), png_chunk("IDAT", deflated(std::string(8000 * 1001, '\0'))),
                          png_chunk("IEND", "")});
  const auto decoded = [&](Decoder& decoder) { return decoder.decode(large, {4000, 4000}, Fit::cover, {}, backdrop); };
  Decoder rich;
  CHECK(decoded(rich));
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
  constexpr rlim_t less_than_it_takes = 60'000'000;
  const rlimit tight{address_space() + less_than_it_takes, before.rlim_max};
  Decoder poor;
  REQUIRE(::setrlimit(RLIMIT_AS, &tight) == 0);
  const auto refused = decoded(poor);
  const auto small = poor.verify(jpeg());
  REQUIRE(::setrlimit(RLIMIT_AS, &before) == 0);
  REQUIRE_FALSE(refused);
  CAPTURE(refused.error().message);
  CHECK((refused.error().code == "decode.broken" || refused.error().code == "decode.too_large"));
  CHECK(small);
}

TEST_CASE("[P09] where no process can be started, the error says that it was not the picture's fault") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  Decoder decoder;
  const rlimit none{static_cast<rlim_t>(3), before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const auto without = decoder.verify(jpeg());
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  REQUIRE_FALSE(without);
  CHECK(without.error().code == "decode.no_process");
  CHECK(decoder.verify(jpeg()));

  DecoderOptions nowhere;
  nowhere.command = {"/nonexistent"};
  CHECK(Decoder(nowhere).verify(jpeg()).error().code == "decode.no_process");
}

TEST_CASE("a program that is to end does not wait for a picture") {
  std::stop_source stop;
  auto options = misbehaving();
  options.stop = stop.get_token();
  options.patience = 1min;
  Decoder decoder(options);
  std::jthread later([&] {
    std::this_thread::sleep_for(50ms);
    stop.request_stop();
  });
  CHECK(decoder.verify("hang").error().code == "decode.cancelled");
}

TEST_CASE("a process that was killed while it waited is replaced, and no picture is blamed") {
  Decoder decoder;
  CHECK(decoder.verify(jpeg()));
  const auto children = read_file("/proc/self/task/" + std::to_string(::getpid()) + "/children", 1000);
  if (!children) return;  // a kernel without that list
  const pid_t waiting = std::stoi(*children);
  REQUIRE(::kill(waiting, SIGKILL) == 0);
  siginfo_t ended{};
  REQUIRE(::waitid(P_PID, static_cast<id_t>(waiting), &ended, WEXITED | WNOWAIT) == 0);
  CHECK(decoder.verify(jpeg()));
}

TEST_CASE("[M03] a picture that says it is huge is refused for next to nothing") {
  const auto bomb =
      png({png_header(20000, 20000, 1, 0),
           png_chunk("IDAT", deflated(std::string(std::size_t{20000} * 2501 / 1000, '\0'))), png_chunk("IEND", "")});
  const auto peak_of = [](const std::function<void()>& work) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      work();
      ::_exit(0);
    }
    rusage used{};
    REQUIRE(::wait4(pid, nullptr, 0, &used) == pid);
    return static_cast<double>(used.ru_maxrss) / 1024;
  };
  const double idle = peak_of([] {});
  const double refusing = peak_of([&] { static_cast<void>(verify(bomb)); });
  const auto taken = milliseconds_of([&] { CHECK(verify(bomb).error().code == "decode.too_large"); });
  MESSAGE("M03: refused with " << refusing - idle << " MB in " << taken << " ms");
  CHECK(refusing - idle <= 16);
  Decoder decoder;
  CHECK(decoder.verify(jpeg()));
  const auto caged = milliseconds_of([&] { CHECK(decoder.verify(bomb).error().code == "decode.too_large"); });
  MESSAGE("M03: through the cage in " << caged << " ms");
}
