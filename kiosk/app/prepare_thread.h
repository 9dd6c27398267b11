/// The prepare thread: makes slides ready ahead of time, so that the main thread waits for no font, no decoder and no
/// disk. It writes nothing: no disk that is slow to write holds it up, nor who ends it (app/file_writer.h). Its pulse
/// beats while it lives. All functions are for the main thread.
#pragma once

#include "app/crash_guard.h"
#include "app/inbox.h"
#include "app/pulse.h"
#include "studio/studio.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace kiosk {

class PrepareThread {
 public:
  /// Starts at once. `inbox`, `pulse` and `guard` outlive it; without a guard nothing is written about crashes.
  PrepareThread(StudioOptions options, Inbox& inbox, Pulse& pulse, CrashGuard* guard = nullptr);
  /// Ends after the slide that is being made.
  ~PrepareThread() = default;

  /// Asks for a slide; it comes as SlidePrepared. An order that has not been begun is replaced.
  void order(const Look& look);

 private:
  Prepared make(Studio& studio, const Look& look);
  void run(const std::stop_token& stop, StudioOptions options);

  Inbox& inbox_;
  Pulse& pulse_;
  CrashGuard* const guard_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Look> order_;  // protected by mutex_
  std::jthread thread_;        // last: it uses all of the above
};

}  // namespace kiosk
