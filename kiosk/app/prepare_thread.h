/// The prepare thread: makes slides ready ahead of time, and writes the small reports, so that the main thread waits
/// for no font, no decoder and no disk. Its pulse beats while it lives. All functions are for the main thread.
#pragma once

#include "app/crash_guard.h"
#include "app/inbox.h"
#include "app/pulse.h"
#include "studio/studio.h"

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

namespace kiosk {

class PrepareThread {
 public:
  /// Starts at once. `inbox`, `pulse` and `guard` outlive it; without a guard nothing is written about crashes.
  PrepareThread(StudioOptions options, Inbox& inbox, Pulse& pulse, CrashGuard* guard = nullptr);
  /// Ends after the slide that is being made.
  ~PrepareThread() = default;

  /// Asks for a slide; it comes as SlidePrepared. An order that has not been begun is replaced.
  void order(const Look& look);
  /// Replaces a file, some time soon; of several for one file the last one counts.
  void write(const std::filesystem::path& file, std::string text);
  /// The same for what is on the window, as a small picture (app/snapshot.h).
  void write(const std::filesystem::path& file, Bitmap picture);

 private:
  using Content = std::variant<std::string, Bitmap>;
  Prepared make(Studio& studio, const Look& look);
  void run(const std::stop_token& stop, StudioOptions options);
  void write(const std::map<std::filesystem::path, Content>& files, Rotation rotation);
  void write_content(const std::filesystem::path& file, Content content);

  Inbox& inbox_;
  Pulse& pulse_;
  CrashGuard* const guard_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Look> order_;  // this and the next: protected by mutex_
  std::map<std::filesystem::path, Content> writes_;
  bool disk_fails_ = false;  // of its own thread
  std::jthread thread_;      // last: it uses all of the above
};

}  // namespace kiosk
