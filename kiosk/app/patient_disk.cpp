#include "app/patient_disk.h"

namespace kiosk {
namespace {

/// While one of these lives the disk may take its time.
class Waiting {
 public:
  explicit Waiting(Pulse& pulse) : pulse_(pulse) { pulse_.beat(Pulse::disk); }
  ~Waiting() { pulse_.beat(Pulse::work); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  Pulse& pulse_;
};

}  // namespace

Result<std::string> PatientDisk::read(const std::filesystem::path& file, std::uint64_t cap) {
  const Waiting waiting(pulse_);
  return disk_.read(file, cap);
}

Result<std::uint64_t> PatientDisk::size(const std::filesystem::path& file) {
  const Waiting waiting(pulse_);
  return disk_.size(file);
}

Result<void> PatientDisk::write_new(const std::filesystem::path& file, std::string_view bytes) {
  const Waiting waiting(pulse_);
  return disk_.write_new(file, bytes);
}

Result<void> PatientDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Waiting waiting(pulse_);
  return disk_.rename(from, to);
}

Result<void> PatientDisk::sync_folder(const std::filesystem::path& folder) {
  const Waiting waiting(pulse_);
  return disk_.sync_folder(folder);
}

Result<void> PatientDisk::make_folder(const std::filesystem::path& folder) {
  const Waiting waiting(pulse_);
  return disk_.make_folder(folder);
}

Result<std::vector<std::string>> PatientDisk::list(const std::filesystem::path& folder) {
  const Waiting waiting(pulse_);
  return disk_.list(folder);
}

Result<bool> PatientDisk::is_link(const std::filesystem::path& path) {
  const Waiting waiting(pulse_);
  return disk_.is_link(path);
}

Result<void> PatientDisk::remove(const std::filesystem::path& path) {
  const Waiting waiting(pulse_);
  return disk_.remove(path);
}

Result<std::uint64_t> PatientDisk::free_bytes(const std::filesystem::path& folder) {
  const Waiting waiting(pulse_);
  return disk_.free_bytes(folder);
}

Result<std::uint64_t> PatientDisk::used_bytes(const std::filesystem::path& folder) {
  const Waiting waiting(pulse_);
  return disk_.used_bytes(folder);
}

Result<void> PatientDisk::lock(const std::filesystem::path& file) {
  const Waiting waiting(pulse_);
  return disk_.lock(file);
}

}  // namespace kiosk
