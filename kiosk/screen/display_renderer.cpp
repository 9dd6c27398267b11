// The way with a GPU: both pictures are opaque textures, the upper one drawn with the fade's weight as its alpha.
#include "screen/presenter.h"
#include "screen/sdl.h"

#include <algorithm>
#include <cstdint>

namespace kiosk {
namespace {

constexpr auto our_format = SDL_PIXELFORMAT_XRGB8888;
/// A slice of a 4K picture is 1 MB: under a millisecond on a desk, a few on a small board.
constexpr int rows_of_slice = 64;

/// A picture on the GPU, or as much of it as has got there.
struct Uploaded {
  TexturePtr texture;
  Size size;
  int rows = 0;
};

class RendererPresenter final : public Presenter {
 public:
  RendererPresenter(RendererPtr renderer, const SDL_RendererInfo& info)
      : renderer_(std::move(renderer)),
        name_(std::string("a renderer, ") + info.name),
        keeps_pace_((info.flags & SDL_RENDERER_PRESENTVSYNC) != 0) {}

  std::string name() const override { return name_; }
  bool keeps_pace() const override { return keeps_pace_; }
  Size size() const override {
    Size size;
    SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height);
    return size;
  }

  Result<void> show(const Bitmap& picture) override;
  Result<void> patch(const Bitmap& picture, const Box& changed) override;
  void restage() override { top_.rows = 0; }
  Result<bool> stage_some(const Bitmap& picture) override;
  Result<void> fade(const Bitmap& from, const Bitmap& to, unsigned weight) override;
  void settle() override {
    std::swap(base_, top_);
    top_drawn_ = false;
  }
  void forget() override {
    base_ = {};
    top_ = {};
  }
  Result<Bitmap> read_back() override;

 private:
  Result<void> upload(Uploaded& onto, const Bitmap& picture, int rows_at_most);
  Result<void> draw(bool with_top);

  const RendererPtr renderer_;
  const std::string name_;
  const bool keeps_pace_;
  Uploaded base_;
  Uploaded top_;
  bool top_drawn_ = false;  ///< in the last frame
};

/// Goes on where the last call has stopped.
Result<void> RendererPresenter::upload(Uploaded& onto, const Bitmap& picture, int rows_at_most) {
  if (!onto.texture || onto.size != picture.size()) {
    onto = {TexturePtr(SDL_CreateTexture(renderer_.get(), our_format, SDL_TEXTUREACCESS_STATIC, picture.width(),
                                         picture.height())),
            picture.size(), 0};
    if (!onto.texture) return sdl_failed("screen.failed", "no texture");
  }
  const int rows = std::min(rows_at_most, picture.height() - onto.rows);
  if (rows <= 0) return {};
  const SDL_Rect slice{0, onto.rows, picture.width(), rows};
  const int pitch = picture.width() * static_cast<int>(sizeof(Pixel));
  if (SDL_UpdateTexture(onto.texture.get(), &slice, picture.row(onto.rows).data(), pitch) != 0) {
    return sdl_failed("screen.failed", "the picture is not uploaded");
  }
  onto.rows += rows;
  return {};
}

Result<void> RendererPresenter::draw(bool with_top) {
  top_drawn_ = with_top;
  SDL_SetTextureBlendMode(base_.texture.get(), SDL_BLENDMODE_NONE);
  SDL_SetTextureAlphaMod(base_.texture.get(), 255);
  bool drawn = SDL_RenderCopy(renderer_.get(), base_.texture.get(), nullptr, nullptr) == 0;
  if (with_top) drawn = SDL_RenderCopy(renderer_.get(), top_.texture.get(), nullptr, nullptr) == 0 && drawn;
  if (!drawn) return sdl_failed("screen.failed", "the picture is not drawn");
  return {};
}

Result<void> RendererPresenter::show(const Bitmap& picture) {
  base_.rows = 0;
  const auto there = upload(base_, picture, picture.height()).and_then([&] { return draw(false); });
  if (there) SDL_RenderPresent(renderer_.get());
  return there;
}

Result<void> RendererPresenter::patch(const Bitmap& picture, const Box& changed) {
  if (!base_.texture || base_.size != picture.size()) return show(picture);
  const SDL_Rect rect{changed.x, changed.y, changed.width, changed.height};
  const int pitch = picture.width() * static_cast<int>(sizeof(Pixel));
  const Pixel* from = picture.row(changed.y).subspan(static_cast<std::size_t>(changed.x)).data();
  if (SDL_UpdateTexture(base_.texture.get(), &rect, from, pitch) != 0) {
    return sdl_failed("screen.failed", "a part of the picture is not uploaded");
  }
  const auto drawn = draw(false);
  if (drawn) SDL_RenderPresent(renderer_.get());
  return drawn;
}

Result<bool> RendererPresenter::stage_some(const Bitmap& picture) {
  return upload(top_, picture, rows_of_slice).map([&] { return top_.rows == picture.height(); });
}

Result<void> RendererPresenter::fade(const Bitmap& from, const Bitmap& to, unsigned weight) {
  const auto ready = upload(base_, from, from.height()).and_then([&] { return upload(top_, to, to.height()); });
  if (!ready) return ready;
  SDL_SetTextureBlendMode(top_.texture.get(), SDL_BLENDMODE_BLEND);
  SDL_SetTextureAlphaMod(top_.texture.get(), static_cast<std::uint8_t>((std::min(weight, 256U) * 255 + 128) / 256));
  const auto drawn = draw(true);
  if (drawn) SDL_RenderPresent(renderer_.get());
  return drawn;
}

/// What was presented is gone from where it was drawn: the same frame is drawn again to be read.
Result<Bitmap> RendererPresenter::read_back() {
  const auto drawn = draw(top_drawn_);
  if (!drawn) return tl::unexpected(drawn.error());
  Bitmap picture(size());
  const int pitch = picture.width() * static_cast<int>(sizeof(Pixel));
  if (SDL_RenderReadPixels(renderer_.get(), nullptr, our_format, picture.pixels().data(), pitch) != 0) {
    return sdl_failed("screen.failed", "the window is not read");
  }
  for (Pixel& pixel : picture.pixels()) pixel &= 0xffffff;
  return picture;
}

}  // namespace

Result<std::unique_ptr<Presenter>> present_with_renderer(SDL_Window* window) {
  RendererPtr renderer(SDL_CreateRenderer(window, -1, SDL_RENDERER_PRESENTVSYNC));
  SDL_RendererInfo info;
  if (!renderer || SDL_GetRendererInfo(renderer.get(), &info) != 0) {
    return sdl_failed("screen.failed", "the window has no renderer");
  }
  return std::make_unique<RendererPresenter>(std::move(renderer), info);
}

}  // namespace kiosk
