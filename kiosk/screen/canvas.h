/// Drawing into a Bitmap: boxes, round corners, gradients, shadows, pictures, letters and QR codes, all with smooth
/// edges. What a pixel becomes depends on what it was, the shape and the pixel's place, never on the clip: a part that
/// is drawn again is exactly the part of the whole.
/// Not synchronised: one canvas per bitmap, one thread per canvas. Coordinates are those of the bitmap; what lies
/// outside it, or outside the clip, is left out.
#pragma once

#include "base/bitmap.h"
#include "layout/scene.h"
#include "screen/stamp.h"

#include <cstddef>
#include <cstdint>

namespace kiosk {

/// How much of each pixel a letter covers, 0 to 255; rows lie `stride` bytes apart. A view.
struct Mask {
  const std::uint8_t* coverage = nullptr;
  Size size;
  std::ptrdiff_t stride = 0;
};

class Canvas {
 public:
  /// `onto` must outlive the canvas.
  explicit Canvas(Bitmap& onto) : Canvas(onto, onto.box()) {}
  Canvas(Bitmap& onto, const Box& clip) : onto_(onto), clip_(intersection(clip, onto.box())) {}

  const Box& clip() const { return clip_; }

  void draw(const Fill& fill);
  void draw(const Outline& outline);
  void draw(const Gradient& gradient);
  void draw(const Shadow& shadow);
  /// Whole pixels per module, at least the four modules of margin that ISO/IEC 18004 asks for; what is left over goes
  /// to the margin. A box that is too small for one pixel per module stays light.
  void draw(const Code& code);
  /// The picture in the middle of `box`, pixel for pixel; what is larger than the box is cut off. The corners of what
  /// is seen are rounded by `radius`.
  void draw(const Bitmap& picture, const Box& box, float radius = 0);

  /// The stamp with its upper left corner at (x, y), `alpha` (0 to 255) of it.
  void draw(const Stamp& stamp, int x, int y, unsigned alpha);

  /// `colour` where the mask is, its upper left corner at (x, y).
  void mask(const Mask& mask, int x, int y, Colour colour);

 private:
  Bitmap& onto_;
  const Box clip_;
};

}  // namespace kiosk
