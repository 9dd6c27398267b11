/// Where a desk keeps everything: desk.sqlite, pictures/, originals/, and published/, which screens are served from.
/// One program at a time serves it. Made by the main thread; its parts go to the workers.
#pragma once

#include "base/descriptor.h"
#include "base/result.h"

#include <filesystem>

namespace kiosk {

class DeskFolder {
 public:
  /// Alone: no other may be. Beside: for a look, or one change, while another serves.
  enum class Use { alone, beside };

  /// `path`; where that is empty systemd's StateDirectory, else XDG's. Made where it is not there, mode 0700. Errors:
  /// desk.folder, desk.in_use.
  static Result<DeskFolder> open(std::filesystem::path path, Use use);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "desk.sqlite"; }
  std::filesystem::path published() const { return path_ / "published"; }

 private:
  DeskFolder(std::filesystem::path path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::filesystem::path path_;
  Descriptor lock_;  ///< held while it is open; none where another may be
};

}  // namespace kiosk
