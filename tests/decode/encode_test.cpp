#include "decode/encode.h"

#include "base/file.h"
#include "decode/decode.h"
#include "decode/pictures.h"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::test;

namespace {

constexpr Colour black_ground{0, 0, 0};
constexpr Colour white_ground{255, 255, 255};

Bitmap over(std::string_view bytes, Colour ground) {
  return reduce(bytes, {4000, 4000}, ground).value();
}

Bitmap photograph() {
  return reduce(read_file(KIOSK_SOURCE_DIR "/media/helix-rna.jpg", 10'000'000).value(), {300, 300}, black_ground)
      .value();
}

TEST_CASE("a PNG is the picture, pixel for pixel") {
  const auto picture = photograph();
  CHECK(over(encode_png(picture).value(), white_ground) == picture);
}

TEST_CASE("a JPEG is the picture to the eye, and the better the larger") {
  const auto picture = photograph();
  const auto good = encode_jpeg(picture, 90).value();
  CHECK(sniff(good) == PictureFormat::jpeg);
  const auto back = over(good, white_ground);
  REQUIRE(back.size() == picture.size());
  std::size_t far_off = 0;
  for (std::size_t i = 0; i < picture.pixels().size(); ++i) {
    if (!close(back.pixels()[i], picture.pixels()[i], 24)) ++far_off;
  }
  CHECK(far_off < picture.pixels().size() / 100);
  CHECK(encode_jpeg(picture, 50)->size() < good.size());
  CHECK(good == encode_jpeg(picture, 90).value());
}

TEST_CASE("what is transparent is so again, over black and white just as before") {
  // Every alpha, of some colours.
  Bitmap on_black({256, 3});
  Bitmap on_white({256, 3});
  for (int y = 0; y < 3; ++y) {
    for (unsigned alpha = 0; alpha < 256; ++alpha) {
      const unsigned value = (y == 0 ? 0U : y == 1 ? 200U : 255U) * alpha / 255;
      on_black.row(y)[alpha] = value << 16 | value << 8;
      on_white.row(y)[alpha] = (value + 255 - alpha) << 16 | (value + 255 - alpha) << 8 | (255 - alpha);
    }
  }
  const auto file = encode_png(on_black, on_white).value();
  const auto black_again = over(file, black_ground);
  const auto white_again = over(file, white_ground);
  for (std::size_t i = 0; i < on_black.pixels().size(); ++i) {
    CAPTURE(i);
    CHECK(close(black_again.pixels()[i], on_black.pixels()[i], 1));
    CHECK(close(white_again.pixels()[i], on_white.pixels()[i], 1));
  }
  const auto webp_file = encode_png(over(transparent_webp(), black_ground), over(transparent_webp(), white_ground));
  constexpr Colour orange{255, 128, 0};
  CHECK(over(*webp_file, orange) == over(transparent_webp(), orange));
}

}  // namespace
