#include "app/load_settings.h"

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "parse/findings.h"
#include "parse/json.h"
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

/// What was left out may have said whose content to trust. Then nothing new is, until somebody puts it right: a slip in
/// a file must not open the door that the file was to close.
void trust_nobody(LoadedSettings& loaded, const std::string& origin) {
  loaded.settings.keys = {std::string(unreadable_key)};
  loaded.origin["keys"] = origin;
  loaded.problems.push_back(origin + ": it may say whose content to trust; until it is right, no new content is shown");
}

/// The folder's kiosk.json, and conf.d/*.json in the order of their names. What is there but cannot be looked at counts
/// as there: only what nobody wrote says nothing.
std::vector<fs::path> files_in(const fs::path& folder, LoadedSettings& loaded) {
  std::vector<fs::path> files;
  const auto parts = folder / "conf.d";
  std::error_code error;
  for (fs::directory_iterator entry(parts, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    loaded.problems.push_back(str(parts.string(), ": ", error.message()));
    trust_nobody(loaded, parts.string());
  }
  std::ranges::sort(files);
  const auto first = folder / "kiosk.json";
  if (fs::symlink_status(first, error).type() != fs::file_type::not_found) files.insert(files.begin(), first);
  return files;
}

/// Whether the text says whose content to trust, or cannot be read so far that one knows.
bool may_speak_of_trust(std::string_view bytes) {
  Findings findings(bytes);
  const auto json = read_json(bytes, findings);
  return !json || json->as<JsonObject>() == nullptr || json->member("keys") != nullptr ||
         json->member("pins") != nullptr;
}

void lay_file(LoadedSettings& loaded, const fs::path& file) {
  const auto bytes = read_guarded_file(file, largest_file);
  if (!bytes) {
    loaded.problems.push_back(bytes.error().message);
    return trust_nobody(loaded, file.string());
  }
  auto reading = read_settings(*bytes, loaded.settings);
  for (const auto& problem : reading.problems) loaded.problems.push_back(to_text(problem, file.string()));
  if (!reading.settings) {
    if (may_speak_of_trust(*bytes)) trust_nobody(loaded, file.string());
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
  const auto files = sources.config.empty() ? files_in(sources.folder, loaded) : std::vector{sources.config};
  for (const auto& file : files) lay_file(loaded, file);
  lay_environment(loaded, sources.environment);
  for (const auto& [name, words] : sources.flags) lay_words(loaded, name, words, "--" + name);
  return loaded;
}

}  // namespace kiosk
