#include "app/snapshot.h"

#include "decode/decode.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

Bitmap decoded(const Result<std::string>& png) {
  REQUIRE(png);
  auto picture = reduce(*png, {4096, 4096}, {});
  REQUIRE(picture);
  return std::move(*picture);
}

TEST_CASE("the small picture is upright, however the screen hangs") {
  Bitmap upright({40, 20});
  for (int y = 0; y < 10; ++y) upright.row(y)[0] = 0xff0000;
  for (const auto rotation : {Rotation::none, Rotation::right, Rotation::half, Rotation::left}) {
    CAPTURE(static_cast<int>(rotation));
    const auto small = decoded(small_picture(turned(upright, rotation), rotation));
    CHECK(small == upright);
  }
}

TEST_CASE("the small picture of a screen of any size is small") {
  for (const auto size : {Size{3840, 2160}, Size{1080, 1920}, Size{7680, 1080}, Size{320, 320}, Size{16384, 320}}) {
    const auto small = decoded(small_picture(Bitmap(size, 0x336699), Rotation::none));
    CHECK(small.width() == std::min(480, size.width));
    CHECK(std::abs(small.height() - size.height * small.width() / size.width) <= 1);
    CHECK(small.row(0)[0] == 0x336699);
  }
}

}  // namespace
}  // namespace kiosk
