#include "editorial/pictures.h"

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "crypto/sha256.h"
#include "decode/decode.h"
#include "decode/encode.h"
#include "editorial/events.h"
#include "editorial/instants.h"

#include <algorithm>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_upload_bytes = std::size_t{32} << 20;
constexpr int longest_side = 3840;
constexpr int jpeg_quality = 90;
constexpr int small_side = 480;
constexpr int small_quality = 80;
constexpr std::uint64_t most_small_bytes = 1 << 20;
constexpr Colour black{0, 0, 0};
constexpr Colour white{255, 255, 255};

constexpr std::string_view record_columns = "file, bytes, width, height, name, at, by";

PictureRecord record_of(const Rows& rows) {
  PictureRecord picture;
  picture.file = rows.text(0);
  picture.sha256 = picture.file.substr(0, picture.file.find('.'));
  picture.bytes = static_cast<std::uint64_t>(rows.number(1));
  picture.width = static_cast<int>(rows.number(2));
  picture.height = static_cast<int>(rows.number(3));
  picture.name = rows.text(4);
  picture.at = from_stored(rows.number(5));
  picture.by = rows.text(6);
  return picture;
}

std::optional<PictureRecord> picture_by(Database& db, std::string_view condition, std::string_view value) {
  const auto rows = db.ask(str("SELECT ", record_columns, " FROM pictures WHERE ", condition), value);
  return rows->next() ? std::optional(record_of(*rows)) : std::nullopt;
}

std::string_view extension_of(PictureFormat format) {
  switch (format) {
    case PictureFormat::jpeg:
      return ".jpg";
    case PictureFormat::png:
      return ".png";
    case PictureFormat::webp:
      break;
  }
  return ".webp";
}

/// What a screen gets.
struct Encoded {
  std::string bytes;
  PictureFormat format = PictureFormat::jpeg;
  Size size;
};

/// A drawing stays a PNG, where that is no larger: JPEG blurs its letters.
Result<Encoded> encode_opaque(const Bitmap& bitmap, PictureFormat came_as) {
  auto jpeg = encode_jpeg(bitmap, jpeg_quality);
  if (!jpeg) return tl::unexpected(jpeg.error());
  if (came_as != PictureFormat::jpeg) {
    auto png = encode_png(bitmap);
    if (png && png->size() <= jpeg->size()) return Encoded{std::move(*png), PictureFormat::png, bitmap.size()};
  }
  return Encoded{std::move(*jpeg), PictureFormat::jpeg, bitmap.size()};
}

Result<Encoded> encode_for_screens(Decoder& decoder, std::string_view bytes, PictureFormat format) {
  const Size box{longest_side, longest_side};
  const auto over_black = decoder.reduce(bytes, box, black);
  if (!over_black) return tl::unexpected(over_black.error());
  if (format == PictureFormat::jpeg) return encode_opaque(*over_black, format);
  const auto over_white = decoder.reduce(bytes, box, white);
  if (!over_white) return tl::unexpected(over_white.error());
  if (*over_black == *over_white) return encode_opaque(*over_black, format);
  return encode_png(*over_black, *over_white).map([&](std::string&& png) {
    return Encoded{std::move(png), PictureFormat::png, over_black->size()};
  });
}

/// What may stand on a page and in a log: the name without folders and without controls.
std::string plain_file_name(std::string_view name) {
  constexpr std::size_t longest = 100;
  std::string plain;
  std::size_t characters = 0;
  for (const char32_t c : code_points(name.substr(name.find_last_of("/\\") + 1))) {
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || characters == longest) continue;
    append_utf8(plain, c);
    ++characters;
  }
  return std::string(trimmed(plain));
}

/// Named by its hash: a file that is there with as many bytes is this one.
Result<void> keep(const fs::path& folder, const std::string& file, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error && fs::file_size(folder / file, error) == bytes.size() && !error) return {};
  return replace_file_durably(folder / file, bytes, 0600);
}

}  // namespace

PictureBox::PictureBox(Database& database, fs::path folder, Decoder& decoder)
    : db_(database), folder_(std::move(folder)), decoder_(decoder) {}

Result<PictureRecord> PictureBox::add(std::string_view bytes, std::string_view name, const Account& by, Instant now) {
  if (bytes.size() > most_upload_bytes) return fail("pictures.too_large", "A picture may have 32 MB at most.");
  const auto format = sniff(bytes);
  if (!format) return fail("pictures.type", "This is neither a JPEG, nor a PNG, nor a WebP, whatever its name says.");
  const auto original = sha256_hex(bytes);
  const auto known = db_.read([&]() -> Result<std::optional<PictureRecord>> {
    return picture_by(db_, "file = (SELECT picture FROM originals WHERE sha256 = ?)", original);
  });
  if (!known) return tl::unexpected(known.error());
  std::error_code error;
  if (*known && fs::exists(path_of(**known), error)) return **known;

  const auto encoded = encode_for_screens(decoder_, bytes, *format);
  if (!encoded) {
    const auto& code = encoded.error().code;
    const bool not_its_fault = code == "decode.no_process" || code == "decode.cancelled" || code == "encode.failed";
    if (not_its_fault) return tl::unexpected(encoded.error());
    return fail("pictures.undecodable", str("This picture cannot be shown: ", encoded.error().message, '.'));
  }
  // The files first: what the database names is there.
  const auto file = str(sha256_hex(encoded->bytes), extension_of(encoded->format));
  if (auto kept = keep(folder_ / "originals", str(original, extension_of(*format)), bytes); !kept) {
    return tl::unexpected(kept.error());
  }
  if (auto kept = keep(folder_ / "pictures", file, encoded->bytes); !kept) return tl::unexpected(kept.error());
  return db_.in_transaction([&]() -> Result<PictureRecord> {
    if (!picture_by(db_, "file = ?", file)) {
      db_.run("INSERT INTO pictures (file, bytes, width, height, name, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)", file,
              encoded->bytes.size(), encoded->size.width, encoded->size.height, plain_file_name(name), to_stored(now),
              by.full_name);
      record(db_, by, "picture", file, plain_file_name(name), now);
    }
    db_.run("INSERT OR REPLACE INTO originals (sha256, picture) VALUES (?, ?)", original, file);
    return *picture_by(db_, "file = ?", file);
  });
}

Result<std::vector<PictureRecord>> PictureBox::all() const {
  return db_.read([&]() -> Result<std::vector<PictureRecord>> {
    std::vector<PictureRecord> pictures;
    const auto rows = db_.ask(str("SELECT ", record_columns, " FROM pictures ORDER BY at DESC, file"));
    while (rows->next()) pictures.push_back(record_of(*rows));
    return pictures;
  });
}

Result<PictureRecord> PictureBox::find(std::string_view file) const {
  return db_.read([&]() -> Result<PictureRecord> {
    auto picture = picture_by(db_, "file = ?", file);
    if (!picture) return fail("pictures.missing", "There is no such picture here.");
    return std::move(*picture);
  });
}

Result<std::string> PictureBox::small_of(const PictureRecord& picture) {
  const auto folder = folder_ / "small";
  const auto file = picture.sha256 + ".jpg";
  if (auto kept = read_file(folder / file, most_small_bytes)) return kept;
  const auto bytes = read_file(path_of(picture), most_upload_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto bitmap = decoder_.reduce(*bytes, Size{small_side, small_side}, white);
  if (!bitmap) return tl::unexpected(bitmap.error());
  auto jpeg = encode_jpeg(*bitmap, small_quality);
  if (!jpeg) return jpeg;
  if (auto kept = keep(folder, file, *jpeg); !kept) return tl::unexpected(kept.error());
  return jpeg;
}

fs::path PictureBox::path_of(const PictureRecord& picture) const {
  return folder_ / "pictures" / picture.file;
}

}  // namespace kiosk
