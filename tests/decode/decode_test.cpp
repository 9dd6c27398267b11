#include "decode/decode.h"

#include "base/file.h"
#include "decode/pictures.h"

#include <array>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace kiosk;
using namespace kiosk::test;
using namespace std::string_literals;

namespace {

constexpr Colour backdrop{0, 0, 255};

/// At its own size.
Result<Bitmap> decoded(std::string_view bytes) {
  const auto info = inspect(bytes);
  if (!info) return tl::unexpected(info.error());
  return decode(bytes, info->size, Fit::contain, {}, backdrop);
}

std::string code_of(std::string_view bytes) {
  const auto verified = verify(bytes);
  const auto picture = decode(bytes, {8, 8}, Fit::cover, {}, backdrop);
  CHECK(verified.has_value() == picture.has_value());
  if (!verified && !picture) CHECK(verified.error() == picture.error());
  return verified ? "" : verified.error().code;
}

/// A picture where each pixel tells its place.
Bitmap places(Size size) {
  Bitmap bitmap(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      bitmap.row(y)[static_cast<std::size_t>(x)] =
          (static_cast<Pixel>(x * 7 % 256) << 16) | (static_cast<Pixel>(y * 5 % 256) << 8) | 0x33U;
    }
  }
  return bitmap;
}

const std::string end = png_chunk("IEND", "");

}  // namespace

TEST_CASE("a PNG comes out pixel for pixel at its own size") {
  const Bitmap picture = places({37, 23});
  CHECK(decoded(png(picture)) == picture);
  CHECK(decode(png(picture), {37, 23}, Fit::cover, {}, backdrop) == picture);
}

TEST_CASE("a JPEG comes out as it was made, baseline or progressive") {
  for (const auto& file : {jpeg(), progressive_jpeg()}) {
    const auto bitmap = decoded(file);
    REQUIRE(bitmap);
    CHECK(bitmap->size() == Size{16, 24});
    CHECK(close(at(*bitmap, 3, 3), red));
    CHECK(close(at(*bitmap, 12, 3), green));
    CHECK(close(at(*bitmap, 3, 12), blue));
    CHECK(close(at(*bitmap, 12, 12), white));
    CHECK(close(at(*bitmap, 3, 20), black));
    CHECK(close(at(*bitmap, 12, 20), grey));
  }
}

TEST_CASE("a WebP comes out as it was made, lossless or lossy") {
  const auto lossless = decoded(webp());
  REQUIRE(lossless);
  CHECK(lossless->size() == Size{6, 4});
  CHECK(at(*lossless, 0, 0) == 0xd02040);
  CHECK(at(*lossless, 5, 0) == 0x202040);
  CHECK(at(*lossless, 0, 3) == 0xd0b040);
  const auto lossy = decoded(lossy_webp());
  REQUIRE(lossy);
  CHECK(lossy->size() == Size{16, 16});
  CHECK(close(at(*lossy, 8, 8), 0x2080d0, 8));
}

TEST_CASE("what is transparent shows the backdrop") {
  const auto picture = decoded(transparent_webp());
  REQUIRE(picture);
  CHECK(at(*picture, 0, 0) == 0xd02040);
  CHECK(at(*picture, 5, 0) == 0x0000ff);
  const auto half = png({png_header(1, 1, 8, 6), png_chunk("IDAT", deflated(from_hex("00ff000080"))), end});
  CHECK(decoded(half).value().pixels().front() == 0x80007f);
  const auto keyed = png({png_header(2, 1, 8, 2), png_chunk("tRNS", from_hex("00ff00000000")),
                          png_chunk("IDAT", deflated(from_hex("00ff000000ff00"))), end});
  const auto bitmap = decoded(keyed);
  REQUIRE(bitmap);
  CHECK(at(*bitmap, 0, 0) == 0x0000ff);
  CHECK(at(*bitmap, 1, 0) == 0x00ff00);
}

TEST_CASE("inspect tells kind and size without decoding") {
  CHECK(inspect(jpeg()) == PictureInfo{PictureFormat::jpeg, {16, 24}, 1});
  CHECK(inspect(progressive_jpeg()) == PictureInfo{PictureFormat::jpeg, {16, 24}, 1});
  CHECK(inspect(png(Bitmap({5, 9}))) == PictureInfo{PictureFormat::png, {5, 9}, 1});
  CHECK(inspect(webp()) == PictureInfo{PictureFormat::webp, {6, 4}, 1});
  CHECK(inspect(lossy_webp()) == PictureInfo{PictureFormat::webp, {16, 16}, 1});
  CHECK_FALSE(sniff("GIF89a"));
  CHECK_FALSE(sniff(""));
}

TEST_CASE("the pictures of the demo can be shown") {
  for (const auto* name :
       {"cells-actin.jpg", "cells-tumour.jpg", "contour-calm.jpg", "helix-rna.jpg", "network-europe.jpg"}) {
    CAPTURE(name);
    const auto bytes = read_file(std::string(KIOSK_SOURCE_DIR "/media/") + name, 10'000'000);
    REQUIRE(bytes);
    const auto bitmap = decode(*bytes, {800, 1080}, Fit::cover, {0.3, 0.5}, backdrop);
    REQUIRE(bitmap);
    CHECK(bitmap->size() == Size{800, 1080});
  }
}

TEST_CASE("cover fills the box exactly, contain touches two of its sides at least") {
  const auto file = png(places({40, 30}));
  for (const Size box : {Size{20, 20}, Size{80, 20}, Size{7, 31}, Size{200, 100}, Size{1, 1}, Size{40, 30}}) {
    CAPTURE(box.width);
    CHECK(decode(file, box, Fit::cover, {}, backdrop).value().size() == box);
    const Size inside = decode(file, box, Fit::contain, {}, backdrop).value().size();
    CHECK(inside.width <= box.width);
    CHECK(inside.height <= box.height);
    CHECK((inside.width == box.width || inside.height == box.height));
  }
  CHECK(decode(file, {20, 20}, Fit::contain, {}, backdrop).value().size() == Size{20, 15});
  CHECK(decode(file, {200, 100}, Fit::contain, {}, backdrop).value().size() == Size{133, 100});
}

TEST_CASE("a picture is reduced to fit, and never made larger") {
  const auto size_of = [](Size picture, Size box) {
    return reduce(png(places(picture)), box, backdrop).value().size();
  };
  CHECK(reduce(png(places({40, 30})), {3840, 3840}, backdrop) == places({40, 30}));
  CHECK(reduce(png(places({40, 30})), {40, 30}, backdrop) == places({40, 30}));
  CHECK(size_of({40, 30}, {20, 20}) == Size{20, 15});
  CHECK(size_of({40, 30}, {100, 10}) == Size{13, 10});
  CHECK(size_of({40, 30}, {1, 1}) == Size{1, 1});
  CHECK(reduce(with_segments(jpeg(), exif(6)), {3840, 3840}, backdrop)->size() == Size{24, 16});
  CHECK(reduce("no picture", {1, 1}, backdrop).error().code == "decode.format");
}

TEST_CASE("a picture is cropped around its focus, and the crop stays inside it") {
  const Bitmap picture = places({30, 10});
  const auto file = png(picture);
  const auto left_edge = [&](double focus) {
    return at(decode(file, {10, 10}, Fit::cover, {focus, 0.5}, backdrop).value(), 0, 0);
  };
  CHECK(left_edge(0) == at(picture, 0, 0));
  CHECK(left_edge(0.5) == at(picture, 10, 0));
  CHECK(left_edge(0.6) == at(picture, 13, 0));
  CHECK(left_edge(1) == at(picture, 20, 0));
  const Bitmap tall = places({10, 30});
  CHECK(at(decode(png(tall), {10, 10}, Fit::cover, {0.5, 0.9}, backdrop).value(), 0, 0) == at(tall, 0, 20));
}

TEST_CASE("[M07] a JPEG is shown upright, whichever way the camera was held") {
  struct Case {
    std::uint32_t orientation;
    std::array<Pixel, 6> rows;  // upright, row by row: 2 × 3, or 3 × 2 when turned by a quarter
  };
  const std::array<Case, 8> cases{{
      {1, {red, green, blue, white, black, grey}},
      {2, {green, red, white, blue, grey, black}},
      {3, {grey, black, white, blue, green, red}},
      {4, {black, grey, blue, white, red, green}},
      {5, {red, blue, black, green, white, grey}},
      {6, {black, blue, red, grey, white, green}},
      {7, {grey, white, green, black, blue, red}},
      {8, {green, white, grey, red, blue, black}},
  }};
  for (const Case& held : cases) {
    const auto orientation = held.orientation;
    const auto& rows = held.rows;
    for (const bool big : {true, false}) {
      CAPTURE(orientation);
      const auto file = with_segments(jpeg(), exif(orientation, big));
      const int columns = orientation < 5 ? 2 : 3;
      const Size size = orientation < 5 ? Size{16, 24} : Size{24, 16};
      CHECK(inspect(file) == PictureInfo{PictureFormat::jpeg, size, static_cast<int>(orientation)});
      const auto bitmap = decoded(file);
      REQUIRE(bitmap);
      REQUIRE(bitmap->size() == size);
      for (int i = 0; i < 6; ++i) {
        const int x = i % columns * 8 + 4;
        const int y = i / columns * 8 + 4;
        CHECK(close(at(*bitmap, x, y), rows[static_cast<std::size_t>(i)]));
        // The focus is that of the upright picture too.
        const Focus focus{x / static_cast<double>(size.width), y / static_cast<double>(size.height)};
        const auto wide = decode(file, {size.width, 2}, Fit::cover, focus, backdrop);
        REQUIRE(wide);
        CHECK(close(at(*wide, x, 1), rows[static_cast<std::size_t>(i)]));
        const auto tall = decode(file, {2, size.height}, Fit::cover, focus, backdrop);
        REQUIRE(tall);
        CHECK(close(at(*tall, 1, y), rows[static_cast<std::size_t>(i)]));
      }
    }
  }
}

TEST_CASE("[M07] a PNG and a WebP are turned upright too") {
  const Bitmap picture = places({3, 2});
  constexpr std::size_t before_the_data = 8 + 25;
  auto file = png(picture);
  file.insert(before_the_data, png_chunk("eXIf", exif_data(6)));
  CHECK(inspect(file) == PictureInfo{PictureFormat::png, {2, 3}, 6});
  const auto turned = decoded(file);
  REQUIRE(turned);
  CHECK(at(*turned, 1, 0) == at(picture, 0, 0));
  CHECK(at(*turned, 0, 0) == at(picture, 0, 1));
  CHECK(at(*turned, 1, 2) == at(picture, 2, 0));

  for (const auto& mark : {""s, "Exif\0\0"s}) {
    const auto half_turned = webp_with("", webp_chunk("EXIF", mark + exif_data(3, false)));
    CHECK(inspect(half_turned) == PictureInfo{PictureFormat::webp, {6, 4}, 3});
    const auto bitmap = decoded(half_turned);
    REQUIRE(bitmap);
    CHECK(at(*bitmap, 5, 3) == 0xd02040);
    CHECK(at(*bitmap, 0, 3) == 0x202040);
    CHECK(at(*bitmap, 5, 0) == 0xd0b040);
  }
}

TEST_CASE("[M07] EXIF that makes no sense leaves the picture as it is stored") {
  const auto sound = exif(6);
  for (std::size_t length = 4; length < sound.size(); ++length) {
    const auto cut = jpeg_segment(0xe1, std::string_view(sound).substr(4, length - 4));
    const auto info = inspect(with_segments(jpeg(), cut));
    REQUIRE(info);
    CHECK((info->orientation == 1 || info->orientation == 6));
  }
  for (const std::uint32_t orientation : {0U, 9U, 0xffffU}) {
    CHECK(inspect(with_segments(jpeg(), exif(orientation))).value().orientation == 1);
  }
  const auto far = std::string("Exif\0\0", 6) + "MM" + big_endian(42, 2) + big_endian(0xfffffff0U, 4);
  CHECK(inspect(with_segments(jpeg(), jpeg_segment(0xe1, far))).value().orientation == 1);
  const auto endless = std::string("Exif\0\0", 6) + "MM" + big_endian(42, 2) + big_endian(8, 4) + big_endian(0xffff, 2);
  CHECK(inspect(with_segments(jpeg(), jpeg_segment(0xe1, endless))).value().orientation == 1);
}

TEST_CASE("[M01] nothing, one byte, and every file cut at any place are refused") {
  CHECK(code_of("") == "decode.format");
  CHECK(code_of("\xff") == "decode.format");
  for (const auto& file : {jpeg(), progressive_jpeg(), png(places({9, 7})), webp(), lossy_webp()}) {
    for (std::size_t length = 0; length < file.size(); ++length) {
      CAPTURE(length);
      const auto code = code_of(std::string_view(file).substr(0, length));
      CHECK((code == "decode.format" || code == "decode.broken"));
    }
    CHECK(code_of(file).empty());
  }
}

TEST_CASE("[M01] a photograph cut at each hundredth is refused, though a decoder would fill it up with grey") {
  const auto file = read_file(KIOSK_SOURCE_DIR "/media/helix-rna.jpg", 10'000'000);
  REQUIRE(file);
  for (std::size_t percent = 1; percent < 100; ++percent) {
    CAPTURE(percent);
    const auto verified = verify(std::string_view(*file).substr(0, file->size() * percent / 100));
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == "decode.broken");
  }
}

TEST_CASE("[M02] what is no JPEG, PNG or WebP is refused by its first bytes, before any decoder") {
  const std::vector<std::string> bodies{
      "P6 1 1 255\nabc",
      "P1\n1 1\n1\n",
      "/* XPM */\nstatic char * x[] = {\"1 1 1 1\", \"a c #000000\", \"a\"};",
      "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "<!DOCTYPE html><html></html>",
      "gimp xcf file",
      "FORM\0\0\0\x10ILBM"s,
      from_hex("0a0501080000000000000000"),
      from_hex("000002000000000000000000010001001800ffffff"),
      "BM" + std::string(60, '\0'),
      from_hex("00000020667479706176696600000000"),
      "RIFF\x04\0\0\0WAVE"s,
      from_hex("89504e470a0a1a0a"),
  };
  for (const auto& body : bodies) {
    CAPTURE(body);
    CHECK(code_of(body) == "decode.format");
  }
}

TEST_CASE("[M03] a small file that says it is huge is refused by its header") {
  const auto bomb = png({png_header(20000, 20000, 1, 0), png_chunk("IDAT", deflated("")), end});
  CHECK(code_of(bomb) == "decode.too_large");
  CHECK(code_of(png({png_header(8001, 8000, 8, 2), png_chunk("IDAT", deflated("")), end})) == "decode.too_large");
  CHECK(code_of(png({png_header(0x7fffffff, 0x7fffffff, 16, 6), png_chunk("IDAT", ""), end})) == "decode.too_large");
  CHECK(inspect(png({png_header(8000, 8000, 8, 2), png_chunk("IDAT", deflated("")), end})));
  const auto message = inspect(bomb).error().message;
  CHECK(message.find("20000 × 20000 pixels") != std::string::npos);
  const auto frame = jpeg_segment(0xc0, from_hex("08ffffffff03011100021101031101"));
  auto huge = jpeg();
  huge.replace(huge.find("\xff\xc0"), frame.size(), frame);
  CHECK(code_of(huge) == "decode.too_large");
}

TEST_CASE("[M05] a PNG with thousands of texts beside its picture is refused") {
  std::string texts;
  for (int i = 0; i < 50'000; ++i) texts += png_chunk("zTXt", std::string("k\0\0", 3));
  CHECK(code_of(png({png_header(1, 1, 8, 0), texts, png_chunk("IDAT", deflated("\0\0"s)), end})) == "decode.broken");
}

TEST_CASE("[M06] a damaged PNG is refused") {
  const auto sound = png(places({9, 7}));
  auto bad_sum = sound;
  bad_sum[bad_sum.size() - 12 - 1] ^= 1;  // the last byte of IDAT's check sum
  CHECK(code_of(bad_sum) == "decode.broken");
  CHECK(code_of(png({png_header(1, 1, 8, 0), png_chunk("IDAT", deflated("\x09\x80")), end})) == "decode.broken");
  CHECK(code_of(png({png_header(1, 1, 8, 3), png_chunk("IDAT", deflated("\0\0"s)), end})) == "decode.broken");
  CHECK(code_of(png({png_header(4, 4, 8, 0), png_chunk("IDAT", deflated("\0\x80"s)), end})) == "decode.broken");
  CHECK(code_of(png({png_header(4, 4, 7, 0), png_chunk("IDAT", deflated("\0\x80"s)), end})) == "decode.broken");
  CHECK(code_of(png({png_header(0, 4, 8, 0), png_chunk("IDAT", deflated("\0\x80"s)), end})) == "decode.broken");
  CHECK(code_of(png({png_header(4, 4, 8, 0), end})) == "decode.broken");
  CHECK(code_of(png({png_chunk("IDAT", deflated("")), end})) == "decode.broken");
}

TEST_CASE("[M07] JPEGs of kinds that would be shown wrongly, or for ever, are refused in words") {
  const auto framed = [](int marker, std::string_view hex) {
    auto file = jpeg();
    const auto frame = jpeg_segment(marker, from_hex(hex));
    return file.replace(file.find("\xff\xc0"), 19, frame);
  };
  CHECK(code_of(framed(0xc0, "0800180010020111000211010000")) == "decode.format");
  CHECK(code_of(framed(0xc1, "0c0018001003011100021101031101")) == "decode.format");
  CHECK(code_of(framed(0xc3, "080018001003011100021101031101")) == "decode.format");
  CHECK(code_of(framed(0xc9, "080018001003011100021101031101")) == "decode.format");
  CHECK(code_of(framed(0xc0, "080000001003011100021101031101")) == "decode.broken");

  auto without_tables = jpeg();
  without_tables.erase(without_tables.find("\xff\xdb"), 69 * 2);
  CHECK(code_of(without_tables) == "decode.broken");

  const auto progressive = progressive_jpeg();
  const auto last_scan = progressive.rfind("\xff\xda");
  auto scans = progressive.substr(0, progressive.size() - 2);
  for (int i = 0; i < 10'000; ++i) scans += progressive.substr(last_scan, progressive.size() - 2 - last_scan);
  CHECK(code_of(scans + "\xff\xd9") == "decode.broken");
}

TEST_CASE("[M07] any byte of a JPEG or a WebP may be anything, and no harm comes of it") {
  for (const auto& sound : {jpeg(), progressive_jpeg(), webp(), lossy_webp()}) {
    for (std::size_t i = 0; i < sound.size(); ++i) {
      for (const unsigned flip : {0x01U, 0x80U, 0xffU}) {
        auto file = sound;
        file[i] = static_cast<char>(static_cast<unsigned char>(file[i]) ^ flip);
        const auto info = inspect(file);
        if (!info || info->size.width > 64 || info->size.height > 64) continue;
        const auto bitmap = decode(file, {4, 4}, Fit::cover, {}, backdrop);
        CHECK((!bitmap || bitmap->size() == Size{4, 4}));
      }
    }
  }
}

TEST_CASE("[M09] GIFs and animations are refused, and the message says what to do") {
  const auto gif = verify("GIF89a\x01\0\x01\0\0\0\0;"s);
  REQUIRE_FALSE(gif);
  CHECK(gif.error().code == "decode.format");
  CHECK(gif.error().message.find("PNG or JPEG") != std::string::npos);
  const auto apng = png({png_header(1, 1, 8, 0), png_chunk("acTL", big_endian(2, 4) + big_endian(0, 4)),
                         png_chunk("IDAT", deflated("\0\0"s)), end});
  CHECK(code_of(apng) == "decode.format");
  const auto moving = from_hex(
      "524946461600000057454250"
      "56503858"
      "0a000000"
      "02000000"
      "050000"
      "030000");
  CHECK(code_of(moving) == "decode.format");
}

TEST_CASE("[M10] what hangs on behind a picture is not looked at") {
  const auto bitmap = decoded(jpeg());
  REQUIRE(bitmap);
  CHECK(decoded(jpeg() + "PK\x03\x04 <html><script>") == bitmap);
  CHECK(decoded(png(places({4, 4})) + "<html>") == places({4, 4}));
}

TEST_CASE("[M11] the smallest and the longest pictures are scaled, one pixel more is refused") {
  const auto dot = decode(png(Bitmap({1, 1}, 0x336699)), {64, 36}, Fit::cover, {}, backdrop);
  REQUIRE(dot);
  CHECK(*dot == Bitmap({64, 36}, 0x336699));
  const auto line = png(Bitmap({1, 16384}, 0x336699));
  CHECK(decode(line, {64, 36}, Fit::cover, {}, backdrop) == Bitmap({64, 36}, 0x336699));
  CHECK(decode(line, {64, 36}, Fit::contain, {}, backdrop) == Bitmap({1, 36}, 0x336699));
  CHECK(code_of(png(Bitmap({16385, 1}))) == "decode.too_large");
}

TEST_CASE("[M13] deep, grey, interlaced and indexed PNGs have the right colours") {
  const auto deep = png({png_header(1, 1, 16, 2),
                         png_chunk("IDAT", deflated(from_hex("00"
                                                             "d0ff2000408f"))),
                         end});
  CHECK(close(decoded(deep).value().pixels().front(), 0xd02040));
  const auto grey_alpha = png({png_header(2, 1, 8, 4), png_chunk("IDAT", deflated(from_hex("0080ff8000"))), end});
  CHECK(decoded(grey_alpha).value().pixels()[0] == 0x808080);
  CHECK(decoded(grey_alpha).value().pixels()[1] == 0x0000ff);
  const auto bits = png({png_header(8, 1, 1, 0), png_chunk("IDAT", deflated(from_hex("00a5"))), end});
  CHECK(decoded(bits).value().pixels()[0] == 0xffffff);
  CHECK(decoded(bits).value().pixels()[1] == 0x000000);
  const auto indexed = png({png_header(2, 1, 8, 3),
                            png_chunk("PLTE", from_hex("d02040"
                                                       "20b040")),
                            png_chunk("tRNS", from_hex("ff00")), png_chunk("IDAT", deflated(from_hex("000001"))), end});
  CHECK(decoded(indexed).value().pixels()[0] == 0xd02040);
  CHECK(decoded(indexed).value().pixels()[1] == 0x0000ff);
  // Adam7 has one row of one pixel in its first pass, and one of one in its sixth.
  const auto interlaced = png({png_header(2, 1, 8, 0, 1),
                               png_chunk("IDAT", deflated(from_hex("0040"
                                                                   "00c0"))),
                               end});
  CHECK(decoded(interlaced).value().pixels()[0] == 0x404040);
  CHECK(decoded(interlaced).value().pixels()[1] == 0xc0c0c0);
}

TEST_CASE("a WebP whose size is not what it says is refused") {
  CHECK(code_of(webp() + "x") == "decode.broken");
  auto wrong_frame = webp();
  wrong_frame[20] = 0x2e;
  CHECK(code_of(wrong_frame) == "decode.broken");
  auto other = webp();
  other.replace(12, 4, "JUNK");
  CHECK(code_of(other) == "decode.broken");
}
