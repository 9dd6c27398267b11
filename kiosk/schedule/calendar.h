/// When slides may be shown: spans of time, and the days and hours of a week within them; and when that changes.
/// Immutable after construction; pure; any thread.
#pragma once

#include "locale/zone.h"
#include "model/slide.h"

#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

namespace kiosk {

/// The same hours on some days of every week, by the wall's clock: on each such day, all from `opens` until `closes`.
/// Over midnight `closes` is above 24 h, and the day is the one on which it opens.
struct Weekly {
  unsigned days = 0b1111111;  ///< a bit for each weekday, Sunday the lowest
  std::chrono::minutes opens{0};
  std::chrono::minutes closes{24 * 60};
  auto operator<=>(const Weekly&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 there
};

/// Open from `from` until just before `until`, and there only when `weekly` says so. Never open where until ≤ from.
struct Period {
  Instant from = Instant::min();
  Instant until = Instant::max();
  std::optional<Weekly> weekly;
  bool operator==(const Period&) const = default;
  /// Whether it knows any time at all.
  bool dated() const { return *this != Period{}; }
};

/// When the document wants the slide shown: `from`, `until`, `days` and `hours`; a call from when it opens until its
/// deadline; an event until its end, or without one until the day's end. Where several speak, all must agree. A date
/// means its first instant where something begins and the end of the day where something ends. A band or a takeover
/// that names no end is never shown.
Period period_of(const Slide& slide, const Zone& zone);

class Calendar {
 public:
  Calendar(const std::vector<Period>& periods, Zone zone);

  /// The periods that are open at `t`, by index, rising.
  std::vector<std::size_t> open_at(Instant t) const;

  /// Nothing changes but at boundaries, though not at every one. The last that is not after `t`, or Instant::min().
  Instant last_boundary(Instant t) const;
  /// The first that is after `t`, or Instant::max().
  Instant next_boundary(Instant t) const;
  /// The first after `t` at which open_at() differs from what it is at `t`, or Instant::max().
  Instant next_change(Instant t) const;

 private:
  struct Span {
    Instant from;
    Instant until;
    std::optional<std::size_t> weekly;  // of weeklies_
  };

  bool open(const Weekly& weekly, Instant t, Date today) const;

  Zone zone_;  // all constant after construction
  std::vector<Span> spans_;
  std::vector<Weekly> weeklies_;               // each once
  std::vector<Instant> edges_;                 // every from and until, rising, each once
  std::vector<std::chrono::minutes> minutes_;  // the times of day at which any weekly opens or closes
};

}  // namespace kiosk
