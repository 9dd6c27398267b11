/// A disk for a thread that is watched: a worn card may hold up each call for half a minute, and all that the thread
/// does between two calls (reads a document, hashes a picture) has only as long as work may take. So a thread that
/// hangs is missed within seconds, and one that waits for its disk is not. One thread at a time, whose pulse it is.
#pragma once

#include "app/pulse.h"
#include "store/disk.h"

namespace kiosk {

class PatientDisk final : public Disk {
 public:
  /// Both outlive it.
  PatientDisk(Disk& disk, Pulse& pulse) : disk_(disk), pulse_(pulse) {}

  Result<std::string> read(const std::filesystem::path& file, std::uint64_t cap) override;
  Result<std::uint64_t> size(const std::filesystem::path& file) override;
  Result<void> write_new(const std::filesystem::path& file, std::string_view bytes) override;
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
  Result<void> sync_folder(const std::filesystem::path& folder) override;
  Result<void> make_folder(const std::filesystem::path& folder) override;
  Result<std::vector<std::string>> list(const std::filesystem::path& folder) override;
  Result<bool> is_link(const std::filesystem::path& path) override;
  Result<void> remove(const std::filesystem::path& path) override;
  Result<std::uint64_t> free_bytes(const std::filesystem::path& folder) override;
  Result<std::uint64_t> used_bytes(const std::filesystem::path& folder) override;
  Result<void> lock(const std::filesystem::path& file) override;

 private:
  Disk& disk_;
  Pulse& pulse_;
};

}  // namespace kiosk
