#include "app/picture_folder.h"

#include "support/folder.h"

#include <doctest/doctest.h>
#include <stdlib.h>

namespace kiosk {
namespace {

/// The folder for temporary files, until it goes.
class Temporary {
 public:
  explicit Temporary(const std::string& folder) { ::setenv("TMPDIR", folder.c_str(), 1); }
  ~Temporary() { ::unsetenv("TMPDIR"); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
};

}  // namespace

TEST_CASE("pictures are kept for as long as they are needed") {
  std::filesystem::path file;
  {
    PictureFolder folder;
    REQUIRE(folder.keep("a.png", "bytes"));
    file = folder.files().at("a.png").file;
    CHECK(test::bytes_of(file) == "bytes");
  }
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("[D04] without a folder for temporary files no picture is kept anywhere else") {
  for (const auto* nowhere : {"/proc", "/no/such/folder"}) {
    const Temporary temporary(nowhere);
    PictureFolder folder;
    const auto kept = folder.keep("a.png", "bytes");
    REQUIRE_FALSE(kept);
    CHECK(kept.error().code == "file.unwritable");
    CHECK(folder.files().empty());
  }
}

}  // namespace kiosk
