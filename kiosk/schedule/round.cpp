#include "schedule/round.h"

#include "schedule/reading_time.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace kiosk {
namespace {

/// 2520 is divisible by each weight, 1 to 10: places in the round are whole numbers.
constexpr std::int64_t place = 2520;

/// One showing of a slide: where it stands in the round, which showing of it this is, and which slide.
using Showing = std::tuple<std::int64_t, int, std::size_t>;

/// `weights` of the slides in their order. Repeats lie evenly over the round. A slide is never its own neighbour while
/// there is another: a weight counts for no more than the other slides can keep apart.
std::vector<Showing> spread(const std::vector<int>& weights) {
  const auto count = static_cast<std::int64_t>(weights.size());
  const auto most = std::max<std::int64_t>(1, count - 1);
  std::vector<Showing> showings;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto weight = std::min<std::int64_t>(weights[i], most);
    for (std::int64_t k = 0; k < weight; ++k) {
      const auto at = static_cast<std::int64_t>(i) * place + k * count * (place / weight);
      showings.emplace_back(at % (count * place), static_cast<int>(k), i);
    }
  }
  std::ranges::sort(showings);
  return showings;
}

}  // namespace

Round::Round(const Programme& programme, Instant t) {
  const auto open = programme.turn_times().open_at(t);
  count_ = open.size();
  std::vector<int> weights;
  weights.reserve(open.size());
  for (const auto turn : open) weights.push_back(programme.turns()[turn].weight);
  for (const auto& showing : spread(weights)) {
    const std::size_t position = std::get<2>(showing);
    const Turn& turn = programme.turns()[open[position]];
    for (std::size_t entry = turn.first_entry; entry < turn.first_entry + turn.languages; ++entry) {
      const Millis stay = programme.entries()[entry].stay;
      slots_.push_back({entry, position, length_, stay});
      length_ += stay;
    }
  }
}

Millis Round::offset_of(Instant t) const {
  const Millis rest = t.time_since_epoch() % length_;
  return rest < Millis{0} ? rest + length_ : rest;
}

std::size_t Round::slot_at(Millis offset) const {
  const auto behind = std::ranges::upper_bound(slots_, offset, {}, &Slot::starts);
  return static_cast<std::size_t>(behind - slots_.begin()) - 1;
}

Cue Round::on(Instant t) const {
  const Millis offset = offset_of(t);
  const Slot& slot = slots_[slot_at(offset)];
  const Instant since = t - (offset - slot.starts);
  return {slot.entry, since, since + slot.stay, slot.position, count_};
}

Cue Round::coming_on(Instant t) const {
  Cue cue = on(t);
  if (cue.until - t < shortest_stay) cue = on(cue.until);
  cue.since = t;
  return cue;
}

}  // namespace kiosk
