#include "decode/srgb.h"

#include "base/compress.h"
#include "base/format.h"
#include "base/result.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <lcms2.h>
#include <memory>

namespace kiosk {
namespace {

/// The largest profiles in use, those of printing presses, have three megabytes.
constexpr std::size_t largest_profile = std::size_t{4} << 20;

/// A Pixel as its bytes lie in memory.
constexpr bool little = std::endian::native == std::endian::little;
constexpr cmsUInt32Number rgb_pixels = little ? TYPE_BGRA_8 : TYPE_ARGB_8;
constexpr cmsUInt32Number cmyk_pixels = little ? TYPE_CMYK_8 : TYPE_KYMC_8;
constexpr cmsUInt32Number inverted = FLAVOR_SH(1);

struct DeleteContext {
  void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, DeleteContext>;

struct CloseProfile {
  void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

/// Takes its context along: the library asks for it to the end.
class Transform {
 public:
  Transform(Context context, cmsHTRANSFORM transform) : context_(std::move(context)), transform_(transform) {}
  ~Transform() { cmsDeleteTransform(transform_); }
  Transform(const Transform&) = delete;
  Transform& operator=(const Transform&) = delete;

  void run(const void* from, Pixel* to, std::size_t count) const {
    cmsDoTransform(transform_, from, to, static_cast<cmsUInt32Number>(count));
  }

 private:
  const Context context_;
  const cmsHTRANSFORM transform_;
};

Result<std::string> inflated(std::string_view stream) {
  return unpack_zlib(stream, largest_profile).map_error([](const Error& error) {
    const bool size = error.code == "compress.size";
    return Error{"decode.profile", size ? "it is cut short, or larger than 4 MB" : error.message};
  });
}

Result<std::string> profile_bytes(const ColourNotes& notes) {
  std::size_t size = 0;
  for (const auto& piece : notes.profile) size += piece.size();
  if (size > largest_profile) return fail("decode.profile", "it is larger than 4 MB");
  if (notes.deflated) return inflated(notes.profile.front());
  std::string bytes;
  bytes.reserve(size);
  for (const auto& piece : notes.profile) bytes += piece;
  return bytes;
}

bool is_of_a_device(cmsHPROFILE profile) {
  switch (cmsGetDeviceClass(profile)) {
    case cmsSigInputClass:
    case cmsSigDisplayClass:
    case cmsSigOutputClass:
    case cmsSigColorSpaceClass:
      return true;
    default:
      return false;
  }
}

struct Pixels {
  cmsUInt32Number format;
  cmsColorSpaceSignature space;
};

Pixels pixels_of(Channels channels, bool no_ink_is_full) {
  switch (channels) {
    case Channels::grey:
      return {TYPE_GRAY_8, cmsSigGrayData};
    case Channels::rgb:
      return {rgb_pixels, cmsSigRgbData};
    case Channels::cmyk:
      break;
  }
  return {cmyk_pixels | (no_ink_is_full ? inverted : 0), cmsSigCmykData};
}

Result<std::shared_ptr<Transform>> transform(Context context, const Profile& from, const Pixels& pixels) {
  const Profile srgb(cmsCreate_sRGBProfileTHR(context.get()));
  const cmsUInt32Number alpha = pixels.space == cmsSigRgbData ? cmsFLAGS_COPY_ALPHA : 0;
  const cmsHTRANSFORM made =
      cmsCreateTransformTHR(context.get(), from.get(), pixels.format, srgb.get(), rgb_pixels, INTENT_PERCEPTUAL, alpha);
  if (made == nullptr) return fail("decode.profile", "it does not say how its colours look");
  return std::make_shared<Transform>(std::move(context), made);
}

/// Says nothing on stderr by itself: why a profile is of no use, we say.
Context quiet_context() {
  Context context(cmsCreateContext(nullptr, nullptr));
  cmsSetLogErrorHandlerTHR(context.get(), [](cmsContext, cmsUInt32Number, const char*) {});
  return context;
}

Result<std::shared_ptr<Transform>> by_profile(const ColourNotes& notes, Channels channels) {
  const auto bytes = profile_bytes(notes);
  if (!bytes) return tl::unexpected(bytes.error());
  Context context = quiet_context();
  const Profile profile(
      cmsOpenProfileFromMemTHR(context.get(), bytes->data(), static_cast<cmsUInt32Number>(bytes->size())));
  if (!profile) return fail("decode.profile", "it is damaged");
  const Pixels pixels = pixels_of(channels, notes.inverted);
  if (!is_of_a_device(profile.get()) || cmsGetColorSpace(profile.get()) != pixels.space)
    return fail("decode.profile", "it is not for pictures of this kind");
  return transform(std::move(context), profile, pixels);
}

/// IEC 61966-2-1: a straight piece, then a power.
cmsToneCurve* srgb_curve(cmsContext context) {
  constexpr std::array<cmsFloat64Number, 5> curve{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return cmsBuildParametricToneCurve(context, 4, curve.data());
}

/// What is not said is as in sRGB. A gamma of about 2.2 is what programs write that mean sRGB's own curve.
Result<std::shared_ptr<Transform>> by_gamma(const ColourNotes& notes, Channels channels) {
  constexpr double usual = 2.2;
  constexpr std::array<double, 8> srgb_corners{0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
  const bool as_srgb = notes.gamma == 0 || std::abs(notes.gamma / usual - 1) < 0.05;
  const auto c = notes.corners.value_or(srgb_corners);
  Context context = quiet_context();
  const std::unique_ptr<cmsToneCurve, decltype(&cmsFreeToneCurve)> curve(
      as_srgb ? srgb_curve(context.get()) : cmsBuildGamma(context.get(), notes.gamma), &cmsFreeToneCurve);
  const cmsCIExyY white{c[0], c[1], 1};
  const cmsCIExyYTRIPLE primaries{{c[2], c[3], 1}, {c[4], c[5], 1}, {c[6], c[7], 1}};
  const std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  const Profile profile(channels == Channels::grey
                            ? cmsCreateGrayProfileTHR(context.get(), &white, curve.get())
                            : cmsCreateRGBProfileTHR(context.get(), &white, &primaries, curves.data()));
  if (!profile) return fail("decode.profile", "its primaries make no sense");
  return transform(std::move(context), profile, pixels_of(channels, false));
}

Pixel with_alpha(Pixel colour, Pixel alpha_of) {
  return (colour & 0xffffffU) | (alpha_of & 0xff000000U);
}

/// Grey has 256 colours: a table says what becomes of each.
ColourMap grey_map(const Transform& transform) {
  std::array<std::uint8_t, 256> greys{};
  for (std::size_t i = 0; i < greys.size(); ++i) greys[i] = static_cast<std::uint8_t>(i);
  std::array<Pixel, 256> table{};
  transform.run(greys.data(), table.data(), greys.size());
  return [table](std::span<Pixel> pixels) {
    for (Pixel& p : pixels) p = with_alpha(table[p & 0xffU], p);
  };
}

/// Most profiles in the wild are sRGB's own: their pictures stay as they are, and cost nothing. `channels` is grey or
/// RGB.
bool changes_nothing(const ColourMap& map, Channels channels) {
  constexpr int steps = 9;
  const auto level = [](int step) { return static_cast<Pixel>(step * 255 / (steps - 1)); };
  std::vector<Pixel> before;
  for (int r = 0; r < steps; ++r) {
    for (int g = 0; g < steps; ++g) {
      for (int b = 0; b < steps; ++b) {
        if (channels == Channels::rgb || (r == g && g == b))
          before.push_back((level(r) << 16) | (level(g) << 8) | level(b));
      }
    }
  }
  auto after = before;
  map(after);
  const auto near = [](Pixel a, Pixel b) {
    return std::ranges::all_of(std::array{0U, 8U, 16U}, [a, b](unsigned shift) {
      return std::abs(static_cast<int>((a >> shift) & 0xffU) - static_cast<int>((b >> shift) & 0xffU)) <= 1;
    });
  };
  return std::ranges::equal(before, after, near);
}

ColourMap map_of(std::shared_ptr<Transform> transform, Channels channels) {
  if (channels == Channels::cmyk) {
    return [transform = std::move(transform), copy = std::vector<Pixel>()](std::span<Pixel> pixels) mutable {
      copy.assign(pixels.begin(), pixels.end());
      transform->run(copy.data(), pixels.data(), pixels.size());
      for (Pixel& p : pixels) p |= 0xff000000U;
    };
  }
  ColourMap map = channels == Channels::grey ? grey_map(*transform) : [transform](std::span<Pixel> pixels) {
    transform->run(pixels.data(), pixels.data(), pixels.size());
  };
  return changes_nothing(map, channels) ? ColourMap{} : map;
}

/// Print colours of an unknown press: each ink takes its own light away, as browsers show them too.
ColourMap mixed_inks(bool no_ink_is_full) {
  const Pixel flip = no_ink_is_full ? 0 : 0xffffffffU;
  return [flip](std::span<Pixel> pixels) {
    for (Pixel& p : pixels) {
      const Pixel paper = p ^ flip;
      const auto light = [paper](unsigned shift) { return (((paper >> shift) & 0xffU) * (paper >> 24) + 127U) / 255U; };
      p = 0xff000000U | (light(0) << 16) | (light(8) << 8) | light(16);
    }
  };
}

}  // namespace

Conversion to_srgb(const ColourNotes& notes, Channels channels) {
  Conversion conversion;
  if (channels == Channels::cmyk) conversion.map = mixed_inks(notes.inverted);
  const bool has_profile = !notes.profile.empty();
  const bool has_gamma = notes.gamma != 0 || notes.corners;
  if (!has_profile && (notes.srgb || !has_gamma || channels == Channels::cmyk)) return conversion;
  auto made = has_profile ? by_profile(notes, channels) : by_gamma(notes, channels);
  if (made) {
    conversion.map = map_of(std::move(*made), channels);
  } else {
    conversion.odd = made.error().message;
  }
  return conversion;
}

}  // namespace kiosk
