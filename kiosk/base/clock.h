/// The clock seam. Only app/ reads a clock; everything below is told what time it is.
/// Clocks are immutable or internally synchronised: any thread may read them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kiosk {

/// Wall time in UTC. It may jump; it decides *what* is shown.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// Time since some fixed moment, never backwards. It drives motion, deadlines and back-off.
using Steady = std::chrono::duration<std::int64_t, std::milli>;
using Millis = std::chrono::milliseconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant wall() const = 0;
  virtual Steady steady() const = 0;
};

/// The machine's clocks. `shift` is added to the wall clock: `kiosk show --at` plays another day.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(Millis shift = Millis{0}) : shift_(shift) {}
  Instant wall() const override;
  Steady steady() const override;

 private:
  const Millis shift_;
};

/// "2026-02-20T08:41:00Z", or with milliseconds where there are any: "…:00.250Z".
std::string to_iso(Instant t);

}  // namespace kiosk
