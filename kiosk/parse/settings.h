/// Settings: from files, from the environment and from flags, and back to text. Pure functions; any thread.
/// A setting's name is its key in the file; that of a group's member has a dot: "viewing.distance_metres".
#pragma once

#include "base/result.h"
#include "model/problem.h"
#include "model/settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct SettingsReading {
  std::optional<Settings> settings;  ///< nothing where there is an error
  std::vector<std::string> given;    ///< the names of those that the text sets, for `kiosk config --origin`
  Problems problems;
};

/// Lays the settings that `bytes` gives over `base`.
SettingsReading read_settings(std::string_view bytes, Settings base);

/// The names of all settings, in the order in which people should see them.
std::vector<std::string> setting_names();

/// Sets one from words, as a flag or the environment has it: true and false (or yes and no, on and off, 1 and 0),
/// numbers as digits, lists with commas between. Unchanged where it fails. Errors: setting.unknown, setting.value.
Result<void> set_setting(Settings& settings, std::string_view name, std::string_view value);

/// One setting as JSON on one line; "null" where there is none of that name.
std::string setting_to_json(const Settings& settings, std::string_view name);
/// All of them, as a file that read_settings takes.
std::string to_json(const Settings& settings);

}  // namespace kiosk
