/// A disk that stalls, for replace_file(): the temporary file that it would write is a FIFO, and to open that for
/// writing waits until somebody reads. The stall ends with release(), with the object, or after twenty seconds: what
/// waits for the disk fails its test, and does not hang.
#pragma once

#include "base/descriptor.h"
#include "base/format.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace kiosk::test {

class StalledFile {
 public:
  /// This process is going to write `file`, whose folder is there. What is under way when the stall ends fails
  /// (file.unwritable), what comes later works. Outlives the writer.
  explicit StalledFile(const std::filesystem::path& file) : fifo_(str(file.string(), ".", ::getpid(), ".tmp")) {
    REQUIRE(::mkfifo(fifo_.c_str(), 0600) == 0);
    thread_ = std::jthread([this](const std::stop_token& stop) {
      std::mutex mutex;
      std::unique_lock lock(mutex);
      std::condition_variable_any().wait_for(lock, stop, std::chrono::seconds{20}, [] { return false; });
      stalls_ = false;
      reader_ = Descriptor(::open(fifo_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
      ::unlink(fifo_.c_str());
    });
  }

  bool stalls() const { return stalls_; }
  void release() {
    thread_.request_stop();
    thread_.join();
  }

 private:
  const std::filesystem::path fifo_;
  std::atomic<bool> stalls_{true};
  Descriptor reader_;  ///< until the end: a pipe that nobody reads would end the program
  std::jthread thread_;
};

}  // namespace kiosk::test
