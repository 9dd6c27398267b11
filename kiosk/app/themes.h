/// Themes and fonts that come with the program or lie on this machine. Reads files; any thread.
#pragma once

#include "base/result.h"
#include "model/problem.h"
#include "model/theme.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace kiosk {

/// Folders that may hold themes/, the first one first: $KIOSK_DATA_DIR, beside the program, where it was installed to,
/// and where it was built from.
std::vector<std::filesystem::path> data_folders();

struct FoundTheme {
  Theme theme;
  std::filesystem::path folder;  ///< where its own files lie: logo, fonts; empty for the built-in theme
  Problems problems;             ///< contrast and the like
};

/// `name` is a theme's name ("icr") or a path to its file ("/etc/kiosk/ours.json"); "" is the built-in theme.
/// Errors: theme.missing, theme.unreadable.
Result<FoundTheme> find_theme(std::string_view name);

}  // namespace kiosk
