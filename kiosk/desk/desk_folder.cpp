#include "desk/desk_folder.h"

#include "base/format.h"
#include "base/text.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path usual_folder() {
  // systemd gives a list where a unit has several; the first is ours (systemd.exec(5), RuntimeDirectory=).
  if (const auto list = environment("STATE_DIRECTORY"); !list.empty()) return fs::path(split(list, ':').front());
  if (const auto base = environment("XDG_STATE_HOME"); base.starts_with('/')) return fs::path(base) / "kiosk-desk";
  const auto home = environment("HOME");
  return fs::path(home.empty() ? "/tmp" : home) / ".local/state/kiosk-desk";
}

}  // namespace

Result<DeskFolder> DeskFolder::open(fs::path path, Use use) {
  if (path.empty()) path = usual_folder();
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST)
    return fail("desk.folder", str(path.string(), ": ", std::strerror(errno)));
  if (use == Use::beside) return DeskFolder(std::move(path), {});
  const auto lock_file = path / "lock";
  Descriptor lock(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!lock) return fail("desk.folder", str(lock_file.string(), ": ", std::strerror(errno)));
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    return fail("desk.in_use", str(path.string(), ": another kiosk-desk works with these records; end it first"));
  return DeskFolder(std::move(path), std::move(lock));
}

}  // namespace kiosk
