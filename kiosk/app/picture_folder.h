/// Pictures in a temporary folder, for as long as `render` and `check` need them. One thread.
#pragma once

#include "base/result.h"
#include "studio/edition.h"

#include <filesystem>
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
  const PictureSources& files() const { return files_; }

 private:
  std::filesystem::path folder_;
  PictureSources files_;
};

}  // namespace kiosk
