/// The pictures of the desk: what was uploaded, kept as it came, and beside it the file that screens get, decoded in
/// the cage and encoded anew at a size that a screen can use (the long side at most 3840). Files are named by their
/// SHA-256, in two folders beside the database. Over one Database; its thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "decode/decoder.h"
#include "editorial/database.h"
#include "editorial/people.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct PictureRecord {
  std::string file;    ///< "2f…9a.jpg": SHA-256 of its bytes and the extension; its src is "media/" and this
  std::string sha256;  ///< the same
  std::uint64_t bytes = 0;
  int width = 0;
  int height = 0;
  std::string name;  ///< the file's name when it was uploaded
  Instant at;
  std::string by;
};

class PictureBox {
 public:
  /// `folder` holds pictures/ and originals/.
  PictureBox(Database& database, std::filesystem::path folder, Decoder& decoder);

  /// The same picture again is the same record. Errors: pictures.too_large (32 MiB), pictures.type (not JPEG, PNG or
  /// WebP by its bytes, whatever its name), pictures.undecodable (with the decoder's reason), file.*.
  Result<PictureRecord> add(std::string_view bytes, std::string_view name, const Account& by, Instant now);
  /// The newest first.
  Result<std::vector<PictureRecord>> all() const;
  /// Error: pictures.missing.
  Result<PictureRecord> find(std::string_view file) const;
  /// A JPEG of it for pages, at most 480 pixels a side, over white: made when it is first asked for, and kept in
  /// small/. Errors: file.*, decode.*, encode.failed.
  Result<std::string> small_of(const PictureRecord& picture);
  /// Where the bytes are that screens get.
  std::filesystem::path path_of(const PictureRecord& picture) const;

 private:
  Database& db_;
  const std::filesystem::path folder_;
  Decoder& decoder_;
};

}  // namespace kiosk
