#include "base/fault.h"

#include "base/file.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <limits.h>
#include <memory>
#include <signal.h>
#include <string>
#include <unistd.h>

namespace kiosk {
namespace {

constexpr std::array fatal_signals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr char mark_of_work = 'w';
constexpr char mark_of_others = 'o';

// What a signal's handler may use: of fixed places, and not changed once it may be called.
std::array<char, PATH_MAX> mark_file{};
std::array<struct sigaction, NSIG> before_us{};
thread_local volatile sig_atomic_t at_work = 0;

void write_mark(char mark) {
  if (mark_file[0] == '\0') return;
  const int file = ::open(mark_file.data(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return;
  // It ends already: there is nothing to do about a mark that cannot be written.
  [[maybe_unused]] const auto written = ::write(file, &mark, 1);
  ::close(file);
}

char mark_of_this_thread() {
  return at_work != 0 ? mark_of_work : mark_of_others;
}

extern "C" void on_fault(int signal, siginfo_t* info, void*) {
  const bool from_outside = info->si_code == SI_USER;
  write_mark(from_outside ? mark_of_work : mark_of_this_thread());
  ::sigaction(signal, &before_us[static_cast<std::size_t>(signal)], nullptr);
  ::raise(signal);
}

/// A second stack for the handler. A sanitizer has given one already where it needs one, and takes it back itself.
class SignalStack {
 public:
  SignalStack() {
    stack_t known{};
    if (::sigaltstack(nullptr, &known) != 0 || (known.ss_flags & SS_DISABLE) == 0) return;
    bytes_ = std::make_unique<char[]>(size);
    stack_t own{};
    own.ss_sp = bytes_.get();
    own.ss_size = size;
    ::sigaltstack(&own, nullptr);
  }
  ~SignalStack() {
    if (!bytes_) return;
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
  }
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;

 private:
  /// The kernel puts all registers there, which are up to 11 KiB on a processor with AMX.
  static constexpr std::size_t size = 64U << 10;
  std::unique_ptr<char[]> bytes_;
};

}  // namespace

std::optional<Fault> fault_left_in(const std::filesystem::path& file) {
  const auto mark = read_file(file, 1);
  if (!mark) return std::nullopt;
  return *mark == std::string(1, mark_of_work) ? Fault::at_work : Fault::elsewhere;
}

void leave_faults_in(const std::filesystem::path& file) {
  std::error_code none;
  std::filesystem::remove(file, none);
  const auto& path = file.native();
  if (path.size() >= mark_file.size()) return;
  std::ranges::copy(path, mark_file.begin());
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int signal : fatal_signals) ::sigaction(signal, &action, &before_us[static_cast<std::size_t>(signal)]);
  mark_overflows_of_this_thread();
}

void mark_overflows_of_this_thread() {
  thread_local const SignalStack stack;
}

AtWork::AtWork() {
  mark_overflows_of_this_thread();
  at_work = 1;
}

AtWork::~AtWork() {
  at_work = 0;
}

void mark_fault() {
  write_mark(mark_of_this_thread());
}

}  // namespace kiosk
