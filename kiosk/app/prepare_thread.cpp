#include "app/prepare_thread.h"

#include "app/snapshot.h"
#include "base/file.h"
#include "base/log.h"

#include <chrono>
#include <pthread.h>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// Pictures of many megapixels are decoded on the way, and a worn card can hold up a write for half a minute.
constexpr Millis longest_step = 60s;

Result<std::string> bytes_of(const std::variant<std::string, Bitmap>& content, Rotation rotation) {
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  return small_picture(std::get<Bitmap>(content), rotation);
}

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

void PrepareThread::write(const std::filesystem::path& file, std::string text) {
  write_content(file, std::move(text));
}

void PrepareThread::write(const std::filesystem::path& file, Bitmap picture) {
  if (!picture.empty()) write_content(file, std::move(picture));
}

void PrepareThread::write_content(const std::filesystem::path& file, Content content) {
  {
    const std::lock_guard lock(mutex_);
    writes_[file] = std::move(content);
  }
  changed_.notify_one();
}

void PrepareThread::write(const std::map<std::filesystem::path, Content>& files, Rotation rotation) {
  for (const auto& [file, content] : files) {
    const auto written =
        bytes_of(content, rotation).and_then([&](const auto& bytes) { return replace_file(file, bytes); });
    if (!written && !disk_fails_) log::warn(written.error());  // once, not at every slide of a month
    disk_fails_ = !written;
  }
}

Prepared PrepareThread::make(Studio& studio, const Look& look) {
  std::optional<CrashGuard::Making> making;
  if (guard_ != nullptr) {
    const Suspect suspect{look.edition->generation, look.edition->document.slides[look.slide].id};
    making.emplace(*guard_, suspect, look.language);
  }
  return studio.prepare(look);
}

void PrepareThread::run(const std::stop_token& stop, StudioOptions options) {
  ::pthread_setname_np(::pthread_self(), "prepare");
  options.stop = stop;
  const Rotation rotation = options.rotation;
  Studio studio(std::move(options));
  while (true) {
    std::unique_lock lock(mutex_);
    pulse_.beat();
    changed_.wait_for(lock, stop, 1s, [this] { return order_ || !writes_.empty(); });
    const auto order = std::exchange(order_, {});
    const auto writes = std::exchange(writes_, {});
    lock.unlock();
    pulse_.beat(longest_step);
    write(writes, rotation);
    // What was given while the disk was busy is written too, before the end.
    if (stop.stop_requested() && writes.empty()) return;
    if (order && !stop.stop_requested()) inbox_.post(SlidePrepared{make(studio, *order)});
  }
}

}  // namespace kiosk
