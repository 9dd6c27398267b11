/// The folder that the desk serves: opens what lies inside it and nothing else. Constant after opening; any thread.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/result.h"
#include "desk/conditions.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace kiosk {

/// An open file as it was when it was opened: a file that is renamed over it does not touch it.
struct OpenFile {
  Descriptor descriptor;
  std::uint64_t size = 0;
  Validators validators;
};

/// How what is in a folder changes: file by file, at any time; or never, as the folder is exchanged for another.
enum class Changes { in_place, as_a_whole };

class Folder {
 public:
  /// Errors: desk.folder.
  static Result<Folder> open(const std::filesystem::path& path, Changes changes = Changes::in_place);

  /// The regular file `name`, relative to the folder. The kernel resolves it beneath the folder (openat2): neither ".."
  /// nor a symbolic link leads out, and a link inside that stays inside is followed. `now` decides whether a file that
  /// may change in place is at rest, see validators_of. Errors: desk.not_found, whatever the reason, so that an answer
  /// tells nothing about what is outside.
  Result<OpenFile> file(const std::string& name, Instant now) const;

 private:
  Folder(Descriptor descriptor, Changes changes) : descriptor_(std::move(descriptor)), changes_(changes) {}
  Descriptor descriptor_;
  Changes changes_;
};

}  // namespace kiosk
