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

class Folder {
 public:
  /// Errors: desk.folder.
  static Result<Folder> open(const std::filesystem::path& path);

  /// The regular file `name`, relative to the folder. The kernel resolves it beneath the folder (openat2): neither ".."
  /// nor a symbolic link leads out, and a link inside that stays inside is followed. `now` decides whether the file is
  /// at rest, see validators_of. Errors: desk.not_found, whatever the reason, so that an answer tells nothing about
  /// what is outside.
  Result<OpenFile> file(const std::string& name, Instant now) const;

 private:
  explicit Folder(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

}  // namespace kiosk
