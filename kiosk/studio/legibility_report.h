/// What staff are told about how well slides can be read: sentences, numbers for programs, and a table. Pure.
#pragma once

#include "model/problem.h"
#include "parse/json.h"
#include "studio/edition.h"
#include "studio/studio.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A slide in one language on a screen of one size, judged.
struct View {
  std::size_t slide = 0;  ///< of the edition's document
  Language language;
  Size screen;
  Judgement judgement;
};

/// What is wrong with the views of one edition, in the order of its slides, each at the line of its slide. What is
/// wrong in several languages or on several screens is said once. `writer` is the language of the sentences.
Problems problems_of(const std::vector<View>& views, const Edition& edition, std::string_view writer);

/// A record for each text and each code: slide, line, language, screen, element, text, height_mm, required_mm,
/// readable_m, contrast and required_contrast (null for a code), qr_distance_m (null for a text), accessible, severity
/// ("none", "warning", "error") and code.
Json records_of(const std::vector<View>& views, const Edition& edition, const Viewing& viewing);

/// The same for people, as text in columns.
std::string table_of(const std::vector<View>& views, const Edition& edition, const Viewing& viewing,
                     std::string_view writer);

}  // namespace kiosk
