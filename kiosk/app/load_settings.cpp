#include "app/load_settings.h"

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "parse/problem_text.h"
#include "parse/settings.h"

#include <algorithm>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_file = 1 << 20;
constexpr std::string_view prefix = "KIOSK_";
/// Read elsewhere: where themes lie.
constexpr std::string_view data_variable = "KIOSK_DATA_DIR";

std::vector<fs::path> default_files() {
  const fs::path folder = "/etc/kiosk";
  std::vector<fs::path> parts;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "conf.d", none)) {
    if (entry.path().extension() == ".json") parts.push_back(entry.path());
  }
  std::ranges::sort(parts);
  parts.insert(parts.begin(), folder / "kiosk.json");
  std::erase_if(parts, [&](const fs::path& file) { return !fs::exists(file, none); });
  return parts;
}

/// What was left out may have said whose content to trust. Then nothing new is, until somebody puts it right: a slip in
/// a file must not open the door that the file was to close.
void trust_nobody(LoadedSettings& loaded, const std::string& origin) {
  loaded.settings.keys = {std::string(unreadable_key)};
  loaded.origin["keys"] = origin;
  loaded.problems.push_back(origin + ": it may say whose content to trust; until it is right, no new content is shown");
}

void lay_file(LoadedSettings& loaded, const fs::path& file) {
  const auto bytes = read_guarded_file(file, largest_file);
  if (!bytes) {
    loaded.problems.push_back(bytes.error().message);
    if (bytes.error().code != "file.missing") trust_nobody(loaded, file.string());
    return;
  }
  auto reading = read_settings(*bytes, loaded.settings);
  for (const auto& problem : reading.problems) loaded.problems.push_back(to_text(problem, file.string()));
  if (!reading.settings) {
    const bool speaks_of_trust =
        bytes->find("\"keys\"") != std::string::npos || bytes->find("\"pins\"") != std::string::npos;
    if (speaks_of_trust) trust_nobody(loaded, file.string());
    return;
  }
  loaded.settings = std::move(*reading.settings);
  for (const auto& name : reading.given) loaded.origin[name] = file.string();
}

void lay_words(LoadedSettings& loaded, const std::string& name, const std::string& words, const std::string& origin) {
  if (const auto set = set_setting(loaded.settings, name, words); !set) {
    loaded.problems.push_back(str(origin, ": ", set.error().message));
    if (name == "keys" || name == "pins") trust_nobody(loaded, origin);
    return;
  }
  loaded.origin[name] = origin;
}

void lay_environment(LoadedSettings& loaded, const std::vector<std::pair<std::string, std::string>>& environment) {
  const auto names = setting_names();
  std::vector<std::string> variables;
  for (const auto& name : names) variables.push_back(variable_of(name));
  for (const auto& [variable, value] : environment) {
    if (!variable.starts_with(prefix) || variable == data_variable) continue;
    const auto known = std::ranges::find(variables, variable);
    if (known != variables.end()) {
      lay_words(loaded, names[static_cast<std::size_t>(known - variables.begin())], value, variable);
      continue;
    }
    const auto meant = closest(variable, {variables.begin(), variables.end()});
    loaded.problems.push_back(
        str(variable, ": there is no such setting.", meant ? str(" Did you mean ", *meant, "?") : std::string()));
  }
}

}  // namespace

std::string variable_of(std::string_view setting) {
  std::string name(prefix);
  for (const char c : setting) name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

std::vector<std::pair<std::string, std::string>> environment() {
  std::vector<std::pair<std::string, std::string>> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) all.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return all;
}

LoadedSettings load_settings(const SettingsSources& sources) {
  LoadedSettings loaded;
  const auto files = sources.config.empty() ? default_files() : std::vector{sources.config};
  for (const auto& file : files) lay_file(loaded, file);
  lay_environment(loaded, sources.environment);
  for (const auto& [name, words] : sources.flags) lay_words(loaded, name, words, "--" + name);
  return loaded;
}

}  // namespace kiosk
