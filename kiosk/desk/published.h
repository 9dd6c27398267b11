/// The folder that screens are served from, as it is at this moment, and those who wait for another. Publishing
/// exchanges the folder as a whole: what was opened before stays as it was. Any thread.
#pragma once

#include "base/result.h"
#include "desk/folder.h"
#include "desk/waiting.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

namespace kiosk {

class Published {
 public:
  explicit Published(std::filesystem::path path, Changes changes = Changes::in_place)
      : path_(std::move(path)), changes_(changes) {}

  /// Opens the folder that now has the name, and tells those who wait. Errors: desk.folder; what was served before is
  /// served on.
  Result<void> reopen();
  /// nullptr before the first reopen().
  std::shared_ptr<const Folder> folder() const;
  Waiting& waiting() { return waiting_; }

 private:
  const std::filesystem::path path_;
  const Changes changes_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Folder> folder_;  ///< protected by mutex_
  Waiting waiting_;
};

}  // namespace kiosk
