#include "app/places.h"

#include "base/file.h"
#include "base/text.h"

#include <array>
#include <cstdlib>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path folder(const std::string& given, const char* systemd, const char* xdg, const char* below_home) {
  if (!given.empty()) return given;
  // systemd gives a list where a unit has several; the first is ours (systemd.exec(5), RuntimeDirectory=).
  if (const auto list = environment(systemd); !list.empty()) return fs::path(split(list, ':').front());
  if (const auto base = environment(xdg); base.starts_with('/')) return fs::path(base) / "kiosk";
  const auto home = environment("HOME");
  return fs::path(home.empty() ? "/tmp" : home) / below_home / "kiosk";
}

Result<std::string> read_secret(fs::path file, const char* credential) {
  constexpr std::uint64_t longest_token = 8192;
  if (file.empty()) {
    const auto credentials = environment("CREDENTIALS_DIRECTORY");
    if (credentials.empty()) return std::string();
    file = fs::path(credentials) / credential;
    std::error_code none;
    if (!fs::exists(file, none)) return std::string();
  }
  const auto bytes = read_guarded_file(file, longest_token);
  if (!bytes) return fail("token.unreadable", bytes.error().message);
  return std::string(trimmed(*bytes));
}

}  // namespace

fs::path cache_folder(const Settings& settings) {
  return folder(settings.cache_dir, "CACHE_DIRECTORY", "XDG_CACHE_HOME", ".cache");
}

fs::path state_folder(const Settings& settings) {
  return folder(settings.state_dir, "STATE_DIRECTORY", "XDG_STATE_HOME", ".local/state");
}

fs::path status_file(const Settings& settings) {
  return state_folder(settings) / "status.json";
}

fs::path crashes_file(const Settings& settings) {
  return state_folder(settings) / "crashes";
}

fs::path fault_file(const Settings& settings) {
  return state_folder(settings) / "fault";
}

fs::path metrics_file(const Settings& settings) {
  return state_folder(settings) / "metrics.prom";
}

fs::path snapshot_file(const Settings& settings) {
  return state_folder(settings) / "screen.png";
}

fs::path revision_file(const Settings& settings) {
  return state_folder(settings) / "revision.floor";
}

fs::path readable_status_file(const Settings& settings) {
  const fs::path own = status_file(settings);
  const fs::path of_the_service = "/var/lib/kiosk/status.json";
  std::error_code none;
  const bool said = !settings.state_dir.empty() || !environment("STATE_DIRECTORY").empty();
  return !said && !fs::exists(own, none) && fs::exists(of_the_service, none) ? of_the_service : own;
}

std::string screen_name(const Settings& settings) {
  if (!settings.screen.empty()) return settings.screen;
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "screen";
}

Result<std::string> read_token(const Settings& settings) {
  return read_secret(settings.token_file, "token");
}

Result<std::string> read_report_token(const Settings& settings) {
  return read_secret(settings.report_token_file, "report-token");
}

}  // namespace kiosk
