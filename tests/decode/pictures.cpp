#include "decode/pictures.h"

#include <algorithm>
#include <cstdlib>

namespace kiosk::test {
namespace {

std::uint32_t byte(char c) {
  return static_cast<unsigned char>(c);
}

std::uint32_t crc(std::string_view data) {
  std::uint32_t sum = 0xffffffffU;
  for (const char c : data) {
    sum ^= byte(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~sum;
}

std::uint32_t adler(std::string_view data) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : data) {
    a = (a + byte(c)) % 65521;
    b = (b + a) % 65521;
  }
  return (b << 16) | a;
}

std::string little_endian(std::uint32_t value, int count) {
  auto bytes = big_endian(value, count);
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

}  // namespace

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

std::string big_endian(std::uint32_t value, int count) {
  std::string bytes;
  for (int i = count - 1; i >= 0; --i) bytes += static_cast<char>((value >> (8 * i)) & 0xffU);
  return bytes;
}

std::string png_chunk(std::string_view type, std::string_view data) {
  const auto body = std::string(type).append(data);
  return big_endian(static_cast<std::uint32_t>(data.size()), 4) + body + big_endian(crc(body), 4);
}

std::string png_header(std::uint32_t width, std::uint32_t height, int depth, int colour, int interlace) {
  std::string data = big_endian(width, 4) + big_endian(height, 4);
  for (const int field : {depth, colour, 0, 0, interlace}) data += static_cast<char>(field);
  return png_chunk("IHDR", data);
}

std::string deflated(std::string_view rows) {
  std::string out = from_hex("7801");
  for (std::size_t start = 0;;) {
    const auto part = rows.substr(start, 65535);
    start += part.size();
    const auto length = static_cast<std::uint32_t>(part.size());
    out += start == rows.size() ? '\1' : '\0';
    out += little_endian(length, 2) + little_endian(~length, 2);
    out += part;
    if (start == rows.size()) break;
  }
  return out + big_endian(adler(rows), 4);
}

std::string png(std::initializer_list<std::string> chunks) {
  std::string file = from_hex("89504e470d0a1a0a");
  for (const auto& chunk : chunks) file += chunk;
  return file;
}

std::string png(const Bitmap& bitmap) {
  std::string rows;
  for (int y = 0; y < bitmap.height(); ++y) {
    rows += '\0';
    for (const Pixel p : bitmap.row(y)) rows += big_endian(p, 3);
  }
  const auto width = static_cast<std::uint32_t>(bitmap.width());
  const auto height = static_cast<std::uint32_t>(bitmap.height());
  return png({png_header(width, height, 8, 2), png_chunk("IDAT", deflated(rows)), png_chunk("IEND", "")});
}

std::string jpeg() {
  return from_hex(
      "ffd8ffe000104a46494600010100000100010000ffdb0043000201010101010201010102020202020403020202020504040304060506"
      "060605060606070908060709070606080b08090a0a0a0a0a06080b0c0b0a0c090a0a0affdb004301020202020202050303050a070607"
      "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0affc00011"
      "080018001003011100021101031101ffc400160001010100000000000000000000000000080a09ffc400141001000000000000000000"
      "00000000000000ffc40019010003000300000000000000000000000000070904080affc4001411010000000000000000000000000000"
      "0000ffda000c03010002110311003f002990eac04631dcd1876b68d8c5522659e087f01b8003ffd9");
}

std::string progressive_jpeg() {
  return from_hex(
      "ffd8ffe000104a46494600010100000100010000ffdb0043000201010101010201010102020202020403020202020504040304060506"
      "060605060606070908060709070606080b08090a0a0a0a0a06080b0c0b0a0c090a0a0affdb004301020202020202050303050a070607"
      "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0affc20011"
      "080018001003011100021101031101ffc400160001010100000000000000000000000000070908ffc400190100030003000000000000"
      "000000000000000608030709ffda000c030100021003100000012943ac11b1f34476dad8d54a657887e1b803ffc40014100100000000"
      "000000000000000000000020ffda00080101000105025fffc40014110100000000000000000000000000000020ffda0008010301013f"
      "015fffc40014110100000000000000000000000000000020ffda0008010201013f015fffc40014100100000000000000000000000000"
      "000020ffda0008010100063f025fffc40014100100000000000000000000000000000020ffda0008010100013f215fffda000c030100"
      "0200030000001000003fffc40014110100000000000000000000000000000020ffda0008010301013f105fffc4001411010000000000"
      "0000000000000000000020ffda0008010201013f105fffc40014100100000000000000000000000000000020ffda0008010100013f10"
      "5fffd9");
}

std::string cmyk_jpeg(bool transformed) {
  if (!transformed) {
    return from_hex(
        "ffd8ffee000e41646f626500640000000000ffdb00430001010101010101010101010101010101010101010101010101010101010101"
        "010101010101010101010101010101010101010101010101010101010101010101ffc000140800080010044311004d11005911004b11"
        "00ffc4001700010003000000000000000000000000000a00090bffc40014100100000000000000000000000000000000ffda000e0443"
        "004d0059004b00003f0036e5707f0610d90168081eefffd9");
  }
  return from_hex(
      "ffd8ffee000e41646f626500640000000002ffdb00430001010101010101010101010101010101010101010101010101010101010101"
      "010101010101010101010101010101010101010101010101010101010101010101ffdb00430101010101010101010101010101010101"
      "010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101ffc000140800"
      "08001004011100021101031101041100ffc4001500010100000000000000000000000000000a09ffc400141001000000000000000000"
      "00000000000000ffc400150101010000000000000000000000000000090affc40014110100000000000000000000000000000000ffda"
      "000e040100021103110400003f0092e21d5306102ce5e12ce1eeffd9");
}

std::string jpeg_segment(int marker, std::string_view data) {
  std::string segment = "\xff";
  segment += static_cast<char>(marker);
  segment += big_endian(static_cast<std::uint32_t>(data.size() + 2), 2);
  return segment.append(data);
}

std::string exif_data(std::uint32_t orientation, bool big) {
  const auto number = [big](std::uint32_t value, int count) {
    return big ? big_endian(value, count) : little_endian(value, count);
  };
  std::string tiff = big ? "MM" : "II";
  tiff += number(42, 2) + number(8, 4) + number(2, 2);
  tiff += number(0x010f, 2) + number(2, 2) + number(4, 4) + "OUS" + '\0';  // the camera's maker comes first
  tiff += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2);
  return tiff + number(0, 4);
}

std::string exif(std::uint32_t orientation, bool big) {
  return jpeg_segment(0xe1, std::string("Exif\0\0", 6) + exif_data(orientation, big));
}

std::string with_segments(std::string_view jpeg, std::string_view segments) {
  return std::string(jpeg.substr(0, 2)).append(segments).append(jpeg.substr(2));
}

std::string webp() {
  return from_hex(
      "5249464634000000574542505650384c280000002f05c000001f2010484219797c810021459254890334ff919b414048407820f9ffcf"
      "a288fe47c42e");
}

std::string transparent_webp() {
  return from_hex(
      "524946462c000000574542505650384c1f0000002f05c0001017201048421979fc811ea0f90fe80302811427b1c411fd8f640300");
}

std::string lossy_webp() {
  return from_hex(
      "524946463a00000057454250565038202e0000001002009d012a1000100001402625a00274ba01f801f80003c800feead47ffd4160ac"
      "cbf7b0ffe9a28c298fb68000");
}

std::string webp_chunk(std::string_view type, std::string_view data) {
  auto chunk = std::string(type) + little_endian(static_cast<std::uint32_t>(data.size()), 4) + std::string(data);
  if (data.size() % 2 == 1) chunk += '\0';
  return chunk;
}

std::string webp_with(std::string_view before, std::string_view after) {
  constexpr std::size_t simple_header = 12;
  const auto size = little_endian(6 - 1, 3) + little_endian(4 - 1, 3);
  const auto body = "WEBP" + webp_chunk("VP8X", std::string("\x28\0\0\0", 4) + size) + std::string(before) +
                    webp().substr(simple_header) + std::string(after);
  return "RIFF" + little_endian(static_cast<std::uint32_t>(body.size()), 4) + body;
}

bool close(Pixel a, Pixel b, int most) {
  for (const unsigned shift : {0U, 8U, 16U, 24U}) {
    const auto difference = static_cast<int>((a >> shift) & 0xffU) - static_cast<int>((b >> shift) & 0xffU);
    if (std::abs(difference) > most) return false;
  }
  return true;
}

Pixel at(const Bitmap& bitmap, int x, int y) {
  return bitmap.row(y)[static_cast<std::size_t>(x)];
}

}  // namespace kiosk::test
