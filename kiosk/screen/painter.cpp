#include "screen/painter.h"

#include "screen/canvas.h"

#include <variant>

namespace kiosk {
namespace {

struct Draw {
  Canvas& canvas;
  const Painting& with;

  void operator()(const Image& image) const {
    if (intersection(image.box, canvas.clip()).empty()) return;
    if (const Bitmap* picture = with.picture(image)) canvas.draw(*picture, image.box, image.radius);
  }
  void operator()(const TextRun& run) const { with.text.draw(run, canvas); }
  void operator()(const auto& shape) const { canvas.draw(shape); }
};

}  // namespace

Bitmap paint(const Scene& scene, const Painting& with) {
  Bitmap bitmap(scene.size);
  paint(scene, with, bitmap.box(), bitmap);
  return bitmap;
}

void paint(const Scene& scene, const Painting& with, const Box& clip, Bitmap& onto) {
  Canvas canvas(onto, clip);
  for (const Item& item : scene.items) std::visit(Draw{canvas, with}, item);
}

}  // namespace kiosk
