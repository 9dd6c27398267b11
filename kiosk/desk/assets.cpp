#include "desk/assets.h"

#include "base/file.h"
#include "base/format.h"
#include "crypto/sha256.h"
#include "desk/url_path.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace kiosk {
namespace {

constexpr std::array<std::string_view, 4> fonts{"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                                "InterDisplay-Bold.otf"};
constexpr std::uint64_t most_font_bytes = 4 << 20;

std::map<std::string_view, std::string> versions() {
  std::map<std::string_view, std::string> all;
  for (const auto& asset : embedded_assets()) all[asset.name] = sha256_hex(asset.bytes).substr(0, 8);
  return all;
}

std::optional<HttpResponse> kept_for_ever(std::string_view type, std::string bytes) {
  return HttpResponse{
      200, std::string(type), std::move(bytes), {{"Cache-Control", "public, max-age=31536000, immutable"}}};
}

/// The screens draw with Inter, so it lies on this machine where the program was installed with what it needs.
std::optional<HttpResponse> font(std::string_view name) {
  for (const auto* folder : {"/usr/share/fonts/opentype/inter", "/usr/local/share/fonts"}) {
    if (auto bytes = read_file(std::filesystem::path(folder) / name, most_font_bytes)) {
      return kept_for_ever("font/otf", std::move(*bytes));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string asset_address(std::string_view name) {
  static const auto by_name = versions();
  const auto found = by_name.find(name);
  return str("/assets/", name, "?v=", found != by_name.end() ? std::string_view(found->second) : std::string_view("0"));
}

std::optional<HttpResponse> asset_response(std::string_view name) {
  if (std::ranges::find(fonts, name) != fonts.end()) return font(name);
  const auto all = embedded_assets();
  const auto found = std::ranges::find(all, name, &Asset::name);
  if (found == all.end()) return std::nullopt;
  return kept_for_ever(media_type(name), std::string(found->bytes));
}

}  // namespace kiosk
