#include "sync/picture_file.h"

#include "base/file.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::string_literals;

std::string code_of(std::string_view bytes) {
  const auto good = check_picture_file(bytes);
  return good ? "good" : good.error().code;
}

TEST_CASE("[M01] a picture is let in whole, and refused at every length that is less") {
  const auto jpeg = read_file(KIOSK_SOURCE_DIR "/media/contour-calm.jpg", 10 << 20);
  REQUIRE(jpeg);
  CHECK(code_of(*jpeg) == "good");
  CHECK(code_of(*jpeg + "trailing bytes of a camera") == "good");
  for (std::size_t length = 4; length < jpeg->size(); length += jpeg->size() / 100) {
    CAPTURE(length);
    CHECK(code_of(std::string_view(*jpeg).substr(0, length)) == "sync.picture_cut");
  }
  const auto png = "\x89PNG\r\n\x1a\n...pixels...\0\0\0\0IEND\xae\x42\x60\x82"s;
  CHECK(code_of(png) == "good");
  CHECK(code_of(png.substr(0, png.size() - 1)) == "sync.picture_cut");
  const auto webp = "RIFF\x08\0\0\0WEBPVP8 "s;
  CHECK(code_of(webp) == "good");
  CHECK(code_of(webp.substr(0, 15)) == "sync.picture_cut");
}

TEST_CASE("[M02, H17] what is no JPEG, PNG or WebP is refused whatever it is called") {
  for (const std::string& bytes : {""s, "\xff"s, "P6\n1 1\n255\nabc"s, "/* XPM */"s, "<svg xmlns=\"\"/>"s, "GIF89a"s,
                                   "BM......"s, "RIFF\x08\0\0\0AVI LIST"s, "<!DOCTYPE html><html></html>"s, "{}"s}) {
    CAPTURE(bytes);
    CHECK(code_of(bytes) == "sync.picture_type");
  }
}

TEST_CASE("[N13] a web page is known by its first words") {
  for (const std::string& page : {"<!DOCTYPE html>"s, "\xef\xbb\xbf  <html lang=\"nb\">"s, "<!-- login --><html>"s,
                                  "\n\n<HTML>"s, "<script>location='/login'</script>"s}) {
    CAPTURE(page);
    CHECK(is_web_page(page));
  }
  CHECK_FALSE(is_web_page(""));
  CHECK_FALSE(is_web_page("{\"title\": \"<html>\"}"));
}

}  // namespace
}  // namespace kiosk
