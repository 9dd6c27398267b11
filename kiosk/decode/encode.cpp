#include "decode/encode.h"

#include "base/format.h"

#include <SDL.h>
#include <SDL_image.h>
#include <algorithm>
#include <array>
#include <memory>
#include <png.h>

namespace kiosk {
namespace {

struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};

/// An SDL stream that appends to a string. SDL_image writes front to back, and asks only for the position.
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

tl::unexpected<Error> failed(const char* why) {
  return fail("encode.failed", str("the picture could not be written: ", why));
}

/// SDL_image writes PNG too, but cannot be told to be quick. `pixels` have no padding.
Result<std::string> write_png(const std::string& pixels, Size size, png_uint_32 format, Packing packing) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(size.width);
  image.height = static_cast<png_uint_32>(size.height);
  image.format = format;
  image.flags = packing == Packing::quick ? PNG_IMAGE_FLAG_FAST : 0;
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t length = bytes.size();
  if (png_image_write_to_memory(&image, bytes.data(), &length, 0, pixels.data(), 0, nullptr) == 0) {
    return failed(image.message);
  }
  bytes.resize(length);
  return bytes;
}

constexpr std::array shifts{16U, 8U, 0U};  // of red, green and blue in a Pixel

unsigned channel(Pixel pixel, unsigned shift) {
  return pixel >> shift & 0xffU;
}

/// Three bytes a pixel: no alpha for a viewer to wonder at.
std::string rgb_bytes(const Bitmap& bitmap) {
  std::string rgb;
  rgb.reserve(bitmap.pixels().size() * 3);
  for (const Pixel pixel : bitmap.pixels()) {
    for (const unsigned shift : shifts) rgb += static_cast<char>(channel(pixel, shift));
  }
  return rgb;
}

/// Over black a colour c of alpha a is a·c, over white a·c + 255·(1 - a).
void append_rgba(std::string& to, Pixel over_black, Pixel over_white) {
  unsigned let_through = 255;
  for (const unsigned shift : shifts) {
    const unsigned dark = channel(over_black, shift);
    const unsigned light = channel(over_white, shift);
    let_through = std::min(let_through, light > dark ? light - dark : 0);
  }
  const unsigned alpha = 255 - let_through;
  for (const unsigned shift : shifts) {
    const unsigned colour = alpha == 0 ? 0 : (channel(over_black, shift) * 255 + alpha / 2) / alpha;
    to += static_cast<char>(std::min(colour, 255U));
  }
  to += static_cast<char>(alpha);
}

}  // namespace

Result<std::string> encode_png(const Bitmap& bitmap, Packing packing) {
  return write_png(rgb_bytes(bitmap), bitmap.size(), PNG_FORMAT_RGB, packing);
}

Result<std::string> encode_png(const Bitmap& over_black, const Bitmap& over_white) {
  std::string rgba;
  rgba.reserve(over_black.pixels().size() * 4);
  for (std::size_t i = 0; i < over_black.pixels().size(); ++i) {
    append_rgba(rgba, over_black.pixels()[i], over_white.pixels()[i]);
  }
  return write_png(rgba, over_black.size(), PNG_FORMAT_RGBA, Packing::small);
}

Result<std::string> encode_jpeg(const Bitmap& bitmap, int quality) {
  std::string pixels = rgb_bytes(bitmap);
  const Size size = bitmap.size();
  const std::unique_ptr<SDL_Surface, FreeSurface> surface(SDL_CreateRGBSurfaceWithFormatFrom(
      pixels.data(), size.width, size.height, 24, size.width * 3, SDL_PIXELFORMAT_RGB24));
  StringStream stream;
  if (!surface || !stream.get() || IMG_SaveJPG_RW(surface.get(), stream.get(), 0, quality) != 0) {
    return failed(SDL_GetError());
  }
  return stream.take();
}

}  // namespace kiosk
