#include "desk/folder_watch.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <pthread.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

/// Asked for again and again instead of by inotify(7), which tells nothing of what another machine writes (NFS), nor
/// of a link above the folder that is set anew. A look costs microseconds.
constexpr std::chrono::milliseconds between_looks{250};

/// Which file this is, and when it last changed; all zeros where there is none.
using Mark = std::array<std::int64_t, 5>;

Mark mark_of(const std::filesystem::path& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return {};
  return {static_cast<std::int64_t>(info.st_dev), static_cast<std::int64_t>(info.st_ino), info.st_size,
          info.st_ctim.tv_sec, info.st_ctim.tv_nsec};
}

/// Content that is signed is new once its signature is: that is written last.
Mark mark_of_content(const std::filesystem::path& folder) {
  const auto signature = mark_of(folder / "content.json.minisig");
  return signature != Mark{} ? signature : mark_of(folder / "content.json");
}

}  // namespace

FolderWatch::FolderWatch(Published& published, std::filesystem::path path)
    : published_(published), path_(std::move(path)), thread_([this](const std::stop_token& stop) {
        ::pthread_setname_np(::pthread_self(), "folder-watch");
        run(stop);
      }) {}

void FolderWatch::run(const std::stop_token& stop) const {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  for (Mark seen{}; !stop.stop_requested();) {
    const auto mark = mark_of_content(path_);
    // A folder that cannot be opened now is tried again at the next look.
    if (mark != seen && mark != Mark{} && published_.reopen()) seen = mark;
    never.wait_for(lock, stop, between_looks, [] { return false; });
  }
}

}  // namespace kiosk
