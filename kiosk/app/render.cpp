#include "app/render.h"

#include "app/contact_sheet.h"
#include "app/picture_folder.h"
#include "app/source.h"
#include "app/terminal.h"
#include "base/file.h"
#include "base/format.h"
#include "decode/encode.h"
#include "locale/messages.h"
#include "parse/document.h"
#include "parse/problem_text.h"
#include "studio/legibility_report.h"
#include "studio/stills.h"
#include "studio/themes.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <sysexits.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr Size full_hd{1920, 1080};
constexpr Colour sheet_ground{0x2a, 0x2f, 0x38};

void fetch_pictures(Source& source, const Document& document, PictureFolder& folder) {
  for (const auto* picture : pictures_of(document)) {
    const auto kept = source.picture(picture->src).and_then([&](const std::string& bytes) {
      return folder.keep(picture->src, bytes);
    });
    if (!kept)
      std::cerr << "kiosk render: the picture \"" << picture->src << "\" is missing: " << kept.error().message << '\n';
  }
}

Result<void> write_png(const fs::path& file, const Bitmap& bitmap) {
  const auto png = encode_png(bitmap, Packing::quick);
  if (!png) return tl::unexpected(png.error());
  return replace_file(file, *png);
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

/// The pictures of one run, one after the other, and what goes with them.
class Drawing {
 public:
  Drawing(const RenderOptions& options, EditionPtr edition, Instant now)
      : options_(options), edition_(std::move(edition)), looks_(looks_at(edition_, now)) {
    tell_what_does_not_play(*edition_, looks_);
    std::erase_if(looks_, [&](const Look& look) { return !options.slide.empty() && id_of(look) != options.slide; });
  }

  bool nothing_plays() const { return looks_.empty(); }

  /// Errors: those of files and of the encoder.
  Result<void> draw(const std::vector<Size>& screens, Rotation rotation) {
    ProgressLine progress("kiosk render", looks_.size() * screens.size());
    for (const auto& screen : screens) {
      Studio studio({screen, rotation, options_.settings.theme});
      for (const auto& look : looks_) {
        progress.step();
        const Bitmap picture = still_of(studio, look, rotation);
        const auto file = options_.out / file_name(look, screen, screens.size() > 1);
        if (auto written = write_png(file, picture); !written) return written;
        progress.clear();
        std::cout << file.string() << '\n' << std::flush;
        thumbnails_[look.slide][screen.width < screen.height].push_back(thumbnail(picture));
        views_.push_back(
            {look.slide, look.language, upright_size(screen, rotation), studio.judge(look, options_.settings.viewing)});
      }
    }
    return write_sheet(screens).and_then([this] { return write_report(); });
  }

 private:
  const std::string& id_of(const Look& look) const { return edition_->document.slides[look.slide].id; }

  std::string file_name(const Look& look, const Size& screen, bool with_size) const {
    const auto size = with_size ? str('.', screen.width, 'x', screen.height) : std::string();
    return str(look.slide < 9 ? "0" : "", look.slide + 1, "-", id_of(look), ".", look.language, size, ".png");
  }

  Result<void> write_sheet(const std::vector<Size>& screens) const {
    const bool both = screens.size() > 1;
    std::vector<Bitmap> cells;
    for (const auto& [slide, shapes] : thumbnails_) {
      if (both) {
        cells.push_back(contact_sheet({contact_sheet(shapes[0], 1, sheet_ground),
                                       contact_sheet(shapes[1], static_cast<int>(shapes[1].size()), sheet_ground)},
                                      2, sheet_ground));
      } else {
        for (const auto& shape : shapes) cells.insert(cells.end(), shape.begin(), shape.end());
      }
    }
    const int columns = both ? 3 : screens.front().width > screens.front().height ? 4 : 8;
    return write(options_.out / "contact-sheet.png", encode_png(contact_sheet(cells, columns, sheet_ground)));
  }

  Result<void> write_report() const {
    const auto& settings = options_.settings;
    const Language writer = settings.languages.empty() ? language_of_terminal() : settings.languages.front();
    const auto problems = problems_of(views_, *edition_, writer);
    std::string text;
    for (const auto& problem : problems) {
      const auto word = problem.severity == Severity::error ? Message::error : Message::warning;
      text += to_text(problem, settings.content, message(word, writer)) + '\n';
    }
    std::cerr << text;
    text += (text.empty() ? "" : "\n") + table_of(views_, *edition_, settings.viewing, writer);
    const JsonObject json{{"content", settings.content},
                          {"problems", to_json(problems)},
                          {"seen", records_of(views_, *edition_, settings.viewing)}};
    return write(options_.out / "legibility.json", write_json(json)).and_then([&] {
      return write(options_.out / "legibility.txt", text);
    });
  }

  static Result<void> write(const fs::path& file, const Result<std::string>& bytes) {
    if (!bytes) return tl::unexpected(bytes.error());
    auto written = replace_file(file, *bytes);
    if (written) std::cout << file.string() << '\n' << std::flush;
    return written;
  }

  const RenderOptions& options_;
  const EditionPtr edition_;
  std::vector<Look> looks_;
  std::map<std::size_t, std::array<std::vector<Bitmap>, 2>> thumbnails_;  ///< of each slide: wide ones, upright ones
  std::vector<View> views_;
};

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
  std::vector<Size> screens{screen};
  if (options.both) screens.push_back({screen.height, screen.width});

  std::error_code error;
  fs::create_directories(options.out, error);
  Drawing drawing(options, *edition, now);
  if (drawing.nothing_plays()) {
    const std::string what = options.slide.empty() ? "no slide" : str("no slide \"", options.slide, "\"");
    return failed({"render.nothing", what + " plays at that time"}, EX_DATAERR);
  }
  if (const auto drawn = drawing.draw(screens, rotation); !drawn) return failed(drawn.error(), EX_CANTCREAT);
  return EX_OK;
}

}  // namespace kiosk
