/// An X server without a screen, for a test or a benchmark that needs a real window. It ends with its owner.
#pragma once

#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::test {

class Xvfb {
 public:
  /// Nothing where Xvfb is not installed or does not start. `size` is "1920x1080"; `display` ":7", else any that is
  /// free.
  static std::optional<Xvfb> start(const std::string& size, const std::string& display = "") {
    int ends[2];
    if (pipe(ends) != 0) return std::nullopt;
    const std::string fd = std::to_string(ends[1]);
    const std::string screen = size + "x24";
    const pid_t pid = fork();
    if (pid == 0) {
      close(ends[0]);
      execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", screen.c_str(), "-nolisten", "tcp",
             display.empty() ? nullptr : display.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    // It writes the number of a free display when it is ready, and closes the pipe when it fails.
    std::string number;
    for (char c = 0; pid > 0 && read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    close(ends[0]);
    Xvfb server(pid, ":" + number);
    if (number.empty()) return std::nullopt;
    return server;
  }

  Xvfb(Xvfb&& other) noexcept : pid_(other.pid_), display_(std::move(other.display_)) { other.pid_ = -1; }
  Xvfb& operator=(Xvfb&&) = delete;
  ~Xvfb() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }

  /// What DISPLAY must say.
  const std::string& display() const { return display_; }

 private:
  Xvfb(pid_t pid, std::string display) : pid_(pid), display_(std::move(display)) {}
  pid_t pid_;
  std::string display_;
};

/// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* const name_;
  std::optional<std::string> before_;
};

}  // namespace kiosk::test
