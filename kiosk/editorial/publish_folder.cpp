#include "editorial/publish_folder.h"

#include "base/compress.h"
#include "base/file.h"
#include "base/format.h"
#include "crypto/sha256.h"
#include "parse/document.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view document_name = "content.json";
constexpr std::string_view signature_name = "content.json.minisig";
constexpr std::string_view packed_name = "content.json.gz";
constexpr std::string_view media_name = "media";

constexpr std::uint64_t most_document_bytes = std::uint64_t{64} << 20;
constexpr std::uint64_t most_picture_bytes = std::uint64_t{256} << 20;

tl::unexpected<Error> io_error(const fs::path& path, std::string_view what) {
  const char* const code = errno == ENOSPC || errno == EDQUOT ? "file.full" : "file.unwritable";
  return fail(code, str(path.string(), ": ", what, ": ", std::strerror(errno)));
}

/// "media/2f…9a.jpg", and nothing that leads elsewhere.
bool is_media_src(std::string_view src) {
  if (!src.starts_with("media/")) return false;
  const auto file = src.substr(std::string_view("media/").size());
  const auto dot = file.find('.');
  const auto extension = dot == file.npos ? std::string_view() : file.substr(dot);
  return is_sha256_hex(file.substr(0, dot)) && (extension == ".jpg" || extension == ".png" || extension == ".webp");
}

/// The pictures of a document, each src once.
std::vector<Picture> pictures_in(std::string_view document) {
  std::vector<Picture> pictures;
  const auto reading = read_document(document);
  if (!reading.document) return pictures;
  for (const auto* picture : pictures_of(*reading.document)) pictures.push_back(*picture);
  return pictures;
}

/// Whether all in it was written by a publication, so that it may be replaced.
bool is_ours(const fs::path& folder) {
  constexpr std::array ours{document_name, signature_name, packed_name, media_name};
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (std::ranges::find(ours, entry.path().filename().string()) == ours.end()) return false;
  }
  if (error) return false;
  if (!fs::exists(folder / media_name, error)) return true;
  for (const auto& entry : fs::directory_iterator(folder / media_name, error)) {
    if (!is_media_src("media/" + entry.path().filename().string())) return false;
  }
  return !error;
}

Result<void> make_public_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), 0755) != 0 || ::chmod(path.c_str(), 0755) != 0) return io_error(path, "make the folder");
  return {};
}

/// The new folder, beside the one that is served.
class NextFolder {
 public:
  NextFolder(fs::path now, fs::path next) : now_(std::move(now)), next_(std::move(next)) {}

  Result<void> make() {
    std::error_code error;
    fs::remove_all(next_, error);
    if (auto made = make_public_folder(next_); !made) return made;
    return make_public_folder(next_ / media_name);
  }

  Result<void> add(std::string_view name, std::string_view bytes) { return write_new_file(next_ / name, bytes); }

  bool has(const Picture& picture) const { return ::access((next_ / picture.src).c_str(), F_OK) == 0; }

  /// From the folder that is served. False where it has not the picture.
  bool link_picture(const Picture& picture) {
    std::error_code error;
    return fs::file_size(now_ / picture.src, error) == picture.bytes && !error &&
           ::link((now_ / picture.src).c_str(), (next_ / picture.src).c_str()) == 0;
  }

  Result<void> add_picture(const Picture& picture, const fs::path& from) {
    const auto bytes = read_file(from, most_picture_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (sha256_hex(*bytes) != picture.sha256 || bytes->size() != picture.bytes) {
      return fail("publish.picture", str(from.string(), ": these are not the bytes of ", picture.src));
    }
    return add(picture.src, *bytes);
  }

  /// To the disk, and into the place of the one that is served.
  Result<void> publish() {
    for (const auto& folder : {next_ / media_name, next_}) {
      if (auto synced = sync_folder(folder); !synced) return synced;
    }
    std::error_code error;
    const unsigned how = fs::exists(now_, error) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, next_.c_str(), AT_FDCWD, now_.c_str(), how) != 0) {
      return fail("publish.folder",
                  str(now_.string(), ": the new folder cannot be put into its place: ", std::strerror(errno),
                      ". It must be a folder within one file system of Linux, and no mount of its own."));
    }
    return sync_folder(now_.parent_path());
  }

 private:
  const fs::path now_;
  const fs::path next_;
};

/// Where the document is the one that the folder has, something in the folder is damaged: nothing of it is taken over.
Result<void> add_pictures(NextFolder& next, std::string_view document, std::string_view document_before,
                          const std::function<Result<fs::path>(const Picture&)>& picture_file) {
  const bool repairs = document == document_before;
  for (const auto& picture : pictures_in(document)) {
    if (!is_media_src(picture.src) || picture.sha256.empty() || !picture.bytes) {
      return fail("publish.picture", str("the document does not say which picture ", picture.src, " is"));
    }
    if (next.has(picture) || (!repairs && next.link_picture(picture))) continue;
    const auto file = picture_file(picture);
    if (!file) return tl::unexpected(file.error());
    if (auto added = next.add_picture(picture, *file); !added) return added;
  }
  for (const auto& picture : pictures_in(document_before)) {
    if (!repairs && is_media_src(picture.src) && !next.has(picture)) next.link_picture(picture);
  }
  return {};
}

std::string trusted_comment(std::string_view document) {
  const auto reading = read_document(document);
  return str("file:", document_name, "\trevision:", reading.document ? reading.document->revision : 0);
}

/// Where a link leads, so that the folder is exchanged and not the link. Absolute, also before the folder is there, as
/// the folder above it is written to.
fs::path resolved(const fs::path& folder) {
  std::error_code error;
  const auto whole = fs::absolute(folder, error);
  const auto path = fs::weakly_canonical(whole, error);
  return error ? whole : path.has_filename() ? path : path.parent_path();
}

bool is_signed_by(const fs::path& folder, std::string_view document, const std::optional<SecretKey>& key) {
  const auto signature = read_file(folder / signature_name, most_signature_bytes);
  if (!key) return !signature;
  const std::array keys{public_key_of(*key)};
  return signature && verify(document, *signature, keys);
}

}  // namespace

Result<void> write_publish_folder(const fs::path& folder, std::string_view document,
                                  const std::optional<SecretKey>& key,
                                  const std::function<Result<fs::path>(const Picture&)>& picture_file) {
  const auto now = resolved(folder);
  std::error_code error;
  const bool is_there = fs::exists(now, error);
  if (is_there && !is_ours(now)) {
    return fail("publish.folder",
                str(now.string(), ": there is something else in it; what is published needs a folder of its own"));
  }
  fs::create_directories(now.parent_path(), error);
  if (error) return fail("file.unwritable", str(now.parent_path().string(), ": ", error.message()));
  const auto before = read_file(now / document_name, most_document_bytes);
  NextFolder next(now, now.parent_path() / str('.', now.filename().string(), ".before"));
  if (auto made = next.make(); !made) return made;
  if (auto added = add_pictures(next, document, before.value_or(""), picture_file); !added) return added;
  if (auto added = next.add(document_name, document); !added) return added;
  if (auto added = next.add(packed_name, gzip(document)); !added) return added;
  if (key) {
    const auto signature = sign(document, *key, trusted_comment(document));
    if (auto added = next.add(signature_name, signature); !added) return added;
  }
  return next.publish();
}

bool publish_folder_holds(const fs::path& folder, std::string_view document, const std::optional<SecretKey>& key) {
  if (read_file(folder / document_name, most_document_bytes) != std::string(document) ||
      read_file(folder / packed_name, most_document_bytes) != gzip(document) || !is_signed_by(folder, document, key)) {
    return false;
  }
  return std::ranges::all_of(pictures_in(document), [&](const Picture& picture) {
    const auto bytes = read_file(folder / picture.src, most_picture_bytes);
    return bytes && sha256_hex(*bytes) == picture.sha256;
  });
}

std::optional<std::string> document_in_folder(const fs::path& folder, const std::optional<SecretKey>& key) {
  auto document = read_file(folder / document_name, most_document_bytes);
  if (!document || !is_signed_by(folder, *document, key)) return std::nullopt;
  return std::move(*document);
}

}  // namespace kiosk
