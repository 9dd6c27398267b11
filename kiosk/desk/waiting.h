/// Requests that wait for a change ("Prefer: wait=20", RFC 7240 § 4.3): a screen asks once and hears of new content
/// when there is some. A request that waits costs a connection, and no thread. `changed` and `count` are for any
/// thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

namespace kiosk {

/// The seconds of "respond-async, wait=20", at most a minute: what stands between may cut off a longer silence.
std::optional<std::chrono::seconds> wait_preference(std::string_view prefer);

class Waiting {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  Waiting();
  /// Resumes all.
  ~Waiting();
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  /// How many changes there were. To be read before one looks whether there is something new.
  std::uint64_t changes() const;
  /// Calls `suspend` now, and `resume` once: at the next change after `seen`, which may have been already, or when
  /// `time` is over.
  void add(std::uint64_t seen, std::chrono::seconds time, const std::function<void()>& suspend,
           std::function<void()> resume);
  /// How many wait now.
  std::size_t count() const;
  /// There is something new: all go on.
  void changed();

 private:
  void run(const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::uint64_t changes_ = 0;                             ///< protected by mutex_
  std::multimap<Steady, std::function<void()>> waiting_;  ///< by the end of their time; protected by mutex_
  std::jthread thread_;                                   ///< the last member: it uses the others
};

}  // namespace kiosk
