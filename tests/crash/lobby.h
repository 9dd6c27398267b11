/// A screen's cache and an endpoint without a network, for tests that let an update end in the middle: content of any
/// number, the real update() that brings it, and what of it is in the cache afterwards.
#pragma once

#include "sync/update.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace kiosk::test {

/// Content number `n`: a document, and up to four pictures, of which the next content has some, too.
struct Content {
  explicit Content(int n);
  std::string document;
  std::map<std::string, std::string> pictures;  ///< src → bytes
};

/// An endpoint in memory that has one content at a time.
class FakeEndpoint final : public Http {
 public:
  static constexpr const char* url = "https://screens.example.org/content.json";

  void serve(int n);
  /// When that content is fetched: later for a higher number.
  Instant now() const;
  /// What becomes of each answer before it arrives; empty: nothing.
  std::function<Result<Response>(const Request&, Response)> on_the_way;

  Result<Response> get(const Request& request) override;

 private:
  int content_ = 0;
  std::map<std::string, std::string> files_;  ///< by address
};

/// One update from what the endpoint has. `check_picture` is the decoder.
using CheckPicture = std::function<Result<void>(std::string_view)>;
Outcome update_from(FakeEndpoint& endpoint, Store& store, CheckPicture check_picture = {});
/// Opens the cache, and brings content `n` in.
Outcome update_to(int n, Disk& disk, const std::filesystem::path& cache);

/// Which content a generation is, to the last byte of its pictures; -1 where it is not wholly one.
int content_of(const Generation& generation, Disk& disk);
/// The content that a program would start with; nothing where there is none. Writes nothing to the disk.
std::optional<int> current_content(Disk& disk, const std::filesystem::path& cache);

}  // namespace kiosk::test
