#include "desk/url_path.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace kiosk {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

}  // namespace

std::optional<std::string> unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    const auto digits = text.substr(i + 1, 2);
    unsigned char byte = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) return std::nullopt;
    plain += static_cast<char>(byte);
    i += 2;
  }
  return plain;
}

std::optional<std::string> file_name(std::string_view url_path) {
  auto path = unescaped(url_path);
  if (!path || !path->starts_with('/') || std::any_of(path->begin(), path->end(), is_control)) return std::nullopt;
  if (path->ends_with('/')) *path += "index.html";
  path->erase(0, 1);
  for (const auto part : split(*path, '/')) {
    if (part.empty() || part.starts_with('.')) return std::nullopt;
  }
  return path;
}

std::string_view media_type(std::string_view name) {
  using Row = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Row, 17> types{{
      {".css", "text/css; charset=utf-8"},
      {".gif", "image/gif"},
      {".html", "text/html; charset=utf-8"},
      {".ico", "image/vnd.microsoft.icon"},
      {".jpeg", "image/jpeg"},
      {".jpg", "image/jpeg"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".md", "text/markdown; charset=utf-8"},
      {".mp4", "video/mp4"},
      {".pdf", "application/pdf"},
      {".png", "image/png"},
      {".svg", "image/svg+xml"},
      {".txt", "text/plain; charset=utf-8"},
      {".webm", "video/webm"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
  }};
  const auto* const row =
      std::find_if(types.begin(), types.end(), [name](const Row& each) { return name.ends_with(each.first); });
  return row == types.end() ? "application/octet-stream" : row->second;
}

}  // namespace kiosk
