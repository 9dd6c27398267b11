/// Records when each frame was presented, for `kiosk show --frame-log FILE` and for the benchmarks: a line a frame,
/// `<microseconds of the steady clock> <kind>`. Main thread only.
#pragma once

#include "base/result.h"
#include "screen/pacer.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace kiosk {

enum class FrameKind { show, patch, fade };

class FrameLog {
 public:
  /// Begins the file anew. Error: frame_log.unwritable.
  static Result<FrameLog> open(const std::filesystem::path& path);
  FrameLog(FrameLog&&) = default;
  FrameLog& operator=(FrameLog&&) = delete;
  ~FrameLog() { flush(); }

  /// Kept in memory while a fade runs, so that the disk delays no frame; written after it, every few seconds.
  void note(FrameTime presented, FrameKind kind);
  /// Writes what is left. A disk that fails is logged once; the show goes on without the record.
  void flush();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit FrameLog(std::unique_ptr<std::FILE, Close> file) : file_(std::move(file)) {}

  std::unique_ptr<std::FILE, Close> file_;  ///< none after a failure
  std::string lines_;
  FrameTime flushed_{0};
};

}  // namespace kiosk
