/// A program that a test starts and ends: with an environment of its own, its output in files, and never outliving the
/// test. Not for several threads.
#pragma once

#include "base/descriptor.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace kiosk::test {

using Words = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

/// How long a test waits for what should happen soon: long enough for a machine that is busy with other things.
inline constexpr std::chrono::seconds patience{60};

/// Asks again and again until it holds. False when it has not within the time.
bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds within = patience);

class Process {
 public:
  /// Where stdout and stderr go: to files in the folder; nowhere, and closed; to a pipe that is full and nobody reads.
  enum class Output { files, closed, full_pipe };

  /// Starts it; the first word is the program. `folder` takes its output, and is its HOME. Of this process's own
  /// environment nothing gets through that would change what a screen does.
  Process(const std::filesystem::path& folder, const Words& words, const Environment& environment = {},
          Output output = Output::files);
  /// Ends it the hard way, where it still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  /// Its exit code, or 128 and the signal that ended it; nothing where it still runs after that time.
  std::optional<int> wait(std::chrono::milliseconds within = patience);
  bool runs() { return !wait(std::chrono::milliseconds{0}); }

  std::string out() const;
  std::string err() const;

 private:
  const std::filesystem::path folder_;
  Descriptor unread_;  ///< of the full pipe: closed, it would be a broken one
  pid_t pid_ = -1;
  std::optional<int> ended_;
};

struct Finished {
  int code = -1;  ///< as of Process::wait(); -1 where it did not end
  std::string out;
  std::string err;
};

/// Runs it to its end.
Finished run(const Words& words, const Environment& environment = {});
/// The same for the programs that are tested.
Finished kiosk(Words words, const Environment& environment = {});
Finished kiosk_desk(Words words);

}  // namespace kiosk::test
