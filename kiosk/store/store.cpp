#include "store/store.h"

#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "crypto/sha256.h"
#include "store/layout.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// How the files lie on the disk. A later program that changes them raises it, so that an older one leaves them alone.
constexpr int format = 1;
/// Kept by a start: the one that is shown, the one before it, and one that an interrupted run was about to show.
constexpr std::size_t most_generations = 3;

tl::unexpected<Error> damaged(const std::string& name, std::string_view why) {
  return fail("store.damaged", str("generation ", name, ": ", why));
}

tl::unexpected<Error> unreadable(const std::string& name, const Error& error) {
  return error.code == store::busy ? tl::unexpected(error) : damaged(name, error.message);
}

}  // namespace

Result<Store> Store::open(Disk& disk, fs::path folder, const Accept& accept, StoreLimits limits) {
  Store store(disk, std::move(folder), accept, limits);
  if (auto ready = store.prepare(); !ready) {
    if (ready.error().code == "store.locked") return tl::unexpected(ready.error());
    log::warn(ready.error());
  }
  store.load();
  store.drop_unused();
  if (!store.prepared_) return store;
  // The budget may have become smaller.
  if (auto room = store.make_room(0); !room) log::warn(room.error());
  return store;
}

Result<void> Store::prepare() {
  if (prepared_) return {};
  const auto found = read_format();
  if (!found) return tl::unexpected(found.error());
  if (*found == 0 && !is_ours()) {
    return fail("store.denied", str(folder_.string(),
                                    ": there are files in it that are not of a cache, and nothing is "
                                    "touched: give cache_dir a folder of its own"));
  }
  for (const auto& folder : {generations(), media(), incoming()}) {
    const auto link = disk_->is_link(folder);
    if (!link) return tl::unexpected(link.error());
    if (*link) return fail("store.denied", str(folder.string(), ": a link in the place of one of the cache's folders"));
  }
  for (const auto& folder : {folder_, generations(), media(), incoming()}) {
    if (auto made = disk_->make_folder(folder); !made) return made;
  }
  if (!locked_) {
    if (auto locked = disk_->lock(folder_ / "lock"); !locked) return locked;
    locked_ = true;
  }
  if (*found > format) {
    return fail("store.newer", str(folder_.string(), ": a newer kiosk wrote this cache (format ", *found, ", and not ",
                                   format, "): it is played from, and left as it is"));
  }
  remove_others(incoming(), [](const std::string&) { return false; });
  if (*found < format) {
    if (auto written = replace("format", str(format, "\n")); !written) return written;
  }
  prepared_ = true;
  return {};
}

/// 0 where nobody has said, or where what was said cannot be read any more.
Result<int> Store::read_format() {
  const auto text = disk_->read(folder_ / "format", store::small_cap);
  if (!text && text.error().code != "store.missing") return tl::unexpected(text.error());
  int found = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), found);
  return found;
}

/// Whether a folder without a format can be had: a new one, one whose first start was interrupted, or one that lost the
/// file. Whatever else is in there is somebody's.
bool Store::is_ours() {
  const auto has_only = [this](const fs::path& folder, const auto& may_be_there) {
    const auto names = disk_->list(folder);
    return names ? std::ranges::all_of(*names, may_be_there) : names.error().code == "store.missing";
  };
  constexpr std::array<std::string_view, 7> own{"current", "format", "generations", "incoming",
                                                "lock",    "media",  "lost+found"};  // of a file system of its own
  return has_only(folder_, [&](const std::string& name) { return std::ranges::find(own, name) != own.end(); }) &&
         has_only(generations(), is_sha256_hex) && has_only(media(), is_sha256_hex) &&
         has_only(incoming(), store::is_written_name);
}

void Store::load() {
  std::vector<std::string> candidates = generations_by_age();
  const auto pointer = disk_->read(folder_ / "current", store::small_cap);
  const std::string pointed(pointer ? trimmed(*pointer) : "");
  if (is_sha256_hex(pointed)) {
    // Also where the folder could not be listed.
    std::erase(candidates, pointed);
    candidates.insert(candidates.begin(), pointed);
  } else if (!candidates.empty()) {
    constexpr std::string_view what = "the pointer names no generation; trying the newest";
    // Where there is no pointer at all, the very first update was interrupted: nothing is damaged.
    const bool interrupted = !pointer && pointer.error().code == "store.missing";
    interrupted ? log::info("store.interrupted", what) : log::warn("store.damaged", what);
  }
  for (const auto& name : candidates) {
    auto generation = load(name);
    if (generation) {
      current_ = std::move(*generation);
      kept_ = name;
      break;
    }
    log::warn(generation.error().code, generation.error().message + "; trying the one before it");
  }
  // Runs that ended before they had cleared up must not add up.
  if (!prepared_ || !current_ || candidates.size() <= most_generations) return;
  candidates.resize(most_generations);
  candidates.push_back(kept_);
  remove_others(generations(),
                [&](const std::string& name) { return std::ranges::find(candidates, name) != candidates.end(); });
}

Result<Generation> Store::read_generation(const std::string& name) {
  const auto folder = generations() / name;
  Generation generation;
  generation.name = name;
  auto document = disk_->read(folder / "document.json", store::document_cap);
  if (!document) return unreadable(name, document.error());
  if (sha256_hex(*document) != name) return damaged(name, "the document is not the one that was written");
  generation.document = std::move(*document);

  auto signature = disk_->read(folder / store::signature_file, store::small_cap);
  if (signature)
    generation.signature = std::move(*signature);
  else if (signature.error().code != "store.missing")
    return unreadable(name, signature.error());

  auto origin = disk_->read(folder / "origin", store::small_cap).and_then(read_origin);
  if (!origin) return unreadable(name, origin.error());
  generation.origin = std::move(*origin);

  auto pictures = disk_->read(folder / "media.list", store::list_cap).and_then(read_pictures);
  if (!pictures) return unreadable(name, pictures.error());
  generation.pictures = std::move(*pictures);
  for (auto& picture : generation.pictures) picture.file = media() / picture.sha256;
  return generation;
}

Result<Generation> Store::load(const std::string& name) {
  auto generation = read_generation(name);
  if (!generation) return generation;
  if (auto accepted = accept_(*generation); !accepted) {
    return fail(accepted.error().code, str("generation ", name, ": ", accepted.error().message));
  }
  for (const auto& picture : generation->pictures) {
    if (auto there = check_size(picture); !there) return unreadable(name, there.error());
  }
  return generation;
}

/// Newest first, by when they were fetched; those that do not say come last.
std::vector<std::string> Store::generations_by_age() {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& name : disk_->list(generations()).value_or(std::vector<std::string>{})) {
    if (!is_sha256_hex(name)) continue;
    const auto origin = disk_->read(generations() / name / "origin", store::small_cap).and_then(read_origin);
    found.emplace_back(origin ? origin->fetched_at : "", name);
  }
  std::ranges::sort(found, std::greater{});
  std::vector<std::string> names;
  for (auto& [fetched_at, name] : found) names.push_back(std::move(name));
  return names;
}

}  // namespace kiosk
