#include "desk/published.h"

namespace kiosk {

Result<void> Published::reopen() {
  auto opened = Folder::open(path_, changes_);
  if (!opened) return tl::unexpected(opened.error());
  {
    const std::scoped_lock lock(mutex_);
    folder_ = std::make_shared<const Folder>(std::move(*opened));
  }
  waiting_.changed();
  return {};
}

std::shared_ptr<const Folder> Published::folder() const {
  const std::scoped_lock lock(mutex_);
  return folder_;
}

}  // namespace kiosk
