/// What one generation of content holds, and how its two small files read. Values; pure functions.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Where a document came from, and what to say when asking whether it has changed (RFC 9110 § 13.1).
struct Origin {
  std::string url;            ///< what was asked for: an address or a file's path
  std::string etag;           ///< as it was sent, quotes and all; empty: none
  std::string last_modified;  ///< as it was sent; empty: none
  std::string fetched_at;     ///< UTC, as to_iso writes it, to the second
  bool operator==(const Origin&) const = default;
};

struct StoredPicture {
  std::string src;     ///< as the document has it
  std::string sha256;  ///< its name in the store
  std::uint64_t bytes = 0;
  std::string url;   ///< where it was fetched
  std::string etag;  ///< what that answered; empty: none
  // Where its bytes are now; filled in by the store.
  std::filesystem::path file;
  std::shared_ptr<const std::string> held = nullptr;  ///< instead of the file: where the disk takes none
  bool operator==(const StoredPicture&) const = default;
};

struct Generation {
  std::string name;      ///< SHA-256 of the document; filled in by the store
  std::string document;  ///< its bytes, as they came
  /// Of those bytes: a file as minisign writes it (crypto/minisign.h). Empty: none was asked for.
  std::string signature;
  Origin origin;
  std::vector<StoredPicture> pictures;
  bool operator==(const Generation&) const = default;

  /// nullptr where the generation has no such picture.
  const StoredPicture* picture(std::string_view src) const;
};

/// The files `origin` and `media.list` of a generation's folder. Their last line is the hash of the lines above it, so
/// that a flipped bit is seen. Values with control characters cannot be written: store.bad_value.
/// Read errors: store.damaged.
Result<std::string> to_text(const Origin& origin);
Result<Origin> read_origin(std::string_view text);
Result<std::string> to_text(const std::vector<StoredPicture>& pictures);
Result<std::vector<StoredPicture>> read_pictures(std::string_view text);

}  // namespace kiosk
