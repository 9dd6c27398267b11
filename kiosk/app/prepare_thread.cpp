#include "app/prepare_thread.h"

#include <chrono>
#include <pthread.h>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// Pictures of many megapixels are decoded on the way, and they and the fonts are read from the disk in the middle of
/// the work. After as long the slide that should be on is late, too (show.cpp).
constexpr Millis longest_step = 30s;

}  // namespace

PrepareThread::PrepareThread(StudioOptions options, Inbox& inbox, Pulse& pulse, CrashGuard* guard)
    : inbox_(inbox),
      pulse_(pulse),
      guard_(guard),
      thread_([this, options = std::move(options)](const std::stop_token& stop) { run(stop, options); }) {}

void PrepareThread::order(const Look& look) {
  {
    const std::lock_guard lock(mutex_);
    order_ = look;
  }
  changed_.notify_one();
}

Prepared PrepareThread::make(Studio& studio, const Look& look) {
  std::optional<CrashGuard::Making> making;
  if (guard_ != nullptr) {
    making.emplace(*guard_,
                   Suspect{look.edition->generation, look.edition->document.slides[look.slide].id, look.language});
  }
  return studio.prepare(look);
}

void PrepareThread::run(const std::stop_token& stop, StudioOptions options) {
  ::pthread_setname_np(::pthread_self(), "prepare");
  options.stop = stop;
  Studio studio(std::move(options));
  while (true) {
    std::unique_lock lock(mutex_);
    pulse_.beat();
    changed_.wait_for(lock, stop, 1s, [this] { return order_.has_value(); });
    const auto order = std::exchange(order_, {});
    lock.unlock();
    if (stop.stop_requested()) return;
    if (!order) continue;
    pulse_.beat(longest_step);
    inbox_.post(SlidePrepared{make(studio, *order)});
  }
}

}  // namespace kiosk
