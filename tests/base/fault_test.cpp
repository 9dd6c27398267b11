/// What a program leaves behind where it ends by a fault of its own, and where it does not.
#include "base/fault.h"

#include "base/ending.h"
#include "support/folder.h"

#include <doctest/doctest.h>
#include <functional>
#include <signal.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <thread>
#include <unistd.h>

namespace kiosk {
namespace {

using test::Folder;

struct Ended {
  int signal = 0;  ///< 0 where it ended by itself
  std::optional<Fault> fault;
};

/// What becomes of a program in a thread of which that happens.
Ended ended(const Folder& folder, const std::function<void()>& happens) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::close(STDERR_FILENO);
    // As in a program without tests and sanitizers.
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::signal(signal, SIG_DFL);
    end_where_all_is_lost();
    leave_faults_in(folder / "fault");
    std::thread(happens).join();
    ::_exit(EX_OK);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFSIGNALED(status) ? WTERMSIG(status) : 0, fault_left_in(folder / "fault")};
}

std::function<void()> at_work(std::function<void()> happens) {
  return [happens = std::move(happens)] {
    const AtWork work;
    happens();
  };
}

/// More frames than there is stack.
int fall(int depth) {
  volatile char frame[4096];
  frame[depth % 4096] = 1;
  return depth < 1'000'000'000 ? fall(depth + 1) + frame[0] : 0;
}

TEST_CASE("[P10] each fatal signal leaves its mark, which says whether it came from the work, and ends the program") {
  const Folder folder;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    CAPTURE(signal);
    const auto elsewhere = ended(folder, [&] { ::raise(signal); });
    CHECK(elsewhere.signal == signal);
    CHECK(elsewhere.fault == Fault::elsewhere);
    const auto in_work = ended(folder, at_work([&] { ::raise(signal); }));
    CHECK(in_work.signal == signal);
    CHECK(in_work.fault == Fault::at_work);
  }
}

TEST_CASE("[P10] a stack that is used up leaves the mark too") {
  const Folder folder;
  const auto end = ended(folder, at_work([] { fall(0); }));
  CHECK(end.signal == SIGSEGV);
  CHECK(end.fault == Fault::at_work);
}

TEST_CASE("[P05] the watchdog's signal, which comes from outside, means the work") {
  const Folder folder;
  const auto end = ended(folder, [] {
    ::kill(::getpid(), SIGABRT);
    ::sleep(60);
  });
  CHECK(end.signal == SIGABRT);
  CHECK(end.fault == Fault::at_work);
}

TEST_CASE("[P06] the ends that are no signal leave the mark as well") {
  const Folder folder;
  CHECK(ended(folder, at_work([] { end_without_memory(); })).fault == Fault::at_work);
  CHECK(ended(folder, at_work([] { throw std::runtime_error("uncaught"); })).fault == Fault::at_work);
  CHECK(ended(folder, [] { throw std::runtime_error("uncaught"); }).fault == Fault::elsewhere);
}

TEST_CASE("[P02, P03] a kill and an end of its own leave none, and the mark of the run before is gone") {
  const Folder folder;
  for (const auto& happens : {std::function<void()>([] { ::raise(SIGKILL); }), std::function<void()>([] {})}) {
    folder.write("fault", "w");
    CHECK(ended(folder, at_work(happens)).fault == std::nullopt);
  }
}

TEST_CASE("a fault after the work is done is not the work's") {
  const Folder folder;
  const auto end = ended(folder, [] {
    { const AtWork work; }
    ::raise(SIGSEGV);
  });
  CHECK(end.fault == Fault::elsewhere);
}

TEST_CASE("[D13] a mark that cannot be written changes nothing in how the program ends") {
  const Folder folder;
  folder.write("fault/in the way", "");
  CHECK(ended(folder, at_work([] { ::raise(SIGSEGV); })).signal == SIGSEGV);
}

}  // namespace
}  // namespace kiosk
