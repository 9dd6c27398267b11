/// A process for one picture: this program again (or another, for tests), with a socket for its stream 0, nothing else
/// that is open, and an empty environment. It ends with its owner, at the latest. One thread.
#pragma once

#include "base/descriptor.h"
#include "base/result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace kiosk {

class Child {
 public:
  /// `command`: the program's path, and its arguments. Returns before the program runs. Errors: decode.no_process.
  static Result<Child> start(const std::vector<std::string>& command);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();

  /// Our end of the socket; it does not block.
  int socket() const { return socket_.get(); }
  /// False when it has ended by itself, before it was asked anything.
  bool waits();
  /// Ends it. What became of it, as waitpid(2) has it: of its own, where it had ended before. Once.
  int end();
  /// What it wrote on stderr, so far as it fits on a line.
  std::string last_words() const;

 private:
  Child(pid_t pid, Descriptor socket, Descriptor words)
      : pid_(pid), socket_(std::move(socket)), words_(std::move(words)) {}

  pid_t pid_;  ///< 0: it has ended
  Descriptor socket_;
  Descriptor words_;
};

}  // namespace kiosk
