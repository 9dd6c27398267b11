#include "app/file_writer.h"

#include "base/file.h"
#include "base/log.h"

#include <pthread.h>
#include <utility>

namespace kiosk {

FileWriter::FileWriter(std::string thread_name)
    : thread_([this, name = std::move(thread_name)](const std::stop_token& stop) { run(stop, name); }) {}

void FileWriter::write(const std::filesystem::path& file, Make make) {
  {
    const std::lock_guard lock(mutex_);
    waiting_[file] = std::move(make);
  }
  given_.notify_one();
}

void FileWriter::write(const std::filesystem::path& file, std::string text) {
  write(file, [text = std::move(text)] { return Result<std::string>(text); });
}

bool FileWriter::done(Millis within) {
  std::unique_lock lock(mutex_);
  return idle_.wait_for(lock, within, [this] { return waiting_.empty() && !busy_; });
}

void FileWriter::run(const std::stop_token& stop, const std::string& thread_name) {
  ::pthread_setname_np(::pthread_self(), thread_name.c_str());
  std::unique_lock lock(mutex_);
  // Told to end, it goes on for as long as something is left.
  while (given_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
    const auto next = waiting_.extract(waiting_.begin());
    busy_ = true;
    lock.unlock();
    replace(next.key(), next.mapped());
    lock.lock();
    busy_ = false;
    idle_.notify_all();
  }
}

void FileWriter::replace(const std::filesystem::path& file, const Make& make) {
  const auto written = make().and_then([&](const std::string& bytes) { return replace_file(file, bytes); });
  if (!written && !disk_fails_) log::warn(written.error());  // not at every slide of a month
  disk_fails_ = !written;
}

}  // namespace kiosk
