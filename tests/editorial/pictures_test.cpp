#include "editorial/pictures.h"

#include "base/file.h"
#include "crypto/sha256.h"
#include "decode/decode.h"
#include "editorial/events.h"
#include "editorial/press.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

using test::bytes_of;
using test::code_of;
using test::colour_png;
using test::monday;
using test::Press;

constexpr Colour black{0, 0, 0};

std::string photograph() {
  return read_file(KIOSK_SOURCE_DIR "/media/helix-rna.jpg", 10'000'000).value();
}

int files_in(const std::filesystem::path& folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST_CASE("a picture is kept as it came, and beside it as screens get it, each named by its hash") {
  Press press;
  const auto bytes = photograph();
  const auto picture = press.box.add(bytes, "C:\\photos\\helix \x01 RNA.jpg", press.kari, monday);
  REQUIRE(picture);
  const auto for_screens = bytes_of(press.box.path_of(*picture));
  CHECK(picture->file == picture->sha256 + ".jpg");
  CHECK(picture->sha256 == sha256_hex(for_screens));
  CHECK(picture->bytes == for_screens.size());
  CHECK(picture->name == "helix  RNA.jpg");
  CHECK(picture->by == "Kari Nordmann");
  CHECK(picture->at == monday);
  const auto info = inspect(for_screens).value();
  CHECK(info.size == Size{picture->width, picture->height});
  CHECK(bytes_of(press.folder / "pictures" / "originals" / (sha256_hex(bytes) + ".jpg")) == bytes);
  CHECK(press.box.find(picture->file)->bytes == picture->bytes);
  CHECK(press.box.all()->size() == 1);
  CHECK(code_of(press.box.find("no.jpg")) == "pictures.missing");
  CHECK(events(press.database, 1)->front().action == "picture");
}

TEST_CASE("the same picture again is the same record, and one whose file is gone is made anew") {
  Press press;
  const auto first = press.box.add(colour_png(0xff0000), "first.png", press.kari, monday).value();
  const auto second = press.box.add(colour_png(0xff0000), "second.png", press.ola, monday + std::chrono::hours{1});
  REQUIRE(second);
  CHECK(second->name == "first.png");
  CHECK(press.box.all()->size() == 1);
  CHECK(files_in(press.folder / "pictures" / "pictures") == 1);
  std::filesystem::remove(press.box.path_of(first));
  CHECK(press.box.add(colour_png(0xff0000), "third.png", press.kari, monday)->file == first.file);
  CHECK(std::filesystem::exists(press.box.path_of(first)));
}

TEST_CASE("what a file says beside its pixels is not passed on") {
  Press press;
  auto bytes = photograph();
  bytes.insert(2, std::string("\xff\xfe\x00\x10 a secret  \x00", 18));
  bytes.append("<script>alert(1)</script>");
  const auto picture = press.box.add(bytes, "a.jpg", press.kari, monday).value();
  const auto for_screens = bytes_of(press.box.path_of(picture));
  CHECK(for_screens.find("secret") == std::string::npos);
  CHECK(for_screens.find("script") == std::string::npos);
}

TEST_CASE("a picture that is larger than any screen is reduced, another one is not touched in its size") {
  Press press;
  const auto wide = press.box.add(colour_png(0x336699, {5000, 100}), "wide.png", press.kari, monday).value();
  CHECK(wide.width == 3840);
  CHECK(wide.height == 77);
  const auto small = press.box.add(colour_png(0x336699, {5, 7}), "small.png", press.kari, monday).value();
  CHECK(small.width == 5);
  CHECK(small.height == 7);
}

TEST_CASE("drawings stay without loss, photographs become JPEG, and what is transparent stays so") {
  Press press;
  const auto drawing = press.box.add(colour_png(0x336699), "a.png", press.kari, monday).value();
  CHECK(drawing.file.ends_with(".png"));
  CHECK(reduce(bytes_of(press.box.path_of(drawing)), {64, 64}, black) == Bitmap({32, 24}, 0x336699));

  const auto pixels = reduce(photograph(), {400, 400}, black).value();
  const auto photo = press.box.add(encode_png(pixels).value(), "photo.png", press.kari, monday).value();
  CHECK(photo.file.ends_with(".jpg"));

  Bitmap on_white({8, 8}, 0xffffff);
  on_white.row(3)[3] = 0x336699;
  Bitmap on_black({8, 8}, 0);
  on_black.row(3)[3] = 0x336699;
  const auto logo = encode_png(on_black, on_white).value();
  const auto kept = press.box.add(logo, "logo.png", press.kari, monday).value();
  CHECK(kept.file.ends_with(".png"));
  constexpr Colour orange{255, 128, 0};
  CHECK(reduce(bytes_of(press.box.path_of(kept)), {8, 8}, orange) == reduce(logo, {8, 8}, orange));
}

TEST_CASE("what is no picture, is damaged or far too large is refused in words, and leaves nothing behind") {
  Press press;
  const auto added = [&](const std::string& bytes) {
    return code_of(press.box.add(bytes, "photo.jpg", press.kari, monday));
  };
  CHECK(added("PK\x03\x04 a zip") == "pictures.type");
  CHECK(added("") == "pictures.type");
  CHECK(added("GIF89a") == "pictures.type");
  CHECK(added("<svg xmlns='http://www.w3.org/2000/svg'/>") == "pictures.type");
  CHECK(added(photograph().substr(0, 5000)) == "pictures.undecodable");
  auto damaged = colour_png(0x336699);
  damaged[50] = static_cast<char>(damaged[50] ^ 1);
  CHECK(added(damaged) == "pictures.undecodable");
  CHECK(added("\xff\xd8\xff" + std::string(std::size_t{33} << 20, 'x')) == "pictures.too_large");
  CHECK(press.box.all()->empty());
  CHECK_FALSE(std::filesystem::exists(press.folder / "pictures"));
}

TEST_CASE("where no picture can be decoded at all, the picture is not blamed") {
  test::Office office;
  Decoder broken({.command = {"/no/such/program"}, .patience = {}, .stop = {}});
  PictureBox box(office.database, office.folder / "pictures", broken);
  CHECK(code_of(box.add(colour_png(1), "a.png", office.kari, monday)) == "decode.no_process");
}

TEST_CASE("pictures of the desk are for its own user until they are published") {
  Press press;
  const auto picture = press.box.find(press.picture(0x112233)).value();
  struct stat info {};
  REQUIRE(::stat(press.box.path_of(picture).c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

}  // namespace
}  // namespace kiosk
