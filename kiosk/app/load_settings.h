/// The settings in force: flags over environment over files over defaults, and where each comes from.
#pragma once

#include "model/problem.h"
#include "model/settings.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kiosk {

struct SettingsSources {
  std::vector<std::pair<std::string, std::string>> flags;  ///< setting's name → words
  std::filesystem::path config;  ///< `--config`: this file alone; empty: kiosk.json and conf.d/*.json of the folder
  std::filesystem::path folder = "/etc/kiosk";
  std::vector<std::pair<std::string, std::string>> environment;  ///< all of it; KIOSK_* counts
};

struct LoadedSettings {
  Settings settings;
  std::map<std::string, std::string> origin;  ///< "poll_seconds" → "/etc/kiosk/kiosk.json"; not there: the default
  /// A file or a variable that is wrong is left out, and named here: the show must go on. Where it may have named keys
  /// or pins, `keys` is unreadable_key, so that nothing new is trusted.
  std::vector<std::string> problems;
};

LoadedSettings load_settings(const SettingsSources& sources);

/// The environment of this process.
std::vector<std::pair<std::string, std::string>> environment();

/// "KIOSK_POLL_SECONDS" of "poll_seconds", "KIOSK_VIEWING_DISTANCE_METRES" of "viewing.distance_metres".
std::string variable_of(std::string_view setting);

}  // namespace kiosk
