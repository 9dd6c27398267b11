#include "parse/theme.h"

#include "base/colour.h"
#include "base/format.h"
#include "parse/kinds.h"
#include "parse/reader.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

constexpr double readable = 4.5;
constexpr double comfortable = 7;

/// What a colour stands on, by its key in the theme.
struct Ground {
  std::string_view key;
  Colour colour;
};
using Grounds = std::vector<Ground>;

/// The shade of `colour`, lighter or darker, that is nearest to it and has the contrast to all grounds.
std::optional<Colour> standing_out(Colour colour, const Grounds& grounds, double wanted) {
  constexpr int steps = 100;
  for (int step = 1; step <= steps; ++step) {
    for (const Colour end : {Colour{0, 0, 0}, Colour{255, 255, 255}}) {
      const Colour shade = mix(colour, end, static_cast<double>(step) / steps);
      if (std::ranges::all_of(grounds, [&](const Ground& ground) { return contrast(shade, ground.colour) >= wanted; }))
        return shade;
    }
  }
  return std::nullopt;
}

class ThemeReader {
 public:
  explicit ThemeReader(std::string_view bytes) : bytes_(bytes), findings_(bytes), reader_(findings_) {}

  ThemeReading read(std::string_view name) {
    ThemeReading reading;
    if (const auto root = read_json(bytes_, findings_)) {
      Theme theme;
      read_root(*root, theme);
      if (findings_.errors() == 0) check(*root, theme, name);
      if (findings_.errors() == 0) reading.theme = std::move(theme);
    }
    reading.problems = findings_.take();
    reading.logo = logo_;
    return reading;
  }

 private:
  void read_root(const Json& root, Theme& theme) {
    if (reader_.object(root) == nullptr) return;
    reader_.read_members(root, theme);
    auto names = names_of<Theme>();
    names.push_back("$schema");
    reader_.check_unknown(root, names);
  }

  void check(const Json& root, const Theme& theme, std::string_view name) {
    if (theme.name != name) {
      const Reader::Step step(reader_, "name");
      findings_.warning("theme.name", reader_.place(root.member("name")->value),
                        str("The theme is called ", in_quotes(theme.name), ", but its file ", in_quotes(name), '.'),
                        "Give both the same name.");
    }
    check_kinds(root, theme);
    check_surface(root, "paper", theme.paper);
    check_surface(root, "night", theme.night);
    const auto check = [&](std::string_view key, Colour colour, const Grounds& grounds) {
      const Reader::Step step(reader_, key);
      check_contrast(root.member(key)->value, colour, grounds, readable);
    };
    const Grounds on_panel{{"on_panel", theme.on_panel}};
    check("panel", theme.panel, on_panel);
    check("badge", theme.badge, on_panel);
    check("notice", theme.notice, on_panel);
    check("award", theme.award, {{"night/ground", theme.night.ground}, {"night/card", theme.night.card}});
    check_tints(root, theme);
    if (const auto* logo = root.member("logo")) {
      const Reader::Step step(reader_, "logo");
      logo_ = findings_.locate(reader_.place(logo->value));
    }
  }

  void check_kinds(const Json& root, const Theme& theme) {
    if (root.member("on_night") == nullptr) return;
    const Reader::Step step(reader_, "on_night");
    const auto words = kind_words();
    const auto& list = *root.member("on_night")->value.as<JsonArray>();
    for (std::size_t i = 0; i < theme.on_night.size(); ++i) {
      const Reader::Step at(reader_, std::to_string(i));
      reader_.choice(list[i], words, "slide.kind");
    }
  }

  void check_surface(const Json& root, std::string_view key, const Surface& surface) {
    const Reader::Step step(reader_, key);
    const Json& json = root.member(key)->value;
    const Grounds grounds{{"ground", surface.ground}, {"card", surface.card}};
    const auto check = [&](std::string_view name, Colour colour, double wanted) {
      const Reader::Step at(reader_, name);
      check_contrast(json.member(name)->value, colour, grounds, wanted);
    };
    check("text", surface.text, comfortable);
    check("muted", surface.muted, readable);
    check("accent", surface.accent, readable);
  }

  /// The initials of a monogram are the night's ground on the tint.
  void check_tints(const Json& root, const Theme& theme) {
    const auto* tints = root.member("tints");
    if (tints == nullptr) return;
    const Reader::Step step(reader_, "tints");
    for (std::size_t i = 0; i < theme.tints.size(); ++i) {
      const Reader::Step at(reader_, std::to_string(i));
      check_contrast((*tints->value.as<JsonArray>())[i], theme.tints[i], {{"night/ground", theme.night.ground}},
                     readable);
    }
  }

  /// Of several grounds, the one that the colour stands out least from is told.
  void check_contrast(const Json& json, Colour colour, const Grounds& grounds, double wanted) {
    const auto worst =
        std::ranges::min_element(grounds, {}, [&](const Ground& ground) { return contrast(colour, ground.colour); });
    const double ratio = contrast(colour, worst->colour);
    if (ratio >= wanted) return;
    const double shown = std::floor(ratio * 10) / 10;
    const std::string message =
        str("The contrast of ", to_string(colour), " to ", in_quotes(worst->key), " (", to_string(worst->colour),
            ") is ", shown, ":1; it must be at least ", wanted, ":1.");
    const auto better = standing_out(colour, grounds, wanted);
    const std::string suggestion = better ? str("Try ", in_quotes(to_string(*better)), ", or change the other.")
                                          : str("No shade of it would do: change ", in_quotes(worst->key), '.');
    if (ratio < readable) {
      findings_.error("theme.contrast", reader_.place(json), message, suggestion);
    } else {
      findings_.warning("theme.contrast", reader_.place(json), message, suggestion);
    }
  }

  const std::string_view bytes_;
  Findings findings_;
  Reader reader_;
  SourcePlace logo_;
};

}  // namespace

ThemeReading read_theme(std::string_view bytes, std::string_view name) {
  return ThemeReader(bytes).read(name);
}

}  // namespace kiosk
