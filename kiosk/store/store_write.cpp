/// How new content gets into the cache, or, where the disk is gone, into memory.
#include "base/format.h"
#include "base/log.h"
#include "crypto/sha256.h"
#include "store/layout.h"
#include "store/store.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// Errors after which a new generation is played from memory: the disk takes nothing, and waiting for it would keep the
/// screen at old content for as long as it is broken. A disk that is only full, or a system that is out of descriptors,
/// gets over it; until then the old content goes on.
bool is_disk_gone(const Error& error) {
  constexpr std::array gone{"store.denied", "store.io", "store.missing", "store.newer", "store.locked"};
  return std::ranges::find(gone, error.code) != gone.end();
}

/// The small files of a generation's folder, and what a file system needs for it.
std::uint64_t size_of_files(const Generation& generation) {
  std::uint64_t sum = generation.document.size() + generation.signature.size() + 16'384;
  for (const auto& p : generation.pictures) sum += p.src.size() + p.url.size() + p.etag.size() + 96;
  return sum;
}

}  // namespace

std::optional<std::uint64_t> Store::claim(const std::string& sha256) {
  if (!is_sha256_hex(sha256)) return std::nullopt;
  const auto held = held_.find(sha256);
  const auto bytes =
      held != held_.end() ? Result<std::string>(*held->second) : disk_->read(media() / sha256, store::document_cap);
  if (!bytes || sha256_hex(*bytes) != sha256) return std::nullopt;
  coming_.insert(sha256);
  return bytes->size();
}

Result<std::string> Store::put(std::string_view bytes) {
  auto sha256 = sha256_hex(bytes);
  if (claim(sha256)) return sha256;
  coming_.insert(sha256);
  auto kept = put_on_disk(sha256, bytes);
  if (!kept && is_disk_gone(kept.error())) kept = hold(sha256, bytes);
  if (kept) return sha256;
  coming_.erase(sha256);
  refuse(kept.error());
  return tl::unexpected(kept.error());
}

Result<void> Store::put_on_disk(const std::string& sha256, std::string_view bytes) {
  const auto aside = incoming() / sha256;
  auto kept = prepare()
                  .and_then([&] { return make_room(bytes.size()); })
                  .and_then([&] { return disk_->write_new(aside, bytes); })
                  .and_then([&] { return disk_->rename(aside, media() / sha256); });
  if (kept) {
    if (used_) *used_ += bytes.size();
  } else if (prepared_) {
    std::ignore = disk_->remove(aside);
    look_again(kept.error());
  }
  return kept;
}

/// Somebody may have removed the cache's folders under the running program: the next write makes them anew.
void Store::look_again(const Error& error) {
  if (error.code == "store.missing") prepared_ = false;
}

Result<void> Store::hold(const std::string& sha256, std::string_view bytes) {
  std::uint64_t sum = bytes.size();
  for (const auto& [name, held] : held_) sum += held->size();
  if (sum > limits_.memory) {
    return fail("store.full", str("the disk takes nothing, and the pictures need more than the ", limits_.memory >> 20,
                                  " MiB of memory that they may have"));
  }
  held_[sha256] = std::make_shared<const std::string>(bytes);
  return {};
}

Result<void> Store::publish(Generation next) {
  next.name = sha256_hex(next.document);
  if (current_ && current_->name == next.name && !unkept_ && !damage_) return {};
  for (auto& picture : next.pictures) {
    const auto held = held_.find(picture.sha256);
    picture.held = held != held_.end() ? held->second : nullptr;
    picture.file = picture.held ? fs::path() : media() / picture.sha256;
  }
  const auto kept = keep(next);
  if (!kept && !is_disk_gone(kept.error())) {
    refuse(kept.error());
    return kept;
  }
  now_coming_ = {};
  current_ = std::move(next);
  damage_.reset();
  if (kept) {
    unkept_.reset();
  } else if (const bool known = unkept_ && *unkept_ == kept.error(); !known) {
    unkept_ = kept.error();
    log::warn("store.memory",
              str("the new content plays from memory, and would be gone after a restart: ", kept.error().message));
  }
  drop_unused();
  return {};
}

void Store::settle() {
  if (!unkept_ || !current_) return;
  if (auto kept = keep(*current_); !kept) {
    unkept_ = kept.error();
    return;
  }
  unkept_.reset();
  drop_unused();
  log::info("store.settled", "what played from memory is on the disk now");
}

/// Puts `next` on the disk, those of its pictures too that are in memory so far.
Result<void> Store::keep(Generation& next) {
  if (auto ready = prepare(); !ready) return ready;
  // Of a try that failed, on a disk that let nothing be removed either.
  remove_others(incoming(), [](const std::string&) { return false; });
  for (auto& picture : next.pictures) {
    if (!picture.held) continue;
    if (auto put = put_on_disk(picture.sha256, *picture.held); !put) return put;
    picture.held = nullptr;
    picture.file = media() / picture.sha256;
  }
  // Where only its pictures came anew, what a restart begins with is never moved.
  const bool lists_are_kept = next.name == kept_ && current_ && to_text(next.pictures) == to_text(current_->pictures);
  auto written = lists_are_kept ? disk_->sync_folder(media())
                                : make_room(size_of_files(next)).and_then([&] { return write(next); });
  used_.reset();
  if (!written) {
    if (prepared_) remove_others(incoming(), [](const std::string&) { return false; });
    look_again(written.error());
    return written;
  }
  if (kept_ != next.name) {
    const auto before = std::exchange(kept_, next.name);
    remove_others(generations(), [&](const std::string& name) { return name == kept_ || name == before; });
  }
  remove_others(incoming(), [](const std::string&) { return false; });  // a damaged one that made way
  return {};
}

/// Pictures, folder, pointer: each lasts before the next one speaks of it.
Result<void> Store::write(const Generation& next) {
  return disk_->sync_folder(media())
      .and_then([&] { return write_folder(next); })
      .and_then([&] { return disk_->sync_folder(generations()); })
      .and_then([&] { return replace("current", next.name + "\n"); });
}

Result<void> Store::write_folder(const Generation& next) {
  const auto origin = to_text(next.origin);
  if (!origin) return tl::unexpected(origin.error());
  const auto pictures = to_text(next.pictures);
  if (!pictures) return tl::unexpected(pictures.error());

  const auto aside = incoming() / next.name;
  const auto place = generations() / next.name;
  auto written = disk_->make_folder(aside)
                     .and_then([&] { return disk_->write_new(aside / "document.json", next.document); })
                     .and_then([&] { return write_signature(aside, next.signature); })
                     .and_then([&] { return disk_->write_new(aside / "origin", *origin); })
                     .and_then([&] { return disk_->write_new(aside / "media.list", *pictures); })
                     .and_then([&] { return disk_->sync_folder(aside); });
  if (!written) return written;
  // A folder of that name is the one before, or one that did not verify: in either case not the one that is shown.
  const auto present = disk_->list(generations());
  if (present && std::ranges::find(*present, next.name) != present->end()) {
    const auto old = incoming() / (next.name + ".old");
    if (auto moved = disk_->rename(place, old); !moved) return moved;
    auto placed = disk_->rename(aside, place);
    if (!placed) std::ignore = disk_->rename(old, place);
    return placed;
  }
  return disk_->rename(aside, place);
}

Result<void> Store::write_signature(const fs::path& folder, std::string_view signature) {
  return signature.empty() ? Result<void>{} : disk_->write_new(folder / store::signature_file, signature);
}

Result<void> Store::replace(const std::string& name, std::string_view text) {
  const auto aside = incoming() / name;
  return disk_->write_new(aside, text).and_then([&] { return disk_->rename(aside, folder_ / name); }).and_then([&] {
    return disk_->sync_folder(folder_);
  });
}

void Store::renew(Origin origin) {
  if (current_) current_->origin = std::move(origin);
}

}  // namespace kiosk
