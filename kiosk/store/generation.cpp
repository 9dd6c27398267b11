#include "store/generation.h"

#include "base/text.h"
#include "crypto/sha256.h"
#include "store/sealed.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kiosk {
namespace {

bool writable(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<void> append_line(std::string& to, const std::vector<std::string_view>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!writable(values[i])) return fail("store.bad_value", "a value with control characters cannot be kept");
    if (i > 0) to += '\t';
    to += values[i];
  }
  to += '\n';
  return {};
}

std::optional<StoredPicture> read_picture(std::string_view line) {
  const auto values = split(line, '\t');
  if (values.size() != 5 || !is_sha256_hex(values[0])) return std::nullopt;
  StoredPicture picture;
  picture.sha256 = values[0];
  const auto* const end = values[1].data() + values[1].size();
  const auto [read_to, status] = std::from_chars(values[1].data(), end, picture.bytes);
  if (status != std::errc{} || read_to != end) return std::nullopt;
  picture.src = values[2];
  picture.url = values[3];
  picture.etag = values[4];
  return picture;
}

}  // namespace

const StoredPicture* Generation::picture(std::string_view src) const {
  const auto found = std::ranges::find(pictures, src, &StoredPicture::src);
  return found == pictures.end() ? nullptr : &*found;
}

Result<std::string> to_text(const Origin& origin) {
  std::string text;
  for (const auto& value : {origin.url, origin.etag, origin.last_modified, origin.fetched_at}) {
    if (auto appended = append_line(text, {value}); !appended) return tl::unexpected(appended.error());
  }
  return sealed(std::move(text));
}

Result<Origin> read_origin(std::string_view text) {
  const auto lines = unsealed(text);
  if (!lines || lines->size() != 4) return fail("store.damaged", "`origin` is not as it was written");
  const auto line = [&](std::size_t i) { return std::string((*lines)[i]); };
  return Origin{line(0), line(1), line(2), line(3)};
}

Result<std::string> to_text(const std::vector<StoredPicture>& pictures) {
  std::string text;
  for (const auto& p : pictures) {
    auto appended = append_line(text, {p.sha256, std::to_string(p.bytes), p.src, p.url, p.etag});
    if (!appended) return tl::unexpected(appended.error());
  }
  return sealed(std::move(text));
}

Result<std::vector<StoredPicture>> read_pictures(std::string_view text) {
  const auto lines = unsealed(text);
  if (!lines) return fail("store.damaged", "`media.list` is not as it was written");
  std::vector<StoredPicture> pictures;
  for (const auto line : *lines) {
    auto picture = read_picture(line);
    if (!picture) return fail("store.damaged", "`media.list` has a line that nobody wrote");
    pictures.push_back(std::move(*picture));
  }
  return pictures;
}

}  // namespace kiosk
