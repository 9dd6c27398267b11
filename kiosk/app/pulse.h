/// How a thread says that it is alive, and how the main thread hears it: no clock, no lock. A thread that hangs or
/// spins says nothing more, and the watchdog of the service manager is fed no longer (app/supervisor.h).
#pragma once

#include "base/clock.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kiosk {

/// beat() on the thread that lives, read() on any other.
class Pulse {
 public:
  /// What most steps stay far under: a wait is cut into pieces of a second.
  static constexpr Millis usual{3'000};
  /// A step that waits for nobody, such as to read a document or to hash a picture. A thread that hangs there has the
  /// program started anew within ten seconds, since the service manager waits five more.
  static constexpr Millis work{5'000};
  /// One call of the disk: a worn card holds it up for half a minute.
  static constexpr Millis disk{60'000};

  /// The next beat comes within that time, or something is wrong.
  void beat(Millis within = usual) {
    const std::uint64_t count = (state_.load(std::memory_order_relaxed) >> allowance_bits) + 1;
    state_.store(count << allowance_bits | static_cast<std::uint64_t>(within.count()), std::memory_order_relaxed);
  }

  struct Beat {
    std::uint64_t count;
    Millis within;
  };
  Beat read() const {
    const std::uint64_t state = state_.load(std::memory_order_relaxed);
    return {state >> allowance_bits, Millis{static_cast<Millis::rep>(state & ((1ULL << allowance_bits) - 1))}};
  }

 private:
  /// Four days of milliseconds; the count has the other 35 bits, a thousand years of one a second.
  static constexpr int allowance_bits = 29;
  std::atomic<std::uint64_t> state_{static_cast<std::uint64_t>(usual.count())};
};

/// Whether all the threads that are watched are alive. Main thread only.
class Watch {
 public:
  /// `pulse` outlives the watch. Its first beat is due as if it had beaten at the first look.
  void add(std::string name, const Pulse& pulse) { watched_.push_back({std::move(name), &pulse, 0, {}}); }

  /// The name of a thread whose beat is overdue at `now`; nothing where all is well. After a pause between two looks
  /// the time begins anew: the whole program may have stood still (a suspended machine), and the others beat again
  /// soon.
  std::optional<std::string> overdue(Steady now);

 private:
  struct Watched {
    std::string name;
    const Pulse* pulse;
    std::uint64_t count;          ///< of the last look
    std::optional<Steady> since;  ///< when that count was seen first
  };
  std::vector<Watched> watched_;
  std::optional<Steady> looked_;
};

}  // namespace kiosk
