/// Content documents: from bytes to slides, and to what is wrong with them. Pure functions; any thread.
#pragma once

#include "model/document.h"
#include "model/problem.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace kiosk {

inline constexpr std::size_t most_slides = 10'000;

struct DocumentReading {
  /// The slides that can be shown. Nothing where the document as a whole cannot be used: it is no JSON, is of a newer
  /// version, its institute is wrong, or it has slides but not one of them can be shown.
  std::optional<Document> document;
  /// In the order of the text. A slide with an error is left out; warnings leave it in.
  Problems problems;
  std::vector<SourcePlace> places;  ///< where each of the document's slides begins
  std::size_t written = 0;          ///< how many slides the text has, those that are left out too
};

DocumentReading read_document(std::string_view bytes);

}  // namespace kiosk
