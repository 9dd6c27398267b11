/// Themes: from bytes to colours and fonts, and to what is wrong with them. Pure functions; any thread.
#pragma once

#include "model/problem.h"
#include "model/theme.h"

#include <optional>
#include <string_view>

namespace kiosk {

struct ThemeReading {
  std::optional<Theme> theme;  ///< nothing where there is an error
  Problems problems;
  SourcePlace logo;  ///< of the logo's name, for who looks at the file
};

/// `name` is that of the file, without its ending. Beside the form, the contrasts are checked (WCAG 2.1 § 1.4.3 and
/// 1.4.6): below 4.5:1 is an error; headlines and text below 7:1 are a warning, since a lobby is bright and wide. A
/// colour near the one that was written, which would do, is suggested.
ThemeReading read_theme(std::string_view bytes, std::string_view name);

}  // namespace kiosk
