#include "app/commands.h"

#include "app/arguments.h"
#include "app/check.h"
#include "app/load_settings.h"
#include "app/places.h"
#include "app/render.h"
#include "app/report.h"
#include "app/show.h"
#include "base/file.h"
#include "base/log.h"
#include "locale/machine_zone.h"
#include "net/environment.h"
#include "parse/settings.h"

#include <cerrno>
#include <iostream>
#include <signal.h>
#include <sysexits.h>

namespace kiosk {
namespace {

LoadedSettings load(const Arguments& arguments) {
  SettingsSources sources;
  sources.flags = {arguments.flags.begin(), arguments.flags.end()};
  sources.config = arguments.config;
  sources.environment = environment();
  return load_settings(sources);
}

/// A problem with the settings is told, and the rest of them counts.
Settings settings_for(const Arguments& arguments) {
  auto loaded = load(arguments);
  for (const auto& problem : loaded.problems) log::error("settings.bad", problem);
  if (!arguments.content.empty()) loaded.settings.content = arguments.content;
  return std::move(loaded.settings);
}

/// `--at` without an offset is by this machine's clock on the wall.
Millis shift_to(const std::string& at) {
  if (at.empty()) return Millis{0};
  return zone_of_this_machine().instant(*parse_when(at), DayEdge::start) - SystemClock().wall();
}

int run_show(const Arguments& arguments) {
  ShowOptions options;
  options.settings = settings_for(arguments);
  if (!arguments.duration.empty()) options.duration = parse_duration(arguments.duration);
  options.clock_shift = shift_to(arguments.at);
  options.frame_log = arguments.frame_log;
  return show(options);
}

std::optional<When> time_of(const Arguments& arguments) {
  return arguments.at.empty() ? std::nullopt : parse_when(arguments.at);
}

/// `--theme` alone asks about the theme; what is otherwise set for this machine would only be in the way.
int run_check(const Arguments& arguments) {
  CheckOptions options{settings_for(arguments), arguments.report_language, time_of(arguments), arguments.json,
                       arguments.strict};
  if (arguments.content.empty() && arguments.flags.contains("theme")) options.settings.content.clear();
  return check(options);
}

int run_render(const Arguments& arguments) {
  RenderOptions options;
  options.settings = settings_for(arguments);
  options.at = time_of(arguments);
  options.slide = arguments.slide;
  options.both = arguments.both;
  options.out = arguments.out;
  return render(options);
}

bool is_running(int pid) {
  return pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM);
}

int run_status(const Arguments& arguments) {
  constexpr std::uint64_t largest_status = 16 << 20;
  const auto file = readable_status_file(settings_for(arguments));
  const auto bytes = read_file(file, largest_status);
  if (!bytes) {
    std::cerr << "kiosk status: no screen has run here, or its state is elsewhere (--state-dir): "
              << bytes.error().message << '\n';
    return EX_UNAVAILABLE;
  }
  if (arguments.json) {
    std::cout << *bytes;
    return EX_OK;
  }
  const auto text = describe_status(*bytes, is_running(pid_in_status(*bytes)));
  if (!text) {
    std::cerr << "kiosk status: " << file.string() << ": " << text.error().message << '\n';
    return EX_DATAERR;
  }
  std::cout << *text;
  return EX_OK;
}

int run_config(const Arguments& arguments) {
  const auto loaded = load(arguments);
  for (const auto& problem : loaded.problems) std::cerr << "kiosk config: " << problem << '\n';
  if (arguments.origin) {
    for (const auto& name : setting_names()) {
      const auto origin = loaded.origin.find(name);
      std::cout << name << " = " << setting_to_json(loaded.settings, name) << "  ("
                << (origin == loaded.origin.end() ? "default" : origin->second) << ")\n";
    }
  } else {
    std::cout << to_json(loaded.settings);
  }
  return loaded.problems.empty() ? EX_OK : EX_CONFIG;
}

int run(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::show:
      return run_show(arguments);
    case Command::check:
      return run_check(arguments);
    case Command::render:
      return run_render(arguments);
    case Command::status:
      return run_status(arguments);
    case Command::config:
      return run_config(arguments);
  }
  return EX_SOFTWARE;
}

}  // namespace

int run(int argc, char** argv) {
  forget_network_environment();
  const auto parsed = parse_arguments(argc, argv);
  const auto* const arguments = std::get_if<Arguments>(&parsed);
  return arguments != nullptr ? run(*arguments) : std::get<int>(parsed);
}

}  // namespace kiosk
