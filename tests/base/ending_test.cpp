#include "base/ending.h"

#include "base/descriptor.h"

#include <array>
#include <doctest/doctest.h>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <sysexits.h>
#include <thread>
#include <unistd.h>

namespace kiosk {
namespace {

struct Ended {
  int code = -1;  ///< of its exit; -1 where a signal ended it
  std::string said;
};

/// What becomes of a program in a thread of which that happens.
Ended ended(const std::function<void()>& happens) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(writing.get(), STDERR_FILENO);
    end_where_all_is_lost();
    std::thread(happens).join();
    ::_exit(EX_OK);
  }
  writing = Descriptor();
  Ended ended;
  std::array<char, 1000> bytes{};
  for (ssize_t got = 0; (got = ::read(reading.get(), bytes.data(), bytes.size())) > 0;)
    ended.said.append(bytes.data(), static_cast<std::size_t>(got));
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  return ended;
}

TEST_CASE("[P06] without memory the program ends with a line and an exit code") {
  const auto end = ended([] { std::get_new_handler()(); });
  CHECK(end.code == EX_OSERR);
  CHECK(end.said.ends_with("error program.memory: there is no memory left; ending, to be started anew\n"));
}

TEST_CASE("[P09] what is thrown in a thread, and caught nowhere, ends it the same way") {
  const auto end = ended([] { throw std::runtime_error("no thread\nfor this"); });
  CHECK(end.code == EX_SOFTWARE);
  CHECK(end.said.ends_with("error program.failed: no thread for this\n"));
  const auto strange = ended([] { throw 7; });
  CHECK(strange.code == EX_SOFTWARE);
  CHECK(strange.said.ends_with("error program.failed: something was thrown that is no exception\n"));
}

TEST_CASE("however long the last words are, they are one line") {
  const auto end = ended([] { throw std::runtime_error(std::string(5000, 'x')); });
  CHECK(end.code == EX_SOFTWARE);
  CHECK(end.said.size() == 500);
  CHECK(end.said.ends_with("xxx\n"));
}

}  // namespace
}  // namespace kiosk
