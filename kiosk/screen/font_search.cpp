#include "screen/font_search.h"

#include <cstdlib>
#include <system_error>
#include <utility>

namespace kiosk {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> system_folders() {
  std::vector<fs::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
    folders.push_back(fs::path(data) / "fonts");
  } else if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    folders.push_back(fs::path(home) / ".local/share/fonts");
  }
  return folders;
}

bool is_font(const fs::path& path) {
  const auto extension = path.extension();
  return extension == ".otf" || extension == ".ttf" || extension == ".ttc";
}

}  // namespace

std::optional<fs::path> FontSearch::find(const std::string& name) {
  const auto wanted = fs::path(name).filename();
  if (wanted.empty()) return std::nullopt;
  std::error_code error;
  for (const auto& folder : folders_) {
    if (fs::is_regular_file(folder / wanted, error)) return folder / wanted;
  }
  index();
  const auto found = by_name_.find(wanted.string());
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::vector<fs::path> FontSearch::all() {
  index();
  std::vector<fs::path> paths;
  for (const auto& [name, path] : by_name_) paths.push_back(path);
  return paths;
}

void FontSearch::index() {
  if (std::exchange(indexed_, true)) return;
  for (const auto& folder : system_folders()) {
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      if (is_font(entry->path())) by_name_.emplace(entry->path().filename().string(), entry->path());
    }
  }
}

}  // namespace kiosk
