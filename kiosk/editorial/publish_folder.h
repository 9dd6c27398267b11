/// A folder that any web server can serve to any number of screens:
///
///   content.json           the document
///   content.json.minisig   its signature, where there is a key
///   content.json.gz        the document, packed
///   media/<SHA-256>.<ext>  its pictures, and those of the document before it, for screens that are still fetching
///
/// It is exchanged as a whole: who reads it sees the one or the other, and a crash at any time leaves a whole one.
/// ".<name>.before" beside it is what it was before, until the next time, for who has it open. Any thread, one at a
/// time for a folder.
#pragma once

#include "base/result.h"
#include "crypto/minisign.h"
#include "model/document.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// Makes `folder` hold `document`: writes it beside, syncs, and exchanges the two (renameat2(2) with RENAME_EXCHANGE),
/// so that the folder above must be writable. Pictures that it already has are linked. `picture_file` says where the
/// bytes of another one are. Everybody may read what is published, whatever the umask.
/// Errors: file.*; publish.folder (it holds what no publication wrote: nothing is touched; or its file system cannot
/// exchange); publish.picture (the bytes of one are not those that the document means); those of `picture_file`.
Result<void> write_publish_folder(const std::filesystem::path& folder, std::string_view document,
                                  const std::optional<SecretKey>& key,
                                  const std::function<Result<std::filesystem::path>(const Picture&)>& picture_file);

/// Whether the folder holds this document, whole to the last byte of its pictures, and signed by this key.
bool publish_folder_holds(const std::filesystem::path& folder, std::string_view document,
                          const std::optional<SecretKey>& key);

/// The document that the folder holds; nothing where there is none, or where it is not signed by this key.
std::optional<std::string> document_in_folder(const std::filesystem::path& folder, const std::optional<SecretKey>& key);

}  // namespace kiosk
