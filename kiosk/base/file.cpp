#include "base/file.h"

#include "base/descriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {
namespace {

tl::unexpected<Error> failed(const char* code, const std::filesystem::path& path) {
  return fail(code, fmt::format("{}: {}", path.string(), std::strerror(errno)));
}

enum class Guarded { no, yes };

Result<std::string> read(const std::filesystem::path& path, std::uint64_t cap, Guarded guarded) {
  // O_NONBLOCK: a FIFO in the place of a file must not hold up the caller.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return failed(errno == ENOENT ? "file.missing" : "file.unreadable", path);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return failed("file.unreadable", path);
  if (!S_ISREG(info.st_mode)) return fail("file.unreadable", fmt::format("{}: not a regular file", path.string()));
  if (guarded == Guarded::yes && (info.st_mode & S_IWOTH) != 0) {
    return fail("file.unsafe",
                fmt::format("{}: every user may write it, so it is not used; chmod o-w it", path.string()));
  }
  std::string bytes;
  std::string chunk(std::size_t{64} * 1024, '\0');
  for (;;) {
    const ssize_t got = ::read(file.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("file.unreadable", path);
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > cap) {
      return fail("file.too_large", fmt::format("{}: larger than {} bytes", path.string(), cap));
    }
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

tl::unexpected<Error> unwritable(const std::filesystem::path& path) {
  return failed(errno == ENOSPC || errno == EDQUOT ? "file.full" : "file.unwritable", path);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

std::filesystem::path temporary_beside(const std::filesystem::path& path) {
  auto temporary = path;
  return temporary += fmt::format(".{}.tmp", ::getpid());
}

Result<void> put_into_place(const std::filesystem::path& temporary, const std::filesystem::path& path) {
  if (::rename(temporary.c_str(), path.c_str()) == 0) return {};
  auto error = unwritable(path);
  ::unlink(temporary.c_str());
  return error;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t cap) {
  return read(path, cap, Guarded::no);
}

Result<std::string> read_guarded_file(const std::filesystem::path& path, std::uint64_t cap) {
  return read(path, cap, Guarded::yes);
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes) {
  const auto temporary = temporary_beside(path);
  {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file) return unwritable(temporary);
    if (!write_all(file.get(), bytes)) {
      auto error = unwritable(temporary);
      ::unlink(temporary.c_str());
      return error;
    }
  }
  return put_into_place(temporary, path);
}

Result<void> replace_file_durably(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
  const auto temporary = temporary_beside(path);
  ::unlink(temporary.c_str());  // a process of the same number may have died here
  if (auto written = write_new_file(temporary, bytes, mode); !written) return written;
  if (auto placed = put_into_place(temporary, path); !placed) return placed;
  return sync_folder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file) return unwritable(path);
  if (::fchmod(file.get(), mode) == 0 && write_all(file.get(), bytes) && ::fsync(file.get()) == 0) return {};
  // After a failed fsync the kernel calls the pages clean, and a second one would lie: the file goes.
  auto error = unwritable(path);
  ::unlink(path.c_str());
  return error;
}

Result<void> sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.get()) != 0) return failed("file.unwritable", path);
  return {};
}

}  // namespace kiosk
