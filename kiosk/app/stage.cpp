#include "app/stage.h"

#include "screen/blend.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr FrameTime fade_time = 800ms;
/// The dot grows by pixels; more often than this nobody sees it from four metres.
constexpr Millis least_step = 200ms;

double share_of(const Look& look, Instant now) {
  const auto whole = std::chrono::duration<double>(look.until - look.since).count();
  return whole <= 0 ? 1 : std::chrono::duration<double>(now - look.since).count() / whole;
}

/// The part of `piece`, whose place is `place`, that lies in `part`.
Bitmap part_of(const Bitmap& piece, const Box& place, const Box& part) {
  Bitmap result({part.width, part.height});
  for (int y = 0; y < part.height; ++y) {
    const auto row = piece.row(part.y - place.y + y)
                         .subspan(static_cast<std::size_t>(part.x - place.x), static_cast<std::size_t>(part.width));
    std::ranges::copy(row, result.row(y).begin());
  }
  return result;
}

}  // namespace

Stage::Stage(Display& display, Rotation rotation, std::optional<FrameLog> frame_log)
    : display_(display), rotation_(rotation), frame_log_(std::move(frame_log)) {}

void Stage::note(FrameKind kind) {
  if (frame_log_) frame_log_->note(frame_time_now(), kind);
}

void Stage::refit() {
  misfit_ = true;
  next_.reset();
  fade_.reset();
}

void Stage::take(Prepared prepared) {
  next_ = std::move(prepared);
  if (shown() != nullptr) display_.stage(std::exchange(next_->picture, {}));
}

Result<void> Stage::go() {
  const bool first = shown() == nullptr;
  misfit_ = false;
  on_ = std::exchange(next_, {});
  filled_ = {};
  clocks_ = 0;
  if (first) {
    note(FrameKind::show);
    return display_.show(std::exchange(on_->picture, {}));
  }
  const FrameTime now = frame_time_now();
  fade_ = std::make_unique<Fade>(Fade{now, Pacer(display_.refresh_rate(), now), now});
  return {};
}

Result<void> Stage::turn(Instant now) {
  return fade_ ? frame() : on_ ? step(now) : Result<void>{};
}

Result<void> Stage::frame() {
  if (!display_.keeps_pace()) sleep_until(fade_->pacer.next(frame_time_now()));
  const auto passed = frame_time_now() - fade_->start;
  if (passed >= fade_time) {
    fade_.reset();
    const auto settled = display_.settle();
    note(FrameKind::fade);
    return settled;
  }
  const double share = std::chrono::duration<double>(passed) / std::chrono::duration<double>(fade_time);
  const auto drawn = display_.fade(static_cast<unsigned>(ease(share) * 256 + 0.5));
  note(FrameKind::fade);
  count_late();
  return drawn;
}

void Stage::count_late() {
  const FrameTime now = frame_time_now();
  const auto period = std::chrono::duration<double>(1 / display_.refresh_rate());
  if (std::exchange(fade_->last, now) + 1.5 * period < now) ++late_frames_;
}

Box Stage::filled(Instant now) const {
  return filled_part(on_->pill, share_of(on_->look, now), rotation_);
}

Result<void> Stage::step(Instant now) {
  if (next_ && shown() != nullptr) {
    if (const auto staged = display_.stage_some(); !staged) return tl::unexpected(staged.error());
  }
  while (clocks_ < on_->clock.size() && on_->clock[clocks_].from <= now) {
    const auto& clock = on_->clock[clocks_++];
    note(FrameKind::patch);
    if (auto patched = display_.patch(clock.piece, clock.where); !patched) return patched;
  }
  if (on_->full_pill.empty()) return {};
  const Box full = filled(now);
  if (full == filled_ || full.empty()) return {};
  filled_ = full;
  note(FrameKind::patch);
  return display_.patch(part_of(on_->full_pill, on_->pill, full), full);
}

Instant Stage::next_step(Instant now) const {
  if (!on_) return Instant::max();
  Instant next = clocks_ < on_->clock.size() ? on_->clock[clocks_].from : Instant::max();
  if (!on_->full_pill.empty()) {
    const auto pixels = std::max(on_->pill.width, on_->pill.height);
    const auto a_pixel = (on_->look.until - on_->look.since) / std::max(1, pixels);
    next = std::min(next, now + std::max(a_pixel, least_step));
  }
  return next;
}

}  // namespace kiosk
