/// The disk as the store sees it: few, whole steps, each of which a test can make fail or forget. An implementation is
/// used by one thread at a time.
///
/// Errors, all of them with the path in the message: store.full (no room, or over quota), store.denied (read-only, or
/// no permission), store.missing, store.too_large, store.locked, store.busy (the system is out of descriptors or
/// memory: it may work the next time), store.io (everything else).
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

class Disk {
 public:
  virtual ~Disk() = default;

  /// The bytes of a regular file of at most `cap` bytes.
  virtual Result<std::string> read(const std::filesystem::path& file, std::uint64_t cap) = 0;
  /// Of a regular file, in bytes; nothing of it is read.
  virtual Result<std::uint64_t> size(const std::filesystem::path& file) = 0;
  /// Makes a file that was not there, and syncs its bytes. Nothing is left behind where it fails.
  virtual Result<void> write_new(const std::filesystem::path& file, std::string_view bytes) = 0;
  /// At once, within one file system; a file in the place of `to` is replaced, a folder there is an error.
  virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  /// Makes what was made, renamed or removed in this folder last through a loss of power.
  virtual Result<void> sync_folder(const std::filesystem::path& folder) = 0;
  /// With the folders above it, synced; one that is there is no error.
  virtual Result<void> make_folder(const std::filesystem::path& folder) = 0;
  /// The names in a folder, in no order.
  virtual Result<std::vector<std::string>> list(const std::filesystem::path& folder) = 0;
  /// Whether the name itself is a symbolic link, wherever that leads; not where there is nothing of that name.
  virtual Result<bool> is_link(const std::filesystem::path& path) = 0;
  /// A file, a link (and not what it leads to), or a folder with the files in it; a folder that has folders is an
  /// error, and they stay. What is not there is no error.
  virtual Result<void> remove(const std::filesystem::path& path) = 0;
  /// What an ordinary user may still write there.
  virtual Result<std::uint64_t> free_bytes(const std::filesystem::path& folder) = 0;
  /// Of all files in a folder and in those below it, together. What goes or cannot be read meanwhile counts nothing.
  virtual Result<std::uint64_t> used_bytes(const std::filesystem::path& folder) = 0;
  /// Keeps every other program from locking the same file for as long as this object lives. store.locked: one has.
  virtual Result<void> lock(const std::filesystem::path& file) = 0;
};

}  // namespace kiosk
