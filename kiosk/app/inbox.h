/// What the other threads tell the main thread: a queue of small values. post() from any thread, drain() from main.
#pragma once

#include "base/clock.h"
#include "studio/edition.h"
#include "studio/studio.h"

#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace kiosk {

/// A slide is ready.
struct SlidePrepared {
  Prepared prepared;
};

/// New content is in the store, and whole.
struct EditionArrived {
  EditionPtr edition;
};

/// How the last update went.
struct SyncReported {
  Instant at;
  Error error;  ///< code "" when the endpoint answered with something that could be used
  int attempts = 0;
  Instant next_try;
  std::optional<Instant> endpoint_time;  ///< what the endpoint's clock said at `at`, where it can be believed
  Error unkept;                          ///< why the content is only in memory; code "" where it is on the disk
};

/// The desk is to be told how the screen is: Reporter::give().
struct ReportWanted {};

/// It was told, or not.
struct ReportSent {
  Instant at;
  Error error;  ///< code "" when it arrived
};

using Event = std::variant<SlidePrepared, EditionArrived, SyncReported, ReportWanted, ReportSent>;

class Inbox {
 public:
  /// `wake` ends the main thread's sleep; any thread may call it.
  explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Event event) {
    {
      const std::lock_guard lock(mutex_);
      events_.push_back(std::move(event));
    }
    wake_();
  }

  std::vector<Event> drain() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
  }

 private:
  const std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Event> events_;  // protected by mutex_
};

}  // namespace kiosk
