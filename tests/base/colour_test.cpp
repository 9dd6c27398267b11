#include "base/colour.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("colours are six or eight hexadecimal digits, and come back as they were") {
  CHECK(parse_colour("#0B5fff") == Colour{0x0b, 0x5f, 0xff, 0xff});
  CHECK(parse_colour("#0b5fff80") == Colour{0x0b, 0x5f, 0xff, 0x80});
  for (const std::string_view bad :
       {"", "#", "0b5fff", "#0b5ff", "#0b5fffff0", "#0b5ffg", "#-b5fff", "blue", "#+12345"}) {
    CAPTURE(bad);
    CHECK(parse_colour(bad) == std::nullopt);
  }
  CHECK(to_string(Colour{0x0b, 0x5f, 0xff, 0xff}) == "#0b5fff");
  CHECK(to_string(Colour{0, 0, 0, 0x80}) == "#00000080");
}

TEST_CASE("contrast is WCAG's") {
  const Colour black{0, 0, 0};
  const Colour white{255, 255, 255};
  CHECK(contrast(black, white) == doctest::Approx(21));
  CHECK(contrast(white, black) == doctest::Approx(21));
  CHECK(contrast(white, white) == doctest::Approx(1));
  // The greys on either side of 4.5:1 on white that WCAG's own tools name.
  CHECK(contrast({0x76, 0x76, 0x76}, white) >= 4.5);
  CHECK(contrast({0x77, 0x77, 0x77}, white) < 4.5);
}

TEST_CASE("a mix goes from one colour to the other and no further") {
  const Colour a{0, 100, 200, 0};
  const Colour b{100, 200, 0, 255};
  CHECK(mix(a, b, 0) == a);
  CHECK(mix(a, b, 1) == b);
  CHECK(mix(a, b, 0.5) == Colour{50, 150, 100, 128});
  CHECK(mix(a, b, 2) == b);
  CHECK(mix(a, b, -1) == a);
  CHECK(with_alpha(b, 0.5).a == 128);
}

}  // namespace
}  // namespace kiosk
