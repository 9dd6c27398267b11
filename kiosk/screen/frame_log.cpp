#include "screen/frame_log.h"

#include "base/format.h"
#include "base/log.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

namespace kiosk {
namespace {

constexpr std::chrono::seconds between_writes{5};

std::string_view name_of(FrameKind kind) {
  switch (kind) {
    case FrameKind::show:
      return "show";
    case FrameKind::patch:
      return "patch";
    case FrameKind::fade:
      return "fade";
  }
  return "";
}

}  // namespace

Result<FrameLog> FrameLog::open(const std::filesystem::path& path) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wbe"));
  if (!file) return fail("frame_log.unwritable", str(path.string(), ": ", std::strerror(errno)));
  return FrameLog(std::move(file));
}

void FrameLog::note(FrameTime presented, FrameKind kind) {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(presented).count();
  lines_ += str(microseconds, ' ', name_of(kind), '\n');
  if (kind == FrameKind::fade || presented - flushed_ < between_writes) return;
  flushed_ = presented;
  flush();
}

void FrameLog::flush() {
  const auto lines = std::exchange(lines_, {});
  if (!file_ || lines.empty()) return;
  const bool written = std::fwrite(lines.data(), 1, lines.size(), file_.get()) == lines.size();
  if (written && std::fflush(file_.get()) == 0) return;
  log::warn("frame_log.unwritable", str("the frames are no longer recorded: ", std::strerror(errno)));
  file_.reset();
}

}  // namespace kiosk
