/// The report thread: tells the desk, or whoever the setting `report` names, how this screen is and what it shows. It
/// decides when; then it asks the main thread for a report (ReportWanted), posts what that gives it, and says how it
/// went (ReportSent). Whatever fails here, the show and the updates do not notice, and nothing that the desk answers
/// changes anything on the screen.
///
/// A thread of its own, since the sync thread waits for its endpoint most of the time. Made and destroyed by the main
/// thread, which calls its functions too; none of them waits.
#pragma once

#include "app/inbox.h"
#include "base/bitmap.h"
#include "base/clock.h"
#include "model/settings.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace kiosk {

class Reporter {
 public:
  /// What a desk takes of a status (editorial/screens.h).
  static constexpr std::size_t most_status_bytes = std::size_t{64} << 10;

  /// Starts at once. `clock` and `inbox` outlive it.
  Reporter(const Settings& settings, const Clock& clock, Inbox& inbox);
  /// Ends a transfer that is under way, at once.
  ~Reporter() = default;

  /// There is something that the desk should hear soon.
  void hurry();
  /// What ReportWanted asks for: the text of status.json, and what is on the window; an empty picture where that has
  /// not changed since the last report that arrived.
  void give(std::string status, Bitmap window);

 private:
  struct Given {
    std::string status;
    Bitmap window;
  };
  void run(const std::stop_token& stop, const Settings& settings);
  std::optional<Given> wait_for_report(const std::stop_token& stop);

  const Clock& clock_;
  Inbox& inbox_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool hurried_ = false;  // this and the next: protected by mutex_
  std::optional<Given> given_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace kiosk
