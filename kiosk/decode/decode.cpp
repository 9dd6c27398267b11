#include "decode/decode.h"

#include "base/format.h"
#include "base/log.h"
#include "decode/formats.h"
#include "decode/orientation.h"
#include "decode/resample.h"

#include <SDL_image.h>
#include <SDL_rwops.h>
#include <SDL_surface.h>
#include <SDL_thread.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace kiosk {
namespace {

struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

struct CloseFile {
  void operator()(SDL_RWops* file) const { SDL_RWclose(file); }
};
using File = std::unique_ptr<SDL_RWops, CloseFile>;

/// SDL keeps the last error of each thread, and frees it by itself only for threads that it began.
struct ForgetErrors {
  ~ForgetErrors() { SDL_TLSCleanup(); }
};

tl::unexpected<Error> broken() {
  const thread_local ForgetErrors at_the_end_of_the_thread;
  return fail("decode.broken", std::string("the picture's data is damaged: ") + SDL_GetError());
}

/// The one loader of the format. Never IMG_Load, nor IMG_LoadTyped: they try other formats, whatever they are told.
Surface load(PictureFormat format, SDL_RWops* file) {
  switch (format) {
    case PictureFormat::jpeg:
      return Surface(IMG_LoadJPG_RW(file));
    case PictureFormat::png:
      return Surface(IMG_LoadPNG_RW(file));
    case PictureFormat::webp:
      break;
  }
  return Surface(IMG_LoadWEBP_RW(file));
}

struct Loaded {
  Frame frame;
  Surface surface;  ///< not yet upright, and in the file's own colours
};

Result<Loaded> load(std::string_view bytes) {
  auto frame = read_frame(bytes);
  if (!frame) return tl::unexpected(frame.error());
  const PictureInfo& info = frame->info;
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return fail("decode.too_large", "the file is larger than 2 GB");
  }
  const File file(SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size())));
  if (!file) return broken();
  Surface surface = load(info.format, file.get());
  if (!surface) return broken();
  if (turned({surface->w, surface->h}, info.orientation) != info.size) {
    return fail("decode.broken", "the picture is not of the size that its header says");
  }
  // SDL_image hands print colours over as they are stored, in this disguise.
  if (frame->channels == Channels::cmyk && surface->format->format != SDL_PIXELFORMAT_BGRA32) {
    return fail("decode.format", "a JPEG in print colours (CMYK), which the library here cannot read; save it as RGB");
  }
  return Loaded{std::move(*frame), std::move(surface)};
}

struct Placement {
  Window window;  ///< what is seen of the picture
  Size size;      ///< at this size
};

Placement covering(Size picture, Size box, Focus focus) {
  const double scale =
      std::max(static_cast<double>(box.width) / picture.width, static_cast<double>(box.height) / picture.height);
  const double width = std::min(box.width / scale, static_cast<double>(picture.width));
  const double height = std::min(box.height / scale, static_cast<double>(picture.height));
  const auto start = [scale](double share, double length, double seen) {
    const double at = std::clamp(share * length - seen / 2, 0.0, length - seen);
    // A picture of just the right size is copied, pixel for pixel: half a pixel aside would blur it.
    return scale == 1 ? std::floor(at) : at;
  };
  return {{start(focus.x, picture.width, width), start(focus.y, picture.height, height), width, height}, box};
}

Placement contained(Size picture, Size box) {
  const double scale =
      std::min(static_cast<double>(box.width) / picture.width, static_cast<double>(box.height) / picture.height);
  const auto side = [scale](int length, int most) {
    return std::clamp(static_cast<int>(std::lround(length * scale)), 1, most);
  };
  return {{0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)},
          {side(picture.width, box.width), side(picture.height, box.height)}};
}

/// Gives the rows of a part of a surface, whatever its format, in sRGB over a backdrop. Some rows are converted at a
/// time: a second copy of the whole picture would be its largest one.
class Rows {
 public:
  Rows(SDL_Surface& from, const Box& part, ColourMap to_srgb, Colour backdrop)
      : from_(from),
        part_(part),
        to_srgb_(std::move(to_srgb)),
        backdrop_(backdrop),
        strip_(SDL_CreateRGBSurfaceWithFormat(0, part.width, std::min(strip_height, part.height), 32,
                                              SDL_PIXELFORMAT_ARGB8888)) {
    SDL_SetSurfaceBlendMode(&from_, SDL_BLENDMODE_NONE);
  }

  bool ok() const { return strip_ != nullptr; }

  std::span<const Pixel> row(int y) {
    const int line = (y - part_.y) % strip_->h;
    if (line == 0) fill(y);
    const auto* bytes = static_cast<const std::uint8_t*>(strip_->pixels) + std::ptrdiff_t{line} * strip_->pitch;
    return {reinterpret_cast<const Pixel*>(bytes), static_cast<std::size_t>(part_.width)};
  }

 private:
  static constexpr int strip_height = 32;

  void fill(int y) {
    // Pixels of a colour key (a PNG may have one) are not copied: they stay clear.
    SDL_FillRect(strip_.get(), nullptr, 0);
    const SDL_Rect rows{part_.x, y, part_.width, std::min(strip_->h, part_.bottom() - y)};
    SDL_BlitSurface(&from_, &rows, strip_.get(), nullptr);
    for (int line = 0; line < rows.h; ++line) {
      auto* pixels =
          reinterpret_cast<Pixel*>(static_cast<std::uint8_t*>(strip_->pixels) + std::ptrdiff_t{line} * strip_->pitch);
      if (to_srgb_) to_srgb_({pixels, static_cast<std::size_t>(rows.w)});
      for (int x = 0; x < rows.w; ++x) pixels[x] = over_backdrop(pixels[x]);
    }
  }

  Pixel over_backdrop(Pixel p) const {
    const Pixel alpha = p >> 24;
    if (alpha == 255) return p & 0xffffffU;
    const auto blend = [&](unsigned shift, std::uint8_t below) {
      return ((((p >> shift) & 0xffU) * alpha + below * (255U - alpha) + 127U) / 255U) << shift;
    };
    return blend(16, backdrop_.r) | blend(8, backdrop_.g) | blend(0, backdrop_.b);
  }

  SDL_Surface& from_;
  const Box part_;
  const ColourMap to_srgb_;
  const Colour backdrop_;
  const Surface strip_;
};

Result<Bitmap> draw(Loaded loaded, Size box, Fit fit, Focus focus, Colour backdrop) {
  const auto& [info, channels, colours] = loaded.frame;
  const int orientation = info.orientation;
  const Size stored = turned(info.size, orientation);
  const Size stored_box = turned(box, orientation);
  const Placement placement = fit == Fit::cover ? covering(stored, stored_box, stored_focus(focus, orientation))
                                                : contained(stored, stored_box);
  const Resampler resampler(stored, placement.window, placement.size);
  Rows rows(*loaded.surface, resampler.needed(), to_srgb(colours, channels).map, backdrop);
  if (!rows.ok()) return broken();
  Bitmap bitmap = resampler.run([&](int y) { return rows.row(y); });
  loaded.surface.reset();
  return upright(std::move(bitmap), orientation);
}

}  // namespace

Result<Bitmap> decode(std::string_view bytes, Size box, Fit fit, Focus focus, Colour backdrop) {
  return load(bytes).and_then([&](Loaded&& loaded) { return draw(std::move(loaded), box, fit, focus, backdrop); });
}

Result<Bitmap> reduce(std::string_view bytes, Size box, Colour backdrop) {
  return load(bytes).and_then([&](Loaded&& loaded) {
    const Size own = loaded.frame.info.size;
    const Size smaller{std::min(own.width, box.width), std::min(own.height, box.height)};
    return draw(std::move(loaded), smaller, Fit::contain, {}, backdrop);
  });
}

Result<void> verify(std::string_view bytes) {
  const auto loaded = load(bytes);
  if (!loaded) return tl::unexpected(loaded.error());
  const auto& [info, channels, colours] = loaded->frame;
  if (const auto odd = to_srgb(colours, channels).odd; !odd.empty()) {
    log::info("decode.profile", str("a picture of ", info.size.width, " × ", info.size.height,
                                    " is shown without its colour profile: ", odd));
  }
  return {};
}

}  // namespace kiosk
