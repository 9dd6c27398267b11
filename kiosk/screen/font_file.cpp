#include "screen/font_file.h"

#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "screen/canvas.h"
#include "screen/sdl.h"
#include "screen/stamp.h"

#include <SDL2/SDL_ttf.h>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace kiosk {
namespace {

/// The usual design grid of OpenType fonts is 1000 or 2048 units an em: nothing is lost by measuring at this size.
constexpr int ruler_size = 2048;
/// Letters are drawn this many times wider and then averaged, so that each stands on its own quarter of a pixel.
constexpr int steps = 4;
constexpr unsigned dpi = 72;  ///< a point is a pixel
constexpr std::size_t most_opened = 8;
constexpr std::uint64_t largest_file = 64ULL << 20;  // fonts of all Chinese letters have a third of it

/// Spaces on both sides keep a letter's overhang away from the edges, where SDL2_ttf would count it as width and move
/// the pen's origin by it.
const std::string guard = "  ";

std::string guarded(std::string_view text) {
  return guard + std::string(text) + guard;
}

void shape(TTF_Font* font, const Shaping& shaping) {
  TTF_SetFontDirection(font, shaping.rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
  TTF_SetFontScriptName(font, shaping.script.c_str());
}

/// A glyph that is damaged, or no memory for it: the words are drawn as well as may be, and never quietly so.
void expect(int status) {
  if (status != 0) log::warn("font.measure", str("the width or height of a text is not known: ", SDL_GetError()));
}

int ink_and_pen(TTF_Font* font, const std::string& text) {
  int width = 0;
  expect(TTF_SizeUTF8(font, text.c_str(), &width, nullptr));
  return width;
}

/// How many rows SDL2_ttf adds above the font's ascent for letters that rise higher: the surface of `text` is `height`
/// rows high, and does not say where its baseline is.
int rows_above_ascent(TTF_Font* font, std::string_view text, int height) {
  const int extra = height - TTF_FontHeight(font);
  if (extra <= 0) return 0;
  int below = 0;
  for (const char32_t letter : code_points(text)) {
    int lowest = 0;
    expect(TTF_GlyphMetrics32(font, letter, nullptr, nullptr, &lowest, nullptr, nullptr));
    below = std::max(below, TTF_FontAscent(font) - lowest - TTF_FontHeight(font));
  }
  return std::max(0, extra - below);
}

bool has_ink(const SDL_Surface& shaded, int y) {
  const auto* row = static_cast<const std::uint8_t*>(shaded.pixels) + static_cast<std::ptrdiff_t>(y) * shaded.pitch;
  return std::any_of(row, row + shaded.w, [](std::uint8_t coverage) { return coverage > 0; });
}

/// The average of each `steps` columns of `wide`, the first of which begins at column `start` (which may lie outside).
std::vector<std::uint8_t> narrowed(const SDL_Surface& wide, int start, int width) {
  std::vector<std::uint8_t> narrow(static_cast<std::size_t>(width) * static_cast<std::size_t>(wide.h));
  auto* out = narrow.data();
  for (int y = 0; y < wide.h; ++y) {
    const auto* row = static_cast<const std::uint8_t*>(wide.pixels) + static_cast<std::ptrdiff_t>(y) * wide.pitch;
    for (int x = 0; x < width; ++x) {
      const int from = std::clamp(start + x * steps, 0, wide.w);
      const int to = std::clamp(start + (x + 1) * steps, 0, wide.w);
      unsigned sum = 0;
      for (int i = from; i < to; ++i) sum += row[i];
      *out++ = static_cast<std::uint8_t>((sum + steps / 2) / steps);
    }
  }
  return narrow;
}

}  // namespace

void FontFile::Close::operator()(_TTF_Font* font) const {
  TTF_CloseFont(font);
}

FontFile::FontPtr FontFile::open(const std::string& bytes, int size, unsigned dpi_across) {
  SDL_RWops* const file = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
  constexpr int closes_file = 1;
  return FontPtr(file == nullptr ? nullptr : TTF_OpenFontDPIRW(file, closes_file, size, dpi_across, dpi));
}

Result<FontFile> FontFile::open(const std::filesystem::path& path) {
  auto bytes = read_file(path, largest_file);
  if (!bytes) return fail("font.unreadable", bytes.error().message);
  auto kept = std::make_unique<const std::string>(std::move(*bytes));
  FontPtr ruler = open(*kept, ruler_size, dpi);
  if (!ruler) return sdl_failed("font.unreadable", path.string());
  TTF_SetFontHinting(ruler.get(), TTF_HINTING_NONE);
  TTF_SetFontKerning(ruler.get(), 1);
  return FontFile(path, std::move(kept), std::move(ruler));
}

FontFile::FontFile(std::filesystem::path path, Bytes bytes, FontPtr ruler)
    : path_(std::move(path)), bytes_(std::move(bytes)), ruler_(std::move(ruler)) {
  const auto share = [](int pixels) { return static_cast<float>(pixels) / static_cast<float>(ruler_size); };
  // A font of pictures opens in the one size that it has, whatever is asked for.
  if (const int height = TTF_FontHeight(ruler_.get()); height < ruler_size / 2) {
    picture_height_ = height;
    metrics_.ascent = static_cast<float>(TTF_FontAscent(ruler_.get())) / static_cast<float>(height);
    metrics_.descent = 1 - metrics_.ascent;
    return;
  }
  int cap_height = 0;
  expect(TTF_GlyphMetrics32(ruler_.get(), 'H', nullptr, nullptr, nullptr, &cap_height, nullptr));
  guards_ = ink_and_pen(ruler_.get(), guard + guard);
  metrics_ = {share(TTF_FontAscent(ruler_.get())), share(-TTF_FontDescent(ruler_.get())), share(cap_height)};
}

bool FontFile::has(char32_t letter) const {
  return TTF_GlyphIsProvided32(ruler_.get(), letter) != 0;
}

double FontFile::width(const std::string& text, const Shaping& shaping) const {
  shape(ruler_.get(), shaping);
  if (is_coloured()) return static_cast<double>(ink_and_pen(ruler_.get(), text)) / picture_height_;
  return static_cast<double>(ink_and_pen(ruler_.get(), guarded(text)) - guards_) / ruler_size;
}

Reach FontFile::reach(const std::string& text, const Shaping& shaping) {
  if (is_coloured()) return {metrics_.ascent, metrics_.descent};
  constexpr int sample = 96;
  TTF_Font* const font = at(sample);
  if (font == nullptr) return {};
  shape(font, shaping);
  const SurfacePtr surface(TTF_RenderUTF8_Shaded(font, text.c_str(), {255, 255, 255, 255}, {0, 0, 0, 255}));
  if (!surface) return {};
  int top = 0;
  int bottom = surface->h;
  while (top < bottom && !has_ink(*surface, top)) ++top;
  while (bottom > top && !has_ink(*surface, bottom - 1)) --bottom;
  const int baseline = TTF_FontAscent(font) + rows_above_ascent(font, text, surface->h);
  return {static_cast<float>(baseline - top) / sample, static_cast<float>(bottom - baseline) / sample};
}

_TTF_Font* FontFile::at(int size) {
  const auto found = std::find_if(opened_.begin(), opened_.end(), [&](const Opened& o) { return o.size == size; });
  if (found != opened_.end()) {
    std::rotate(opened_.begin(), found, found + 1);
    return opened_.front().font.get();
  }
  FontPtr font = open(*bytes_, size, steps * dpi);
  if (!font) return nullptr;
  // Light hinting moves no outline sideways, and puts the flat tops of letters on whole rows: crisp, and true in width.
  TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT);
  TTF_SetFontKerning(font.get(), 1);
  if (opened_.size() >= most_opened) opened_.pop_back();
  opened_.insert(opened_.begin(), {size, std::move(font)});
  return opened_.front().font.get();
}

void FontFile::draw(const std::string& text, const Shaping& shaping, int size, double pen, int baseline, Colour colour,
                    Canvas& canvas) {
  is_coloured() ? draw_pictures(text, shaping, size, pen, baseline, colour, canvas)
                : draw_letters(text, shaping, size, pen, baseline, colour, canvas);
}

void FontFile::draw_pictures(const std::string& text, const Shaping& shaping, int size, double pen, int baseline,
                             Colour colour, Canvas& canvas) {
  shape(ruler_.get(), shaping);
  const SurfacePtr surface(TTF_RenderUTF8_Blended(ruler_.get(), text.c_str(), {255, 255, 255, 255}));
  if (!surface) return log::warn("font.draw", path_.string() + ": " + SDL_GetError());
  Stamp stamp{{surface->w, surface->h}, {}};
  for (int y = 0; y < surface->h; ++y) {
    const auto* bytes =
        static_cast<const std::byte*>(surface->pixels) + static_cast<std::ptrdiff_t>(y) * surface->pitch;
    const auto* row = reinterpret_cast<const std::uint32_t*>(bytes);
    stamp.pixels.insert(stamp.pixels.end(), row, row + surface->w);
  }
  const auto to_size = [&](int pixels) { return static_cast<int>(std::lround(1.0 * pixels * size / picture_height_)); };
  const int ascent = static_cast<int>(std::lround(metrics_.ascent * static_cast<float>(size)));
  canvas.draw(scaled(stamp, {to_size(surface->w), to_size(surface->h)}), static_cast<int>(std::lround(pen)),
              baseline - ascent, colour.a);
}

void FontFile::draw_letters(const std::string& text, const Shaping& shaping, int size, double pen, int baseline,
                            Colour colour, Canvas& canvas) {
  TTF_Font* font = at(size);
  if (font == nullptr) return log::warn("font.draw", path_.string() + ": " + SDL_GetError());
  shape(font, shaping);
  const SDL_Color white{255, 255, 255, 255};
  const SDL_Color black{0, 0, 0, 255};
  // In SDL2_ttf's shaded surfaces a pixel is the coverage itself, an index into a palette of 256 shades.
  const SurfacePtr wide(TTF_RenderUTF8_Shaded(font, guarded(text).c_str(), white, black));
  if (!wide) return log::warn("font.draw", path_.string() + ": " + SDL_GetError());

  // The pen's origin lies `origin` columns into the wide surface; it shall come to stand at `pen` pixels.
  const double origin = 0.5 * guards_ * size * steps / ruler_size;
  const double left = pen - origin / steps;
  const int x = static_cast<int>(std::floor(left));
  const int start = -static_cast<int>(std::lround((left - x) * steps));
  const int columns = wide->w / steps + 2;
  const auto coverage = narrowed(*wide, start, columns);
  const int ascent = TTF_FontAscent(font) + rows_above_ascent(font, text, wide->h);
  canvas.mask({coverage.data(), {columns, wide->h}, columns}, x, baseline - ascent, colour);
}

}  // namespace kiosk
