#include "studio/themes.h"

#include "base/file.h"
#include "base/format.h"
#include "decode/decoder.h"
#include "parse/problem_text.h"
#include "parse/theme.h"

#include <cstdlib>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_theme = 256 * 1024;
constexpr std::uint64_t largest_logo = 8 << 20;

fs::path program_folder() {
  std::error_code none;
  return fs::read_symlink("/proc/self/exe", none).parent_path();
}

Result<fs::path> theme_file(std::string_view name) {
  std::error_code none;
  if (name.find('/') != std::string_view::npos || name.ends_with(".json")) return fs::path(name);
  std::string looked_in;
  for (const auto& folder : data_folders()) {
    const fs::path file = folder / "themes" / (std::string(name) + ".json");
    if (fs::exists(file, none)) return file;
    looked_in += str(looked_in.empty() ? "" : ", ", (folder / "themes").string());
  }
  return fail("theme.missing", str("there is no theme \"", name, "\" in ", looked_in));
}

/// What a decoder cannot read would leave a hole at the foot of every slide.
Result<void> check_logo(const fs::path& file) {
  return read_file(file, largest_logo).and_then([](const std::string& bytes) { return Decoder().verify(bytes); });
}

Problem no_logo(const std::string& name, const SourcePlace& place, const Error& why) {
  return {Severity::warning,
          "theme.logo",
          place.line,
          place.column,
          place.pointer,
          str("The logo \"", name, "\" cannot be shown: ", why.message, '.'),
          "Put a PNG, JPEG or WebP file of that name beside the theme.",
          ""};
}

}  // namespace

std::vector<fs::path> data_folders() {
  std::vector<fs::path> folders;
  if (const char* const given = std::getenv("KIOSK_DATA_DIR")) folders.emplace_back(given);
  folders.push_back(program_folder().parent_path() / "share" / "kiosk");
  folders.emplace_back(KIOSK_SOURCE_DIR);
  return folders;
}

Result<ThemeFile> read_theme_file(std::string_view name) {
  const auto file = theme_file(name);
  if (!file) return tl::unexpected(file.error());
  const auto bytes = read_file(*file, largest_theme);
  if (!bytes) return fail("theme.missing", bytes.error().message);
  auto reading = read_theme(*bytes, file->stem().string());
  ThemeFile found{*file, std::move(reading.theme), std::move(reading.problems)};
  if (found.theme && !found.theme->logo.empty()) {
    if (const auto good = check_logo(file->parent_path() / found.theme->logo); !good) {
      found.problems.push_back(no_logo(found.theme->logo, reading.logo, good.error()));
      found.theme->logo.clear();
    }
  }
  return found;
}

Result<FoundTheme> find_theme(std::string_view name) {
  if (name.empty()) return FoundTheme{};
  auto found = read_theme_file(name);
  if (!found) return tl::unexpected(found.error());
  if (!found->theme) {
    std::string all;
    for (const auto& problem : found->problems)
      all += (all.empty() ? "" : "\n") + to_text(problem, found->file.string());
    return fail("theme.unreadable", all);
  }
  return FoundTheme{std::move(*found->theme), found->file.parent_path(), std::move(found->problems)};
}

}  // namespace kiosk
