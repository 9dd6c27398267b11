#include "app/render.h"

#include "app/contact_sheet.h"
#include "app/picture_folder.h"
#include "app/source.h"
#include "app/studio.h"
#include "app/themes.h"
#include "base/file.h"
#include "base/format.h"
#include "decode/png_file.h"
#include "parse/document.h"
#include "parse/problem_text.h"

#include <algorithm>
#include <iostream>
#include <sysexits.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr Size full_hd{1920, 1080};

void fetch_pictures(Source& source, const Document& document, PictureFolder& folder) {
  for (const auto* picture : pictures_of(document)) {
    const auto kept = source.picture(picture->src).and_then([&](const std::string& bytes) {
      return folder.keep(picture->src, bytes);
    });
    if (!kept)
      std::cerr << "kiosk render: the picture \"" << picture->src << "\" is missing: " << kept.error().message << '\n';
  }
}

/// The slide as the screen shows it, its dot part of the way filled, so that a still picture tells what the dots do.
Bitmap picture_of(Studio& studio, const Look& look, Rotation rotation) {
  Prepared prepared = studio.prepare(look);
  for (const auto& finding : prepared.findings) std::cerr << "kiosk render: " << to_text(finding, "en") << '\n';
  constexpr double some_way = 0.6;
  const Box part = filled_part(prepared.pill, some_way, rotation);
  for (int y = 0; y < part.height; ++y) {
    const auto row = prepared.full_pill.row(part.y - prepared.pill.y + y);
    std::copy_n(row.begin() + (part.x - prepared.pill.x), part.width,
                prepared.picture.row(part.y + y).begin() + part.x);
  }
  return std::move(prepared.picture);
}

std::string file_name(std::size_t position, const Slide& slide, const Language& language) {
  return str(position < 9 ? "0" : "", position + 1, "-", slide.id, ".", language, ".png");
}

Result<void> write_png(const fs::path& file, const Bitmap& bitmap) {
  const auto png = encode_png(bitmap);
  if (!png) return tl::unexpected(png.error());
  return replace_file(file, *png);
}

/// What is on show at `t`, in the order of the round; the notices that lie over everything come last.
std::vector<Look> looks_at(const EditionPtr& edition, Instant t) {
  std::vector<Look> looks;
  const auto& programme = edition->programme;
  const auto turns = programme.turn_times().open_at(t);
  for (std::size_t position = 0; position < turns.size(); ++position) {
    const auto& turn = programme.turns()[turns[position]];
    for (std::size_t k = 0; k < turn.languages; ++k) {
      const auto& entry = programme.entries()[turn.first_entry + k];
      looks.push_back({edition, entry.slide, entry.language, t, t + entry.stay, {position, turns.size()}, {}, false});
    }
  }
  const auto notices = notices_at(programme, t);
  const auto& languages = notices.takeover ? programme.notice_languages(*notices.takeover) : std::vector<Language>{};
  for (const auto& language : languages) {
    looks.push_back({edition, *notices.takeover, language, t, t, {}, {}, true});
  }
  for (auto& look : looks) {
    if (!look.takeover) look.band = notices.band;
  }
  return looks;
}

void tell_what_does_not_play(const Edition& edition, const std::vector<Look>& looks) {
  for (std::size_t i = 0; i < edition.document.slides.size(); ++i) {
    const bool plays = std::ranges::any_of(looks, [i](const Look& look) { return look.slide == i || look.band == i; });
    if (!plays) std::cerr << "kiosk render: not on at that time: \"" << edition.document.slides[i].id << "\"\n";
  }
}

/// Says all that is wrong with the theme that was asked for; the screen would fall back on the built-in one.
int check_theme(const std::string& name) {
  const auto found = find_theme(name);
  if (!found) {
    std::cerr << "kiosk render: " << found.error().message << " [" << found.error().code << "]\n";
    return found.error().code == "theme.missing" ? EX_NOINPUT : EX_DATAERR;
  }
  for (const auto& problem : found->problems) std::cerr << to_text(problem, name) << '\n';
  return EX_OK;
}

int failed(const Error& error, int status) {
  std::cerr << "kiosk render: " << error.message << " [" << error.code << "]\n";
  return status;
}

}  // namespace

int render(const RenderOptions& options) {
  if (const int bad = check_theme(options.settings.theme); bad != EX_OK) return bad;
  auto source = Source::open(options.settings);
  if (!source) return failed(source.error(), source.error().code == "file.missing" ? EX_NOINPUT : EX_UNAVAILABLE);
  auto reading = read_document(source->document());
  PictureFolder folder;
  if (reading.document) fetch_pictures(*source, *reading.document, folder);
  const ScreenProfile profile{options.settings.screen, options.settings.languages};
  const auto edition = make_edition("render", source->document(), profile, folder.files());
  if (!edition) return failed(edition.error(), EX_DATAERR);

  const Instant now = options.at ? (*edition)->zone.instant(*options.at, DayEdge::start) : SystemClock().wall();
  const auto given = parse_size(options.settings.size);
  const auto rotation = static_cast<Rotation>(options.settings.rotate);
  const Size screen = given.width > 0 ? given : upright_size(full_hd, rotation);
  Studio studio({screen, rotation, options.settings.theme});

  std::error_code error;
  fs::create_directories(options.out, error);
  std::vector<Bitmap> thumbnails;
  const auto looks = looks_at(*edition, now);
  for (const auto& look : looks) {
    const Slide& slide = (*edition)->document.slides[look.slide];
    if (!options.slide.empty() && slide.id != options.slide) continue;
    const Bitmap picture = picture_of(studio, look, rotation);
    const auto file = options.out / file_name(look.slide, slide, look.language);
    if (const auto written = write_png(file, picture); !written) return failed(written.error(), EX_CANTCREAT);
    std::cout << file.string() << '\n' << std::flush;
    thumbnails.push_back(thumbnail(picture));
  }
  tell_what_does_not_play(**edition, looks);
  if (thumbnails.empty()) {
    const std::string what = options.slide.empty() ? "no slide" : str("no slide \"", options.slide, "\"");
    return failed({"render.nothing", what + " plays at that time"}, EX_DATAERR);
  }
  const auto sheet_file = options.out / "contact-sheet.png";
  const int columns = screen.width > screen.height ? 4 : 8;
  const Bitmap sheet = contact_sheet(thumbnails, columns, {0x2a, 0x2f, 0x38});
  if (const auto written = write_png(sheet_file, sheet); !written) return failed(written.error(), EX_CANTCREAT);
  std::cout << sheet_file.string() << '\n';
  return EX_OK;
}

}  // namespace kiosk
