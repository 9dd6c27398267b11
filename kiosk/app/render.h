/// `kiosk render`: the slides as PNG files, by the code that draws the lobby's.
#pragma once

#include "model/settings.h"
#include "model/when.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kiosk {

struct RenderOptions {
  Settings settings;       ///< content: what to render; size, rotate, languages and theme count
  std::optional<When> at;  ///< none: now
  std::string slide;       ///< the id of the only slide wanted; empty: all that may play then
  bool both = false;       ///< for a screen turned by a quarter too
  std::filesystem::path out;
};

/// Writes NN-ID.LANGUAGE.png for each slide and language (NN-ID.LANGUAGE.WxH.png where `both`), contact-sheet.png with
/// all of them, legibility.txt and legibility.json with what of them can be read from where people stand; says which
/// slides do not play at that time. The same arguments give the same bytes. Exit codes: EX_OK, EX_DATAERR, EX_NOINPUT,
/// EX_CANTCREAT.
int render(const RenderOptions& options);

}  // namespace kiosk
