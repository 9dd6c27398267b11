/// The offline cache: immutable generations of content, pictures by hash, one pointer. What lies where on the disk, in
/// which order it is written, and why, is in kiosk/store/README.md. One thread at a time; a Generation is a value and
/// may go to others.
///
/// Whatever fails, the current generation stays as it was.
#pragma once

#include "store/disk.h"
#include "store/generation.h"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace kiosk {

/// Whether a generation may be shown, beyond being whole: who signed it is the caller's to judge.
using Accept = std::function<Result<void>(const Generation&)>;
inline Result<void> accept_any(const Generation&) {
  return {};
}

/// In bytes.
struct StoreLimits {
  std::uint64_t disk = 2ULL << 30;      ///< what the files of the cache may take together
  std::uint64_t memory = 128ULL << 20;  ///< what pictures may take while the disk takes none
};

class Store {
 public:
  /// Opens the cache in `folder`, makes it where there is none, sweeps what an interrupted run left, and loads the
  /// newest generation whose document and lists are as they were written, whose pictures are there in their sizes, and
  /// that `accept` takes (asked again by fall_back()). The pictures' bytes are for check_next_picture(): a screen must
  /// not wait for gigabytes to be read. A folder that cannot be written (or be read), or that has files of somebody
  /// else's, is logged and left as it is: the screen plays what can be read, and later what is published, from memory.
  /// `disk` outlives the store. Errors: store.locked, another program has the cache.
  static Result<Store> open(Disk& disk, std::filesystem::path folder, const Accept& accept = accept_any,
                            StoreLimits limits = {});

  /// What to show; nullptr where there is no whole generation.
  const Generation* current() const { return current_ ? &*current_ : nullptr; }
  /// Why the current generation is only in memory, and would be gone after a restart; nullptr where it is on the disk.
  const Error* unkept() const { return unkept_ ? &*unkept_ : nullptr; }

  /// What of the current generation is missing or not as it was written, until its document is published again or
  /// fall_back() found another one; nullptr where nothing is known.
  const Error* damage() const { return damage_ ? &*damage_ : nullptr; }
  /// Looks whether the current generation's files are there: reads the document and the lists, and asks for the sizes
  /// of the pictures.
  void check_files();
  /// Reads one picture of the current generation and holds it against its hash, the next one at each call; a damaged
  /// one is removed. False after the last one of a round, and where there is damage.
  bool check_next_picture();
  /// Where there is damage: makes the newest generation current of which every byte is as it was written, the one that
  /// is current before all others. False: there is none, and the current one stays.
  bool fall_back();

  /// Whether so much more, for a document of that name, can be kept beside the generation that is shown: asked before
  /// any of it is fetched. A document for which there was no room twice is refused without another try while there is
  /// no more room than then, but for every twentieth time: a full disk is not written again and again.
  /// Errors: store.over_budget, store.full.
  Result<void> expect(const std::string& document, std::uint64_t bytes);
  /// The size of a picture that is here and whose bytes are right (they are read). It stays for the generation to come.
  std::optional<std::uint64_t> claim(const std::string& sha256);
  /// Keeps a picture for the generation to come, and gives its hash. Where the disk is gone it is held in memory; where
  /// there is no room, the generation before the current one goes first. Errors: store.over_budget, store.full,
  /// store.busy.
  Result<std::string> put(std::string_view bytes);

  /// Makes `next` the current generation, wholly or not at all. All its pictures have been claimed or put. The one
  /// before it is kept; older ones go. A document that is current already, and without damage, changes nothing. Where
  /// the disk cannot be written at all, it is current in memory (unkept()). Errors: store.full, store.over_budget,
  /// store.busy, store.bad_value.
  Result<void> publish(Generation next);
  /// Tries to write what is only in memory. Nothing is written where all is on the disk.
  void settle();
  /// The origin of the current document has new validators. Only in memory: an unchanged poll writes nothing.
  void renew(Origin origin);

  /// Removes the pictures that no generation uses, but for `spared`: an update was given up.
  void drop_unused(std::set<std::string> spared = {});

 private:
  Store(Disk& disk, std::filesystem::path folder, Accept accept, StoreLimits limits)
      : disk_(&disk), folder_(std::move(folder)), accept_(std::move(accept)), limits_(limits) {}

  // store.cpp: the start
  /// The folders, the lock and the format. What a start could not get, the next write asks for again.
  Result<void> prepare();
  Result<int> read_format();
  bool is_ours();
  void load();
  /// The document and the lists, as they were written.
  Result<Generation> read_generation(const std::string& name);
  /// The same where it may be shown, and its pictures are there.
  Result<Generation> load(const std::string& name);
  std::vector<std::string> generations_by_age();

  // store_check.cpp: what is still as it was written
  Result<void> check_size(const StoredPicture& picture);
  Result<void> check_bytes(const StoredPicture& picture);
  void note(const Error& damage);

  // store_write.cpp: new content
  Result<void> put_on_disk(const std::string& sha256, std::string_view bytes);
  void look_again(const Error& error);
  Result<void> hold(const std::string& sha256, std::string_view bytes);
  Result<void> keep(Generation& next);
  Result<void> write(const Generation& next);
  Result<void> write_folder(const Generation& next);
  Result<void> write_signature(const std::filesystem::path& folder, std::string_view signature);
  /// A small file of the cache's own folder: aside, synced, renamed, the folder synced.
  Result<void> replace(const std::string& name, std::string_view text);

  // store_room.cpp: what goes
  std::uint64_t used();
  void refuse(const Error& error);
  Result<void> room_for(std::uint64_t bytes);
  Result<void> make_room(std::uint64_t bytes);
  void sweep_pictures();
  /// Of the names that the store gives; whatever else lies there stays.
  void remove_others(const std::filesystem::path& folder, const std::function<bool(const std::string&)>& keep);

  std::filesystem::path generations() const { return folder_ / "generations"; }
  std::filesystem::path media() const { return folder_ / "media"; }
  std::filesystem::path incoming() const { return folder_ / "incoming"; }

  Disk* disk_;
  std::filesystem::path folder_;
  Accept accept_;
  StoreLimits limits_;
  bool locked_ = false;
  bool prepared_ = false;
  std::optional<Generation> current_;
  std::optional<Error> unkept_;
  std::optional<Error> damage_;
  std::size_t next_checked_ = 0;       ///< of the current generation's pictures
  std::string kept_;                   ///< the generation that a restart would begin with
  std::set<std::string> coming_;       ///< pictures for the generation to come
  std::optional<std::uint64_t> used_;  ///< bytes that the cache's files take, where that has been added up
  /// The document that is coming, or that came to nothing for want of room.
  struct Coming {
    std::string document;
    std::uint64_t free = 0;  ///< on the disk, before it
    int refused = 0;
    Error error;
  };
  Coming now_coming_;
  Error last_failure_;                                              ///< to clear up: not logged again and again
  std::map<std::string, std::shared_ptr<const std::string>> held_;  ///< pictures in memory, by hash
};

}  // namespace kiosk
