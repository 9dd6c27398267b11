#include "screen/fonts.h"

#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "screen/canvas.h"
#include "screen/clusters.h"
#include "screen/font_file.h"
#include "screen/font_search.h"
#include "screen/sdl.h"

#include <SDL2/SDL_ttf.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
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

/// Of the cut's kind where a font of the system must stand in for all.
constexpr const char* last_resort = "DejaVuSans.ttf";

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

bool has_all(const FontFile& font, const std::vector<char32_t>& letters) {
  return std::all_of(letters.begin(), letters.end(), [&](char32_t c) { return font.has(c); });
}

/// A stretch of text that one font draws.
struct Piece {
  FontFile* font = nullptr;
  std::string text;
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
  } else if (run.tracking != 0) {
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
  std::vector<std::unique_ptr<FontFile>> files;
  std::array<FontFile*, 4> cut{};                  // by Face, into files
  std::vector<FontFile*> fallback;                 // into files
  std::set<char32_t> missing;                      // letters that were reported
  std::unordered_map<std::string, double> widths;  // in ems, by text and face

  FontFile& of(Face face) { return *cut.at(static_cast<std::size_t>(face)); }

  FontFile* open(const std::filesystem::path& path);
  bool open_all(const FontFiles& names, FontSearch& search);
  FontFile* choose(const Cluster& cluster, FontFile& first, FontFile* before) const;
  std::vector<Piece> pieces(std::string_view text, Face face);
  double width(std::string_view text, Face face);
  void draw(std::string_view text, const TextRun& run, double pen, Canvas& canvas);
  void report(const Cluster& cluster, const FontFile* font);
};

/// The file at `path`, opened once; nothing where it cannot be read.
FontFile* Fonts::Faces::open(const std::filesystem::path& path) {
  for (const auto& file : files) {
    if (file->path() == path) return file.get();
  }
  auto file = FontFile::open(path);
  if (!file) {
    log::warn(file.error());
    return nullptr;
  }
  files.push_back(std::make_unique<FontFile>(std::move(*file)));
  return files.back().get();
}

bool Fonts::Faces::open_all(const FontFiles& names, FontSearch& search) {
  const auto named = [&](const std::string& name) -> FontFile* {
    const auto path = search.find(name);
    return path ? open(*path) : nullptr;
  };
  const std::array<std::string, 4> wanted{names.display, names.regular, names.medium, names.semibold};
  std::transform(wanted.begin(), wanted.end(), cut.begin(), named);
  for (const auto& name : names.fallback) {
    if (FontFile* font = named(name)) {
      fallback.push_back(font);
    } else {
      log::warn("font.missing", name + ": not found; letters that only this font has are left out");
    }
  }
  if (FontFile* font = named(last_resort)) fallback.push_back(font);

  FontFile* stand_in = nullptr;
  for (FontFile* font : cut) stand_in = stand_in != nullptr ? stand_in : font;
  if (stand_in == nullptr && !fallback.empty()) stand_in = fallback.front();
  if (stand_in == nullptr) {
    for (const auto& path : search.all()) {
      stand_in = open(path);
      if (stand_in != nullptr) break;
    }
  }
  if (stand_in == nullptr) return false;
  for (std::size_t i = 0; i < cut.size(); ++i) {
    if (cut.at(i) != nullptr) continue;
    log::warn("font.missing",
              str(wanted.at(i), ": not found; ", stand_in->path().filename().string(), " stands in for it"));
    cut.at(i) = stand_in;
  }
  return true;
}

/// The font for a cluster: one that has all of it, else one that has its base. White space stays in the font of the
/// word before it, so that a line of Arabic is one piece.
FontFile* Fonts::Faces::choose(const Cluster& cluster, FontFile& first, FontFile* before) const {
  if (before != nullptr && cluster.text == " " && before->has(U' ')) return before;
  const auto first_with = [&](const std::vector<char32_t>& letters) -> FontFile* {
    if (has_all(first, letters)) return &first;
    const auto has = [&](const FontFile* font) { return has_all(*font, letters); };
    const auto found = std::find_if(fallback.begin(), fallback.end(), has);
    return found == fallback.end() ? nullptr : *found;
  };
  FontFile* with_all = first_with(cluster.letters);
  return with_all != nullptr ? with_all : first_with({cluster.letters.front()});
}

std::vector<Piece> Fonts::Faces::pieces(std::string_view text, Face face) {
  std::vector<Piece> pieces;
  std::size_t length = 0;
  for (const auto& cluster : clusters(text)) {
    if (cluster.letters.empty()) continue;
    FontFile* before = pieces.empty() ? nullptr : pieces.back().font;
    FontFile* font = choose(cluster, of(face), before);
    if (font == nullptr || !has_all(*font, cluster.letters)) report(cluster, font);
    if (font == nullptr) continue;
    if (font != before || length >= longest_piece) {
      // Back in the face itself, the space before goes with it: at the end of an Arabic word it would stand on its
      // left.
      const bool space = before != nullptr && font == &of(face) && pieces.back().text.ends_with(' ');
      if (space) pieces.back().text.pop_back();
      pieces.push_back({font, space ? " " : ""});
      length = 0;
    }
    for (const char32_t letter : cluster.letters) {
      if (font->has(letter)) append_utf8(pieces.back().text, letter);
    }
    length += cluster.letters.size();
  }
  return pieces;
}

double Fonts::Faces::width(std::string_view text, Face face) {
  auto key = std::string(text) + static_cast<char>(face);
  if (const auto known = widths.find(key); known != widths.end()) return known->second;
  double ems = 0;
  for (const auto& piece : pieces(text, face)) ems += piece.font->width(piece.text);
  if (widths.size() >= most_widths) widths.clear();
  widths.emplace(std::move(key), ems);
  return ems;
}

void Fonts::Faces::draw(std::string_view text, const TextRun& run, double pen, Canvas& canvas) {
  const int baseline = static_cast<int>(std::lround(run.origin.y));
  for (const auto& piece : pieces(text, run.face)) {
    if (pen > canvas.clip().right() + run.size) return;
    piece.font->draw(piece.text, run.size, pen, baseline, run.colour, canvas);
    pen += piece.font->width(piece.text) * run.size;
  }
}

/// Logs what `font`, or no font at all, has of a cluster.
void Fonts::Faces::report(const Cluster& cluster, const FontFile* font) {
  for (const char32_t letter : cluster.letters) {
    if (font != nullptr && font->has(letter)) continue;
    if (missing.size() >= most_reported || !missing.insert(letter).second) continue;
    log::warn("font.no_letter", "no font of the theme has U+" + hexadecimal(letter) + "; it is left out");
  }
}

Fonts::Fonts(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::open(const FontFiles& files, std::vector<std::filesystem::path> folders) {
  auto faces = std::make_unique<Faces>();
  if (!faces->free_type.ready) return sdl_failed("font.none", "SDL2_ttf does not start");
  FontSearch search(std::move(folders));
  if (!faces->open_all(files, search)) {
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
  const auto& em = faces_->of(face).metrics();
  const auto pixels = static_cast<float>(size);
  return {em.ascent * pixels, em.descent * pixels, em.cap_height * pixels};
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
