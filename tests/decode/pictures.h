/// Picture files for the tests, good and bad, made byte by byte: the bad ones no encoder would write.
#pragma once

#include "base/bitmap.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kiosk::test {

std::string from_hex(std::string_view hex);
/// The lowest `count` bytes of `value`, highest first.
std::string big_endian(std::uint32_t value, int count);

std::string png_chunk(std::string_view type, std::string_view data);
/// The chunk before all others. Kinds of colour: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
std::string png_header(std::uint32_t width, std::uint32_t height, int depth, int colour, int interlace = 0);
/// zlib's format, without compression. `rows` are as PNG has them: a byte for the filter before each.
std::string deflated(std::string_view rows);
/// A file of these chunks.
std::string png(std::initializer_list<std::string> chunks);
/// An RGB file of 8 bits.
std::string png(const Bitmap& bitmap);

/// 16 × 24, six squares of 8: red, green / blue, white / black, grey. Baseline.
std::string jpeg();
/// The same, progressive.
std::string progressive_jpeg();
inline constexpr Pixel red = 0xd02020;
inline constexpr Pixel green = 0x20b040;
inline constexpr Pixel blue = 0x2040d0;
inline constexpr Pixel white = 0xf0f0f0;
inline constexpr Pixel black = 0x101010;
inline constexpr Pixel grey = 0x808080;

/// 16 × 8, in print colours: on the left the inks 200, 40, 0 and 30, on the right half of black alone. As Adobe's
/// programs write it, stored as it is or (`transformed`) as luma and chroma.
std::string cmyk_jpeg(bool transformed);

std::string jpeg_segment(int marker, std::string_view data);
/// EXIF data with this orientation, without its mark.
std::string exif_data(std::uint32_t orientation, bool big = true);
/// The same in an APP1 segment.
std::string exif(std::uint32_t orientation, bool big = true);
/// `segments` after the start of the image, where cameras put theirs.
std::string with_segments(std::string_view jpeg, std::string_view segments);

/// 6 × 4, lossless: the left half red 0xd0, the right one 0x20; the lower half green 0xb0, the upper one 0x20.
std::string webp();
/// The same, its right half transparent.
std::string transparent_webp();
/// 16 × 16, lossy, all 0x2080d0 or nearly.
std::string lossy_webp();

std::string webp_chunk(std::string_view type, std::string_view data);
/// An extended file: the picture of webp(), `before` and after it.
std::string webp_with(std::string_view before, std::string_view after);

/// Whether no channel is further off than `most`.
bool close(Pixel a, Pixel b, int most = 2);
Pixel at(const Bitmap& bitmap, int x, int y);

}  // namespace kiosk::test
