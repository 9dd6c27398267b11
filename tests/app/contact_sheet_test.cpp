#include "app/contact_sheet.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

Pixel at(const Bitmap& picture, int x, int y) {
  return picture.row(y)[static_cast<std::size_t>(x)];
}

TEST_CASE("a thumbnail has a third of each side, each pixel the mean of nine") {
  Bitmap picture({7, 6}, 0x102030);
  for (int y = 0; y < 3; ++y) {
    for (int x = 3; x < 6; ++x) picture.row(y)[static_cast<std::size_t>(x)] = x == 3 ? 0xff0000 : 0x0000ff;
  }
  const Bitmap small = thumbnail(picture);
  CHECK(small.size() == Size{2, 2});
  CHECK(at(small, 0, 0) == 0x102030);
  CHECK(at(small, 1, 0) == 0x5500aa);
  CHECK(at(small, 1, 1) == 0x102030);
}

TEST_CASE("a picture of a few pixels still has a thumbnail") {
  for (const auto size : {Size{1, 1}, Size{2, 9}, Size{9, 2}}) {
    const Bitmap small = thumbnail(Bitmap(size, 0xffffff));
    CHECK(small.width() >= 1);
    CHECK(small.height() >= 1);
  }
}

TEST_CASE("thumbnails stand row by row, in their order, with the ground around each") {
  const Size cell{40, 20};
  const std::vector<Bitmap> pictures{Bitmap(cell, 0xff0000), Bitmap(cell, 0x00ff00), Bitmap(cell, 0x0000ff)};
  const Bitmap sheet = contact_sheet(pictures, 2, {1, 2, 3});
  const int gap = (sheet.width() - 2 * cell.width) / 3;
  REQUIRE(gap > 0);
  CHECK(sheet.size() == Size{3 * gap + 80, 3 * gap + 40});
  CHECK(at(sheet, gap - 1, gap) == 0x010203);
  CHECK(at(sheet, gap, gap) == 0xff0000);
  CHECK(at(sheet, gap + 39, gap + 19) == 0xff0000);
  CHECK(at(sheet, gap + 40, gap + 19) == 0x010203);
  CHECK(at(sheet, 2 * gap + 40, gap) == 0x00ff00);
  CHECK(at(sheet, gap, 2 * gap + 20) == 0x0000ff);
  CHECK(at(sheet, 2 * gap + 40, 2 * gap + 20) == 0x010203);
}

TEST_CASE("every cell is as large as the largest picture, so that each is whole; no pictures make no sheet") {
  const std::vector<Bitmap> pictures{Bitmap({80, 20}, 0xff0000), Bitmap({40, 90}, 0x00ff00), Bitmap({5, 5}, 0x0000ff)};
  const Bitmap sheet = contact_sheet(pictures, 3, {0, 0, 0});
  const int gap = (sheet.width() - 3 * 80) / 4;
  CHECK(sheet.height() == 2 * gap + 90);
  CHECK(at(sheet, gap + 79, gap + 19) == 0xff0000);
  CHECK(at(sheet, gap + 79, gap + 20) == 0);
  CHECK(at(sheet, 2 * gap + 80 + 39, gap + 89) == 0x00ff00);
  CHECK(at(sheet, 3 * gap + 160 + 4, gap + 4) == 0x0000ff);
  CHECK(contact_sheet({}, 4, {0, 0, 0}).empty());
}

}  // namespace
}  // namespace kiosk
