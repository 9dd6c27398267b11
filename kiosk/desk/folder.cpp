#include "desk/folder.h"

#include "base/format.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace kiosk {
namespace {

Descriptor open_beneath(int folder, const char* name) {
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;  // O_NONBLOCK: a FIFO in the place of a file must not hold us up
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long fd = -1;
  // EAGAIN: something was renamed while the kernel looked, and it could not be sure (openat2(2)).
  for (int attempt = 0; attempt < 8 && fd < 0; ++attempt) {
    fd = ::syscall(SYS_openat2, folder, name, &how, sizeof how);
    if (fd < 0 && errno != EAGAIN && errno != EINTR) break;
  }
  return Descriptor(static_cast<int>(fd));
}

/// Tag and date come from the inode, the size and the time of the last change of the inode (ctime), which no cp -p,
/// rsync or checkout can set back. The kernel's clock for it ticks every 4 ms at best, and the date counts seconds: a
/// file that changed less than two seconds ago may change again unseen, so that it gets neither, and the next poll
/// fetches it whole.
Validators validators_of(const struct stat& info, Changes changes, Instant now) {
  using namespace std::chrono;
  const sys_time<nanoseconds> changed{seconds{info.st_ctim.tv_sec} + nanoseconds{info.st_ctim.tv_nsec}};
  if (changes == Changes::in_place && changed > now - seconds{2}) return {};
  std::array<char, 64> tag{};
  std::snprintf(tag.data(), tag.size(), "\"%llx-%llx-%llx\"", static_cast<unsigned long long>(info.st_ino),
                static_cast<unsigned long long>(info.st_size),
                static_cast<unsigned long long>(changed.time_since_epoch().count()));
  return {tag.data(), floor<seconds>(changed)};
}

}  // namespace

Result<Folder> Folder::open(const std::filesystem::path& path, Changes changes) {
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return fail("desk.folder", str(path.string(), ": ", std::strerror(errno)));
  if (!open_beneath(folder.get(), ".")) {
    return fail("desk.folder", str(path.string(), ": this kernel cannot keep to a folder: openat2: ",
                                   std::strerror(errno), " (Linux 5.6 or later is needed)"));
  }
  return Folder(std::move(folder), changes);
}

Result<OpenFile> Folder::file(const std::string& name, Instant now) const {
  OpenFile file;
  file.descriptor = open_beneath(descriptor_.get(), name.c_str());
  struct stat info {};
  if (!file.descriptor || ::fstat(file.descriptor.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return fail("desk.not_found", str(name, ": no such file"));
  }
  file.size = static_cast<std::uint64_t>(info.st_size);
  file.validators = validators_of(info, changes_, now);
  return file;
}

}  // namespace kiosk
