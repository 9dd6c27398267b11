/// A lobby screen of its own for a test: `kiosk show` with a folder for its settings, cache and state, on a display
/// that nobody sees; and content for it. Not for several threads.
#pragma once

#include "program/process.h"
#include "support/folder.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::test {

/// What of status.json the tests ask about.
struct Status {
  std::string generation;
  std::string slide;
  std::string language;
  std::string since;
  std::string until;
  std::string code;  ///< of the last update
  std::string message;
  int failures = 0;
  std::vector<std::string> problems;  ///< their codes
  std::string clock;                  ///< "trusted" or "untrusted"
  bool alarm = false;
};

class Screen {
 public:
  /// `settings`: more members for its settings file, `"max_document_bytes": 65536`.
  explicit Screen(const std::string& content, const std::string& settings = "");

  /// Starts it, once or again; `words` are more arguments, `through` a command that starts it in its own place.
  void start(const Words& words = {}, const Environment& environment = {},
             Process::Output output = Process::Output::files, Words through = {});
  Process& process() { return *process_; }
  /// Sends a signal and gives the exit code; nothing where it does not end within ten seconds.
  std::optional<int> end(int signal);

  /// What the running program has written last; nothing before its first slide is on.
  std::optional<Status> status() const;
  /// Waits for a status of which that is true, and gives it. The test ends where none comes.
  Status wait_for(const std::string& what, const std::function<bool(const Status&)>& is_true) const;
  /// A slide of the content that `prefix` begins the ids of.
  Status wait_for_slide_of(const std::string& prefix) const;
  /// Some other slide than the one that is on.
  Status wait_for_next_slide() const;

  /// The lines that it has logged since it was started, of warnings and errors only.
  std::vector<std::string> complaints() const;

  Words command(const Words& words = {}) const;
  const Folder& folder() const { return folder_; }
  std::filesystem::path cache() const { return folder_ / "cache"; }
  std::filesystem::path state() const { return folder_ / "state"; }

 private:
  Folder folder_;
  std::unique_ptr<Process> process_;
};

/// A document with two news slides of three seconds, "PREFIX-1" and "PREFIX-2", in two languages, and `more` slides.
std::string content(const std::string& prefix, const std::string& more = "");
/// A news slide of that kind with a picture; `more` are members of the picture.
std::string slide_with_picture(const std::string& id, const std::string& src, const std::string& more = "");

/// A PNG file of some size whose bytes cannot be packed.
std::string noise(int width, int height);

/// kiosk-desk that serves a folder.
class Desk {
 public:
  /// Port 0 is any that is free. The test ends where it does not come up.
  explicit Desk(const std::filesystem::path& served, int port = 0);
  int port() const { return port_; }
  std::string url(const std::string& path) const;
  Process& process() { return process_; }

 private:
  Folder folder_;
  Process process_;
  int port_ = 0;
};

}  // namespace kiosk::test
