/// Themes and fonts that come with the program or lie on this machine. Reads files; any thread.
#pragma once

#include "base/result.h"
#include "model/problem.h"
#include "model/theme.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace kiosk {

/// Folders that may hold themes/, the first one first: $KIOSK_DATA_DIR, beside the program, where it was installed to,
/// and where it was built from.
std::vector<std::filesystem::path> data_folders();

/// A theme's file, and all that is wrong with it.
struct ThemeFile {
  std::filesystem::path file;
  std::optional<Theme> theme;  ///< nothing where it cannot be used; without its logo where that is no picture
  Problems problems;           ///< theme.logo beside those of the reader
};

/// `name` is a theme's name ("icr") or a path to its file ("/etc/kiosk/ours.json"). Its logo is decoded once.
/// Errors: theme.missing.
Result<ThemeFile> read_theme_file(std::string_view name);

struct FoundTheme {
  Theme theme;
  std::filesystem::path folder;  ///< where its own files lie: logo, fonts; empty for the built-in theme
  Problems problems;             ///< contrast and the like
};

/// The same for who wants to draw with it; "" is the built-in theme. Errors: theme.missing, theme.unreadable.
Result<FoundTheme> find_theme(std::string_view name);

}  // namespace kiosk
