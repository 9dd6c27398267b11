#include "store/real_disk.h"

#include "base/format.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

const char* code_of(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "store.full";
    case EROFS:
    case EACCES:
    case EPERM:
      return "store.denied";
    case ENOENT:
      return "store.missing";
    case EMFILE:
    case ENFILE:
    case ENOMEM:
      return "store.busy";
    default:
      return "store.io";
  }
}

tl::unexpected<Error> failed(int error, std::string_view what, const fs::path& path) {
  return fail(code_of(error), str("cannot ", what, " ", path.string(), ": ", std::strerror(error)));
}

Descriptor open_file(const fs::path& path, int flags) {
  return Descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0644));
}

/// 0, or the errno of what failed.
int write_and_sync(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(fd) == 0 ? 0 : errno;
}

}  // namespace

Result<std::string> RealDisk::read(const fs::path& path, std::uint64_t cap) {
  // O_NONBLOCK: a FIFO in the place of a file must not hold up the caller.
  const Descriptor file = open_file(path, O_RDONLY | O_NONBLOCK);
  if (!file) return failed(errno, "open", path);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return failed(errno, "read", path);
  if (!S_ISREG(info.st_mode)) return fail("store.io", str("cannot read ", path.string(), ": not a regular file"));
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > cap)
    return fail("store.too_large", str(path.string(), ": ", size, " bytes, and at most ", cap, " expected"));
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(errno, "read", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Result<std::uint64_t> RealDisk::size(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return failed(errno, "look at", path);
  if (!S_ISREG(info.st_mode)) return fail("store.io", str("cannot read ", path.string(), ": not a regular file"));
  return static_cast<std::uint64_t>(info.st_size);
}

Result<void> RealDisk::write_new(const fs::path& path, std::string_view bytes) {
  int error = 0;
  {
    const Descriptor file = open_file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (!file) return failed(errno, "make", path);
    error = write_and_sync(file.get(), bytes);
  }
  if (error == 0) return {};
  // After a failed fsync the kernel calls the pages clean, and a second fsync would lie: the file goes.
  ::unlink(path.c_str());
  return failed(error, "write", path);
}

Result<void> RealDisk::rename(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failed(errno, "put into place", to);
  return {};
}

Result<void> RealDisk::sync_folder(const fs::path& path) {
  const Descriptor folder = open_file(path, O_RDONLY | O_DIRECTORY);
  if (!folder) return failed(errno, "open", path);
  if (::fsync(folder.get()) != 0) return failed(errno, "sync", path);
  return {};
}

Result<void> RealDisk::make_folder(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return {};
  const auto above = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (auto made = make_folder(above); !made) return made;
  if (::mkdir(path.c_str(), 0755) != 0) return failed(errno, "make the folder", path);
  return sync_folder(above);
}

Result<std::vector<std::string>> RealDisk::list(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) return failed(error.value(), "list", path);
  return names;
}

Result<bool> RealDisk::is_link(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) == 0) return S_ISLNK(info.st_mode);
  if (errno == ENOENT) return false;
  return failed(errno, "look at", path);
}

Result<void> RealDisk::remove(const fs::path& path) {
  if (::unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  if (errno != EISDIR) return failed(errno, "remove", path);
  const auto names = list(path);
  if (!names) return tl::unexpected(names.error());
  for (const auto& name : *names) {
    const auto file = path / name;
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) return failed(errno, "remove", file);
  }
  if (::rmdir(path.c_str()) != 0 && errno != ENOENT) return failed(errno, "remove", path);
  return {};
}

Result<std::uint64_t> RealDisk::free_bytes(const fs::path& path) {
  std::error_code error;
  const auto space = fs::space(path, error);
  if (error) return failed(error.value(), "ask for the room in", path);
  return space.available;
}

Result<std::uint64_t> RealDisk::used_bytes(const fs::path& path) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code gone;
    const bool counts = entry->is_regular_file(gone) && !entry->is_symlink(gone);
    const auto size = counts ? entry->file_size(gone) : 0;
    if (!gone) sum += size;
  }
  if (error) return failed(error.value(), "add up the files in", path);
  return sum;
}

Result<void> RealDisk::lock(const fs::path& path) {
  Descriptor file = open_file(path, O_RDWR | O_CREAT | O_NOFOLLOW);
  if (!file) return failed(errno, "open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failed(errno, "lock", path);
    return fail("store.locked",
                str(path.string(), ": another program uses this cache; give this one its own cache_dir"));
  }
  locks_.push_back(std::move(file));
  return {};
}

}  // namespace kiosk
