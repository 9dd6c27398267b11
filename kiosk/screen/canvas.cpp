#include "screen/canvas.h"

#include "screen/coverage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kiosk {
namespace {

constexpr unsigned opaque = 255;

Pixel packed(unsigned r, unsigned g, unsigned b) {
  return (r << 16) | (g << 8) | b;
}

Pixel packed(Colour c) {
  return packed(c.r, c.g, c.b);
}

unsigned channel(Pixel p, unsigned shift) {
  return (p >> shift) & 0xffU;
}

/// v / 255, rounded; exact for all v up to 65,535, and without a division that would keep a loop from being vectorised.
unsigned by_255(unsigned v) {
  v += 128;
  return (v + (v >> 8)) >> 8;
}

/// `above` over `below` with alpha of 0 to 255, rounded.
Pixel over(Pixel below, Pixel above, unsigned alpha) {
  const auto blend = [&](unsigned shift) {
    return by_255(channel(above, shift) * alpha + channel(below, shift) * (opaque - alpha));
  };
  return packed(blend(16), blend(8), blend(0));
}

void cover(std::span<Pixel> pixels, Pixel colour, unsigned alpha) {
  if (alpha == opaque) {
    std::fill(pixels.begin(), pixels.end(), colour);
  } else {
    for (Pixel& p : pixels) p = over(p, colour, alpha);
  }
}

/// alpha · coverage, both 0 to 255, rounded.
unsigned share(unsigned alpha, unsigned coverage) {
  return by_255(alpha * coverage);
}

/// A colour that may lie between two that eight bits can say: channels 0 to 255, multiplied by alpha (0 to 1).
struct Tint {
  float r = 0;
  float g = 0;
  float b = 0;
  float a = 0;
};

Tint tint(Colour c) {
  const float a = static_cast<float>(c.a) / 255.0F;
  return {static_cast<float>(c.r) * a, static_cast<float>(c.g) * a, static_cast<float>(c.b) * a, a};
}

Tint between(const Tint& from, const Tint& to, float t) {
  return {from.r + (to.r - from.r) * t, from.g + (to.g - from.g) * t, from.b + (to.b - from.b) * t,
          from.a + (to.a - from.a) * t};
}

/// Where a fraction of a level is rounded up at this pixel: 0 to 1, spread so evenly over every neighbourhood that its
/// grain is finer than the eye resolves. The lattice is that of the R2 sequence: multiples of 1/p and 1/p² modulo 1,
/// p³ = p + 1 (here times 2^32). Ten bits of it, offset by half a step: an exact level is then never rounded off.
float threshold(int x, int y) {
  const std::uint32_t n = static_cast<std::uint32_t>(x) * 3242174889U + static_cast<std::uint32_t>(y) * 2447445414U;
  return (static_cast<float>(static_cast<std::int32_t>(n >> 22)) + 0.5F) / 1024.0F;
}

/// `above`, taken by `part` (0 to 1), over `below`, dithered. Nothing of `below` is left where both are 1.
Pixel dithered(Pixel below, const Tint& above, float part, float threshold) {
  const float keep = 1.0F - above.a * part;
  const auto blend = [&](unsigned shift, float value) {
    const auto level = static_cast<float>(static_cast<std::int32_t>(channel(below, shift)));
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(level * keep + value * part + threshold));
  };
  return packed(blend(16, above.r), blend(8, above.g), blend(0, above.b));
}

Pixel& at(Bitmap& bitmap, int x, int y) {
  return bitmap.row(y)[static_cast<std::size_t>(x)];
}

std::span<Pixel> run(Bitmap& bitmap, int y, int left, int right) {
  return bitmap.row(y).subspan(static_cast<std::size_t>(left), static_cast<std::size_t>(right - left));
}

}  // namespace

void Canvas::draw(const Fill& fill) {
  const Pixel colour = packed(fill.colour);
  const unsigned alpha = fill.colour.a;
  scan(
      fill.box, fill.radius, clip_,
      [&](int y, int left, int right) { cover(run(onto_, y, left, right), colour, alpha); },
      [&](int x, int y, unsigned coverage) {
        Pixel& p = at(onto_, x, y);
        p = over(p, colour, share(alpha, coverage));
      });
}

void Canvas::draw(const Outline& outline) {
  const Box& box = outline.box;
  const float width = outline.width;
  if (width * 2 >= static_cast<float>(std::min(box.width, box.height))) {
    draw(Fill{box, outline.colour, outline.radius});
    return;
  }
  const RoundedBox outer(box, outline.radius);
  const RoundedBox inner(static_cast<float>(box.x) + width, static_cast<float>(box.y) + width,
                         static_cast<float>(box.width) - 2 * width, static_cast<float>(box.height) - 2 * width,
                         outer.radius() - width);
  const Pixel colour = packed(outline.colour);
  const auto stroke = [&](const Box& part) {
    const Box seen = intersection(part, clip_);
    for (int y = seen.y; y < seen.bottom(); ++y) {
      for (int x = seen.x; x < seen.right(); ++x) {
        const float coverage = outer.coverage(x, y) - inner.coverage(x, y);
        Pixel& p = at(onto_, x, y);
        p = over(p, colour, share(outline.colour.a, to_byte(coverage)));
      }
    }
  };
  const int side = static_cast<int>(std::ceil(width));
  const int band = static_cast<int>(std::ceil(std::max(width, outer.radius())));
  const int middle = std::max(0, box.height - 2 * band);
  stroke({box.x, box.y, box.width, band});
  stroke({box.x, box.y + band, side, middle});
  stroke({box.right() - side, box.y + band, side, middle});
  stroke({box.x, box.y + band + middle, box.width, box.height - band - middle});
}

void Canvas::draw(const Gradient& gradient) {
  const Box& box = gradient.box;
  const float across = 1.0F / static_cast<float>(box.width);
  const float down = 1.0F / static_cast<float>(box.height);
  constexpr std::array<std::array<float, 2>, 3> directions{{{0, 1}, {1, 0}, {0.5F, 0.5F}}};
  const auto [share_x, share_y] = directions[static_cast<std::size_t>(gradient.direction)];
  const float step_x = across * share_x;
  const float step_y = down * share_y;
  const Tint from = tint(gradient.from);
  const Tint to = tint(gradient.to);
  const auto paint = [&](Pixel& p, int x, int y, float part) {
    const float t = (static_cast<float>(x - box.x) + 0.5F) * step_x + (static_cast<float>(y - box.y) + 0.5F) * step_y;
    p = dithered(p, between(from, to, t), part, threshold(x, y));
  };
  scan(
      box, gradient.radius, clip_,
      [&](int y, int left, int right) {
        Pixel* const pixels = run(onto_, y, left, right).data();
        for (int x = left; x < right; ++x) paint(pixels[x - left], x, y, 1);
      },
      [&](int x, int y, unsigned coverage) { paint(at(onto_, x, y), x, y, static_cast<float>(coverage) / 255.0F); });
}

void Canvas::draw(const Shadow& shadow) {
  // As CSS has it, the standard deviation is half the blur. What is blurred is not the shape but the distance to it,
  // which is the same along straight edges; the corner is rounded so far that its tip has the quarter of the darkness
  // that a true blur leaves there (for a square corner at 1.63 standard deviations).
  const float deviation = std::max(shadow.blur / 2, 0.2F);
  const float reach = 3 * deviation;
  const float soft = 1.63F * deviation;
  const Box& box = shadow.box;
  const RoundedBox shape(static_cast<float>(box.x), static_cast<float>(box.y) + shadow.drop,
                         static_cast<float>(box.width), static_cast<float>(box.height),
                         std::sqrt(shadow.radius * shadow.radius + soft * soft));
  const int margin = static_cast<int>(std::ceil(reach));
  const int drop = static_cast<int>(std::floor(shadow.drop));
  const Box seen =
      intersection({box.x - margin, box.y + drop - margin, box.width + 2 * margin, box.height + 2 * margin + 1}, clip_);
  const Tint colour = tint(shadow.colour);
  const float scale = 1.0F / (deviation * std::numbers::sqrt2_v<float>);
  for (int y = seen.y; y < seen.bottom(); ++y) {
    const auto pixels = run(onto_, y, seen.x, seen.right());
    for (int x = seen.x; x < seen.right(); ++x) {
      const float distance = shape.distance(x, y);
      if (distance > reach) continue;
      const float part = distance < -reach ? 1.0F : 0.5F * std::erfc(distance * scale);
      Pixel& p = pixels[static_cast<std::size_t>(x - seen.x)];
      p = dithered(p, colour, part, threshold(x, y));
    }
  }
}

void Canvas::draw(const Code& code) {
  draw(Fill{code.box, code.light, code.radius});
  constexpr int margin = 4;
  const int module = std::min(code.box.width, code.box.height) / (code.side + 2 * margin);
  if (module == 0) return;
  const int left = code.box.x + (code.box.width - module * code.side) / 2;
  const int top = code.box.y + (code.box.height - module * code.side) / 2;
  for (int row = 0; row < code.side; ++row) {
    for (int column = 0; column < code.side; ++column) {
      if (!code.modules[static_cast<std::size_t>(row * code.side + column)]) continue;
      draw(Fill{{left + column * module, top + row * module, module, module}, code.dark});
    }
  }
}

void Canvas::draw(const Bitmap& picture, const Box& box, float radius) {
  const int left = box.x + (box.width - picture.width()) / 2;
  const int top = box.y + (box.height - picture.height()) / 2;
  const auto source = [&](int y) { return picture.row(y - top); };
  scan(
      intersection({left, top, picture.width(), picture.height()}, box), radius, clip_,
      [&](int y, int from, int to) {
        const auto pixels =
            source(y).subspan(static_cast<std::size_t>(from - left), static_cast<std::size_t>(to - from));
        std::copy(pixels.begin(), pixels.end(), run(onto_, y, from, to).begin());
      },
      [&](int x, int y, unsigned coverage) {
        Pixel& p = at(onto_, x, y);
        p = over(p, source(y)[static_cast<std::size_t>(x - left)], coverage);
      });
}

void Canvas::draw(const Stamp& stamp, int x, int y, unsigned alpha) {
  const Box seen = intersection({x, y, stamp.size.width, stamp.size.height}, clip_);
  for (int row = seen.y; row < seen.bottom(); ++row) {
    const std::uint32_t* above = stamp.row(row - y).data() + (seen.x - x);
    for (Pixel& p : run(onto_, row, seen.x, seen.right())) {
      const unsigned covered = share(alpha, *above >> 24);
      const auto blend = [&](unsigned shift) {
        return std::min(opaque, share(alpha, channel(*above, shift)) + share(channel(p, shift), opaque - covered));
      };
      p = packed(blend(16), blend(8), blend(0));
      ++above;
    }
  }
}

void Canvas::mask(const Mask& mask, int x, int y, Colour colour) {
  const Pixel ink = packed(colour);
  const Box seen = intersection({x, y, mask.size.width, mask.size.height}, clip_);
  for (int row = seen.y; row < seen.bottom(); ++row) {
    const std::uint8_t* coverage = mask.coverage + (row - y) * mask.stride + (seen.x - x);
    for (Pixel& p : run(onto_, row, seen.x, seen.right())) p = over(p, ink, share(colour.a, *coverage++));
  }
}

}  // namespace kiosk
