/// Pictures in a temporary folder, for as long as `render` and `check` need them. One thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace kiosk {

class PictureFolder {
 public:
  PictureFolder();
  ~PictureFolder();
  PictureFolder(const PictureFolder&) = delete;
  PictureFolder& operator=(const PictureFolder&) = delete;

  /// Errors: those of files.
  Result<void> keep(const std::string& src, std::string_view bytes);
  /// src → file, as an Edition has them.
  const std::map<std::string, std::filesystem::path>& files() const { return files_; }

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::filesystem::path> files_;
};

}  // namespace kiosk
