/// The offline cache: immutable generations of content, pictures by hash, one pointer. What lies where on the disk, in
/// which order it is written, and why, is in kiosk/store/README.md. One thread at a time; a Generation is a value and
/// may go to others.
///
/// Whatever fails, the current generation stays as it was.
#pragma once

#include "store/disk.h"
#include "store/generation.h"

#include <functional>
#include <optional>
#include <set>

namespace kiosk {

/// Whether a generation may be shown, beyond being whole: who signed it is the caller's to judge.
using Accept = std::function<Result<void>(const Generation&)>;
inline Result<void> accept_any(const Generation&) {
  return {};
}

class Store {
 public:
  /// Opens the cache in `folder`, makes it where there is none, sweeps what an interrupted run left, and loads the
  /// newest generation of which every byte is as it was written and that `accept` takes (asked before its pictures are
  /// read). A folder that cannot be written (or be read) is logged: the screen plays what can be read, and publish says
  /// what is wrong. `disk` outlives the store. Errors: store.locked, another program has the cache.
  static Result<Store> open(Disk& disk, std::filesystem::path folder, const Accept& accept = accept_any);

  /// What to show; nullptr where there is no whole generation.
  const Generation* current() const { return current_ ? &*current_ : nullptr; }

  /// The size of a picture that is here and whose bytes are right (they are read).
  std::optional<std::uint64_t> size_of(std::string_view sha256);
  /// Keeps a picture for a generation to come, and gives its hash.
  Result<std::string> put(std::string_view bytes);

  /// Makes `next` the current generation, wholly or not at all. All its pictures have been put. The one before it is
  /// kept; older ones go. A document that is current already changes nothing.
  Result<void> publish(Generation next);
  /// The origin of the current document has new validators. Only in memory: an unchanged poll writes nothing.
  void renew(Origin origin);

  /// Removes the pictures that no generation uses, but for `spared`: an update was given up.
  void drop_unused(const std::set<std::string>& spared = {});

 private:
  Store(Disk& disk, std::filesystem::path folder) : disk_(&disk), folder_(std::move(folder)) {}

  /// The folders and the lock. What a start could not get, the next write asks for again.
  Result<void> prepare();
  void load(const Accept& accept);
  Result<Generation> load(const std::string& name, const Accept& accept);
  std::vector<std::string> generations_by_age();
  Result<void> write(const Generation& next);
  Result<void> write_folder(const Generation& next);
  Result<void> write_signature(const std::filesystem::path& folder, std::string_view signature);
  Result<void> point_at(const std::string& name);
  void remove_others(const std::filesystem::path& folder, const std::function<bool(const std::string&)>& keep);

  std::filesystem::path generations() const { return folder_ / "generations"; }
  std::filesystem::path media() const { return folder_ / "media"; }
  std::filesystem::path incoming() const { return folder_ / "incoming"; }

  Disk* disk_;
  std::filesystem::path folder_;
  bool prepared_ = false;
  std::optional<Generation> current_;
};

}  // namespace kiosk
