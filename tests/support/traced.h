/// A piece of work in a process of its own that is killed at a system call of its choosing, just before the kernel does
/// it or just after (ptrace(2)). What `strace -e inject=…:signal=KILL:when=N` does, without a program to start.
#pragma once

#include <functional>

namespace kiosk::test {

struct Traced {
  bool killed = false;  ///< else it came to its end before
  int stops = 0;        ///< how many places there were to be killed at, up to the end or the kill: two a system call
  int exit_code = -1;   ///< where it was not killed
};

/// Runs `work` in a fork and kills it at the `stop`-th place (counted from 1) that has to do with files; 0: never.
/// Not while this process has other threads.
Traced run_traced(const std::function<int()>& work, int stop);

/// The same, killed after that time (and never, where it ends before).
Traced run_killed_after(const std::function<int()>& work, int microseconds);

}  // namespace kiosk::test
