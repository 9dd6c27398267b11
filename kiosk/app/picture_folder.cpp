#include "app/picture_folder.h"

#include "base/file.h"

#include <stdlib.h>

namespace kiosk {

namespace fs = std::filesystem;

PictureFolder::PictureFolder() {
  std::error_code none;
  std::string name = (fs::temp_directory_path(none) / "kiosk-pictures-XXXXXX").string();
  if (!none && ::mkdtemp(name.data()) != nullptr) folder_ = name;
}

PictureFolder::~PictureFolder() {
  std::error_code none;
  if (!folder_.empty()) fs::remove_all(folder_, none);
}

Result<void> PictureFolder::keep(const std::string& src, std::string_view bytes) {
  if (folder_.empty()) return fail("file.unwritable", "there is no folder for pictures that may go again");
  const fs::path file = folder_ / std::to_string(files_.size());
  auto kept = replace_file(file, bytes);
  if (kept) files_[src].file = file;
  return kept;
}

}  // namespace kiosk
