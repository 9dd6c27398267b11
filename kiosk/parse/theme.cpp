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
    const auto pair = [&](std::string_view key, Colour colour, std::string_view other, Colour under) {
      const Reader::Step step(reader_, key);
      check_contrast(root.member(key)->value, colour, other, under, readable);
    };
    pair("panel", theme.panel, "on_panel", theme.on_panel);
    pair("badge", theme.badge, "on_panel", theme.on_panel);
    pair("notice", theme.notice, "on_panel", theme.on_panel);
    pair("award", theme.award, "night/ground", theme.night.ground);
    pair("award", theme.award, "night/card", theme.night.card);
    check_tints(root, theme);
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
    const auto check = [&](std::string_view name, Colour colour, double wanted) {
      const Reader::Step at(reader_, name);
      check_contrast(json.member(name)->value, colour, "ground", surface.ground, wanted);
      check_contrast(json.member(name)->value, colour, "card", surface.card, wanted);
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
      check_contrast((*tints->value.as<JsonArray>())[i], theme.tints[i], "night/ground", theme.night.ground, readable);
    }
  }

  void check_contrast(const Json& json, Colour colour, std::string_view other, Colour under, double wanted) {
    const double ratio = contrast(colour, under);
    if (ratio >= wanted) return;
    const double shown = std::floor(ratio * 10) / 10;
    const std::string message = str("The contrast of ", to_string(colour), " to ", in_quotes(other), " (",
                                    to_string(under), ") is ", shown, ":1; it must be at least ", wanted, ":1.");
    const bool lighter = luminance(colour) > luminance(under);
    const std::string suggestion =
        lighter ? "Make it lighter, or the other darker." : "Make it darker, or the other lighter.";
    if (ratio < readable) {
      findings_.error("theme.contrast", reader_.place(json), message, suggestion);
    } else {
      findings_.warning("theme.contrast", reader_.place(json), message, suggestion);
    }
  }

  const std::string_view bytes_;
  Findings findings_;
  Reader reader_;
};

}  // namespace

ThemeReading read_theme(std::string_view bytes, std::string_view name) {
  return ThemeReader(bytes).read(name);
}

}  // namespace kiosk
