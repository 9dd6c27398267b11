#include "crash/lobby.h"

#include "base/format.h"
#include "base/text.h"
#include "crypto/sha256.h"
#include "store/real_disk.h"
#include "support/announced.h"

#include <charconv>

namespace kiosk::test {
namespace {

/// The disk as it is for somebody who may only read: a look at the cache that leaves it as it was found.
class ReadOnly final : public Disk {
 public:
  explicit ReadOnly(Disk& disk) : disk_(disk) {}
  Result<std::string> read(const std::filesystem::path& file, std::uint64_t cap) override {
    return disk_.read(file, cap);
  }
  Result<std::vector<std::string>> list(const std::filesystem::path& folder) override { return disk_.list(folder); }
  Result<std::uint64_t> free_bytes(const std::filesystem::path& folder) override { return disk_.free_bytes(folder); }
  Result<std::uint64_t> used_bytes(const std::filesystem::path& folder) override { return disk_.used_bytes(folder); }
  Result<void> write_new(const std::filesystem::path&, std::string_view) override { return denied(); }
  Result<void> rename(const std::filesystem::path&, const std::filesystem::path&) override { return denied(); }
  Result<void> sync_folder(const std::filesystem::path&) override { return denied(); }
  Result<void> make_folder(const std::filesystem::path&) override { return denied(); }
  Result<std::uint64_t> size(const std::filesystem::path& file) override { return disk_.size(file); }
  Result<bool> is_link(const std::filesystem::path& path) override { return disk_.is_link(path); }
  Result<void> remove(const std::filesystem::path&) override { return denied(); }
  Result<void> lock(const std::filesystem::path&) override { return denied(); }

 private:
  static Result<void> denied() { return fail("store.denied", "somebody only looks"); }
  Disk& disk_;
};

std::string picture(int number) {
  // Of a size that takes the system several writes, and each one its own.
  return "\xff\xd8\xff\xe0 picture " + std::to_string(number) + std::string(300, 'x') + "\xff\xda scan \xff\xd9";
}

}  // namespace

Content::Content(int n) {
  std::string slides = str(R"({"kind": "news", "id": "first", "title": "Content )", n, "\"}");
  for (int i = 0; i < n % 5; ++i) {
    const int number = n + i;
    const auto src = str("p", number, ".jpg");
    const auto bytes = picture(number);
    // Half of them are named by hash, so that both ways of the update are taken.
    const auto hash = number % 2 == 0 ? str(R"(, "sha256": ")", sha256_hex(bytes), "\"") : std::string();
    slides += str(R"(, {"kind": "news", "id": "slide-)", i, R"(", "title": "Picture", "picture": {"src": ")", src, "\"",
                  hash, "}}");
    pictures.emplace(src, bytes);
  }
  document = str(R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [)",
                 slides, "]}");
}

void FakeEndpoint::serve(int n) {
  const Content content(n);
  content_ = n;
  files_.clear();
  files_[url] = content.document;
  for (const auto& [src, bytes] : content.pictures) files_["https://screens.example.org/" + src] = bytes;
}

Instant FakeEndpoint::now() const {
  return Instant{std::chrono::seconds{1'771'573'260} + std::chrono::hours{content_}};
}

Result<Response> FakeEndpoint::get(const Request& request) {
  Response response;
  response.final_url = request.url;
  const auto file = files_.find(request.url);
  response.status = file != files_.end() ? 200 : 404;
  if (file != files_.end()) response.body = file->second;
  return on_the_way ? on_the_way(request, std::move(response)) : response;
}

Outcome update_from(FakeEndpoint& endpoint, Store& store, CheckPicture check_picture) {
  if (!check_picture) check_picture = [](std::string_view) { return Result<void>{}; };
  Settings settings;
  settings.content = FakeEndpoint::url;
  RealDisk disk;
  RevisionFloor floor(disk, {}, settings, nullptr);
  return update({.settings = settings,
                 .http = endpoint,
                 .store = store,
                 .floor = floor,
                 .check_picture = std::move(check_picture),
                 .now = endpoint.now(),
                 .cancel = {},
                 .patience = {}});
}

Outcome update_to(int n, Disk& disk, const std::filesystem::path& cache) {
  auto store = Store::open(disk, cache);
  if (!store) return Kept{store.error(), {}, {}};
  FakeEndpoint endpoint;
  endpoint.serve(n);
  return update_from(endpoint, *store);
}

int content_of(const Generation& generation, Disk& disk) {
  constexpr std::string_view before = "Content ";
  const auto at = generation.document.find(before);
  if (at == std::string::npos) return -1;
  int n = -1;
  const char* const digits = generation.document.data() + at + before.size();
  std::from_chars(digits, generation.document.data() + generation.document.size(), n);
  const Content content(n);
  if (generation.document != content.document || generation.pictures.size() != content.pictures.size()) return -1;
  for (const auto& [src, bytes] : content.pictures) {
    const auto* const stored = generation.picture(src);
    if (stored == nullptr) return -1;
    const auto there = stored->held ? Result<std::string>(*stored->held) : disk.read(stored->file, 1 << 20);
    if (!there || *there != bytes) return -1;
  }
  return n;
}

std::optional<int> current_content(Disk& disk, const std::filesystem::path& cache) {
  const Announced nobody_may_write("store.denied");
  ReadOnly look(disk);
  const auto store = Store::open(look, cache);
  if (!store || store->current() == nullptr) return std::nullopt;
  return content_of(*store->current(), disk);
}

}  // namespace kiosk::test
