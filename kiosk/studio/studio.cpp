#include "studio/studio.h"

#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "crypto/sha256.h"
#include "decode/decoder.h"
#include "screen/contrast.h"
#include "screen/fonts.h"
#include "screen/painter.h"
#include "studio/themes.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <utility>

namespace kiosk {

using namespace std::chrono;

namespace {

constexpr std::uint64_t largest_file = 256ULL << 20;

/// No picture of a document has such an address.
constexpr std::string_view logo_of_theme = "theme:logo";

/// Pictures decoded at the size in which they are shown, the last used first.
class Pictures {
 public:
  explicit Pictures(Decoder& decoder) : decoder_(decoder) {}

  const Bitmap* find(const PictureSource& source, const Image& image, Colour backdrop) {
    const auto entry =
        std::ranges::find_if(entries_, [&](const Entry& e) { return e.source == source && same(e.image, image); });
    if (entry != entries_.end()) {
      entries_.splice(entries_.begin(), entries_, entry);
    } else {
      auto bitmap = load(source, image, backdrop);
      if (!bitmap) return nullptr;
      entries_.push_front({source, image, std::move(*bitmap)});
      while (entries_.size() > 1 && bytes() > most_bytes) entries_.pop_back();
    }
    const Bitmap& bitmap = entries_.front().bitmap;
    return bitmap.empty() ? nullptr : &bitmap;
  }

  /// What could not be read may be there again.
  void forget_failures() {
    std::erase_if(entries_, [](const Entry& entry) { return entry.bitmap.empty(); });
  }

 private:
  struct Entry {
    PictureSource source;
    Image image;
    Bitmap bitmap;  ///< empty where it could not be read: not tried again for every slide
  };

  static bool same(const Image& a, const Image& b) {
    return a.box.width == b.box.width && a.box.height == b.box.height && a.fit == b.fit && a.focus == b.focus &&
           a.behind == b.behind;
  }

  /// Empty where it cannot be decoded; nothing where it was not the picture's fault, and may work the next time.
  std::optional<Bitmap> load(const PictureSource& source, const Image& image, Colour backdrop) {
    const auto file = source.held ? Result<std::string>() : read_file(source.file, largest_file);
    if (!file) {
      log::warn(file.error());
      return Bitmap{};
    }
    const std::string& bytes = source.held ? *source.held : *file;
    // In the cache a picture's name is its hash: what is changed there while the program runs is not shown either.
    if (const auto name = source.file.filename().string(); is_sha256_hex(name) && sha256_hex(bytes) != name) {
      log::warn("store.damaged", str("picture \"", image.src, "\": the cache has another one in its place"));
      return Bitmap{};
    }
    auto bitmap = decoder_.decode(bytes, {image.box.width, image.box.height}, image.fit, image.focus, backdrop);
    if (bitmap) return std::move(*bitmap);
    const auto& [code, message] = bitmap.error();
    if (code == "decode.cancelled") return std::nullopt;
    log::warn(code, str("picture \"", image.src, "\": ", message));
    if (code == "decode.no_process") return std::nullopt;
    return Bitmap{};
  }

  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const auto& entry : entries_) sum += entry.bitmap.pixels().size_bytes();
    return sum;
  }

  Decoder& decoder_;
  static constexpr std::size_t most_bytes = 40'000'000;  // one picture that fills a 4K screen, or a slide's portraits
  std::list<Entry> entries_;
};

Bitmap cut_out(const Bitmap& from, const Box& box) {
  Bitmap piece({box.width, box.height});
  for (int y = 0; y < box.height; ++y) {
    const auto row = from.row(box.y + y).subspan(static_cast<std::size_t>(box.x), static_cast<std::size_t>(box.width));
    std::ranges::copy(row, piece.row(y).begin());
  }
  return piece;
}

}  // namespace

class Studio::Fitting {
 public:
  Fitting(std::string theme_name, const StudioOptions& options, Decoder& decoder)
      : name_(std::move(theme_name)),
        options_(options),
        size_(upright_size(options.screen, options.rotation)),
        pictures_(decoder) {
    auto found = find_theme(name_);
    if (!found) {
      log::warn(found.error());
      found = find_theme("");
    }
    theme_ = std::move(found->theme);
    if (!theme_.logo.empty()) theme_logo_ = PictureSource{found->folder / theme_.logo, nullptr};
    auto fonts = Fonts::open(theme_.fonts, {found->folder, found->folder / "fonts"});
    if (fonts) {
      fonts_ = std::move(*fonts);
    } else {
      log::error(fonts.error());
    }
  }

  const std::string& name() const { return name_; }

  Prepared prepare(const Look& look) {
    if (!fonts_) return without_fonts(look);
    if (std::exchange(edition_, look.edition) != look.edition) {
      pictures_.forget_failures();
      measured_logo_ = {};
    }
    const Edition& edition = *look.edition;
    const Slide& slide = edition.document.slides[look.slide];
    Setting setting = setting_for(look);
    Composition band;
    if (look.band) {
      band = compose_band(edition.document.slides[*look.band], setting);
      setting.covered = band_height(size_);
    }
    Composition composition = compose(slide, setting);
    std::ranges::move(band.findings, std::back_inserter(composition.findings));

    const Painting painting = this->painting(edition);
    Prepared prepared{look, {}, {}, {}, {}, std::move(composition.findings)};
    Scene scene = std::move(composition.scene);
    Foot foot;
    if (composition.foot) foot = compose_foot(*composition.foot, look.progress, setting);
    add(scene, foot.fixed);
    Scene ticking = scene;
    add(ticking, foot.clock);
    add(ticking, band.scene.items);
    Bitmap picture = paint(ticking, painting);
    if (!foot.pill().empty()) pill(prepared, scene, foot, painting, picture);
    if (composition.foot) clock(prepared, scene, *composition.foot, foot, setting, painting, picture);
    prepared.picture = turned(picture, options_.rotation);
    return prepared;
  }

  Judgement judge(const Look& look, const Viewing& viewing) {
    if (!fonts_) return {};
    const Edition& edition = *look.edition;
    const Slide& slide = edition.document.slides[look.slide];
    const Setting setting = setting_for(look);
    Shown shown = shown_alone(slide, setting);
    Judgement judgement{seen_on(shown.scene, *fonts_, viewing), {}};
    std::erase_if(shown.scene.items, [](const Item& item) { return std::holds_alternative<TextRun>(item); });
    measure_contrasts(judgement.seen, paint(shown.scene, painting(edition)));
    judgement.findings = legibility(slide, setting, viewing, judgement.seen, std::move(shown.findings));
    return judgement;
  }

 private:
  Setting setting_for(const Look& look) {
    const Edition& edition = *look.edition;
    Setting setting{edition.document.institute, theme_, edition.zone, *fonts_, look.language, size_, look.since};
    setting.logo = logo_for(edition);
    return setting;
  }

  /// The document's own logo, else the theme's.
  std::optional<Logo> logo_for(const Edition& edition) {
    const auto& own = edition.document.institute.logo;
    std::string src = own ? own->src : std::string(logo_of_theme);
    const auto source = source_of(edition, src);
    if (!source) return std::nullopt;
    if (*source != measured_logo_.first) {
      constexpr int enough = 512;  // for its proportions
      const Bitmap* logo = pictures_.find(*source, Image{src, {0, 0, enough, enough}, Fit::contain, {}}, {});
      measured_logo_ = {*source, logo != nullptr ? logo->size() : Size{}};
    }
    const Size size = measured_logo_.second;
    return size.width > 0 && size.height > 0 ? std::optional(Logo{std::move(src), size}) : std::nullopt;
  }

  std::optional<PictureSource> source_of(const Edition& edition, const std::string& src) const {
    if (src == logo_of_theme) return theme_logo_;
    const auto source = edition.pictures.find(src);
    return source == edition.pictures.end() ? std::nullopt : std::optional(source->second);
  }

  Painting painting(const Edition& edition) {
    return {[this, &edition](const Image& image) {
              const auto source = source_of(edition, image.src);
              return source ? pictures_.find(*source, image, image.behind.value_or(theme_.night.ground)) : nullptr;
            },
            *fonts_};
  }

  static void add(Scene& scene, const std::vector<Item>& items) {
    scene.items.insert(scene.items.end(), items.begin(), items.end());
  }

  /// The picture with `box` drawn again as in `scene`, cut out and turned; `picture` is left as it was.
  Bitmap redrawn(const Scene& scene, const Box& box, const Painting& painting, const Bitmap& picture) const {
    Bitmap copy = picture;
    paint(scene, painting, box, copy);
    return turned(cut_out(copy, box), options_.rotation);
  }

  void pill(Prepared& prepared, const Scene& scene, const Foot& foot, const Painting& painting, const Bitmap& picture) {
    const Box box = intersection(foot.pill(), picture.box());
    Scene full = scene;
    full.items.emplace_back(foot.pill_fill);
    prepared.full_pill = redrawn(full, box, painting, picture);
    prepared.pill = turned(box, size_, options_.rotation);
  }

  /// The clock as it will be at each full minute while the slide is on.
  void clock(Prepared& prepared, const Scene& scene, const FootPlace& place, const Foot& foot, const Setting& setting,
             const Painting& painting, const Bitmap& picture) {
    const Box box = intersection(foot.clock_box, picture.box());
    for (Instant minute = floor<minutes>(setting.now) + minutes{1}; minute < prepared.look.until;
         minute += minutes{1}) {
      Setting later = setting;
      later.now = minute;
      Scene ticking = scene;
      add(ticking, compose_foot(place, prepared.look.progress, later).clock);
      prepared.clock.push_back(
          {minute, redrawn(ticking, box, painting, picture), turned(box, size_, options_.rotation)});
    }
  }

  /// A machine without a single font still shows the institute's colours rather than nothing.
  Prepared without_fonts(const Look& look) const {
    const auto ground = theme_.night.ground;
    const auto edge = theme_.badge;
    Scene scene{size_,
                {Gradient{{0, 0, size_.width, size_.height}, ground, mix(ground, edge, 0.5), Direction::diagonal}}};
    struct NoText final : TextPainter {
      void draw(const TextRun&, Canvas&) override {}
    } no_text;
    const Painting painting{[](const Image&) { return nullptr; }, no_text};
    return {look, turned(paint(scene, painting), options_.rotation), {}, {}, {}, {}};
  }

  const std::string name_;
  const StudioOptions& options_;
  const Size size_;
  Theme theme_;
  std::optional<PictureSource> theme_logo_;
  std::pair<PictureSource, Size> measured_logo_;  ///< of the last one that was asked for; empty: no picture
  std::unique_ptr<Fonts> fonts_;
  Pictures pictures_;
  EditionPtr edition_;  ///< of the last slide
};

Studio::Studio(StudioOptions options)
    : options_(std::move(options)),
      decoder_(std::make_unique<Decoder>(DecoderOptions{.command = {}, .patience = {}, .stop = options_.stop})) {}
Studio::~Studio() = default;

Studio::Fitting& Studio::fitting_for(const Look& look) {
  const Document& document = look.edition->document;
  const std::string& of_slide = document.slides[look.slide].theme;
  const std::string& name = !of_slide.empty()         ? of_slide
                            : !options_.theme.empty() ? options_.theme
                                                      : document.institute.theme;
  // A document may name another theme on every slide; the fonts of a few are kept open.
  constexpr std::size_t most_fittings = 3;
  const auto fitting = std::ranges::find_if(fittings_, [&](const auto& f) { return f.name() == name; });
  if (fitting != fittings_.end()) {
    fittings_.splice(fittings_.begin(), fittings_, fitting);
  } else {
    fittings_.emplace_front(name, options_, *decoder_);
    if (fittings_.size() > most_fittings) fittings_.pop_back();
  }
  return fittings_.front();
}

Judgement Studio::judge(const Look& look, const Viewing& viewing) {
  return fitting_for(look).judge(look, viewing);
}

Prepared Studio::prepare(const Look& look) {
  return fitting_for(look).prepare(look);
}

Box filled_part(const Box& pill, double share, Rotation rotation) {
  const auto part = [share](int whole) { return static_cast<int>(std::clamp(share, 0.0, 1.0) * whole); };
  const int width = part(pill.width);
  const int height = part(pill.height);
  switch (rotation) {
    case Rotation::none:
      return {pill.x, pill.y, width, pill.height};
    case Rotation::right:
      return {pill.x, pill.y, pill.width, height};
    case Rotation::half:
      return {pill.right() - width, pill.y, width, pill.height};
    case Rotation::left:
      return {pill.x, pill.bottom() - height, pill.width, height};
  }
  return pill;
}

}  // namespace kiosk
