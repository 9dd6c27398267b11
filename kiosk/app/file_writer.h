/// Writes small files on a thread of its own, so that nobody who has something to say waits for the disk: a worn card
/// holds up a single call for half a minute. Of several contents for one file the newest counts; one that was not begun
/// when the next came is never written. Any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk {

class FileWriter {
 public:
  /// What makes the bytes of a file, on the writer's own thread.
  using Make = std::function<Result<std::string>()>;

  /// Starts at once, as a thread of that name.
  explicit FileWriter(std::string thread_name);
  /// Writes what is left, and ends.
  ~FileWriter() = default;

  /// Replaces the file, some time soon (base/file.h, replace_file). Where that fails the log says so, once.
  void write(const std::filesystem::path& file, Make make);
  void write(const std::filesystem::path& file, std::string text);
  /// Waits until the disk is done with all that was given, with or without success; that long at most. False where it
  /// is not.
  bool done(Millis within);

 private:
  void run(const std::stop_token& stop, const std::string& thread_name);
  void replace(const std::filesystem::path& file, const Make& make);

  std::mutex mutex_;
  std::condition_variable_any given_;
  std::condition_variable_any idle_;
  std::map<std::filesystem::path, Make> waiting_;  // this and the next: protected by mutex_
  bool busy_ = false;
  bool disk_fails_ = false;  // of its own thread
  std::jthread thread_;      // last: it uses all of the above
};

}  // namespace kiosk
