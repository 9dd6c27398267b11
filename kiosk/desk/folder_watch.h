/// A published folder that others write to (an editor, rsync, a link that is set anew): looks a few times a second
/// whether its content changed, and lets Published know. A thread of its own.
#pragma once

#include "desk/published.h"

#include <filesystem>
#include <thread>

namespace kiosk {

class FolderWatch {
 public:
  /// `published` is of the folder `path`, and outlives the watch.
  FolderWatch(Published& published, std::filesystem::path path);
  ~FolderWatch() = default;
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

 private:
  void run(const std::stop_token& stop) const;

  Published& published_;
  const std::filesystem::path path_;
  std::jthread thread_;  ///< the last member: it uses the others
};

}  // namespace kiosk
