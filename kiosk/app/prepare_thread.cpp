#include "app/prepare_thread.h"

#include "base/file.h"
#include "base/log.h"

#include <utility>

namespace kiosk {

PrepareThread::PrepareThread(StudioOptions options, Inbox& inbox)
    : inbox_(inbox),
      thread_([this, options = std::move(options)](const std::stop_token& stop) { run(stop, options); }) {}

void PrepareThread::order(const Look& look) {
  {
    const std::lock_guard lock(mutex_);
    order_ = look;
  }
  changed_.notify_one();
}

void PrepareThread::write(const std::filesystem::path& file, std::string text) {
  {
    const std::lock_guard lock(mutex_);
    writes_[file] = std::move(text);
  }
  changed_.notify_one();
}

void PrepareThread::run(const std::stop_token& stop, StudioOptions options) {
  Studio studio(std::move(options));
  bool disk_fails = false;
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return order_ || !writes_.empty(); });
    const auto order = std::exchange(order_, {});
    const auto writes = std::exchange(writes_, {});
    lock.unlock();
    for (const auto& [file, text] : writes) {
      const auto written = replace_file(file, text);
      if (!written && !disk_fails) log::warn(written.error());  // once, not at every slide of a month
      disk_fails = !written;
    }
    // What was given while the disk was busy is written too, before the end.
    if (stop.stop_requested() && writes.empty()) return;
    if (order && !stop.stop_requested()) inbox_.post(SlidePrepared{studio.prepare(*order)});
  }
}

}  // namespace kiosk
