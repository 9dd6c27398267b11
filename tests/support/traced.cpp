#include "support/traced.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk::test {
namespace {

/// Those that a cache or a database on disk is made of; memory, time and threads leave nothing behind.
bool has_to_do_with_files(std::uint64_t call) {
  static const std::array calls{
      SYS_openat,   SYS_read,    SYS_write,    SYS_fsync,      SYS_fdatasync,  SYS_renameat2, SYS_mkdirat,
      SYS_unlinkat, SYS_pread64, SYS_pwrite64, SYS_linkat,     SYS_fchmod,     SYS_flock,     SYS_ftruncate,
      SYS_close,    SYS_fstat,   SYS_statfs,   SYS_getdents64, SYS_newfstatat,
#ifdef SYS_rename  // the older calls, which some machines no longer have
      SYS_rename,   SYS_link,    SYS_chmod,    SYS_mkdir,      SYS_unlink,     SYS_rmdir,     SYS_stat,
      SYS_lstat,    SYS_open,
#endif
  };
  return std::ranges::find(calls, static_cast<long>(call)) != calls.end();
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, __WALL) < 0) {
    if (errno != EINTR) throw std::runtime_error("the traced child is gone");
  }
  return status;
}

Traced ended(int status, int stops) {
  return {WIFSIGNALED(status), stops, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

pid_t start(const std::function<int()>& work, bool traced) {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no fork");
  if (child > 0) return child;
  if (traced && ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(99);
  if (traced) std::raise(SIGSTOP);
  ::_exit(work());
}

}  // namespace

Traced run_traced(const std::function<int()>& work, int stop) {
  const pid_t child = start(work, true);
  wait_for(child);
  ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  bool counts = false;  // whether the call that is under way does
  for (int stops = 0;;) {
    ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    const int status = wait_for(child);
    if (!WIFSTOPPED(status)) return ended(status, stops);
    __ptrace_syscall_info info{};
    ::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info);
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) counts = has_to_do_with_files(info.entry.nr);
    if (info.op == PTRACE_SYSCALL_INFO_NONE || !counts || ++stops != stop) continue;
    ::kill(child, SIGKILL);
    return ended(wait_for(child), stops);
  }
}

Traced run_killed_after(const std::function<int()>& work, int microseconds) {
  const pid_t child = start(work, false);
  std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
  ::kill(child, SIGKILL);
  return ended(wait_for(child), 0);
}

}  // namespace kiosk::test
