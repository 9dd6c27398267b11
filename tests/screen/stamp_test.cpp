#include "screen/stamp.h"

#include "screen/canvas.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kiosk;

namespace {

Stamp plain(Size size, std::uint32_t pixel) {
  return {size, std::vector<std::uint32_t>(static_cast<std::size_t>(size.width * size.height), pixel)};
}

}  // namespace

TEST_CASE("one colour stays what it is in any size") {
  const Stamp from = plain({13, 7}, 0x80402010);
  for (const Size to : {Size{13, 7}, {5, 3}, {1, 1}, {40, 31}}) {
    const Stamp stamp = scaled(from, to);
    CHECK(stamp.size == to);
    CHECK(stamp.pixels == plain(to, 0x80402010).pixels);
  }
  CHECK(scaled(from, {0, 5}).pixels.empty());
}

TEST_CASE("fine lines become an even grey, not a pattern") {
  Stamp lines = plain({64, 64}, 0);
  for (std::size_t i = 0; i < lines.pixels.size(); i += 2) lines.pixels[i] = 0xffffffff;
  for (const auto pixel : scaled(lines, {10, 10}).pixels) {
    CHECK((pixel & 0xff) > 118);
    CHECK((pixel & 0xff) < 138);
  }
}

TEST_CASE("what is not opaque lets shine through what is behind it, inside the clip only") {
  Bitmap bitmap({4, 4}, 0x0000ff);
  Canvas canvas(bitmap, {0, 0, 2, 4});
  canvas.draw(plain({3, 1}, 0x80800000), 0, 1, 255);  // red, half of it
  CHECK(bitmap.row(1)[0] == 0x80007f);
  CHECK(bitmap.row(1)[1] == 0x80007f);
  CHECK(bitmap.row(1)[2] == 0x0000ff);
  CHECK(bitmap.row(0)[0] == 0x0000ff);
  canvas.draw(plain({2, 1}, 0xffffffff), -1, 3, 0);
  CHECK(bitmap.row(3)[0] == 0x0000ff);
}
