/// Real fonts: measures text for layout and draws it for the painter, through SDL2_ttf (FreeType and HarfBuzz).
/// One thread at a time for all Fonts of the process, since SDL2_ttf shares one FreeType: the prepare thread owns them.
#pragma once

#include "base/result.h"
#include "layout/text_measure.h"
#include "model/theme.h"
#include "screen/painter.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace kiosk {

/// A letter that a face lacks comes from another font (screen/font_choice.h); a dot stands for one that none has.
/// Arabic and Hebrew run from right to left among words that do not, by the Unicode bidirectional algorithm.
class Fonts final : public TextMeasure, public TextPainter {
 public:
  /// Opens the theme's files, looked for in `folders` and then in the system's font folders. A face that is missing is
  /// stood in for by another ("font.missing" in the log). Error: font.none, when there is no font at all.
  static Result<std::unique_ptr<Fonts>> open(const FontFiles& files, std::vector<std::filesystem::path> folders);
  ~Fonts() override;

  /// The pen's way, not the ink's: widths of text that is drawn one after the other add up, kerning between them aside.
  float width(std::string_view text, Face face, int size) const override;
  FontMetrics metrics(Face face, int size) const override;
  Reach reach(std::string_view text, Face face, int size) const override;
  /// Also logs each letter once ("font.no_letter").
  std::vector<char32_t> lacking(std::string_view text, Face face) const override;

  /// Letters stand on quarters of a pixel, so that they are evenly spaced; the baseline is rounded to a whole row.
  void draw(const TextRun& run, Canvas& canvas) override;

 private:
  struct Faces;
  explicit Fonts(std::unique_ptr<Faces> faces);

  std::unique_ptr<Faces> faces_;
};

}  // namespace kiosk
