/// Whether a slide can be read from where people stand. First what is on it is measured (`seen_on`), then what is
/// behind its texts, from the painted pixels (screen/contrast.h), and then both are judged. Pure; any thread that may
/// use the TextMeasure.
///
/// With D the distance and h the height of a capital letter on the screen: h < D/300 cannot be read at all; of body
/// text, h < 0.0044 D is an error and h < 0.0058 D a warning; h ≥ 0.0122 D serves people with low vision too. A
/// contrast below 4.5:1, or 3:1 for large text (WCAG 2.1 § 1.4.3), is an error, and so is (light − dark) ÷ light of the
/// luminances below 0.8 (TEK17 § 12-18). Headlines of more than 10 words and bodies of more than 40 are warned of,
/// bodies of more than 100 words are an error. A code is scanned from ten times its width; less than a metre is warned
/// of.
#pragma once

#include "layout/compose.h"
#include "model/settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A headline of more words is no longer caught at a glance, and a body of more is not read to its end.
inline constexpr int most_words_of_headline = 10;
inline constexpr int good_words_of_body = 40;

/// What a reader does with it: catches it at a glance (headline, label), reads it word by word, or scans it.
enum class Element { headline, body, label, code };

/// Two colours beside each other.
struct Contrast {
  double ratio = 0;       ///< WCAG's, 1 to 21
  double difference = 0;  ///< (light − dark) ÷ light, 0 to 1
};

/// A text or a QR code as people in front of the screen meet it.
struct Seen {
  Element element = Element::label;
  std::string words;       ///< the lines of a text, joined; "" for a code
  std::vector<Box> lines;  ///< the height of the capitals of each line, in pixels; the box of a code
  Colour ink;
  bool on_picture = false;     ///< a photograph is behind it
  double height_mm = 0;        ///< of a capital letter; the width of a code
  double required_mm = 0;      ///< below it, something is said
  double readable_metres = 0;  ///< from how far it reads easily, or can be scanned
  double required_contrast = 0;
  std::optional<Contrast> contrast;  ///< of the worst line, once it has been measured; never of a code
};

/// Every text and code of a scene, back to front; texts that a later picture covers are not seen.
std::vector<Seen> seen_on(const Scene& scene, const TextMeasure& measure, const Viewing& viewing);

enum class Grade { accessible, good, hard, illegible };
struct Verdict {
  Grade grade = Grade::good;
  std::string_view code;  ///< of what is wrong, "legible.small"; "" where nothing is
};
Verdict verdict_on(const Seen& seen, const Viewing& viewing);

/// compose(), or compose_band() where the slide is a band: the slide by itself, foot line included.
struct Shown {
  Scene scene;
  std::vector<Finding> findings;
};
Shown shown_alone(const Slide& slide, const Setting& setting);

/// What is hard or impossible to read on a slide, for who wrote it, and what was found when it was composed. Of what is
/// too small, the smallest is told of, and by how much its text should be shortened; that is found by trying. A text
/// that is cut is not called small as well.
std::vector<Finding> legibility(const Slide& slide, const Setting& setting, const Viewing& viewing,
                                const std::vector<Seen>& seen, std::vector<Finding> composed);

/// The beginning of a text, for a line that names it: whole words, and an ellipsis where there is more.
std::string beginning(const std::string& text, std::size_t most_characters);

}  // namespace kiosk
