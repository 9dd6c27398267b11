#include "program/process.h"

#include "support/folder.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk::test {
namespace {

using namespace std::chrono_literals;

bool changes_a_screen(const std::string& variable) {
  constexpr std::array prefixes{"KIOSK_",
                                "SDL_",
                                "XDG_",
                                "DISPLAY=",
                                "WAYLAND_DISPLAY=",
                                "HOME=",
                                "LANG=",
                                "LC_",
                                "CACHE_DIRECTORY=",
                                "STATE_DIRECTORY=",
                                "CREDENTIALS_DIRECTORY=",
                                "JOURNAL_STREAM="};
  return std::ranges::any_of(prefixes, [&](const char* prefix) { return variable.starts_with(prefix); });
}

std::vector<std::string> environment_for(const std::filesystem::path& home, const Environment& given) {
  // No desktop's bus: it could tell the desktop to stay awake, and libdbus leaks where it looks for one in vain.
  Environment own{
      {"HOME", home.string()}, {"SDL_VIDEODRIVER", "dummy"}, {"DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"}};
  for (const auto& [name, value] : given) own[name] = value;
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string variable = *entry;
    if (!changes_a_screen(variable) && !own.contains(variable.substr(0, variable.find('=')))) all.push_back(variable);
  }
  for (const auto& [name, value] : own) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (auto& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

/// The writing end of a pipe into which not one byte more goes; `reading` keeps it from being a broken one.
Descriptor full_pipe(Descriptor& reading) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("no pipe");
  reading = Descriptor(ends[0]);
  Descriptor writing(ends[1]);
  while (::write(writing.get(), "x", 1) == 1) continue;
  ::fcntl(writing.get(), F_SETFL, 0);
  return writing;
}

struct Actions {
  posix_spawn_file_actions_t value{};
  Actions() { ::posix_spawn_file_actions_init(&value); }
  ~Actions() { ::posix_spawn_file_actions_destroy(&value); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
};

}  // namespace

bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds within) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

Process::Process(const std::filesystem::path& folder, const Words& words, const Environment& environment, Output output)
    : folder_(folder) {
  Actions actions;
  Descriptor blocked;
  if (output == Output::closed) {
    for (const int stream : {0, 1, 2}) ::posix_spawn_file_actions_addclose(&actions.value, stream);
  } else {
    ::posix_spawn_file_actions_addopen(&actions.value, 0, "/dev/null", O_RDONLY, 0);
  }
  if (output == Output::full_pipe) {
    blocked = full_pipe(unread_);
    for (const int stream : {1, 2}) ::posix_spawn_file_actions_adddup2(&actions.value, blocked.get(), stream);
  }
  if (output == Output::files) {
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND;
    ::posix_spawn_file_actions_addopen(&actions.value, 1, (folder / "out").c_str(), flags, 0644);
    ::posix_spawn_file_actions_addopen(&actions.value, 2, (folder / "err").c_str(), flags, 0644);
  }
  auto arguments = words;
  auto variables = environment_for(folder, environment);
  const int error = ::posix_spawnp(&pid_, words.front().c_str(), &actions.value, nullptr, pointers(arguments).data(),
                                   pointers(variables).data());
  if (error != 0) throw std::runtime_error("cannot start " + words.front());
}

Process::~Process() {
  if (ended_) return;
  signal(SIGKILL);
  wait();
}

void Process::signal(int number) const {
  if (!ended_) ::kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds within) {
  eventually(
      [this] {
        int status = 0;
        if (!ended_ && ::waitpid(pid_, &status, WNOHANG) == pid_)
          ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return ended_.has_value();
      },
      within);
  return ended_;
}

std::string Process::out() const {
  return bytes_of(folder_ / "out");
}

std::string Process::err() const {
  return bytes_of(folder_ / "err");
}

Finished run(const Words& words, const Environment& environment) {
  const Folder folder;
  Process process(folder.path(), words, environment);
  const auto code = process.wait();
  return {code.value_or(-1), process.out(), process.err()};
}

Finished kiosk(Words words, const Environment& environment) {
  words.insert(words.begin(), KIOSK_PROGRAM);
  return run(words, environment);
}

Finished kiosk_desk(Words words) {
  words.insert(words.begin(), KIOSK_DESK_PROGRAM);
  return run(words);
}

}  // namespace kiosk::test
