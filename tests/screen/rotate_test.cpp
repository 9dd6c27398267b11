#include "screen/rotate.h"

#include <array>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

constexpr std::array all{Rotation::none, Rotation::right, Rotation::half, Rotation::left};

/// Every pixel tells where it stands.
Bitmap numbered(Size size) {
  Bitmap picture(size);
  Pixel number = 0;
  for (auto& pixel : picture.pixels()) pixel = ++number;
  return picture;
}

Pixel at(const Bitmap& picture, int x, int y) {
  return picture.row(y)[static_cast<std::size_t>(x)];
}

TEST_CASE("a picture is turned clockwise") {
  const Bitmap picture = numbered({3, 2});  // 1 2 3 / 4 5 6
  const Bitmap right = turned(picture, Rotation::right);
  REQUIRE(right.size() == Size{2, 3});  // 4 1 / 5 2 / 6 3
  CHECK(at(right, 0, 0) == 4);
  CHECK(at(right, 1, 0) == 1);
  CHECK(at(right, 1, 2) == 3);
  const Bitmap half = turned(picture, Rotation::half);
  REQUIRE(half.size() == Size{3, 2});  // 6 5 4 / 3 2 1
  CHECK(at(half, 0, 0) == 6);
  CHECK(at(half, 2, 1) == 1);
  const Bitmap left = turned(picture, Rotation::left);
  REQUIRE(left.size() == Size{2, 3});  // 3 6 / 2 5 / 1 4
  CHECK(at(left, 0, 0) == 3);
  CHECK(at(left, 1, 2) == 4);
  CHECK(turned(picture, Rotation::none) == picture);
}

TEST_CASE("turned back, a picture is what it was") {
  const Bitmap picture = numbered({7, 4});
  CHECK(turned(turned(picture, Rotation::right), Rotation::left) == picture);
  CHECK(turned(turned(picture, Rotation::half), Rotation::half) == picture);
  CHECK(turned(turned(picture, Rotation::right), Rotation::right) == turned(picture, Rotation::half));
}

TEST_CASE("a box is turned along with what is in it") {
  const Bitmap picture = numbered({9, 5});
  const Box box{2, 1, 4, 3};
  for (const auto rotation : all) {
    const Bitmap whole = turned(picture, rotation);
    const Box place = turned(box, picture.size(), rotation);
    REQUIRE(intersection(place, whole.box()) == place);
    Bitmap piece({box.width, box.height});
    for (int y = 0; y < box.height; ++y) {
      for (int x = 0; x < box.width; ++x) piece.row(y)[static_cast<std::size_t>(x)] = at(picture, box.x + x, box.y + y);
    }
    const Bitmap turned_piece = turned(piece, rotation);
    REQUIRE(turned_piece.size() == Size{place.width, place.height});
    for (int y = 0; y < place.height; ++y) {
      for (int x = 0; x < place.width; ++x) CHECK(at(turned_piece, x, y) == at(whole, place.x + x, place.y + y));
    }
  }
}

TEST_CASE("a picture of the upright size fills the screen once it is turned") {
  const Size screen{1080, 1920};
  for (const auto rotation : all) {
    CHECK(turned(Bitmap(upright_size({108, 192}, rotation)), rotation).size() == Size{108, 192});
  }
  CHECK(upright_size(screen, Rotation::right) == Size{1920, 1080});
  CHECK(upright_size(screen, Rotation::half) == screen);
}

}  // namespace
}  // namespace kiosk
