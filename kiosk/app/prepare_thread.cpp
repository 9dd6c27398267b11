#include "app/prepare_thread.h"

#include "base/file.h"
#include "base/log.h"
#include "decode/encode.h"
#include "decode/resample.h"

#include <algorithm>
#include <chrono>
#include <pthread.h>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr int small_width = 480;
/// Pictures of many megapixels are decoded on the way, and a worn card can hold up a write for half a minute.
constexpr Millis longest_step = 60s;

Bitmap made_small(const Bitmap& picture) {
  const int width = std::min(small_width, picture.width());
  const Size size{width, std::max(1, picture.height() * width / picture.width())};
  const Window whole{0, 0, static_cast<double>(picture.width()), static_cast<double>(picture.height())};
  const Resampler resampler(picture.size(), whole, size);
  const Box needed = resampler.needed();
  return resampler.run([&](int y) {
    return picture.row(y).subspan(static_cast<std::size_t>(needed.x), static_cast<std::size_t>(needed.width));
  });
}

Result<std::string> bytes_of(const std::variant<std::string, Bitmap>& content) {
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  return encode_png(made_small(std::get<Bitmap>(content)));
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

void PrepareThread::write(const std::map<std::filesystem::path, Content>& files) {
  for (const auto& [file, content] : files) {
    const auto written = bytes_of(content).and_then([&](const auto& bytes) { return replace_file(file, bytes); });
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
  Studio studio(std::move(options));
  while (true) {
    std::unique_lock lock(mutex_);
    pulse_.beat();
    changed_.wait_for(lock, stop, 1s, [this] { return order_ || !writes_.empty(); });
    const auto order = std::exchange(order_, {});
    const auto writes = std::exchange(writes_, {});
    lock.unlock();
    pulse_.beat(longest_step);
    write(writes);
    // What was given while the disk was busy is written too, before the end.
    if (stop.stop_requested() && writes.empty()) return;
    if (order && !stop.stop_requested()) inbox_.post(SlidePrepared{make(studio, *order)});
  }
}

}  // namespace kiosk
