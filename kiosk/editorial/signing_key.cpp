#include "editorial/signing_key.h"

#include "base/descriptor.h"
#include "base/file.h"
#include "base/format.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_key_bytes = 4096;
constexpr unsigned owner_only = 0600;

fs::path beside(const fs::path& file, std::string_view suffix) {
  auto path = file;
  return path += suffix;
}

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() != fs::file_type::not_found;
}

Result<SecretKey> key_in(const fs::path& file) {
  const auto bytes = read_file(file, most_key_bytes);
  if (!bytes) return fail("key.unreadable", bytes.error().message);
  return read_secret_key(*bytes).map_error([&](const Error& error) {
    const bool encrypted = error.code == "crypto.password";
    return Error{"crypto.key", str(file.string(), ": ",
                                   encrypted ? "it has a password, which nobody is there to type" : error.message)};
  });
}

/// Systemd's credentials are behind a folder that only the service may enter; their own modes show an ACL's mask.
std::optional<fs::path> credential() {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return std::nullopt;
  auto file = fs::path(folder) / "signing-key";
  return is_there(file) ? std::optional(std::move(file)) : std::nullopt;
}

Result<PublicKey> write_new_key(const fs::path& file) {
  const auto key = make_secret_key();
  if (auto written = replace_file_durably(file, secret_key_file(key), owner_only); !written) {
    return tl::unexpected(written.error());
  }
  return public_key_of(key);
}

}  // namespace

Result<std::optional<SecretKey>> read_signing_key(const fs::path& file) {
  const auto path = file.empty() ? credential() : std::optional(file);
  if (!path) return std::nullopt;
  struct stat info {};
  if (!file.empty() && ::stat(file.c_str(), &info) == 0 && (info.st_mode & 077U) != 0) {
    return fail("key.open_to_others",
                str(file.string(),
                    ": others may read it, so it is not used; chmod 600 it, and think whether it must be replaced"));
  }
  return key_in(*path).map([](SecretKey&& key) { return std::optional(std::move(key)); });
}

Result<PublicKey> new_signing_key(const fs::path& file) {
  if (is_there(file)) return fail("key.exists", str(file.string(), ": there is a key already; rotate it instead"));
  return write_new_key(file);
}

Result<PublicKey> begin_rotation(const fs::path& file) {
  if (auto now = key_in(file); !now) return tl::unexpected(now.error());
  const auto next = beside(file, ".next");
  if (is_there(next)) return fail("key.rotating", str(next.string(), ": there is a next key already; finish first"));
  return write_new_key(next);
}

Result<PublicKey> finish_rotation(const fs::path& file) {
  const auto next = beside(file, ".next");
  if (!is_there(next)) return fail("key.not_rotating", str(next.string(), ": there is no next key; begin first"));
  const auto key = key_in(next);
  if (!key) return tl::unexpected(key.error());
  // A copy, so that there is a key in the place at any time.
  const auto old = read_file(file, most_key_bytes);
  if (!old) return fail("key.unreadable", old.error().message);
  if (auto kept = replace_file_durably(beside(file, ".old"), *old, owner_only); !kept) {
    return tl::unexpected(kept.error());
  }
  if (::rename(next.c_str(), file.c_str()) != 0) {
    return fail("file.unwritable", str(file.string(), ": ", std::strerror(errno)));
  }
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (auto synced = sync_folder(folder); !synced) return tl::unexpected(synced.error());
  return public_key_of(*key);
}

}  // namespace kiosk
