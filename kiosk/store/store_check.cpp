/// Whether what is shown is still on the disk as it was written, and what takes its place where it is not.
#include "base/format.h"
#include "base/log.h"
#include "crypto/sha256.h"
#include "store/layout.h"
#include "store/store.h"

#include <algorithm>

namespace kiosk {
namespace {

tl::unexpected<Error> damaged(const StoredPicture& picture, std::string_view why) {
  return fail("store.damaged", str("the picture ", picture.src, ": ", why));
}

tl::unexpected<Error> unreadable(const StoredPicture& picture, const Error& error) {
  return error.code == store::busy ? tl::unexpected(error) : damaged(picture, error.message);
}

}  // namespace

Result<void> Store::check_size(const StoredPicture& picture) {
  if (picture.held) return {};
  const auto bytes = disk_->size(picture.file);
  if (!bytes) return unreadable(picture, bytes.error());
  if (*bytes == picture.bytes) return {};
  return damaged(picture, str(*bytes, " bytes, and ", picture.bytes, " were written"));
}

Result<void> Store::check_bytes(const StoredPicture& picture) {
  if (picture.held) return {};
  const auto bytes = disk_->read(picture.file, picture.bytes);
  if (!bytes) return unreadable(picture, bytes.error());
  if (sha256_hex(*bytes) == picture.sha256) return {};
  // A start, which looks at sizes only, must not take it for the right one.
  if (prepared_) std::ignore = disk_->remove(picture.file).and_then([&] { return disk_->sync_folder(media()); });
  used_.reset();
  return damaged(picture, "it is not the one that was written");
}

void Store::check_files() {
  if (damage_ || !current_) return;
  if (!unkept_) {
    if (const auto there = read_generation(current_->name); !there) {
      note(there.error());
      if (damage_) kept_.clear();  // to be written anew
      return;
    }
  }
  for (const auto& picture : current_->pictures) {
    if (auto right = check_size(picture); !right) return note(right.error());
  }
}

bool Store::check_next_picture() {
  if (damage_ || !current_ || current_->pictures.empty()) return false;
  if (next_checked_ >= current_->pictures.size()) next_checked_ = 0;
  if (auto right = check_bytes(current_->pictures[next_checked_++]); !right) note(right.error());
  return !damage_ && next_checked_ < current_->pictures.size();
}

void Store::note(const Error& damage) {
  if (damage.code == store::busy) return;  // that says nothing about the disk
  damage_ = damage;
  log::warn(damage);
}

bool Store::fall_back() {
  if (!damage_ || !current_) return false;
  auto names = generations_by_age();
  std::ranges::stable_partition(names, [this](const std::string& name) { return name == current_->name; });
  for (const auto& name : names) {
    auto generation = load(name);
    const bool whole = generation && std::ranges::all_of(generation->pictures, [&](const auto& picture) {
                         return check_bytes(picture).has_value();
                       });
    if (!whole) continue;
    log::warn("store.damaged", str("going on with generation ", name, ", which is whole"));
    current_ = std::move(*generation);
    kept_ = name;
    unkept_.reset();
    damage_.reset();
    return true;
  }
  return false;
}

}  // namespace kiosk
