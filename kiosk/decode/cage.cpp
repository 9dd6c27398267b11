#include "decode/cage.h"

#include "base/descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/landlock.h>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kiosk {
namespace {

/// Where the machine runs out of memory, a picture goes, not the screen: proc(5), oom_score_adj.
void be_the_first_to_go() {
  const Descriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  constexpr std::string_view most = "1000";
  [[maybe_unused]] const auto written = ::write(file.get(), most.data(), most.size());
}

/// Never more than it was: whoever started the program may have set a tighter bound.
bool limit(__rlimit_resource what, rlim_t most, rlim_t hard) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return false;
  const rlimit wanted{std::min(most, now.rlim_cur), std::min(hard, now.rlim_max)};
  return ::setrlimit(what, &wanted) == 0;
}
bool limit(__rlimit_resource what, rlim_t most) {
  return limit(what, most, most);
}

struct ReleaseFilter {
  void operator()(scmp_filter_ctx filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

template <class... Conditions>
bool add(const Filter& filter, std::uint32_t action, int call, Conditions... conditions) {
  return seccomp_rule_add(filter.get(), action, call, sizeof...(conditions), conditions...) == 0;
}

/// Memory that is never code, and that is no file.
bool allow_memory(const Filter& filter) {
  bool ok = true;
  for (const int call : {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)}) {
    ok = ok && add(filter, SCMP_ACT_ALLOW, call);
  }
  const scmp_arg_cmp no_code{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const scmp_arg_cmp no_file{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
  ok = ok && add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), no_code);
  return ok && add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), no_code, no_file);
}

bool allow_streams(const Filter& filter) {
  const auto is = [](int stream) { return scmp_arg_cmp{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(stream), 0}; };
  return add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), is(STDIN_FILENO)) &&
         add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), is(STDIN_FILENO)) &&
         add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), is(STDERR_FILENO));
}

/// To end, well or by abort(); and what the C library does by itself.
bool allow_ending(const Filter& filter) {
  bool ok = true;
  for (const int call : {SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(restart_syscall), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(futex),
                         SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(sigaltstack)}) {
    ok = ok && add(filter, SCMP_ACT_ALLOW, call);
  }
  const scmp_arg_cmp itself{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0};
  return ok && add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), itself);
}

/// What only a decoder that somebody has taken over would try. The rest fails with EPERM: libraries look into files
/// such as /proc/cpuinfo, and do without.
bool kill_for_the_rest(const Filter& filter) {
  bool ok = true;
  for (const int call : {SCMP_SYS(socket),
                         SCMP_SYS(socketpair),
                         SCMP_SYS(connect),
                         SCMP_SYS(bind),
                         SCMP_SYS(listen),
                         SCMP_SYS(accept),
                         SCMP_SYS(accept4),
                         SCMP_SYS(sendto),
                         SCMP_SYS(sendmsg),
                         SCMP_SYS(recvmsg),
                         SCMP_SYS(execve),
                         SCMP_SYS(execveat),
                         SCMP_SYS(fork),
                         SCMP_SYS(vfork),
                         SCMP_SYS(clone),
                         SCMP_SYS(clone3),
                         SCMP_SYS(kill),
                         SCMP_SYS(tkill),
                         SCMP_SYS(ptrace),
                         SCMP_SYS(process_vm_readv),
                         SCMP_SYS(process_vm_writev),
                         SCMP_SYS(bpf),
                         SCMP_SYS(perf_event_open),
                         SCMP_SYS(userfaultfd),
                         SCMP_SYS(io_uring_setup),
                         SCMP_SYS(keyctl),
                         SCMP_SYS(memfd_create),
                         SCMP_SYS(unshare),
                         SCMP_SYS(setns),
                         SCMP_SYS(mount)}) {
    ok = ok && add(filter, SCMP_ACT_KILL_PROCESS, call);
  }
  return ok;
}

}  // namespace

bool enter_landlock() {
  // A later kernel knows more to forbid than the headers here do; its own words for the sets are the versions.
  struct Ruleset {
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scopes;
  };
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  constexpr std::array<unsigned, 6> file_rights{0, 13, 14, 15, 15, 16};
  const auto known = std::min(static_cast<std::size_t>(version), file_rights.size() - 1);
  const Ruleset nothing_allowed{(std::uint64_t{1} << file_rights[known]) - 1, version >= 4 ? 3U : 0U,
                                version >= 6 ? 3U : 0U};
  const Descriptor ruleset(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &nothing_allowed, sizeof nothing_allowed, 0)));
  return ruleset && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}

bool enter_limits() {
  bool ok = true;
  for (const auto what : {RLIMIT_CORE, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC}) ok = limit(what, 0) && ok;
  constexpr auto seconds = static_cast<rlim_t>(picture_time.count());
  ok = limit(RLIMIT_CPU, seconds, seconds + 1) && ok;  // first SIGXCPU, which tells why; then SIGKILL
  return (sanitized || limit(RLIMIT_AS, picture_memory)) && ok;
}

bool enter_seccomp() {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  return filter && allow_memory(filter) && allow_streams(filter) && allow_ending(filter) && kill_for_the_rest(filter) &&
         seccomp_load(filter.get()) == 0;
}

std::uint32_t enter_cage() {
  be_the_first_to_go();
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  std::uint32_t missing = 0;
  const auto note = [&missing](Layer layer, bool given) {
    if (!given) missing |= static_cast<std::uint32_t>(layer);
  };
  note(Layer::landlock, enter_landlock());
  note(Layer::limits, enter_limits());
  note(Layer::seccomp, enter_seccomp());
  return missing;
}

std::string names_of_layers(std::uint32_t layers) {
  std::string names;
  const auto add_name = [&](Layer layer, std::string_view name) {
    if ((layers & static_cast<std::uint32_t>(layer)) == 0) return;
    names.append(names.empty() ? "" : ", ").append(name);
  };
  add_name(Layer::limits, "limits of memory and time");
  add_name(Layer::landlock, "Landlock");
  add_name(Layer::seccomp, "the filter of system calls (seccomp)");
  return names;
}

}  // namespace kiosk
