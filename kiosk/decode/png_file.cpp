#include "decode/png_file.h"

#include "base/format.h"

#include <SDL.h>
#include <SDL_image.h>
#include <memory>

namespace kiosk {
namespace {

struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};

/// An SDL stream that appends to a string. SDL_image writes PNG front to back, and asks only for the position.
class StringStream {
 public:
  StringStream() : stream_(SDL_AllocRW()) {
    if (!stream_) return;
    stream_->hidden.unknown.data1 = &bytes_;
    stream_->write = [](SDL_RWops* self, const void* data, std::size_t size, std::size_t count) {
      static_cast<std::string*>(self->hidden.unknown.data1)->append(static_cast<const char*>(data), size * count);
      return count;
    };
    stream_->seek = [](SDL_RWops* self, Sint64, int) {
      return static_cast<Sint64>(static_cast<std::string*>(self->hidden.unknown.data1)->size());
    };
    stream_->size = [](SDL_RWops*) { return Sint64{-1}; };
    stream_->read = [](SDL_RWops*, void*, std::size_t, std::size_t) { return std::size_t{0}; };
    stream_->close = [](SDL_RWops*) { return 0; };
  }
  ~StringStream() {
    if (stream_) SDL_FreeRW(stream_);
  }
  StringStream(const StringStream&) = delete;
  StringStream& operator=(const StringStream&) = delete;

  SDL_RWops* get() { return stream_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  SDL_RWops* const stream_;
};

}  // namespace

Result<std::string> encode_png(const Bitmap& bitmap) {
  // RGB24: three bytes a pixel on disk, and no alpha for a viewer to wonder at.
  std::string rgb;
  rgb.reserve(bitmap.pixels().size() * 3);
  for (const Pixel pixel : bitmap.pixels()) {
    for (const unsigned shift : {16U, 8U, 0U}) rgb += static_cast<char>(pixel >> shift & 0xffU);
  }
  const std::unique_ptr<SDL_Surface, FreeSurface> surface(SDL_CreateRGBSurfaceWithFormatFrom(
      rgb.data(), bitmap.width(), bitmap.height(), 24, bitmap.width() * 3, SDL_PIXELFORMAT_RGB24));
  StringStream stream;
  if (!surface || !stream.get() || IMG_SavePNG_RW(surface.get(), stream.get(), 0) != 0) {
    return fail("png.failed", str("the picture could not be written as PNG: ", SDL_GetError()));
  }
  return stream.take();
}

}  // namespace kiosk
