/// The newest signed document that this screen has taken: an older one is refused, also after a restart, since whoever
/// plays back old content has old signatures as well. Kept in a file of its own apart from the content, so that losing
/// the one does not lose the other. One thread.
///
/// The floor holds for the endpoint it was taken from and while the key that signed it is in the settings. So a
/// document of the highest revision, signed by a thief, blocks a screen only until that key is taken out of the
/// settings (as TUF recovers from a fast-forward, § 5.3.11), and another endpoint begins anew.
#pragma once

#include "model/settings.h"
#include "store/disk.h"
#include "store/generation.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace kiosk {

/// One signed document as the floor remembers it.
struct RevisionMark {
  std::string content;  ///< the setting: where it came from
  std::string key;      ///< who signed it
  std::uint64_t revision = 0;
  std::string document;  ///< its SHA-256
  bool operator==(const RevisionMark&) const = default;
};

class RevisionFloor {
 public:
  /// Reads `file`. Where it is missing or damaged, the document that is shown (`current`, or nullptr) is the floor, or
  /// `min_revision` where there is none; the log says sync.floor_lost. Without `keys` there is no floor. `disk`
  /// outlives it.
  RevisionFloor(Disk& disk, std::filesystem::path file, const Settings& settings, const Generation* current);

  /// Whether a document may come. Errors: sync.old_revision, sync.revision_reused (the same revision with other bytes).
  Result<void> check(const RevisionMark& next) const;
  /// That document is shown now. What cannot be written is logged (sync.floor_unwritable), and holds until the end of
  /// the program.
  void raise(RevisionMark next);

  const RevisionMark& mark() const { return mark_; }

 private:
  bool holds(const RevisionMark& mark) const;
  Result<void> write() const;

  Disk* disk_;
  std::filesystem::path file_;
  Settings settings_;
  RevisionMark mark_;  ///< revision 0: none
};

}  // namespace kiosk
