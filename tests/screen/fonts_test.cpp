#include "screen/fonts.h"

#include "base/bitmap.h"
#include "layout/compose.h"
#include "screen/canvas.h"
#include "support/announced.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace kiosk {
namespace {

using test::Announced;

/// The fonts of the built-in theme: the packages fonts-inter and fonts-noto-core, of config/packages.txt.
std::unique_ptr<Fonts> inter() {
  auto fonts = Fonts::open(FontFiles{}, {});
  REQUIRE_MESSAGE(fonts.has_value(), (fonts ? "" : fonts.error().message));
  return std::move(*fonts);
}

constexpr Pixel paper = 0xffffff;

TextRun run_of(std::string text, int size, Point origin = {40, 100}, Face face = Face::regular) {
  return {std::move(text), face, size, origin, Colour{0, 0, 0, 255}, 0, false, false};
}

Bitmap drawn(Fonts& fonts, const TextRun& run, Size size = {1200, 160}) {
  Bitmap picture(size, paper);
  Canvas canvas(picture);
  fonts.draw(run, canvas);
  return picture;
}

/// The smallest box that holds all that is not paper.
Box ink(const Bitmap& picture) {
  Box box;
  for (int y = 0; y < picture.height(); ++y) {
    const auto row = picture.row(y);
    for (int x = 0; x < picture.width(); ++x) {
      if (row[static_cast<std::size_t>(x)] != paper) box = united(box, {x, y, 1, 1});
    }
  }
  return box;
}

/// How dark a picture is: the sum of what its pixels lack to white.
double darkness(const Bitmap& picture) {
  double sum = 0;
  for (const Pixel p : picture.pixels()) sum += 255 - static_cast<int>(p & 0xff);
  return sum;
}

}  // namespace

TEST_CASE("the width of a text is the pen's way at any size") {
  const auto fonts = inter();
  const float em = fonts->width("Hamburgefonstiv", Face::regular, 1000);
  CHECK(em > 5000);
  for (const int size : {12, 30, 47, 120, 168}) {
    CHECK(fonts->width("Hamburgefonstiv", Face::regular, size) ==
          doctest::Approx(em * static_cast<float>(size) / 1000).epsilon(0.001));
  }
  CHECK(fonts->width("", Face::regular, 40) == 0.0F);
  CHECK(fonts->width(" ", Face::regular, 40) > 5.0F);
}

TEST_CASE("the widths of words and of the spaces between them add up") {
  const auto fonts = inter();
  const auto width = [&](std::string_view text) { return fonts->width(text, Face::display, 96); };
  CHECK(width("three new winners") ==
        doctest::Approx(width("three") + width(" ") + width("new ") + width("winners")).epsilon(0.002));
}

TEST_CASE("pairs are kerned") {
  const auto fonts = inter();
  const auto width = [&](std::string_view text) { return fonts->width(text, Face::display, 100); };
  CHECK(width("AV") < width("A") + width("V") - 3);
  CHECK(width("HH") == doctest::Approx(width("H") * 2).epsilon(0.002));
}

TEST_CASE("an overhang is ink, not width") {
  const auto fonts = inter();
  CHECK(fonts->width("jj", Face::regular, 100) ==
        doctest::Approx(2 * fonts->width("j", Face::regular, 100)).epsilon(0.005));
}

TEST_CASE("the cuts differ, and their heights are those of the design") {
  const auto fonts = inter();
  CHECK(fonts->width("Institute", Face::semibold, 100) > fonts->width("Institute", Face::regular, 100));
  for (const Face face : {Face::display, Face::regular, Face::medium, Face::semibold}) {
    const auto metrics = fonts->metrics(face, 100);
    CHECK(metrics.cap_height == doctest::Approx(72.3).epsilon(0.01));
    CHECK(metrics.ascent == doctest::Approx(96.9).epsilon(0.01));
    CHECK(metrics.descent == doctest::Approx(24.1).epsilon(0.05));
  }
}

TEST_CASE("capitals stand on the baseline and reach the cap height") {
  const auto fonts = inter();
  for (const int size : {30, 47, 100}) {
    const Box box = ink(drawn(*fonts, run_of("HEN", size)));
    CHECK(box.bottom() == 100);
    CHECK(std::abs(static_cast<float>(box.height) - fonts->metrics(Face::regular, size).cap_height) <= 1.0F);
  }
}

TEST_CASE("ink stays between ascent and descent, and near the pen's way") {
  const auto fonts = inter();
  for (const char* text : {"Åse Øgård jÿ", "{Qç|@ß}", "forsknings\u00ADadministrasjonen"}) {
    const auto run = run_of(text, 60);
    const Box box = ink(drawn(*fonts, run));
    const auto metrics = fonts->metrics(Face::regular, 60);
    CHECK(static_cast<float>(100 - box.y) <= metrics.ascent + 1);
    CHECK(static_cast<float>(box.bottom() - 100) <= metrics.descent + 1);
    CHECK(std::abs(static_cast<float>(box.x) - 40) < 8);
    CHECK(std::abs(static_cast<float>(box.right()) - 40 - fonts->width(text, Face::regular, 60)) < 8);
  }
}

TEST_CASE("[J17] five hundred marks on a letter stay near their line") {
  const auto fonts = inter();
  std::string pile = "H";
  for (int i = 0; i < 500; ++i) pile += i % 2 == 0 ? "\u0301" : "\u0331";
  const Box piled = ink(drawn(*fonts, run_of(pile, 40, {40, 200}), {200, 400}));
  CHECK(piled.y > 200 - 80);
  CHECK(piled.bottom() < 200 + 40);
}

TEST_CASE("marks that pile up move no baseline") {
  const auto fonts = inter();
  std::string pile = "H";
  for (int i = 0; i < 6; ++i) pile += "\u0301";
  const Box plain = ink(drawn(*fonts, run_of("H", 40)));
  const Box piled = ink(drawn(*fonts, run_of(pile, 40)));
  CHECK(piled.bottom() == plain.bottom());
  CHECK(piled.y < plain.y);
}

TEST_CASE("a pen between two pixels moves the letters by that much") {
  const auto fonts = inter();
  const auto weight_of_left_half = [&](float x) {
    const Bitmap picture = drawn(*fonts, run_of("l", 40, {x, 100}));
    double moment = 0;
    for (int y = 0; y < picture.height(); ++y) {
      for (int column = 0; column < picture.width(); ++column) {
        moment += column * (255 - static_cast<int>(picture.row(y)[static_cast<std::size_t>(column)] & 0xff));
      }
    }
    return moment / darkness(picture);
  };
  const double at_whole = weight_of_left_half(40);
  CHECK(weight_of_left_half(40.25F) - at_whole == doctest::Approx(0.25).epsilon(0.1));
  CHECK(weight_of_left_half(40.5F) - at_whole == doctest::Approx(0.5).epsilon(0.1));
  CHECK(weight_of_left_half(41) - at_whole == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("tracking moves each letter on by as much") {
  const auto fonts = inter();
  auto run = run_of("NEWS", 34, {40, 100}, Face::semibold);
  const Box plain = ink(drawn(*fonts, run));
  run.tracking = 2.72F;
  const Box tracked = ink(drawn(*fonts, run));
  CHECK(tracked.x == plain.x);
  CHECK(std::abs(static_cast<double>(tracked.right() - plain.right()) - 3 * 2.72) <= 1.0);
  run.tracking = 0.0001F;
  CHECK(std::abs(ink(drawn(*fonts, run)).right() - plain.right()) <= 1);
}

TEST_CASE("digits of a clock do not dance") {
  const auto fonts = inter();
  CHECK(fonts->width("11:11", Face::medium, 34) < fonts->width("00:00", Face::medium, 34) - 3);
  const float wide = tabular_width(*fonts, "00:00", Face::medium, 34);
  for (const char* time : {"11:11", "09:41", "23:59", "17:17"}) {
    CHECK(tabular_width(*fonts, time, Face::medium, 34) == doctest::Approx(wide).epsilon(0.0001));
  }
  auto one = run_of("11:11", 34);
  one.tabular = true;
  auto zero = run_of("00:11", 34);
  zero.tabular = true;
  CHECK(ink(drawn(*fonts, one)).right() == ink(drawn(*fonts, zero)).right());
}

TEST_CASE("a letter that the face lacks comes from a fallback font") {
  const auto fonts = inter();
  const char* arabic = "مرحبا";
  CHECK(fonts->width(arabic, Face::display, 60) > 60.0F);
  CHECK(darkness(drawn(*fonts, run_of(arabic, 60))) > 1000);
  CHECK(fonts->width("αβγ", Face::regular, 60) > 60.0F);
  const float mixed = fonts->width(std::string("Ali ") + arabic, Face::regular, 60);
  CHECK(mixed == doctest::Approx(fonts->width("Ali ", Face::regular, 60) + fonts->width(arabic, Face::regular, 60)));
}

TEST_CASE("the space after an Arabic word stands between it and the next") {
  const auto fonts = inter();
  const auto start_of_ink = [&](const char* text) { return ink(drawn(*fonts, run_of(text, 60))).x; };
  CHECK(start_of_ink("مرحبا Ali") == start_of_ink("مرحبا"));
}

TEST_CASE("Arabic letters are joined") {
  const auto fonts = inter();
  const char* beh = "ب";
  const float alone = fonts->width(beh, Face::regular, 100);
  CHECK(fonts->width("ببب", Face::regular, 100) < 2.5F * alone);
}

TEST_CASE("[J17] a dot stands for a letter that no font has, never a box, and it is counted") {
  const Announced warning("font.no_letter");
  const auto fonts = inter();
  const std::string lost = "\U0010FFFD";
  CHECK(fonts->lacking("A" + lost + "B" + lost, Face::regular) == std::vector<char32_t>{0x10fffd});
  CHECK(fonts->lacking("Šáŧŋa Αθήνα 李 \u05d0 \u0627 👩\u200d🔬 🇳🇴 → ✓", Face::display).empty());
  CHECK(fonts->width(lost, Face::regular, 40) == fonts->width("·", Face::regular, 40));
  CHECK(drawn(*fonts, run_of("A" + lost + "B", 40)) == drawn(*fonts, run_of("A·B", 40)));
}

TEST_CASE("words that run from right to left stand among others in the order in which they are read") {
  const auto fonts = inter();
  const std::string shin = "\u05e9";
  const std::string lamed = "\u05dc";
  // Written ש then ל, seen with the ש at the right.
  CHECK(drawn(*fonts, run_of(shin + lamed, 60)) == drawn(*fonts, run_of("\u202d" + lamed + shin + "\u202c", 60)));
  // A paragraph that runs from right to left begins at the right: Oslo is read after the word before it.
  auto run = run_of(shin + lamed + " Oslo", 60);
  run.rtl = true;
  const Bitmap picture = drawn(*fonts, run);
  const Bitmap oslo = drawn(*fonts, run_of("Oslo", 60));
  const int end_of_oslo = ink(oslo).right();
  for (int y = 0; y < picture.height(); ++y)
    CHECK(std::equal(picture.row(y).begin(), picture.row(y).begin() + end_of_oslo, oslo.row(y).begin()));
  CHECK(ink(picture).right() > end_of_oslo + 40);
}

TEST_CASE("brackets open where they are read, on either side") {
  const auto fonts = inter();
  auto run = run_of("(\u05e9", 60);
  run.rtl = true;
  CHECK(drawn(*fonts, run) == drawn(*fonts, run_of("\u202d\u05e9)\u202c", 60)));
}

TEST_CASE("joiners are heeded where letters join") {
  const auto fonts = inter();
  const float joined = fonts->width("\u0628\u0628", Face::regular, 100);
  CHECK(fonts->width("\u0628\u200c\u0628", Face::regular, 100) > joined + 10);
}

TEST_CASE("a bold face's stand-in is bold") {
  const auto fonts = inter();
  for (const char* text : {"مرحبا", "שלום"}) {
    const auto weight = [&](Face face) { return darkness(drawn(*fonts, run_of(text, 60, {40, 100}, face))); };
    CHECK(weight(Face::display) > 1.2 * weight(Face::regular));
  }
}

TEST_CASE("emoji are pictures of the text's size in their own colours, however many letters they are written with") {
  const auto fonts = inter();
  const float one = fonts->width("😀", Face::regular, 60);
  CHECK(one > 55);
  CHECK(one < 75);
  for (const char* emoji :
       {"👩\u200d🔬", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🇳🇴", "🏳\ufe0f\u200d🌈"}) {
    CAPTURE(emoji);
    CHECK(fonts->width(emoji, Face::regular, 60) == one);
  }
  for (const int size : {20, 60, 140}) {
    const Bitmap picture = drawn(*fonts, run_of("😀", size, {40, 150}), {400, 300});
    const Box face = ink(picture);
    CHECK(std::abs(face.height - size) <= size / 8);
    CHECK(face.x >= 39);
    CHECK(face.bottom() > 150);  // a little below the baseline, as letters that hang
    const auto colourful = [](Pixel p) { return (p >> 16 & 0xff) > (p & 0xff) + 60; };
    CHECK(std::ranges::count_if(picture.pixels(), colourful) > size * size / 3);
  }
}

TEST_CASE("an emoji takes the alpha of its text, and a part that is drawn again equals the whole") {
  const auto fonts = inter();
  auto run = run_of("😀", 60);
  const double full = darkness(drawn(*fonts, run));
  run.colour.a = 128;
  const Bitmap faint = drawn(*fonts, run);
  CHECK(darkness(faint) == doctest::Approx(full / 2).epsilon(0.02));
  Bitmap parts(faint.size(), paper);
  for (int x = 0; x < parts.width(); x += 37) {
    Canvas canvas(parts, {x, 0, 37, parts.height()});
    fonts->draw(run, canvas);
  }
  CHECK(parts == faint);
}

TEST_CASE("how far another font's letters reach is told, and nothing of the face's own") {
  const auto fonts = inter();
  CHECK(fonts->reach("Ågj", Face::display, 100).above == 0);
  const Reach arabic = fonts->reach("Ali \u0639\u0644\u064a", Face::display, 100);
  const Box seen = ink(drawn(*fonts, run_of("\u0639\u0644\u064a", 100, {40, 200}, Face::display), {600, 400}));
  CHECK(std::abs(arabic.above - static_cast<float>(200 - seen.y)) <= 2);
  CHECK(std::abs(arabic.below - static_cast<float>(seen.bottom() - 200)) <= 2);
}

TEST_CASE("what only steers is never seen") {
  const auto fonts = inter();
  const float plain = fonts->width("AB", Face::regular, 40);
  for (const char* unseen : {"\u200D", "\uFE0F", "\u200E", "\u00AD", "\x07"}) {
    CHECK(fonts->width(std::string("A") + unseen + "B", Face::regular, 40) == plain);
  }
}

TEST_CASE("a part that is drawn again equals the whole") {
  const auto fonts = inter();
  auto run = run_of("Winner of 2025", 70);
  run.strike = true;
  const Bitmap whole = drawn(*fonts, run);
  Bitmap parts(whole.size(), paper);
  for (int x = 0; x < parts.width(); x += 37) {
    Canvas canvas(parts, {x, 0, 37, parts.height()});
    fonts->draw(run, canvas);
  }
  CHECK(parts == whole);
}

TEST_CASE("a line goes through what is struck out") {
  const auto fonts = inter();
  auto run = run_of("14:00", 60);
  const Bitmap plain = drawn(*fonts, run);
  run.strike = true;
  const Bitmap struck = drawn(*fonts, run);
  CHECK(darkness(struck) > darkness(plain) + 1000);
  CHECK(ink(struck).bottom() == ink(plain).bottom());
  const int right = 40 + static_cast<int>(std::lround(fonts->width("14:00", Face::regular, 60)));
  CHECK(std::abs(ink(struck).right() - right) <= 1);
}

TEST_CASE("colour and its alpha") {
  const auto fonts = inter();
  auto run = run_of("IIII", 100);
  run.colour = {0x0b, 0x5f, 0xff, 0x80};
  const Bitmap picture = drawn(*fonts, run);
  const auto darkest = std::min_element(picture.pixels().begin(), picture.pixels().end(),
                                        [](Pixel a, Pixel b) { return (a >> 16) < (b >> 16); });
  CHECK(std::abs(static_cast<int>(*darkest >> 16) - 133) <= 2);
  CHECK((*darkest & 0xff) == 0xff);
}

TEST_CASE("[M17] a face that is missing, empty or corrupt is stood in for") {
  const auto folder = std::filesystem::temp_directory_path() / "kiosk-fonts-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "Empty.otf").flush();
  std::ofstream(folder / "Corrupt.otf") << "OTTO, or so it says";
  FontFiles files;
  files.display = "NoSuchFont.otf";
  files.medium = "Empty.otf";
  files.semibold = "Corrupt.otf";
  {
    const Announced missing("font.missing");
    const Announced unreadable("font.unreadable");
    const auto fonts = Fonts::open(files, {folder});
    REQUIRE(fonts.has_value());
    for (const Face face : {Face::display, Face::medium, Face::semibold}) {
      CHECK((*fonts)->width("kiosk", face, 40) == (*fonts)->width("kiosk", Face::regular, 40));
    }
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("[M17] a font that was opened needs no disk any more") {
  const auto folder = std::filesystem::temp_directory_path() / "kiosk-fonts-gone-test";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file("/usr/share/fonts/opentype/inter/Inter-Regular.otf", folder / "Gone.otf",
                             std::filesystem::copy_options::overwrite_existing);
  FontFiles files;
  files.regular = "Gone.otf";
  const auto fonts = Fonts::open(files, {folder});
  REQUIRE(fonts.has_value());
  std::filesystem::resize_file(folder / "Gone.otf", 0);
  std::filesystem::remove_all(folder);
  for (const auto* word : {"kiosk", "Ærøy", "0123"})
    CHECK((*fonts)->width(word, Face::regular, 40) == inter()->width(word, Face::regular, 40));
  CHECK(drawn(**fonts, run_of("kiosk", 61)) == drawn(*inter(), run_of("kiosk", 61)));
}

TEST_CASE("a font beside the theme goes before the system's, and a theme reaches no other folder") {
  const auto folder = std::filesystem::temp_directory_path() / "kiosk-theme-fonts-test";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file("/usr/share/fonts/opentype/inter/Inter-Black.otf", folder / "Inter-Regular.otf",
                             std::filesystem::copy_options::overwrite_existing);
  FontFiles files;
  files.medium = "../../../../usr/share/fonts/opentype/inter/Inter-Medium.otf";
  const auto fonts = Fonts::open(files, {folder});
  REQUIRE(fonts.has_value());
  CHECK((*fonts)->width("kiosk", Face::regular, 40) > inter()->width("kiosk", Face::regular, 40) + 1);
  CHECK((*fonts)->width("kiosk", Face::medium, 40) == inter()->width("kiosk", Face::medium, 40));
  std::filesystem::remove_all(folder);
}

TEST_CASE("many sizes and very long texts are no trouble") {
  const auto fonts = inter();
  for (int size = 10; size < 60; ++size) drawn(*fonts, run_of("x", size), {200, 120});
  const std::string line(20000, 'm');
  const float one = fonts->width("m", Face::regular, 30);
  CHECK(fonts->width(line, Face::regular, 30) == doctest::Approx(one * 20000).epsilon(0.01));
  CHECK(ink(drawn(*fonts, run_of(line, 30))).right() == 1200);
}

TEST_CASE("no digit of the clock moves what is beside it, in any minute of the day") {
  const auto fonts = inter();
  const auto zone = Zone::find("Europe/Oslo");
  REQUIRE(zone);
  const Institute institute;
  const Theme theme;
  const Instant midnight = zone->instant(*parse_when("2026-02-20T00:00:00"), DayEdge::start);
  for (const Language language : {"en", "nb", "nn"}) {
    std::set<float> places;
    std::set<float> widths;
    for (int minute = 0; minute < 24 * 60; ++minute) {
      const Setting setting{
          institute, theme, *zone, *fonts, language, {1920, 1080}, midnight + std::chrono::minutes{minute}};
      for (const auto& item : compose_foot({80, 1840, theme.paper, true}, {3, 12}, setting).clock) {
        const auto& run = std::get<TextRun>(item);
        places.insert(run.origin.x);
        if (run.tabular) widths.insert(tabular_width(*fonts, run.text, run.face, run.size));
      }
    }
    CAPTURE(language);
    CHECK(places.size() == 2);  // the date's and the time's
    CHECK(widths.size() == 1);
  }
}

}  // namespace kiosk
