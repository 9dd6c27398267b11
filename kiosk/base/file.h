/// Whole files in and out, for everything but the store (which has its own Disk seam). Any thread.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk {

/// The bytes of a regular file of at most `cap` bytes. Errors: file.missing, file.unreadable, file.too_large.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t cap);

/// The same for what nobody else may change: settings and secrets. Error besides those: file.unsafe, every user of the
/// machine may write it.
Result<std::string> read_guarded_file(const std::filesystem::path& path, std::uint64_t cap);

/// Replaces the file at once: readers see the old bytes or the new ones, never a part (temp, then rename). Not synced:
/// for reports that the next minute writes again. Errors: file.full (no room), file.unwritable.
Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes);

/// The same, and through a loss of power: the bytes are synced before the rename, the folder after it. The file has
/// `mode`, whatever the umask. Errors: file.full (no room), file.unwritable.
Result<void> replace_file_durably(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0644);

/// Makes a file that was not there, of `mode`, and syncs its bytes; the folder is the caller's to sync. Nothing is left
/// behind where it fails. Errors: file.full (no room), file.unwritable.
Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0644);

/// Makes what was made, renamed or removed in this folder last through a loss of power. Error: file.unwritable.
Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace kiosk
