/// A folder that any web server can serve to any number of screens: content.json, its signature, the document
/// precompressed, media/ by hash. It is exchanged as a whole: who reads it sees the one or the other, and a crash at
/// any time leaves a whole one. Any thread, one at a time for a folder.
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

/// Makes `folder` hold `document`: writes it beside, syncs, and exchanges the two (renameat2 RENAME_EXCHANGE, Linux
/// 3.15). Pictures that it already has are linked, and those of the document before stay for one more publication, for
/// screens that are still fetching. `picture_file` says where a picture's bytes are. Signed where there is a key.
/// Errors: file.*, publish.folder (it holds what no publication wrote: nothing is touched).
Result<void> write_publish_folder(const std::filesystem::path& folder, std::string_view document,
                                  const std::optional<SecretKey>& key,
                                  const std::function<Result<std::filesystem::path>(const Picture&)>& picture_file);

/// Whether the folder holds this document, whole and signed by this key.
bool publish_folder_holds(const std::filesystem::path& folder, std::string_view document,
                          const std::optional<SecretKey>& key);

}  // namespace kiosk
