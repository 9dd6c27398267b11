/// One font file: measures and draws text of which it has all letters. Internal to screen/; screen/fonts.h chooses the
/// file for each letter. Not synchronised, and no two of them at the same time either: SDL2_ttf has one FreeType for
/// all.
#pragma once

#include "base/result.h"
#include "layout/text_measure.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct _TTF_Font;  // SDL2_ttf's

namespace kiosk {

class Canvas;

/// How letters become glyphs: which way they run, and by the rules of which script (ISO 15924).
struct Shaping {
  bool rtl = false;
  std::string script = "Zyyy";
};

class FontFile {
 public:
  /// Reads all of it: afterwards the disk may go, or the file be another one. Error: font.unreadable.
  static Result<FontFile> open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  bool has(char32_t letter) const;
  /// A font of pictures in their own colours: emoji. Its em is the pictures' height.
  bool is_coloured() const { return picture_height_ > 0; }

  /// How far the pen moves, as a share of the em: the design's own width, kerning included, the same at all sizes.
  double width(const std::string& text, const Shaping& shaping) const;
  /// How far the ink of a text goes from the baseline, as a share of the em, to a hundredth or so.
  Reach reach(const std::string& text, const Shaping& shaping);
  /// As shares of the em.
  const FontMetrics& metrics() const { return metrics_; }

  /// Draws with the pen at `pen` pixels from the left, to a quarter of a pixel, on a baseline between two rows. Of the
  /// colour, pictures take the alpha only.
  void draw(const std::string& text, const Shaping& shaping, int size, double pen, int baseline, Colour colour,
            Canvas& canvas);

 private:
  struct Close {
    void operator()(_TTF_Font* font) const;
  };
  using FontPtr = std::unique_ptr<_TTF_Font, Close>;
  struct Opened {
    int size = 0;
    FontPtr font;
  };

  using Bytes = std::unique_ptr<const std::string>;  ///< stays where it is: the opened fonts read it

  static FontPtr open(const std::string& bytes, int size, unsigned dpi_across);
  FontFile(std::filesystem::path path, Bytes bytes, FontPtr ruler);
  _TTF_Font* at(int size);
  void draw_letters(const std::string& text, const Shaping& shaping, int size, double pen, int baseline, Colour colour,
                    Canvas& canvas);
  void draw_pictures(const std::string& text, const Shaping& shaping, int size, double pen, int baseline, Colour colour,
                     Canvas& canvas);

  std::filesystem::path path_;
  Bytes bytes_;
  FontPtr ruler_;           ///< opened very large, so that whole pixels of it are fine enough to measure with
  int picture_height_ = 0;  ///< of a coloured font, in pixels: it has one size, the ruler's too
  int guards_ = 0;          ///< the width of the spaces that width() and draw() put around a text, on the ruler
  FontMetrics metrics_;
  std::vector<Opened> opened_;  ///< for drawing, the last one used first; bounded
};

}  // namespace kiosk
