/// The machine's own disk. One thread at a time.
#pragma once

#include "base/descriptor.h"
#include "store/disk.h"

namespace kiosk {

class RealDisk final : public Disk {
 public:
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
  /// The lock is the kernel's (flock): it goes with the process, however that ends.
  Result<void> lock(const std::filesystem::path& file) override;

 private:
  std::vector<Descriptor> locks_;
};

}  // namespace kiosk
