#include "app/themes.h"

#include "base/file.h"
#include "base/format.h"
#include "parse/problem_text.h"
#include "parse/theme.h"

#include <cstdlib>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_theme = 256 * 1024;

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

}  // namespace

std::vector<fs::path> data_folders() {
  std::vector<fs::path> folders;
  if (const char* const given = std::getenv("KIOSK_DATA_DIR")) folders.emplace_back(given);
  folders.push_back(program_folder().parent_path() / "share" / "kiosk");
  folders.emplace_back(KIOSK_SOURCE_DIR);
  return folders;
}

Result<FoundTheme> find_theme(std::string_view name) {
  if (name.empty()) return FoundTheme{};
  const auto file = theme_file(name);
  if (!file) return tl::unexpected(file.error());
  const auto bytes = read_file(*file, largest_theme);
  if (!bytes) return fail("theme.missing", bytes.error().message);
  auto reading = read_theme(*bytes, file->stem().string());
  if (!reading.theme) {
    std::string all;
    for (const auto& problem : reading.problems) all += (all.empty() ? "" : "\n") + to_text(problem, file->string());
    return fail("theme.unreadable", all);
  }
  return FoundTheme{std::move(*reading.theme), file->parent_path(), std::move(reading.problems)};
}

}  // namespace kiosk
