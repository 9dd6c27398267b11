#include "screen/fonts.h"

#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "locale/bidi.h"
#include "locale/clusters.h"
#include "screen/canvas.h"
#include "screen/font_choice.h"
#include "screen/sdl.h"

#include <SDL2/SDL_ttf.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace kiosk {
namespace {

/// A longer stretch is measured and drawn in parts: what a hostile document asks for stays within SDL2_ttf's integers.
constexpr std::size_t longest_piece = 256;
/// Enough to see from the log what is missing; a Chinese novel shall not fill it.
constexpr std::size_t most_reported = 100;
/// Layout asks for the same words again and again, at one size after the other; shaping them takes a tenth of a
/// millisecond.
constexpr std::size_t most_widths = 4096;

struct FreeType {
  FreeType() : ready(TTF_Init() == 0) {}
  ~FreeType() {
    if (ready) TTF_Quit();
  }
  FreeType(const FreeType&) = delete;
  FreeType& operator=(const FreeType&) = delete;
  const bool ready;
};

std::string hexadecimal(char32_t c) {
  std::string digits;
  for (auto rest = static_cast<unsigned>(c); rest > 0 || digits.size() < 4; rest /= 16) {
    digits.insert(digits.begin(), "0123456789ABCDEF"[rest % 16]);
  }
  return digits;
}

/// What stands for a letter that no font has: it is there, and nobody takes it for something else.
constexpr char32_t stand_in = 0x00b7;

/// Joiners say how letters join where letters do; elsewhere they would only keep two letters from being kerned.
bool heeds_joiners(const std::string& script) {
  return script != "Latn" && script != "Grek" && script != "Cyrl" && script != "Zyyy";
}

/// What a font is given of a cluster.
std::string drawn(const Cluster& cluster, const FontFile& font, const std::string& script) {
  if (cluster.emoji && font.is_coloured()) return std::string(cluster.text);
  constexpr char32_t keeps_apart = 0x200c;
  constexpr char32_t joins = 0x200d;
  std::string text;
  auto letter = cluster.letters.begin();
  for (const char32_t c : code_points(cluster.text)) {
    const bool seen = letter != cluster.letters.end() && *letter == c;
    const bool joiner = c == keeps_apart || c == joins;
    if (seen) ++letter;
    if ((seen && font.has(c)) || (joiner && heeds_joiners(script))) append_utf8(text, c);
  }
  return text;
}

/// A stretch of text that one font draws in one direction.
struct Piece {
  FontFile* font = nullptr;
  std::string text;
  Shaping shaping;
  std::size_t clusters = 0;
};

/// A stretch of a run with a pen position of its own, in pixels from the run's start.
struct Placed {
  std::string_view text;
  float x = 0;
};

/// Tracked text letter by letter, each where kerning has it plus the tracking of those before it.
std::vector<Placed> place(const TextRun& run, const TextMeasure& measure) {
  std::vector<Placed> placed;
  if (run.tabular) {
    const auto add = [&](std::string_view part, float x) { placed.push_back({part, x}); };
    place_tabular(measure, run.text, run.face, run.size, add);
  } else if (run.tracking != 0 && !has_rtl(run.text)) {
    std::string_view before(run.text.data(), 0);
    float tracking = 0;
    for (const auto& cluster : clusters(run.text)) {
      placed.push_back({cluster.text, measure.width(before, run.face, run.size) + tracking});
      before = {before.data(), before.size() + cluster.text.size()};
      tracking += run.tracking;
    }
  } else {
    placed.push_back({run.text, 0});
  }
  return placed;
}

}  // namespace

struct Fonts::Faces {
  FreeType free_type;  // closed after the fonts
  FontChoice choice;
  std::set<char32_t> reported;                     // letters that no font has
  std::unordered_map<std::string, double> widths;  // in ems, by text and face

  std::vector<Piece> pieces(std::string_view text, Face face, bool rtl);
  std::vector<Piece> pieces(const Stretch& stretch, Face face);
  Reach reach(std::string_view text, Face face);
  std::vector<char32_t> lacking(std::string_view text, Face face);
  double width(std::string_view text, Face face);
  void draw(std::string_view text, const TextRun& run, double pen, Canvas& canvas);
  void report(char32_t letter);
};

/// A line's pieces from left to right.
std::vector<Piece> Fonts::Faces::pieces(std::string_view text, Face face, bool rtl) {
  std::vector<Piece> line;
  for (const auto& stretch : visual_order(text, rtl)) {
    auto of_stretch = pieces(stretch, face);
    if (stretch.rtl) std::ranges::reverse(of_stretch);
    std::ranges::move(of_stretch, std::back_inserter(line));
  }
  return line;
}

/// A stretch's pieces in the order in which they are read.
std::vector<Piece> Fonts::Faces::pieces(const Stretch& stretch, Face face) {
  std::vector<Piece> pieces;
  for (const auto& cluster : clusters(stretch.text)) {
    if (cluster.letters.empty()) continue;
    // The space between two words of Arabic is Arabic: the words are shaped as one.
    FontFile* const before = pieces.empty() ? nullptr : pieces.back().font;
    const bool keeps = stretch.rtl && before != nullptr && cluster.text == " " && before->has(U' ');
    FontFile* font = keeps ? before : choice.choose(cluster, stretch.script, face);
    std::string text;
    if (font != nullptr) {
      text = drawn(cluster, *font, stretch.script);
    } else {
      font = &choice.of(face);
      append_utf8(text, stand_in);
    }
    if (font != before || pieces.back().clusters >= longest_piece)
      pieces.push_back({font, {}, {stretch.rtl, stretch.script}, 0});
    pieces.back().text += text;
    ++pieces.back().clusters;
  }
  return pieces;
}

Reach Fonts::Faces::reach(std::string_view text, Face face) {
  Reach all;
  for (const auto& piece : pieces(text, face, false)) {
    if (piece.font == &choice.of(face)) continue;
    const Reach reach = piece.font->reach(piece.text, piece.shaping);
    all = {std::max(all.above, reach.above), std::max(all.below, reach.below)};
  }
  return all;
}

std::vector<char32_t> Fonts::Faces::lacking(std::string_view text, Face face) {
  std::set<char32_t> letters;
  for (const auto& stretch : visual_order(text, false)) {
    for (const auto& cluster : clusters(stretch.text)) {
      if (cluster.letters.empty()) continue;
      const FontFile* const font = choice.choose(cluster, stretch.script, face);
      std::ranges::copy_if(cluster.letters, std::inserter(letters, letters.end()),
                           [font](char32_t letter) { return font == nullptr || !font->has(letter); });
    }
  }
  for (const char32_t letter : letters) report(letter);
  return {letters.begin(), letters.end()};
}

double Fonts::Faces::width(std::string_view text, Face face) {
  auto key = std::string(text) + static_cast<char>(face);
  if (const auto known = widths.find(key); known != widths.end()) return known->second;
  double ems = 0;
  for (const auto& piece : pieces(text, face, false)) ems += piece.font->width(piece.text, piece.shaping);
  if (widths.size() >= most_widths) widths.clear();
  widths.emplace(std::move(key), ems);
  return ems;
}

void Fonts::Faces::draw(std::string_view text, const TextRun& run, double pen, Canvas& canvas) {
  const int baseline = static_cast<int>(std::lround(run.origin.y));
  for (const auto& piece : pieces(text, run.face, run.rtl)) {
    if (pen > canvas.clip().right() + run.size) return;
    piece.font->draw(piece.text, piece.shaping, run.size, pen, baseline, run.colour, canvas);
    pen += piece.font->width(piece.text, piece.shaping) * run.size;
  }
}

void Fonts::Faces::report(char32_t letter) {
  if (reported.size() >= most_reported || !reported.insert(letter).second) return;
  log::warn("font.no_letter", "no font has U+" + hexadecimal(letter) + "; a dot stands for it");
}

Fonts::Fonts(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::open(const FontFiles& files, std::vector<std::filesystem::path> folders) {
  auto faces = std::make_unique<Faces>();
  if (!faces->free_type.ready) return sdl_failed("font.none", "SDL2_ttf does not start");
  if (!faces->choice.open(files, std::move(folders))) {
    return fail("font.none",
                "no font was found, neither beside the theme nor in the system's folders: "
                "install fonts-inter and fonts-noto-core");
  }
  return std::unique_ptr<Fonts>(new Fonts(std::move(faces)));
}

float Fonts::width(std::string_view text, Face face, int size) const {
  return static_cast<float>(faces_->width(text, face) * size);
}

FontMetrics Fonts::metrics(Face face, int size) const {
  const auto& em = faces_->choice.of(face).metrics();
  const auto pixels = static_cast<float>(size);
  return {em.ascent * pixels, em.descent * pixels, em.cap_height * pixels};
}

Reach Fonts::reach(std::string_view text, Face face, int size) const {
  const Reach em = faces_->reach(text, face);
  return {em.above * static_cast<float>(size), em.below * static_cast<float>(size)};
}

std::vector<char32_t> Fonts::lacking(std::string_view text, Face face) const {
  return faces_->lacking(text, face);
}

void Fonts::draw(const TextRun& run, Canvas& canvas) {
  if (run.size <= 0) return;
  const auto placed = place(run, *this);
  for (const auto& part : placed) faces_->draw(part.text, run, static_cast<double>(run.origin.x + part.x), canvas);
  if (!run.strike || placed.empty()) return;
  // Through the middle of the small letters, as thick as a stem of a bold cut.
  const auto& last = placed.back();
  const double width = static_cast<double>(last.x + this->width(last.text, run.face, run.size));
  const int thick = std::max(1, run.size / 14);
  const int middle = static_cast<int>(std::lround(static_cast<double>(run.origin.y) - 0.28 * run.size));
  const Box line{static_cast<int>(std::lround(run.origin.x)), middle - thick / 2, static_cast<int>(std::lround(width)),
                 thick};
  canvas.draw(Fill{line, run.colour, 0});
}

}  // namespace kiosk
