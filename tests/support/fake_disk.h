/// A disk in memory that records every step, fails where it is told to, and forgets at a crash what was not synced.
/// One thread.
///
/// A crash keeps any subset of the unsynced steps: what was written, renamed and removed in a folder lasts only once
/// that folder is synced (POSIX promises no more), and the bytes of a file once write_new has returned. A file system
/// without a journal may also keep a renamed file under both names, and of the file that was being written a part, its
/// length without its bytes, or its name alone.
#pragma once

#include "store/disk.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace kiosk::test {

class FakeDisk final : public Disk {
 public:
  /// One step as it was asked for: "rename /cache/a /cache/b".
  std::vector<std::string> steps;
  /// Steps that change something: what a crash or an error can hit. Counted from 1.
  int writes = 0;
  /// Asked before every change; what it gives is the step's error, and the step does not happen.
  std::function<std::optional<Error>(int write, const std::string& step)> fail_write;
  /// Asked before every read of a file.
  std::function<std::optional<Error>(const std::filesystem::path&)> fail_read;
  /// And before every look into a folder.
  std::function<std::optional<Error>(const std::filesystem::path&)> fail_list;
  std::uint64_t room = 1ULL << 40;
  std::set<std::filesystem::path> links;

  /// The power goes just before the change `write` (counted from 1): it and all later changes fail.
  void crash_before(int write) { crash_at_ = write; }
  bool crashed() const { return crash_at_ && writes >= *crash_at_; }

  /// What became of an unsynced change.
  enum class Fate { lost, kept, odd };
  static constexpr int fates = 3;

  /// Power is back. `fate(n)` says of the n-th unsynced change what the disk had of it; odd is a rename that left both
  /// names, or a torn file of which only the length is right.
  void power_on(const std::function<Fate(std::size_t)>& fate) {
    Tree tree = durable_;
    for (std::size_t n = 0; n < pending_.size(); ++n) {
      const Fate of_this = fate(n);
      if (of_this == Fate::lost) continue;
      const auto source = tree.find(pending_[n].path.string());
      const bool doubles = of_this == Fate::odd && pending_[n].kind == Change::rename_file && source != tree.end();
      const auto left = doubles ? source->second : std::nullopt;
      apply(tree, pending_[n]);
      if (left) tree[pending_[n].path.string()] = left;
    }
    if (const Fate of_torn = torn_ ? fate(pending_.size()) : Fate::lost; of_torn != Fate::lost) {
      if (of_torn == Fate::odd) torn_->bytes.assign(torn_->bytes.size() * 2, '\0');
      apply(tree, *torn_);
    }
    now_ = durable_ = std::move(tree);
    pending_.clear();
    torn_.reset();
    crash_at_.reset();
    locked_.clear();
  }
  /// `survives(n)` says of the n-th unsynced change whether the disk had it.
  void power_on(const std::function<bool(std::size_t)>& survives) {
    power_on([&survives](std::size_t n) { return survives(n) ? Fate::kept : Fate::lost; });
  }
  std::size_t unsynced() const { return pending_.size() + (torn_ ? 1U : 0U); }

  /// The bytes of a file for a test to damage; they count as synced.
  void overwrite(const std::filesystem::path& path, std::string bytes) {
    now_[path.string()] = bytes;
    durable_[path.string()] = std::move(bytes);
  }
  std::vector<std::string> files() const {
    std::vector<std::string> found;
    for (const auto& [path, content] : now_) {
      if (content) found.push_back(path);
    }
    return found;
  }
  std::string bytes_of(const std::filesystem::path& path) const { return now_.at(path.string()).value(); }

  Result<std::string> read(const std::filesystem::path& path, std::uint64_t cap) override {
    if (fail_read) {
      if (auto error = fail_read(path)) return tl::unexpected(*error);
    }
    const auto entry = now_.find(path.string());
    if (entry == now_.end()) return fail("store.missing", path.string() + ": not there");
    if (!entry->second) return fail("store.io", path.string() + ": a folder");
    if (entry->second->size() > cap) return fail("store.too_large", path.string());
    return *entry->second;
  }

  Result<std::uint64_t> size(const std::filesystem::path& path) override {
    const auto entry = now_.find(path.string());
    if (entry == now_.end() || !entry->second) return fail("store.missing", path.string() + ": not there");
    return entry->second->size();
  }

  Result<void> write_new(const std::filesystem::path& path, std::string_view bytes) override {
    const Change change{Change::make_file, path, {}, std::string(bytes)};
    if (auto stopped = begin("write " + path.string()); !stopped) {
      if (crashed()) torn_ = Change{Change::make_file, path, {}, std::string(bytes.substr(0, bytes.size() / 2))};
      return stopped;
    }
    if (now_.contains(path.string())) return fail("store.io", path.string() + ": is there already");
    if (!now_.contains(path.parent_path().string())) return fail("store.missing", path.string() + ": no such folder");
    return happen(change);
  }

  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (auto stopped = begin("rename " + from.string() + " " + to.string()); !stopped) return stopped;
    if (!now_.contains(from.string())) return fail("store.missing", from.string() + ": not there");
    if (!now_.contains(to.parent_path().string())) return fail("store.missing", to.string() + ": no such folder");
    const auto target = now_.find(to.string());
    if (target != now_.end() && !target->second) return fail("store.io", to.string() + ": a folder is there");
    // A file that is renamed takes its bytes along, even where its old name was never synced.
    const auto& content = now_.at(from.string());
    return happen({content ? Change::rename_file : Change::rename_folder, from, to, content.value_or("")});
  }

  Result<void> sync_folder(const std::filesystem::path& folder) override {
    if (auto stopped = begin("sync " + folder.string()); !stopped) return stopped;
    std::erase_if(pending_, [&](const Change& change) {
      if (change.folder() != folder) return false;
      apply(durable_, change);
      return true;
    });
    return {};
  }

  Result<void> make_folder(const std::filesystem::path& path) override {
    if (now_.contains(path.string())) {
      if (now_.at(path.string())) return fail("store.io", path.string() + ": a file is in the way");
      return {};
    }
    if (auto stopped = begin("folder " + path.string()); !stopped) return stopped;
    now_[path.string()] = durable_[path.string()] = std::nullopt;
    return {};
  }

  Result<std::vector<std::string>> list(const std::filesystem::path& folder) override {
    if (fail_list) {
      if (auto error = fail_list(folder)) return tl::unexpected(*error);
    }
    if (!now_.contains(folder.string())) return fail("store.missing", folder.string() + ": not there");
    std::vector<std::string> names;
    for (const auto& [path, content] : now_) {
      const std::filesystem::path entry(path);
      if (entry.parent_path() == folder) names.push_back(entry.filename().string());
    }
    return names;
  }

  Result<bool> is_link(const std::filesystem::path& path) override { return links.contains(path); }

  Result<void> remove(const std::filesystem::path& path) override {
    if (!now_.contains(path.string())) return {};
    if (auto stopped = begin("remove " + path.string()); !stopped) return stopped;
    return happen({Change::erase, path, {}, {}});
  }

  Result<std::uint64_t> free_bytes(const std::filesystem::path&) override { return room; }

  Result<std::uint64_t> used_bytes(const std::filesystem::path& folder) override {
    std::uint64_t sum = 0;
    for (const auto& [path, content] : now_) {
      if (content && within(path, folder.string())) sum += content->size();
    }
    return sum;
  }

  Result<void> lock(const std::filesystem::path& path) override {
    if (!locked_.insert(path.string()).second) return fail("store.locked", path.string() + ": locked");
    return {};
  }

 private:
  /// Paths with their bytes; folders have none.
  using Tree = std::map<std::string, std::optional<std::string>>;

  struct Change {
    enum Kind { make_file, rename_file, rename_folder, erase };
    Kind kind;
    std::filesystem::path path;
    std::filesystem::path to;
    std::string bytes;
    /// Whose sync makes it last. For a rename the folder that has the new name.
    std::filesystem::path folder() const { return (to.empty() ? path : to).parent_path(); }
  };

  Result<void> begin(const std::string& step) {
    steps.push_back(step);
    ++writes;
    if (crashed()) return fail("store.io", "the power is gone");
    if (fail_write) {
      if (auto error = fail_write(writes, step)) return tl::unexpected(*error);
    }
    return {};
  }

  Result<void> happen(Change change) {
    apply(now_, change);
    pending_.push_back(std::move(change));
    return {};
  }

  static bool within(const std::string& path, const std::string& folder) {
    return path == folder || path.starts_with(folder + "/");
  }

  /// What a change means for a tree in which earlier ones may have been forgotten.
  static void apply(Tree& tree, const Change& change) {
    const auto path = change.path.string();
    const auto to = change.to.string();
    const bool has_place = tree.contains(change.folder().string());
    Tree moved;
    switch (change.kind) {
      case Change::make_file:
        if (has_place) tree[path] = change.bytes;
        return;
      case Change::erase:
        tree.erase(path);
        tree.erase(tree.lower_bound(path + "/"), tree.lower_bound(path + "0"));  // '0' comes after '/'
        return;
      case Change::rename_file:
        if (has_place) tree.erase(path), tree[to] = change.bytes;
        return;
      case Change::rename_folder:
        for (const auto& [name, content] : tree) {
          if (within(name, path)) moved[to + name.substr(path.size())] = content;
        }
        if (moved.empty() || !has_place) return;
        std::erase_if(tree, [&](const auto& entry) { return within(entry.first, path) || within(entry.first, to); });
        tree.merge(moved);
        return;
    }
  }

  Tree now_;
  Tree durable_;
  std::vector<Change> pending_;
  std::optional<Change> torn_;
  std::optional<int> crash_at_;
  std::set<std::string> locked_;
};

}  // namespace kiosk::test
