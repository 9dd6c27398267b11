#include "base/log.h"
#include "decode/decode.h"
#include "decode/pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <vector>
#include <zlib.h>

using namespace kiosk;
using namespace kiosk::test;
using namespace std::string_literals;

namespace {

using Matrix = std::array<std::array<double, 3>, 3>;

// From the standards' own primaries, adapted to D50 by Bradford's method, as profiles have them.
constexpr Matrix xyz_of_adobe{{{0.6097559, 0.2052401, 0.1492240},  //
                               {0.3111242, 0.6256560, 0.0632197},
                               {0.0194811, 0.0608902, 0.7448387}}};
constexpr Matrix srgb_of_xyz{
    {{3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}}};
constexpr double adobe_gamma = 2.19921875;

std::array<double, 3> product(const Matrix& m, const std::array<double, 3>& v) {
  std::array<double, 3> out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

Pixel srgb(const std::array<double, 3>& xyz) {
  Pixel pixel = 0;
  for (const double light : product(srgb_of_xyz, xyz)) {
    const double c = std::clamp(light, 0.0, 1.0);
    const double level = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
    pixel = (pixel << 8) | static_cast<Pixel>(std::lround(level * 255));
  }
  return pixel;
}

/// What a pixel of Adobe RGB, or of the same primaries with another gamma, looks like in sRGB.
Pixel seen(Pixel stored, double gamma = adobe_gamma) {
  const auto light = [&](unsigned shift) { return std::pow(((stored >> shift) & 0xffU) / 255.0, gamma); };
  return srgb(product(xyz_of_adobe, {light(16), light(8), light(0)}));
}

std::string fixed16(double value) {
  return big_endian(static_cast<std::uint32_t>(std::lround(value * 65536)), 4);
}

/// An ICC profile of version 2: its header, its table of tags, their data.
std::string profile(std::string_view device, std::string_view colours, std::string_view connection,
                    const std::vector<std::pair<std::string, std::string>>& tags) {
  std::string table = big_endian(static_cast<std::uint32_t>(tags.size()), 4);
  std::string data;
  const auto data_begins = 128 + 4 + 12 * tags.size();
  for (const auto& [name, value] : tags) {
    table += name + big_endian(static_cast<std::uint32_t>(data_begins + data.size()), 4) +
             big_endian(static_cast<std::uint32_t>(value.size()), 4);
    data += value;
    data.resize((data.size() + 3) / 4 * 4);
  }
  std::string header = big_endian(static_cast<std::uint32_t>(data_begins + data.size()), 4) + "\0\0\0\0"s +
                       from_hex("02100000") + std::string(device) + std::string(colours) + std::string(connection) +
                       std::string(12, '\0') + "acsp";
  header.resize(68);
  header += fixed16(0.9642) + fixed16(1) + fixed16(0.8249);
  header.resize(128);
  return header + table + data;
}

std::string xyz_tag(double x, double y, double z) {
  return "XYZ \0\0\0\0"s + fixed16(x) + fixed16(y) + fixed16(z);
}

std::string gamma_tag(double gamma) {
  return "curv\0\0\0\0"s + big_endian(1, 4) + big_endian(static_cast<std::uint32_t>(std::lround(gamma * 256)), 2);
}

std::string adobe_profile() {
  const auto colorant = [](std::size_t i) {
    return xyz_tag(xyz_of_adobe[0][i], xyz_of_adobe[1][i], xyz_of_adobe[2][i]);
  };
  const auto curve = gamma_tag(adobe_gamma);
  return profile("mntr", "RGB ", "XYZ ",
                 {{"rXYZ", colorant(0)},
                  {"gXYZ", colorant(1)},
                  {"bXYZ", colorant(2)},
                  {"rTRC", curve},
                  {"gTRC", curve},
                  {"bTRC", curve},
                  {"wtpt", xyz_tag(0.9505, 1, 1.0891)}});
}

std::string grey_profile(double gamma) {
  return profile("mntr", "GRAY", "XYZ ", {{"kTRC", gamma_tag(gamma)}, {"wtpt", xyz_tag(0.9642, 1, 0.8249)}});
}

/// A press on which every colour with black ink is the black of L* 0, and every other one the grey of L* 60.
std::string press_profile() {
  std::string straight;
  for (int i = 0; i < 256; ++i) straight += static_cast<char>(i);
  std::string table = "mft1\0\0\0\0"s + from_hex("04030200");
  for (int i = 0; i < 9; ++i) table += fixed16(i % 4 == 0 ? 1 : 0);
  for (int i = 0; i < 4; ++i) table += straight;
  for (int corner = 0; corner < 16; ++corner) table += corner % 2 == 1 ? from_hex("008080") : from_hex("998080");
  for (int i = 0; i < 3; ++i) table += straight;
  return profile("prtr", "CMYK", "Lab ", {{"A2B0", table}, {"wtpt", xyz_tag(0.9642, 1, 0.8249)}});
}

/// In as many APP2 segments as it takes, of at most `most` bytes.
std::string in_segments(std::string_view icc, std::size_t most) {
  const auto count = (icc.size() + most - 1) / most;
  std::string segments;
  for (std::size_t i = 0; i < count; ++i) {
    segments += jpeg_segment(0xe2, "ICC_PROFILE\0"s + static_cast<char>(i + 1) + static_cast<char>(count) +
                                       std::string(icc.substr(i * most, most)));
  }
  return segments;
}

const std::string end = png_chunk("IEND", "");

std::string icc_chunk(std::string_view icc) {
  return png_chunk("iCCP", "anything\0\0"s + deflated(icc));
}

/// A row of RGB pixels, with a chunk before them.
std::string png_with(const std::string& chunks, const std::vector<Pixel>& pixels) {
  std::string row(1, '\0');
  for (const Pixel p : pixels) row += big_endian(p, 3);
  return png(
      {png_header(static_cast<std::uint32_t>(pixels.size()), 1, 8, 2), chunks, png_chunk("IDAT", deflated(row)), end});
}

const std::vector<Pixel> colours{0x808080, 0xc08040, 0x4080c0, 0x60a060, 0xffffff, 0x000000, 0x203040, 0xe0d0c0};

Result<Bitmap> decoded(std::string_view bytes) {
  const auto info = inspect(bytes);
  if (!info) return tl::unexpected(info.error());
  return decode(bytes, info->size, Fit::contain, {}, {0, 0, 255});
}

void check_colours(std::string_view file, double gamma = adobe_gamma) {
  const auto bitmap = decoded(file);
  REQUIRE(bitmap);
  for (std::size_t i = 0; i < colours.size(); ++i) {
    CAPTURE(colours[i]);
    CAPTURE(bitmap->pixels()[i]);
    CHECK(close(bitmap->pixels()[i], seen(colours[i], gamma), 1));
  }
}

/// What verify() says in the log.
std::string remarks(std::string_view file) {
  std::string lines;
  const auto before = log::set_sink([&](log::Level, std::string_view code, std::string_view text) {
    lines.append(code).append(": ").append(text).append("\n");
  });
  CHECK(verify(file));
  log::set_sink(before);
  return lines;
}

}  // namespace

TEST_CASE("[M13] a PNG is shown in the colours that its profile means") {
  REQUIRE_FALSE(close(seen(0xc08040), 0xc08040, 10));  // else this proves nothing
  const auto file = png_with(icc_chunk(adobe_profile()), colours);
  check_colours(file);
  CHECK(remarks(file).empty());
}

TEST_CASE("[M13] a JPEG is shown in the colours that its profile means, in however many segments it lies") {
  for (const std::size_t most : {std::size_t{65519}, std::size_t{100}}) {
    const auto file = with_segments(jpeg(), in_segments(adobe_profile(), most));
    const auto bitmap = decoded(file);
    REQUIRE(bitmap);
    CHECK(close(at(*bitmap, 3, 3), seen(red)));
    CHECK(close(at(*bitmap, 12, 3), seen(green)));
    CHECK(close(at(*bitmap, 3, 12), seen(blue)));
    CHECK(close(at(*bitmap, 12, 12), seen(white)));
    CHECK(close(at(*bitmap, 12, 20), seen(grey)));
    CHECK(remarks(file).empty());
  }
}

TEST_CASE("[M13] a WebP is shown in the colours that its profile means") {
  const auto bitmap = decoded(webp_with(webp_chunk("ICCP", adobe_profile()), ""));
  REQUIRE(bitmap);
  CHECK(close(at(*bitmap, 0, 0), seen(0xd02040)));
  CHECK(close(at(*bitmap, 5, 0), seen(0x202040)));
  CHECK(close(at(*bitmap, 0, 3), seen(0xd0b040)));
}

TEST_CASE("[M13] a PNG without a profile is shown by its gamma and its primaries") {
  const auto hundred_thousandths = [](std::initializer_list<std::uint32_t> numbers) {
    std::string bytes;
    for (const auto number : numbers) bytes += big_endian(number, 4);
    return bytes;
  };
  const auto linear = png_chunk("gAMA", hundred_thousandths({100'000}));
  const auto corners = png_chunk("cHRM", hundred_thousandths({31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000}));
  check_colours(png_with(linear + corners, colours), 1);

  const auto plain = decoded(png_with("", colours));
  REQUIRE(plain);
  const auto usual = png_chunk("gAMA", hundred_thousandths({45455}));
  CHECK(decoded(png_with(usual, colours)) == plain);
  CHECK(decoded(png_with(png_chunk("sRGB", "\0"s) + linear + corners, colours)) == plain);
  for (const auto& nonsense : {png_chunk("gAMA", hundred_thousandths({0})), png_chunk("gAMA", "\1"),
                               png_chunk("cHRM", hundred_thousandths({31270, 0, 64000, 33000, 30000, 60000, 1, 0})),
                               png_chunk("cHRM", hundred_thousandths({31270})),
                               png_chunk("cHRM", hundred_thousandths({~0U, 1, 1, 1, 1, 1, 1, 1}))}) {
    CHECK(decoded(png_with(nonsense, colours)) == plain);
  }
}

TEST_CASE("[M13] a picture whose profile is sRGB's own stays as it is, pixel for pixel") {
  const auto srgb_colorant = [](double x, double y, double z) { return xyz_tag(x, y, z); };
  std::string curve = "curv\0\0\0\0"s + big_endian(1024, 4);
  for (int i = 0; i < 1024; ++i) {
    const double level = i / 1023.0;
    const double light = level <= 0.04045 ? level / 12.92 : std::pow((level + 0.055) / 1.055, 2.4);
    curve += big_endian(static_cast<std::uint32_t>(std::lround(light * 65535)), 2);
  }
  const auto icc = profile("mntr", "RGB ", "XYZ ",
                           {{"rXYZ", srgb_colorant(0.4360747, 0.2225045, 0.0139322)},
                            {"gXYZ", srgb_colorant(0.3850649, 0.7168786, 0.0971045)},
                            {"bXYZ", srgb_colorant(0.1430804, 0.0606169, 0.7141733)},
                            {"rTRC", curve},
                            {"gTRC", curve},
                            {"bTRC", curve},
                            {"wtpt", xyz_tag(0.9505, 1, 1.0891)}});
  CHECK(decoded(png_with(icc_chunk(icc), colours)) == decoded(png_with("", colours)));
}

TEST_CASE("[M13] grey pictures follow grey profiles, and keep what is clear") {
  const auto level = [](Pixel stored, double gamma) {
    const double y = std::pow(stored / 255.0, gamma);
    return srgb({0.9642 * y, y, 0.8249 * y});
  };
  const auto file = png({png_header(3, 1, 8, 4), icc_chunk(grey_profile(1)),
                         png_chunk("IDAT", deflated(from_hex("00"
                                                             "40ff"
                                                             "80ff"
                                                             "c000"))),
                         end});
  const auto bitmap = decoded(file);
  REQUIRE(bitmap);
  CHECK(close(bitmap->pixels()[0], level(0x40, 1)));
  CHECK(close(bitmap->pixels()[1], level(0x80, 1)));
  CHECK(bitmap->pixels()[2] == 0x0000ff);
  CHECK(level(0x80, 1) == 0xbcbcbc);
}

TEST_CASE("[M13] what shows through is as far from sRGB as it was, what is clear shows the backdrop") {
  const auto file = png({png_header(2, 1, 8, 6), icc_chunk(adobe_profile()),
                         png_chunk("IDAT", deflated(from_hex("00"
                                                             "c08040ff"
                                                             "c0804000"))),
                         end});
  const auto bitmap = decoded(file);
  REQUIRE(bitmap);
  CHECK(close(bitmap->pixels()[0], seen(0xc08040)));
  CHECK(bitmap->pixels()[1] == 0x0000ff);
}

TEST_CASE("[M07] print colours are shown, with the press's profile and without") {
  // Each ink takes its light away: 255 − 200 of red, of that what black leaves, and so on.
  constexpr Pixel mixed = 0x31bee1;
  constexpr Pixel half_black = 0x808080;
  for (const bool transformed : {false, true}) {
    const auto bitmap = decoded(cmyk_jpeg(transformed));
    REQUIRE(bitmap);
    CHECK(bitmap->size() == Size{16, 8});
    CHECK(close(at(*bitmap, 3, 3), mixed));
    CHECK(close(at(*bitmap, 12, 3), half_black));
  }
  auto not_adobe = cmyk_jpeg(false);
  not_adobe.erase(2, 16);
  const auto bitmap = decoded(not_adobe);
  REQUIRE(bitmap);
  CHECK(close(at(*bitmap, 12, 3), 0x000000));

  const auto printed = decoded(with_segments(cmyk_jpeg(false), in_segments(press_profile(), 60'000)));
  REQUIRE(printed);
  CHECK(close(at(*printed, 3, 3), 0x807f80, 6));   // L* 60, dimmed by some black
  CHECK(close(at(*printed, 12, 3), 0x474747, 6));  // L* 30
}

TEST_CASE("[M13] a profile that is damaged, too large or of another kind is left aside, and the log says why") {
  const auto plain = decoded(png_with("", colours));
  const auto sound = adobe_profile();
  const std::vector<std::pair<std::string, std::string>> odd{
      {icc_chunk(""), "damaged"},
      {icc_chunk(sound.substr(0, 200)), "damaged"},
      {icc_chunk(profile("mntr", "RGB ", "XYZ ", {{"wtpt", xyz_tag(0.9505, 1, 1.0891)}})),
       "does not say how its colours look"},
      {icc_chunk(std::string(3000, 'x')), "damaged"},
      {icc_chunk(grey_profile(1)), "not for pictures of this kind"},
      {icc_chunk(press_profile()), "not for pictures of this kind"},
      {png_chunk("iCCP", "no end of the name"), "cannot be unpacked"},
      {png_chunk("iCCP", "name\0\0not a stream"s), "cannot be unpacked"},
      {icc_chunk(sound + std::string(5'000'000, 'x')), "larger than 4 MB"},
  };
  for (const auto& [chunk, why] : odd) {
    CAPTURE(why);
    const auto file = png_with(chunk, colours);
    CHECK(decoded(file) == plain);
    const auto line = remarks(file);
    CAPTURE(line);
    CHECK(line.starts_with("decode.profile: a picture of 8 × 1 is shown without its colour profile: "));
    CHECK(line.find(why) != std::string::npos);
  }
  auto segments = in_segments(sound, 100);
  segments.erase(0, 118);
  const auto file = with_segments(jpeg(), segments);
  CHECK(decoded(file) == decoded(jpeg()));
  CHECK(remarks(file).find("damaged") != std::string::npos);
}

TEST_CASE("[M05] a profile that unpacks to two hundred megabytes is left aside after four") {
  const std::string zeros(200'000'000, '\0');
  auto length = ::compressBound(zeros.size());
  std::string packed(length, '\0');
  REQUIRE(::compress(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(zeros.data()),
                     zeros.size()) == Z_OK);
  packed.resize(length);
  REQUIRE(packed.size() < 300'000);
  const auto file = png_with(png_chunk("iCCP", "anything\0\0"s + packed), colours);
  CHECK(decoded(file) == decoded(png_with("", colours)));
  CHECK(remarks(file).find("larger than 4 MB") != std::string::npos);
}

TEST_CASE("[M13] any byte of a profile may be anything, and the picture is shown all the same") {
  const auto shown = [](std::string icc, bool press) {
    return press ? decoded(with_segments(cmyk_jpeg(false), in_segments(icc, 60'000)))
                 : decoded(webp_with(webp_chunk("ICCP", icc), ""));
  };
  for (const bool press : {false, true}) {
    const auto sound = press ? press_profile() : adobe_profile();
    const std::size_t step = press ? 23 : 1;  // a press's profile takes long to set up
    for (std::size_t i = 0; i < std::min<std::size_t>(sound.size(), 300); i += step) {
      for (const unsigned flip : {0x01U, 0xffU}) {
        auto icc = sound;
        icc[i] = static_cast<char>(static_cast<unsigned char>(icc[i]) ^ flip);
        CHECK(shown(icc, press));
      }
    }
  }
}
