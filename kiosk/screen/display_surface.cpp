// The way without a GPU: a fade is one loop from two pictures into the window's surface, which is then handed over
// whole.
#include "screen/blend.h"
#include "screen/presenter.h"
#include "screen/sdl.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kiosk {
namespace {

constexpr auto our_format = SDL_PIXELFORMAT_XRGB8888;

std::span<Pixel> row_of(const SDL_Surface& surface, int y) {
  auto* const row = static_cast<std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
  return {reinterpret_cast<Pixel*>(row), static_cast<std::size_t>(surface.w)};
}

/// A view for SDL of a picture that it only reads.
SurfacePtr view_of(const Bitmap& picture) {
  auto* const pixels = const_cast<Pixel*>(picture.pixels().data());
  const int pitch = picture.width() * static_cast<int>(sizeof(Pixel));
  return SurfacePtr(
      SDL_CreateRGBSurfaceWithFormatFrom(pixels, picture.width(), picture.height(), 32, pitch, our_format));
}

Size size_of(const SDL_Surface& surface) {
  return {surface.w, surface.h};
}

class SurfacePresenter final : public Presenter {
 public:
  explicit SurfacePresenter(SDL_Window* window) : window_(window) {}

  std::string name() const override { return "the window's surface, without a GPU"; }
  bool keeps_pace() const override { return false; }
  Size size() const override {
    const SDL_Surface* surface = SDL_GetWindowSurface(window_);
    return surface != nullptr ? size_of(*surface) : Size{};
  }

  Result<void> show(const Bitmap& picture) override;
  Result<void> patch(const Bitmap& picture, const Box& changed) override;
  void restage() override {}
  Result<bool> stage_some(const Bitmap&) override { return true; }
  Result<void> fade(const Bitmap& from, const Bitmap& to, unsigned weight) override;
  void settle() override {}
  void forget() override {}
  Result<Bitmap> read_back() override;

 private:
  // SDL makes a new surface after each change of the window's size: it is asked for anew for each frame.
  Result<SDL_Surface*> surface();
  Result<void> present();

  SDL_Window* const window_;
  Bitmap mixed_;  ///< a frame of a fade, where the window's own format is another than ours
};

Result<SDL_Surface*> SurfacePresenter::surface() {
  SDL_Surface* surface = SDL_GetWindowSurface(window_);
  if (surface == nullptr) return sdl_failed("screen.failed", "the window has no surface");
  return surface;
}

Result<void> SurfacePresenter::present() {
  if (SDL_UpdateWindowSurface(window_) != 0) return sdl_failed("screen.failed", "the window is not updated");
  return {};
}

Result<void> SurfacePresenter::show(const Bitmap& picture) {
  const auto to = surface();
  if (!to) return tl::unexpected(to.error());
  const auto from = view_of(picture);
  const bool fits = picture.size() == size_of(**to);
  const int failed =
      fits ? SDL_BlitSurface(from.get(), nullptr, *to, nullptr) : SDL_BlitScaled(from.get(), nullptr, *to, nullptr);
  if (failed != 0) return sdl_failed("screen.failed", "the picture is not drawn");
  return present();
}

Result<void> SurfacePresenter::patch(const Bitmap& picture, const Box& changed) {
  const auto to = surface();
  if (!to) return tl::unexpected(to.error());
  if (picture.size() != size_of(**to)) return show(picture);
  const SDL_Rect rect{changed.x, changed.y, changed.width, changed.height};
  SDL_Rect place = rect;
  if (SDL_BlitSurface(view_of(picture).get(), &rect, *to, &place) != 0 ||
      SDL_UpdateWindowSurfaceRects(window_, &rect, 1) != 0) {
    return sdl_failed("screen.failed", "a part of the picture is not drawn");
  }
  return {};
}

Result<void> SurfacePresenter::fade(const Bitmap& from, const Bitmap& to, unsigned weight) {
  const auto onto = surface();
  if (!onto) return tl::unexpected(onto.error());
  // Two sizes cannot be mixed pixel by pixel: while the window changes its size, the fade is a cut.
  if (from.size() != size_of(**onto) || to.size() != from.size()) return show(to);
  if ((*onto)->format->format != our_format) {
    if (mixed_.size() != from.size()) mixed_ = Bitmap(from.size());
    cross_fade(mixed_.pixels(), from.pixels(), to.pixels(), weight);
    return show(mixed_);
  }
  for (int y = 0; y < from.height(); ++y) cross_fade(row_of(**onto, y), from.row(y), to.row(y), weight);
  return present();
}

Result<Bitmap> SurfacePresenter::read_back() {
  const auto from = surface();
  if (!from) return tl::unexpected(from.error());
  Bitmap picture(size_of(**from));
  if (SDL_BlitSurface(*from, nullptr, view_of(picture).get(), nullptr) != 0) {
    return sdl_failed("screen.failed", "the window is not read");
  }
  for (Pixel& pixel : picture.pixels()) pixel &= 0xffffff;
  return picture;
}

}  // namespace

Result<std::unique_ptr<Presenter>> present_on_surface(SDL_Window* window) {
  if (SDL_GetWindowSurface(window) == nullptr) return sdl_failed("screen.failed", "the window has no surface");
  return std::make_unique<SurfacePresenter>(window);
}

}  // namespace kiosk
