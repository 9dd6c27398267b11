#include "store/store.h"

#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "crypto/sha256.h"

#include <algorithm>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// The largest of each that is taken back from the disk: above what the settings let in (max_document_bytes), and
/// enough for 100,000 pictures in a list.
constexpr std::uint64_t document_cap = 1ULL << 30;
constexpr std::uint64_t list_cap = 64ULL << 20;
constexpr std::uint64_t small_cap = 64ULL << 10;
/// Left free for others on the same disk: the log and the state of this very program.
constexpr std::uint64_t spare_room = 1ULL << 20;
/// Kept by a start: the one that is shown, the one before it, and one that an interrupted run was about to show.
constexpr std::size_t most_generations = 3;
/// A start must not wait for a folder of any size; what is left over goes the next time.
constexpr std::size_t most_removed = 10'000;
/// Where minisign looks for it by itself.
constexpr std::string_view signature_file = "document.json.minisig";

tl::unexpected<Error> damaged(const std::string& name, std::string_view why) {
  return fail("store.damaged", str("generation ", name, ": ", why));
}

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Result<Store> Store::open(Disk& disk, fs::path folder, const Accept& accept) {
  Store store(disk, std::move(folder));
  if (auto ready = store.prepare(); !ready) {
    if (ready.error().code == "store.locked") return tl::unexpected(ready.error());
    log::warn(ready.error());
  }
  store.load(accept);
  store.drop_unused();
  return store;
}

Result<void> Store::prepare() {
  if (prepared_) return {};
  for (const auto& folder : {folder_, generations(), media(), incoming()}) {
    if (auto made = disk_->make_folder(folder); !made) return made;
  }
  if (auto locked = disk_->lock(folder_ / "lock"); !locked) return locked;
  remove_others(incoming(), [](const std::string&) { return false; });
  prepared_ = true;
  return {};
}

void Store::load(const Accept& accept) {
  std::vector<std::string> candidates = generations_by_age();
  const auto pointer = disk_->read(folder_ / "current", small_cap);
  const std::string pointed(pointer ? trimmed(*pointer) : "");
  const auto first = std::ranges::find(candidates, pointed);
  if (first != candidates.end()) {
    std::rotate(candidates.begin(), first, first + 1);
  } else if (!candidates.empty()) {
    constexpr std::string_view what = "the pointer names no generation that is here; trying the newest";
    // Where there is no pointer at all, the very first update was interrupted: nothing is damaged.
    const bool interrupted = !pointer && pointer.error().code == "store.missing";
    interrupted ? log::info("store.interrupted", what) : log::warn("store.damaged", what);
  }
  for (const auto& name : candidates) {
    auto generation = load(name, accept);
    if (generation) {
      current_ = std::move(*generation);
      break;
    }
    log::warn(generation.error().code, generation.error().message + "; trying the one before it");
  }
  // Runs that ended before they had cleared up must not add up.
  if (!prepared_ || !current_ || candidates.size() <= most_generations) return;
  candidates.resize(most_generations);
  candidates.push_back(current_->name);
  remove_others(generations(), [&](const std::string& name) { return is_one_of(candidates, name); });
}

Result<Generation> Store::load(const std::string& name, const Accept& accept) {
  const auto folder = generations() / name;
  Generation generation;
  generation.name = name;
  auto document = disk_->read(folder / "document.json", document_cap);
  if (!document) return damaged(name, document.error().message);
  if (sha256_hex(*document) != name) return damaged(name, "the document is not the one that was written");
  generation.document = std::move(*document);

  auto signature = disk_->read(folder / signature_file, small_cap);
  if (signature)
    generation.signature = std::move(*signature);
  else if (signature.error().code != "store.missing")
    return damaged(name, signature.error().message);

  auto origin = disk_->read(folder / "origin", small_cap).and_then(read_origin);
  if (!origin) return damaged(name, origin.error().message);
  generation.origin = std::move(*origin);

  auto pictures = disk_->read(folder / "media.list", list_cap).and_then(read_pictures);
  if (!pictures) return damaged(name, pictures.error().message);
  generation.pictures = std::move(*pictures);
  if (auto accepted = accept(generation); !accepted) {
    return fail(accepted.error().code, str("generation ", name, ": ", accepted.error().message));
  }
  for (auto& picture : generation.pictures) {
    picture.file = media() / picture.sha256;
    const auto bytes = disk_->read(picture.file, picture.bytes);
    if (!bytes) return damaged(name, bytes.error().message);
    if (sha256_hex(*bytes) != picture.sha256) {
      return damaged(name, str("the picture ", picture.src, " is not the one that was written"));
    }
  }
  return generation;
}

/// Newest first, by when they were fetched; those that do not say come last.
std::vector<std::string> Store::generations_by_age() {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& name : disk_->list(generations()).value_or(std::vector<std::string>{})) {
    if (!is_sha256_hex(name)) continue;
    const auto origin = disk_->read(generations() / name / "origin", small_cap).and_then(read_origin);
    found.emplace_back(origin ? origin->fetched_at : "", name);
  }
  std::ranges::sort(found, std::greater{});
  std::vector<std::string> names;
  for (auto& [fetched_at, name] : found) names.push_back(std::move(name));
  return names;
}

std::optional<std::uint64_t> Store::size_of(std::string_view sha256) {
  if (!is_sha256_hex(sha256)) return std::nullopt;
  const auto bytes = disk_->read(media() / sha256, document_cap);
  if (!bytes || sha256_hex(*bytes) != sha256) return std::nullopt;
  return bytes->size();
}

Result<std::string> Store::put(std::string_view bytes) {
  if (auto ready = prepare(); !ready) return tl::unexpected(ready.error());
  auto sha256 = sha256_hex(bytes);
  if (size_of(sha256)) return sha256;
  const auto room = disk_->free_bytes(folder_);
  if (room && *room < bytes.size() + spare_room) {
    return fail("store.full", str(folder_.string(), ": ", *room, " bytes free, and a picture of ", bytes.size(),
                                  " bytes to keep (", spare_room, " are left to others)"));
  }
  const auto aside = incoming() / sha256;
  auto kept = disk_->write_new(aside, bytes).and_then([&] { return disk_->rename(aside, media() / sha256); });
  if (kept) return sha256;
  std::ignore = disk_->remove(aside);
  return tl::unexpected(kept.error());
}

Result<void> Store::publish(Generation next) {
  if (auto ready = prepare(); !ready) return ready;
  next.name = sha256_hex(next.document);
  if (current_ && current_->name == next.name) return {};
  for (auto& picture : next.pictures) picture.file = media() / picture.sha256;
  if (auto written = write(next); !written) {
    remove_others(incoming(), [](const std::string&) { return false; });
    return written;
  }
  const std::string before = current_ ? current_->name : "";
  current_ = std::move(next);
  remove_others(generations(), [&](const std::string& name) { return name == current_->name || name == before; });
  drop_unused();
  return {};
}

/// Pictures, folder, pointer: each lasts before the next one speaks of it.
Result<void> Store::write(const Generation& next) {
  return disk_->sync_folder(media())
      .and_then([&] { return write_folder(next); })
      .and_then([&] { return disk_->sync_folder(generations()); })
      .and_then([&] { return point_at(next.name); });
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
  if (present && is_one_of(*present, next.name)) {
    const auto old = incoming() / (next.name + ".old");
    if (auto moved = disk_->rename(place, old); !moved) return moved;
    auto placed = disk_->rename(aside, place);
    if (!placed) std::ignore = disk_->rename(old, place);
    return placed;
  }
  return disk_->rename(aside, place);
}

Result<void> Store::write_signature(const fs::path& folder, std::string_view signature) {
  return signature.empty() ? Result<void>{} : disk_->write_new(folder / signature_file, signature);
}

Result<void> Store::point_at(const std::string& name) {
  const auto aside = incoming() / "current";
  return disk_->write_new(aside, name + "\n")
      .and_then([&] { return disk_->rename(aside, folder_ / "current"); })
      .and_then([&] { return disk_->sync_folder(folder_); });
}

void Store::renew(Origin origin) {
  if (current_) current_->origin = std::move(origin);
}

void Store::drop_unused(const std::set<std::string>& spared) {
  if (!prepared_) return;
  auto used = spared;
  const auto names = disk_->list(generations());
  if (!names) return;
  for (const auto& name : *names) {
    const auto text = disk_->read(generations() / name / "media.list", list_cap);
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
    if (keep(name)) continue;
    if (++removed > most_removed) return;
    if (auto gone = disk_->remove(folder / name); !gone) {
      log::warn(gone.error());
      return;
    }
  }
}

}  // namespace kiosk
