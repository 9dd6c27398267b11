/// How much the cache may take, and what goes where that is not enough.
#include "base/format.h"
#include "base/log.h"
#include "store/layout.h"
#include "store/store.h"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// Left free for others on the same disk: the log and the state of this very program.
constexpr std::uint64_t spare_room = 1ULL << 20;
/// A start must not wait for a folder of any size; what is left over goes the next time.
constexpr std::size_t most_removed = 10'000;

std::uint64_t size_of(const Generation& generation) {
  std::map<std::string_view, std::uint64_t> files;  // a picture may be there under two names
  for (const auto& picture : generation.pictures) files[picture.sha256] = picture.bytes;
  std::uint64_t sum = generation.document.size();
  for (const auto& [name, bytes] : files) sum += bytes;
  return sum;
}

tl::unexpected<Error> over_budget(const fs::path& folder, std::uint64_t needed, std::uint64_t budget) {
  return fail("store.over_budget",
              str(folder.string(), ": ", needed, " bytes are needed, and cache_megabytes allows ", budget));
}

}  // namespace

Result<void> Store::expect(const std::string& document, std::uint64_t bytes) {
  if (!prepare()) return {};  // it would be held in memory: put() counts there
  const auto free = disk_->free_bytes(folder_).value_or(std::numeric_limits<std::uint64_t>::max());
  if (now_coming_.document != document) now_coming_ = {document, free, 0, {}};
  const bool no_better = free < now_coming_.free + spare_room;
  if (now_coming_.refused >= 2 && no_better && ++now_coming_.refused % 20 != 0) {
    return tl::unexpected(now_coming_.error);
  }
  now_coming_.free = free;
  // What is missing of the one that is shown comes into its own place.
  const auto shown = current_ && current_->name != document ? size_of(*current_) : 0;
  if (shown + bytes > limits_.disk) return over_budget(folder_, shown + bytes, limits_.disk);
  const auto others = used() - std::min(used(), shown);
  if (free < bytes + spare_room && free + others < bytes + spare_room) {
    return fail("store.full", str(folder_.string(), ": ", free, " bytes free, and ", bytes, " to come"));
  }
  return {};
}

void Store::refuse(const Error& error) {
  if (error.code != "store.full" && error.code != "store.over_budget") return;
  ++now_coming_.refused;
  now_coming_.error = error;
}

std::uint64_t Store::used() {
  if (!used_) used_ = disk_->used_bytes(folder_).value_or(0);
  return *used_;
}

Result<void> Store::room_for(std::uint64_t bytes) {
  if (used() + bytes > limits_.disk) return over_budget(folder_, used() + bytes, limits_.disk);
  const auto free = disk_->free_bytes(folder_);
  if (bytes > 0 && free && *free < bytes + spare_room) {
    return fail("store.full", str(folder_.string(), ": ", *free, " bytes free, and ", bytes, " to write (", spare_room,
                                  " are left to others)"));
  }
  return {};
}

/// First the pictures that nobody uses, then the generation before the one that is shown, never that one itself.
Result<void> Store::make_room(std::uint64_t bytes) {
  auto room = room_for(bytes);
  if (room) return room;
  sweep_pictures();
  room = room_for(bytes);
  const auto names = generations_by_age();
  for (const auto& name : std::views::reverse(names)) {
    if (room) break;
    if (name == kept_ || (current_ && name == current_->name)) continue;
    used_.reset();
    if (auto gone = disk_->remove(generations() / name); !gone) return gone;
    sweep_pictures();
    room = room_for(bytes);
  }
  return room;
}

void Store::drop_unused(std::set<std::string> spared) {
  coming_ = std::move(spared);
  sweep_pictures();
}

void Store::sweep_pictures() {
  auto used = coming_;
  if (current_) {
    for (const auto& picture : current_->pictures) {
      if (picture.held) used.insert(picture.sha256);
    }
  }
  std::erase_if(held_, [&](const auto& picture) { return !used.contains(picture.first); });
  if (!prepared_) return;
  if (current_) {
    for (const auto& picture : current_->pictures) used.insert(picture.sha256);
  }
  const auto names = disk_->list(generations());
  if (!names) return;
  for (const auto& name : *names) {
    const auto text = disk_->read(generations() / name / "media.list", store::list_cap);
    // A list that cannot be read today may name pictures that are wanted tomorrow: nothing goes.
    if (!text && text.error().code != "store.missing") return;
    const auto pictures = text.and_then(read_pictures);
    if (!pictures) continue;
    for (const auto& picture : *pictures) used.insert(picture.sha256);
  }
  remove_others(media(), [&](const std::string& name) { return used.contains(name); });
}

void Store::remove_others(const fs::path& folder, const std::function<bool(const std::string&)>& keep) {
  std::size_t removed = 0;
  for (const auto& name : disk_->list(folder).value_or(std::vector<std::string>{})) {
    if (!store::is_written_name(name) || keep(name)) continue;
    if (++removed > most_removed) return;
    used_.reset();
    if (auto gone = disk_->remove(folder / name); !gone) {
      if (std::exchange(last_failure_, gone.error()) != gone.error()) log::warn(gone.error());
      return;
    }
  }
}

}  // namespace kiosk
