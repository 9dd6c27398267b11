#include "studio/studio.h"

#include "base/file.h"
#include "crypto/sha256.h"
#include "decode/cage.h"
#include "decode/encode.h"
#include "studio/make.h"
#include "support/announced.h"
#include "support/folder.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::Announced;
using test::at;
using test::edition;
using test::Folder;
using test::lobby;
using test::news;

constexpr Size screen{640, 360};
/// 09:41:30 in Oslo.
constexpr Instant morning = std::chrono::sys_days{2026y / 2 / 20} + 8h + 41min + 30s;

Look look(EditionPtr content, Instant since = morning, Millis stay = 10s) {
  return {std::move(content), 0, "en", since, since + stay, {1, 3}, {}, false};
}

EditionPtr three() {
  return edition("three", {news("a"), news("b"), news("c")});
}

/// A news slide whose picture is `src`.
Slide pictured(const std::string& src) {
  Slide slide = news("pictured");
  Picture picture;
  picture.src = src;
  std::get<NewsSlide>(slide.content).picture = picture;
  return slide;
}

Bitmap cut_out(const Bitmap& from, const Box& box) {
  Bitmap piece({box.width, box.height});
  for (int y = 0; y < box.height; ++y) {
    const auto row = from.row(box.y + y).subspan(static_cast<std::size_t>(box.x), static_cast<std::size_t>(box.width));
    std::ranges::copy(row, piece.row(y).begin());
  }
  return piece;
}

/// No descriptors but those that are open, and `more`, for as long as it lives.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t more) {
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before_) == 0);
    // The next that is opened gets the lowest number that is free; those above it do not matter.
    const int next = ::dup(STDERR_FILENO);
    REQUIRE(next >= 0);
    ::close(next);
    const rlimit few{static_cast<rlim_t>(next) + more, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

bool of_one_colour(const Bitmap& picture) {
  return std::ranges::all_of(picture.pixels(), [&](Pixel p) { return p == picture.pixels().front(); });
}

bool edge_is_plain(const Bitmap& piece) {
  const Pixel ground = piece.pixels().front();
  const auto is_ground = [ground](Pixel p) { return p == ground; };
  const bool rows =
      std::ranges::all_of(piece.row(0), is_ground) && std::ranges::all_of(piece.row(piece.height() - 1), is_ground);
  for (int y = 0; y < piece.height(); ++y) {
    if (!is_ground(piece.row(y).front()) || !is_ground(piece.row(y).back())) return false;
  }
  return rows;
}

bool within(const Box& inner, const Box& outer) {
  return intersection(inner, outer) == inner;
}

TEST_CASE("the same look is prepared to the same pixels, by another studio too") {
  Studio one({screen, Rotation::none, ""});
  Studio other({screen, Rotation::none, ""});
  const auto first = one.prepare(look(three()));
  const auto second = one.prepare(look(three()));
  const auto third = other.prepare(look(three()));
  CHECK(first.picture.size() == screen);
  CHECK_FALSE(of_one_colour(first.picture));
  CHECK(first.picture == second.picture);
  CHECK(first.picture == third.picture);
  CHECK(first.full_pill == third.full_pill);
}

TEST_CASE("each minute that begins on the slide has its clock, and it is the clock of a slide prepared just then") {
  Studio studio({screen, Rotation::none, ""});
  const auto prepared = studio.prepare(look(three(), morning, 150s));
  REQUIRE(prepared.clock.size() == 2);
  for (const auto& clock : prepared.clock) {
    CHECK(clock.from > prepared.look.since);
    CHECK(clock.from < prepared.look.until);
    CHECK(clock.from.time_since_epoch() % 1min == 0s);
    CHECK(within(clock.where, prepared.picture.box()));
    const auto fresh = studio.prepare(look(three(), clock.from));
    CHECK(cut_out(fresh.picture, clock.where) == clock.piece);
    CHECK(cut_out(prepared.picture, clock.where) != clock.piece);
  }
}

TEST_CASE("the clock's piece holds all of it, when the time grows longer and at midnight too") {
  Studio studio({screen, Rotation::none, ""});
  for (const auto since : {at("2026-02-20T09:59:50"), at("2026-02-28T23:59:50"), at("2026-09-30T23:59:50")}) {
    // Without dots, which may stand elsewhere beside a longer time.
    Look alone = look(three(), since, 20s);
    alone.progress = {0, 1};
    const auto prepared = studio.prepare(alone);
    REQUIRE(prepared.clock.size() == 1);
    const auto& [from, piece, where] = prepared.clock.front();
    CHECK(from == alone.since + 10s);
    CHECK(piece != cut_out(prepared.picture, where));
    // Both have their letters clear of the edges: nothing of the one is left beside the other.
    CHECK(edge_is_plain(piece));
    CHECK(edge_is_plain(cut_out(prepared.picture, where)));
  }
}

TEST_CASE("a slide that ends before the next minute has no clock to change; one that ends with it neither") {
  Studio studio({screen, Rotation::none, ""});
  CHECK(studio.prepare(look(three(), morning, 10s)).clock.empty());
  CHECK(studio.prepare(look(three(), morning, 30s)).clock.empty());
  CHECK(studio.prepare(look(three(), morning, 30001ms)).clock.size() == 1);
}

TEST_CASE("the full dot lies where the empty one is") {
  Studio studio({screen, Rotation::none, ""});
  const auto prepared = studio.prepare(look(three()));
  REQUIRE_FALSE(prepared.pill.empty());
  CHECK(within(prepared.pill, prepared.picture.box()));
  CHECK(prepared.full_pill.size() == Size{prepared.pill.width, prepared.pill.height});
  const Bitmap empty = cut_out(prepared.picture, prepared.pill);
  CHECK(empty != prepared.full_pill);
  const auto middle = static_cast<std::size_t>(prepared.pill.width / 2);
  CHECK(prepared.full_pill.row(prepared.pill.height / 2)[middle] != empty.row(prepared.pill.height / 2)[middle]);
}

TEST_CASE("a single slide has no dots") {
  Studio studio({screen, Rotation::none, ""});
  Look alone = look(edition("one", {news("a")}));
  alone.progress = {0, 1};
  const auto prepared = studio.prepare(alone);
  CHECK(prepared.full_pill.empty());
  CHECK(filled_part(prepared.pill, 0.5, Rotation::none).empty());
}

TEST_CASE("[G11] on a turned screen everything is as on an upright one, turned") {
  Studio upright_studio({screen, Rotation::none, ""});
  const Look minutes = look(three(), morning, 100s);
  const auto upright = upright_studio.prepare(minutes);
  for (const auto rotation : {Rotation::right, Rotation::half, Rotation::left}) {
    const Size turned_screen = upright_size(screen, rotation);
    Studio studio({turned_screen, rotation, ""});
    const auto prepared = studio.prepare(minutes);
    CHECK(prepared.picture.size() == turned_screen);
    CHECK(prepared.picture == turned(upright.picture, rotation));
    CHECK(prepared.full_pill == turned(upright.full_pill, rotation));
    CHECK(prepared.pill == turned(upright.pill, screen, rotation));
    REQUIRE(prepared.clock.size() == upright.clock.size());
    for (std::size_t i = 0; i < prepared.clock.size(); ++i) {
      CHECK(prepared.clock[i].from == upright.clock[i].from);
      CHECK(prepared.clock[i].piece == turned(upright.clock[i].piece, rotation));
      CHECK(prepared.clock[i].where == turned(upright.clock[i].where, screen, rotation));
    }
  }
}

TEST_CASE("the dot fills in the direction of reading, whichever way the screen hangs") {
  const Size size{100, 50};
  const Box upright{20, 40, 30, 6};
  for (const auto rotation : {Rotation::none, Rotation::right, Rotation::half, Rotation::left}) {
    const Box pill = turned(upright, size, rotation);
    CHECK(filled_part(pill, 0, rotation).empty());
    CHECK(filled_part(pill, -0.5, rotation).empty());
    CHECK(filled_part(pill, 1, rotation) == pill);
    CHECK(filled_part(pill, 7, rotation) == pill);
    for (const double share : {0.1, 0.25, 0.5, 0.9}) {
      const Box part{upright.x, upright.y, static_cast<int>(share * upright.width), upright.height};
      CHECK(filled_part(pill, share, rotation) == turned(part, size, rotation));
    }
  }
}

TEST_CASE("a picture that is missing or cannot be read leaves a whole slide: only its own place is empty") {
  const Folder folder;
  Bitmap orange({64, 64}, 0xff8800);
  const auto good = encode_png(orange);
  REQUIRE(good);
  const auto file = folder.write("good.png", *good);
  Studio studio({screen, Rotation::none, ""});
  const auto whole = studio.prepare(look(edition("good", {pictured("p.png")}, lobby, {{"p.png", file}})));
  CHECK(std::ranges::find(whole.picture.pixels(), Pixel{0xff8800}) != whole.picture.pixels().end());

  std::string code;
  std::map<std::string, std::filesystem::path> files;
  SUBCASE("not there") {
    code = "file.missing";
    files = {{"p.png", folder / "gone.png"}};
  }
  SUBCASE("no picture") {
    code = "decode.format";
    files = {{"p.png", folder.write("page.png", "<html>log in</html>")}};
  }
  SUBCASE("[D07] another one in its place in the cache, where the name is the hash") {
    code = "store.damaged";
    files = {{"p.png", folder.write(sha256_hex("another picture"), *good)}};
  }
  const Announced warning(code);
  const auto without = studio.prepare(look(edition("bad", {pictured("p.png")}, lobby, files)));
  CHECK(std::ranges::find(without.picture.pixels(), Pixel{0xff8800}) == without.picture.pixels().end());
  const Box text{screen.width / 2, 0, screen.width / 2, screen.height};
  CHECK(cut_out(without.picture, text) == cut_out(whole.picture, text));
}

TEST_CASE("a picture that is not in the edition is nothing to log: it was told when it came") {
  Studio studio({screen, Rotation::none, ""});
  CHECK(studio.prepare(look(edition("none", {pictured("p.png")}))).picture.size() == screen);
}

TEST_CASE("a picture that is bad is complained of once, not at every slide") {
  const Folder folder;
  const auto content = edition("bad", {pictured("p.png")}, lobby, {{"p.png", folder / "gone.png"}});
  Studio studio({screen, Rotation::none, ""});
  {
    const Announced warning("file.missing");
    studio.prepare(look(content));
  }
  studio.prepare(look(content, morning + 1min));
}

TEST_CASE("[P09] a picture that cannot be decoded for want of a process is tried again at its next slide") {
  const Folder folder;
  const auto file = folder.write("good.png", encode_png(Bitmap({64, 64}, 0xff8800)).value());
  const auto content = edition("good", {pictured("p.png")}, lobby, {{"p.png", file}});
  const auto shown = [](const Prepared& prepared) {
    return std::ranges::find(prepared.picture.pixels(), Pixel{0xff8800}) != prepared.picture.pixels().end();
  };
  Studio studio({screen, Rotation::none, ""});
  studio.prepare(look(three()));  // opens its fonts
  {
    const Announced warning("decode.no_process");
    const FewDescriptors enough_for_a_file(1);
    CHECK_FALSE(shown(studio.prepare(look(content))));
  }
  CHECK(shown(studio.prepare(look(content, morning + 1min))));
}

TEST_CASE("[M18] hundreds of pictures as large as a 4K screen take no more memory than a few") {
  constexpr Size uhd{3840, 2160};
  constexpr std::size_t most_growth = 60'000'000;  // one of them, and what the allocator keeps
  const std::size_t count = std::getenv("KIOSK_LONG_TESTS") != nullptr ? 500 : 10;
  const Folder folder;
  std::vector<Slide> slides;
  std::map<std::string, std::filesystem::path> files;
  for (std::size_t i = 0; i < count; ++i) {
    const auto name = "p" + std::to_string(i) + ".png";
    slides.push_back(pictured(name));
    slides.back().id += std::to_string(i);
    files[name] = folder.write(name, encode_png(Bitmap({64, 36}, 0xff8800)).value());
  }
  const auto content = edition("many", slides, lobby, files);
  Studio studio({uhd, Rotation::none, ""});
  std::size_t after_three = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto slide = look(content);
    slide.slide = i;
    studio.prepare(slide);
    if (i == 2) after_three = resident_bytes();
  }
  const auto after_all = resident_bytes();
  MESSAGE("M18: ", after_three / 1'000'000, " MB after 3 pictures, ", after_all / 1'000'000, " MB after ", count);
  if (!sanitized) CHECK(after_all < after_three + most_growth);
}

TEST_CASE("an unknown theme is warned of, and the built-in one stands in") {
  const auto content = three();
  Studio plain({screen, Rotation::none, ""});
  const auto expected = plain.prepare(look(content)).picture;
  const Announced warning("theme.missing");
  Studio studio({screen, Rotation::none, "no-such-theme"});
  CHECK(studio.prepare(look(content)).picture == expected);
}

TEST_CASE("the theme of the settings goes over the document's, and a slide's own over both") {
  const Folder folder;
  const auto pink = folder.write("pink.json", test::theme("pink", "#0B5FFF", "#FFEEF4")).string();
  const auto ground = [](const Prepared& prepared) { return prepared.picture.row(2)[2]; };
  auto document_theme = *three();
  document_theme.document.institute.theme = "icr";
  const auto content = std::make_shared<const Edition>(document_theme);
  CHECK(ground(Studio({screen, Rotation::none, ""}).prepare(look(content))) == 0xf5f2ec);
  CHECK(ground(Studio({screen, Rotation::none, pink}).prepare(look(content))) == 0xffeef4);

  auto slide_theme = *content;
  slide_theme.document.slides[0].theme = "icr";
  const auto own = std::make_shared<const Edition>(slide_theme);
  CHECK(ground(Studio({screen, Rotation::none, pink}).prepare(look(own))) == 0xf5f2ec);
}

TEST_CASE("a band lies over the slide, and over nothing below its fifth") {
  auto slides = std::vector{news("a"), test::notice(NoticeLevel::band, "", "2027-01-01")};
  const auto content = edition("band", std::move(slides));
  Studio studio({screen, Rotation::none, ""});
  Look bare = look(content);
  Look covered = bare;
  covered.band = 1;
  const auto without = studio.prepare(bare).picture;
  const auto with = studio.prepare(covered).picture;
  CHECK(with != without);
  const int foot = screen.height * 4 / 5;
  const Box below{0, foot, screen.width, screen.height - foot};
  CHECK(cut_out(with, below) == cut_out(without, below));
}

TEST_CASE("[M18] hundreds of different pictures leave no memory behind") {
  const Folder folder;
  Studio studio({screen, Rotation::none, ""});
  std::size_t early = 0;
  constexpr int pictures = 200;
  for (int i = 0; i < pictures; ++i) {
    const Bitmap plain({640, 480}, 0xff8800 + static_cast<Pixel>(i));
    const auto file = folder.write("p.png", encode_png(plain).value_or(""));
    studio.prepare(look(edition(std::to_string(i), {pictured("p.png")}, lobby, {{"p.png", file}})));
    if (i == pictures / 5) early = ::mallinfo2().uordblks;
  }
  const auto late = ::mallinfo2().uordblks;
  MESSAGE("heap after 40 pictures ", early / 1024, " kB, after 200 ", late / 1024, " kB");
  // One picture of that size has 1.2 MB.
  CHECK(late < early + (1U << 20));
}

}  // namespace
}  // namespace kiosk
