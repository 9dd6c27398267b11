/// Draws a composed Scene into a bitmap, back to front. Where pictures and letters come from is the caller's business,
/// so that this is the same code on a screen, in `kiosk render` and in a test that has neither.
/// No state: any thread, one bitmap per thread at a time.
#pragma once

#include "base/bitmap.h"
#include "layout/scene.h"

#include <functional>

namespace kiosk {

class Canvas;

/// Draws one line of text, strike included, through Canvas::mask and Canvas::draw. screen/fonts.h has the real one.
class TextPainter {
 public:
  virtual ~TextPainter() = default;
  /// What is drawn at a pixel must not depend on canvas.clip(): a part that is drawn again equals the whole.
  virtual void draw(const TextRun& run, Canvas& canvas) = 0;
};

struct Painting {
  /// The decoded picture: of the image's box for Fit::cover, and no larger than it for Fit::contain. It lives until the
  /// painting is done. nullptr where the picture is missing: nothing is drawn.
  std::function<const Bitmap*(const Image&)> picture;
  TextPainter& text;
};

/// The whole scene in a new bitmap of its size.
Bitmap paint(const Scene& scene, const Painting& with);

/// The part of the scene that lies in `clip`, onto a bitmap of the scene's size; not a pixel outside it changes. The
/// part gets exactly the pixels that the whole would have there.
void paint(const Scene& scene, const Painting& with, const Box& clip, Bitmap& onto);

}  // namespace kiosk
