/// Finds font files by name. Not synchronised; reads folders, so not for the main thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// Looks in the given folders first, then in all that lies below the system's and the user's font folders
/// (fonts-conf(5): /usr/share/fonts, /usr/local/share/fonts, $XDG_DATA_HOME/fonts).
class FontSearch {
 public:
  explicit FontSearch(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

  /// Only the last part of `name` counts: a theme reaches no other folders.
  std::optional<std::filesystem::path> find(const std::string& name);
  /// All fonts of the system, by path: the last resort.
  std::vector<std::filesystem::path> all();

 private:
  void index();

  const std::vector<std::filesystem::path> folders_;
  bool indexed_ = false;
  std::map<std::string, std::filesystem::path> by_name_;  ///< of the system's folders, once indexed
};

}  // namespace kiosk
