/// What the parts of the store know about the files on the disk (kiosk/store/README.md): their largest sizes, and the
/// names of those that two of them touch.
#pragma once

#include "crypto/sha256.h"

#include <cstdint>
#include <string_view>

namespace kiosk::store {

/// The largest of each that is taken back from the disk: above what the settings let in (max_document_bytes), and
/// enough for 100,000 pictures in a list.
inline constexpr std::uint64_t document_cap = 1ULL << 30;
inline constexpr std::uint64_t list_cap = 64ULL << 20;
inline constexpr std::uint64_t small_cap = 64ULL << 10;

/// The system is out of descriptors or memory: a file that could not be read may be as it was.
inline constexpr std::string_view busy = "store.busy";

/// Where minisign looks for it by itself.
inline constexpr std::string_view signature_file = "document.json.minisig";

/// What the store gives a name in `generations/`, `media/` and `incoming/`. What has another one is not its own, and
/// stays.
inline bool is_written_name(std::string_view name) {
  if (name == "current" || name == "format") return true;
  if (name.ends_with(".old")) name.remove_suffix(4);
  return is_sha256_hex(name);
}

}  // namespace kiosk::store
