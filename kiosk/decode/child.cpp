#include "decode/child.h"

#include "base/format.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace kiosk {
namespace {

tl::unexpected<Error> no_process(int error) {
  return fail("decode.no_process", str("no process could be started to decode in: ", std::strerror(error)));
}

/// What posix_spawn(3) does in the new process, before the program begins.
class Preparation {
 public:
  Preparation(int socket, int words) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_adddup2(&files_, socket, STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files_, words, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    // Ignored and blocked signals would be so in the new program too.
    ::posix_spawnattr_init(&signals_);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigdefault(&signals_, &all);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&signals_, &none);
    ::posix_spawnattr_setflags(&signals_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~Preparation() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&signals_);
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  const posix_spawn_file_actions_t* files() const { return &files_; }
  const posix_spawnattr_t* signals() const { return &signals_; }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t signals_{};
};

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return no_process(errno);
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return no_process(errno);
  Descriptor words(ends[0]);
  const Descriptor their_words(ends[1]);
  if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0) return no_process(errno);

  std::vector<std::string> arguments = command;
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  char* const no_environment = nullptr;
  const Preparation preparation(theirs.get(), their_words.get());
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, arguments.front().c_str(), preparation.files(), preparation.signals(),
                                  argv.data(), &no_environment);
  if (error != 0) return no_process(error);
  return Child(pid, std::move(ours), std::move(words));
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), socket_(std::move(other.socket_)), words_(std::move(other.words_)) {}

Child::~Child() {
  end();
}

bool Child::waits() {
  if (pid_ == 0) return false;
  const bool runs = ::waitpid(pid_, nullptr, WNOHANG) == 0;
  if (!runs) pid_ = 0;
  return runs;
}

int Child::end() {
  if (pid_ == 0) return 0;
  int status = 0;
  ::kill(pid_, SIGKILL);  // whoever is dying of something else goes on doing so
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  return status;
}

std::string Child::last_words() const {
  std::array<char, 200> buffer{};
  const auto got = ::read(words_.get(), buffer.data(), buffer.size());
  std::string text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  // From a process that may be in other hands: nothing that a terminal would obey.
  std::ranges::replace_if(
      text, [](char c) { return c < 0x20 || c > 0x7e; }, ' ');
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace kiosk
