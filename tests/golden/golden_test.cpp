// Every kind of slide, drawn by the real studio with the real fonts, against a picture that a person has looked at.
//
// A golden picture is renewed with KIOSK_RENEW=1, and committed after somebody looked at the old one and the new one.
// Where one differs, what was drawn and where it differs are left in build/golden/.
#include "base/file.h"
#include "decode/decode.h"
#include "decode/encode.h"
#include "studio/studio.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(KIOSK_SOURCE_DIR) / "tests/golden";
struct Shape {
  const char* name;
  Size size;
};
constexpr Shape landscape{"landscape", {960, 540}};
constexpr Shape portrait{"portrait", {540, 960}};
constexpr Shape square{"4x3", {640, 480}};
constexpr Shape hanging_square{"3x4", {480, 640}};
constexpr Shape full_landscape{"landscape", {1920, 1080}};
constexpr Shape full_portrait{"portrait", {1080, 1920}};
constexpr Shape full_square{"4x3", {1280, 960}};
constexpr Shape panorama{"32x9", {1280, 360}};

constexpr const char* usual_time = "2026-02-20T09:41:00";

/// Glyph edges move a little with the version of FreeType: so much per channel is no difference,
constexpr int channel_tolerance = 24;
/// and so many pixels in a thousand may differ by more.
constexpr double tolerated_share = 2;

EditionPtr edition() {
  const auto bytes = read_file(folder / "content.json", 1 << 20);
  REQUIRE(bytes);
  PictureSources pictures;
  for (const char* name : {"cells-tumour.jpg", "network-europe.jpg", "helix-rna.jpg"}) {
    pictures.emplace(std::string("../../media/") + name,
                     PictureSource{fs::path(KIOSK_SOURCE_DIR) / "media" / name, nullptr});
  }
  pictures.emplace("tall.webp", folder / "tall.webp");
  const auto made = make_edition("golden", *bytes, {}, pictures);
  REQUIRE(made);
  REQUIRE((*made)->problems.empty());
  return *made;
}

int channel(Pixel pixel, unsigned shift) {
  return static_cast<int>(pixel >> shift & 0xffU);
}

bool differ(Pixel a, Pixel b) {
  return std::ranges::any_of(std::array{16U, 8U, 0U}, [a, b](unsigned shift) {
    return std::abs(channel(a, shift) - channel(b, shift)) > channel_tolerance;
  });
}

/// How many of a thousand pixels differ; `where` gets them in red.
double difference(const Bitmap& actual, const Bitmap& golden, Bitmap& where) {
  where = Bitmap(actual.size(), 0xffffff);
  int count = 0;
  for (std::size_t i = 0; i < actual.pixels().size(); ++i) {
    if (!differ(actual.pixels()[i], golden.pixels()[i])) continue;
    where.pixels()[i] = 0xff0000;
    ++count;
  }
  return 1000.0 * count / static_cast<double>(actual.pixels().size());
}

void write(const fs::path& file, const Bitmap& bitmap) {
  const auto png = encode_png(bitmap);
  REQUIRE(png);
  fs::create_directories(file.parent_path());
  REQUIRE(replace_file(file, *png));
}

void compare(const std::string& name, const Bitmap& actual) {
  const fs::path golden_file = folder / (name + ".png");
  if (std::getenv("KIOSK_RENEW") != nullptr) {
    write(golden_file, actual);
    return;
  }
  const auto bytes = read_file(golden_file, 16 << 20);
  REQUIRE_MESSAGE(bytes, golden_file.string(),
                  " is missing: KIOSK_RENEW=1 makes it; look at it before it is committed");
  const auto golden = decode(*bytes, actual.size(), Fit::contain, {}, {});
  REQUIRE(golden);
  REQUIRE(golden->size() == actual.size());
  Bitmap where;
  const double differing = difference(actual, *golden, where);
  if (differing <= tolerated_share) return;
  const fs::path left = fs::path(KIOSK_BINARY_DIR) / "golden";
  write(left / (name + ".actual.png"), actual);
  write(left / (name + ".difference.png"), where);
  FAIL_CHECK(name, ": ", differing, " of 1000 pixels differ; see ", left.string());
}

/// Draws slides of the golden content, one after the other.
class Gallery {
 public:
  explicit Gallery(const Shape& shape, std::string theme = "")
      : shape_(shape), studio_({shape.size, Rotation::none, std::move(theme)}) {}

  /// Whether all of it is there is the slide's own matter where `may_be_cut`.
  void show(const std::string& id, const Language& language, const char* time = usual_time,
            const std::string& name = "", bool may_be_cut = false) {
    static const EditionPtr content = edition();
    const auto& slides = content->document.slides;
    const auto at = content->zone.instant(*parse_when(time), DayEdge::start);
    const auto index = [&slides](std::string_view wanted) {
      const auto found = std::ranges::find(slides, wanted, &Slide::id);
      REQUIRE(found != slides.end());
      return static_cast<std::size_t>(found - slides.begin());
    };
    Look look{content, index(id), language, at, at + Millis{10'000}, {3, 12}, {}, false};
    const auto* notice = notice_of(slides[look.slide]);
    if (notice != nullptr && notice->level == NoticeLevel::takeover) look.progress = {};
    if (notice != nullptr && notice->level == NoticeLevel::band) look.band = std::exchange(look.slide, index("news"));
    const auto prepared = studio_.prepare(look);
    if (!may_be_cut) CHECK_MESSAGE(prepared.findings.empty(), id, " (", language, ", ", shape_.name, ") is cut");
    compare((name.empty() ? id : name) + "." + shape_.name + "." + language, prepared.picture);
  }

 private:
  const Shape shape_;
  Studio studio_;
};

constexpr std::array kinds{"institute", "news",   "winner", "winners",  "call", "event",  "publication", "report",
                           "links",     "person", "film",   "takeover", "band", "notice", "cancelled"};

}  // namespace

TEST_CASE("every kind looks as it did when somebody looked at it, in both languages") {
  for (const auto& shape : {landscape, portrait}) {
    Gallery gallery(shape);
    for (const char* kind : kinds) {
      for (const char* language : {"en", "nb"}) gallery.show(kind, language);
    }
    gallery.show("poster", "en");
  }
}

TEST_CASE("screens of 4:3, upright and on their side, and strips of two screens have layouts of their own") {
  Gallery on_square(square);
  for (const char* id : {"institute", "news", "winner", "call", "event", "publication", "links", "takeover"})
    on_square.show(id, "nb");
  Gallery hanging(hanging_square);
  for (const char* id : {"news", "call", "publication", "event"}) hanging.show(id, "en");
  Gallery strip(panorama);
  for (const char* id : {"institute", "news", "winners", "call", "event", "publication", "links"}) strip.show(id, "en");
}

TEST_CASE("the hard cases") {
  for (const auto& shape : {landscape, portrait}) {
    Gallery gallery(shape);
    for (const char* id : {"one-word", "fourteen-words", "arabic", "greek", "north-sami", "chinese", "emoji",
                           "four-winners", "midnight", "summer-time", "tall-poster"})
      gallery.show(id, "en");
    gallery.show("compound", "nb");
    gallery.show("long-body", "en", usual_time, "", true);
    gallery.show("call", "en", "2026-03-02T10:00:00", "last-day");
    gallery.show("midnight", "en", "2026-09-26T00:20:00", "midnight-now");
  }
  for (const auto& shape : {square, panorama}) Gallery(shape).show("four-winners", "en");
  // Codes of whole pixels per module take more room on a small screen.
  for (const auto& shape : {full_landscape, full_portrait, panorama}) Gallery(shape).show("eight-links", "en");
  Gallery(full_square).show("eight-links", "en", usual_time, "", true);
}

TEST_CASE("a theme's own logo stands on paper and on night, and each other hour the foot line is mirrored") {
  Gallery with_logo(landscape, (folder / "with-logo.json").string());
  with_logo.show("person", "en", usual_time, "logo-on-paper");
  with_logo.show("winners", "en", usual_time, "logo-on-night");
  Gallery plain(landscape);
  plain.show("person", "en", "2026-02-20T10:12:00", "mirrored");
}
