#include "sync/picture_file.h"

#include "base/format.h"
#include "base/text.h"
#include "crypto/sha256.h"

#include <algorithm>
#include <cstdint>

namespace kiosk {
namespace {

using namespace std::string_view_literals;

Result<void> cut(std::string_view format) {
  return fail("sync.picture_cut", std::string(format) + " that ends too early");
}

/// ISO/IEC 10918-1 § B.1: within a scan every 0xff byte is stuffed, so an end marker behind the last start of a scan is
/// the end. (The preview inside a camera's file has both of its own, before the picture's.)
bool is_whole_jpeg(std::string_view bytes) {
  const auto scan = bytes.rfind("\xff\xda"sv);
  return scan != std::string_view::npos && bytes.find("\xff\xd9"sv, scan) != std::string_view::npos;
}

/// PNG § 11.2.5: the last chunk is IEND, empty, with its one CRC.
bool is_whole_png(std::string_view bytes) {
  return bytes.find("\0\0\0\0IEND\xae\x42\x60\x82"sv) != std::string_view::npos;
}

/// RIFF: the size behind the first four bytes counts all that follows it.
bool is_whole_webp(std::string_view bytes) {
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) size |= std::uint64_t{static_cast<unsigned char>(bytes[4 + i])} << (8 * i);
  return bytes.size() >= size + 8;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
         });
}

}  // namespace

Result<void> check_picture_file(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff"sv)) return is_whole_jpeg(bytes) ? Result<void>{} : cut("a JPEG");
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return is_whole_png(bytes) ? Result<void>{} : cut("a PNG");
  if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
    return is_whole_webp(bytes) ? Result<void>{} : cut("a WebP");
  }
  if (bytes.empty()) return fail("sync.picture_type", "an empty file");
  if (is_web_page(bytes)) return fail("sync.picture_type", "a web page instead of a picture");
  return fail("sync.picture_type", "neither JPEG nor PNG nor WebP");
}

Result<void> check_picture_file(std::string_view bytes, const Picture& meant) {
  if (auto whole = check_picture_file(bytes); !whole) return whole;
  if (meant.bytes && *meant.bytes != bytes.size()) {
    return fail("sync.picture_size", str(bytes.size(), " bytes came, and the document says ", *meant.bytes));
  }
  if (meant.sha256.empty()) return {};
  if (const auto sha256 = sha256_hex(bytes); sha256 != meant.sha256) {
    return fail("sync.picture_hash", str("its SHA-256 is ", sha256, ", and the document says ", meant.sha256));
  }
  return {};
}

bool is_web_page(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf"sv)) bytes.remove_prefix(3);
  const auto text = trimmed(bytes.substr(0, 1024));
  for (const auto word : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<script"sv, "<meta"sv, "<!--"sv}) {
    if (starts_with_word(text, word)) return true;
  }
  return false;
}

}  // namespace kiosk
