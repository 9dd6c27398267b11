#include "screen/painter.h"

#include "screen/canvas.h"

#include <array>
#include <doctest/doctest.h>
#include <vector>

using namespace kiosk;

namespace {

Pixel at(const Bitmap& bitmap, int x, int y) {
  return bitmap.row(y)[static_cast<std::size_t>(x)];
}

/// Draws each letter as a block: a painter is tested without a font.
class Blocks final : public TextPainter {
 public:
  void draw(const TextRun& run, Canvas& canvas) override {
    runs.push_back(run.text);
    const int x = static_cast<int>(run.origin.x);
    const int y = static_cast<int>(run.origin.y);
    canvas.draw(Fill{{x, y - run.size, static_cast<int>(run.text.size()) * run.size, run.size}, run.colour});
  }
  std::vector<std::string> runs;
};

Scene scene() {
  Scene s{{60, 40}, {}};
  s.items.emplace_back(Fill{{0, 0, 60, 40}, {0xf5, 0xf2, 0xec}});
  s.items.emplace_back(Image{"cells.jpg", {0, 0, 20, 40}, Fit::cover, {}, 0});
  s.items.emplace_back(Gradient{{0, 30, 20, 10}, {8, 20, 38, 0}, {8, 20, 38, 200}, Direction::down});
  s.items.emplace_back(Shadow{{30, 10, 20, 20}, {0, 0, 0, 60}, 4, 6, 2});
  s.items.emplace_back(Outline{{30, 10, 20, 20}, {0x0b, 0x5f, 0xff}, 2, 4});
  s.items.emplace_back(TextRun{"ab", Face::regular, 4, {32, 20}, {0x0e, 0x1b, 0x33}});
  return s;
}

}  // namespace

TEST_CASE("a scene is drawn back to front, in its own size") {
  Blocks text;
  const Bitmap picture({20, 40}, 0x225588);
  const auto bitmap = paint(scene(), {[&](const Image&) { return &picture; }, text});
  CHECK(bitmap.size() == Size{60, 40});
  CHECK(at(bitmap, 59, 0) == 0xf5f2ec);
  CHECK(at(bitmap, 10, 10) == 0x225588);
  CHECK(at(bitmap, 10, 39) != 0x225588);
  CHECK(at(bitmap, 40, 10) == 0x0b5fff);
  CHECK(at(bitmap, 33, 18) == 0x0e1b33);
  CHECK(text.runs == std::vector<std::string>{"ab"});
}

TEST_CASE("a picture is asked for by its image, and one that is missing leaves what lies behind") {
  Blocks text;
  std::vector<std::string> asked;
  const auto bitmap = paint(scene(), {[&](const Image& image) -> const Bitmap* {
                                        asked.push_back(image.src);
                                        return nullptr;
                                      },
                                      text});
  CHECK(asked == std::vector<std::string>{"cells.jpg"});
  CHECK(at(bitmap, 10, 10) == 0xf5f2ec);
}

TEST_CASE("a part that is painted again equals that part of the whole, whatever was there before") {
  Blocks text;
  const Bitmap picture({20, 40}, 0x225588);
  const Painting with{[&](const Image&) { return &picture; }, text};
  const auto whole = paint(scene(), with);
  for (const Box& clip : {Box{0, 0, 60, 40}, Box{15, 25, 30, 10}, Box{31, 11, 1, 1}, Box{-5, -5, 20, 100}, Box{}}) {
    Bitmap onto({60, 40}, 0xffffff);
    paint(scene(), with, clip, onto);
    const Box seen = intersection(clip, onto.box());
    for (int y = 0; y < 40; ++y) {
      for (int x = 0; x < 60; ++x) {
        const bool inside = x >= seen.x && x < seen.right() && y >= seen.y && y < seen.bottom();
        CHECK(at(onto, x, y) == (inside ? at(whole, x, y) : 0xffffffU));
      }
    }
  }
}

TEST_CASE("a picture outside the part that is painted is not asked for") {
  Blocks text;
  bool asked = false;
  Bitmap onto({60, 40});
  paint(scene(),
        {[&](const Image&) -> const Bitmap* {
           asked = true;
           return nullptr;
         },
         text},
        {30, 0, 30, 40}, onto);
  CHECK_FALSE(asked);
}
