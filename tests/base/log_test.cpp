#include "base/log.h"

#include <algorithm>
#include <csignal>
#include <doctest/doctest.h>
#include <unistd.h>
#include <vector>

namespace kiosk {
namespace {

/// What a function writes to stderr.
template <class F>
std::string stderr_of(const F& f) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const int before = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  f();
  ::dup2(before, STDERR_FILENO);
  ::close(before);
  ::close(ends[1]);
  std::string text(4096, '\0');
  const auto got = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return text;
}

/// Takes the log from the tests' watcher while it lives.
struct OwnSink {
  explicit OwnSink(log::Sink sink) : before(log::set_sink(std::move(sink))) {}
  ~OwnSink() { log::set_sink(before); }
  OwnSink(const OwnSink&) = delete;
  OwnSink& operator=(const OwnSink&) = delete;
  log::Sink before;
};

TEST_CASE("[J18] one event is one line, whatever the network put into it") {
  const OwnSink to_stderr({});
  const auto line = stderr_of([] {
    log::warn("sync.bad\n",
              "title \"a\r\nerror forged: \x1b[31m%s%n\x7f"
              "å\"");
  });
  CHECK(line.find("warning sync.bad : title \"a  error forged:  [31m%s%n å\"\n") != std::string::npos);
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
}

TEST_CASE("a line that is too long for a pipe to take at once is cut, and stays a line") {
  const OwnSink to_stderr({});
  const auto line = stderr_of([] { log::warn("code", std::string(100'000, 'a')); });
  CHECK(line.size() == 4096);
  CHECK(line.ends_with("aaa\n"));
}

TEST_CASE("[P13] a pipe that nobody empties, and one that nobody holds, cost lines and nothing else") {
  const OwnSink to_stderr({});
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  for (const bool held : {true, false}) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    if (!held) ::close(ends[0]);
    const int own = ::dup(STDERR_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    for (int i = 0; i < 1000; ++i) log::warn("code", std::string(1000, 'a'));
    ::dup2(own, STDERR_FILENO);
    ::close(own);
    ::close(ends[1]);
    if (held) ::close(ends[0]);
  }
  std::signal(SIGPIPE, before);
}

TEST_CASE("lines below the level are dropped") {
  std::vector<std::string> codes;
  const OwnSink sink([&codes](log::Level, std::string_view code, std::string_view) { codes.emplace_back(code); });
  log::debug("a", "");
  log::info("b", "");
  log::set_level(log::Level::error);
  log::warn("c", "");
  log::error(Error{"d", ""});
  log::set_level(log::Level::debug);
  log::debug("e", "");
  log::set_level(log::Level::info);
  CHECK(codes == std::vector<std::string>{"b", "d", "e"});
}

}  // namespace
}  // namespace kiosk
