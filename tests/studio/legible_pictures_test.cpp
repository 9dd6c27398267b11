// What is written on photographs can be read, whatever they show: judged from the pixels, on the worst there are.
#include "base/file.h"
#include "decode/encode.h"
#include "studio/make.h"
#include "studio/studio.h"
#include "support/folder.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::Folder;

Picture photograph() {
  Picture picture;
  picture.src = "photograph.png";
  picture.caption = "A caption that is long enough to take two lines of the photograph's foot, wherever it stands";
  picture.credit = "Photograph: somebody who deserves it";
  return picture;
}

std::vector<Slide> on_photographs() {
  std::vector<Slide> slides;
  const auto add = [&slides](Content content) {
    Slide slide;
    slide.id = "slide-" + std::to_string(slides.size());
    slide.url = "https://example.org/";
    slide.content = std::move(content);
    slides.push_back(std::move(slide));
  };
  add(NewsSlide{"A headline", "And what happened", photograph(), {}});
  add(InstituteSlide{"Institute for Cancer Research",
                     "At the heart of cancer research in Norway and beyond since 1954.",
                     {},
                     {},
                     {{"7", "", "research departments"}, {"380+", "", "employees"}, {"70", "%", "externally funded"}},
                     photograph()});
  AwardCallSlide call{"Nominate", {}, {}, *parse_when("2026-03-02"), photograph()};
  add(std::move(call));
  add(PublicationSlide{
      "A book with quite a long title on its cover", {"Somebody"}, "A house", {}, photograph(), "Text", ""});
  add(VideoSlide{"film.mp4", photograph(), "Welcome to the institute", {}});
  return slides;
}

TEST_CASE(
    "captions, credits, codes' labels, welcomes, countdowns and covers stand out from a white photograph and from a "
    "black one") {
  const Folder folder;
  for (const Pixel colour : {Pixel{0xffffff}, Pixel{0x000000}, Pixel{0x808080}}) {
    const auto png = encode_png(Bitmap({64, 48}, colour));
    REQUIRE(png);
    const auto file = folder.path() / (std::to_string(colour) + ".png");
    REQUIRE(replace_file(file, *png));
    const auto edition = test::edition("photographs", on_photographs(), test::lobby, {{"photograph.png", file}});
    for (const Size size : {Size{1280, 720}, Size{720, 1280}, Size{1024, 768}, Size{768, 1024}, Size{1920, 540}}) {
      Studio studio({size, Rotation::none, "icr"});
      for (std::size_t i = 0; i < edition->document.slides.size(); ++i) {
        const Look look{edition, i,  "en", test::at("2026-02-20T08:41:00Z"), test::at("2026-02-20T08:41:20Z"),
                        {1, 9},  {}, false};
        const auto judgement = studio.judge(look, {});
        for (const auto& finding : judgement.findings) {
          const bool weak = finding.code == "legible.contrast";
          CHECK_MESSAGE(!weak, kind_of(edition->document.slides[i]), " at ", size.width, "x", size.height, " on ",
                        colour, ": ", to_text(finding, "en"));
        }
      }
    }
  }
}

}  // namespace
}  // namespace kiosk
