#include "app/commands.h"

#include "app/check.h"
#include "app/load_settings.h"
#include "app/places.h"
#include "app/render.h"
#include "app/report.h"
#include "app/show.h"
#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "base/version.h"
#include "decode/libraries.h"
#include "locale/libraries.h"
#include "net/libraries.h"
#include "parse/libraries.h"
#include "parse/settings.h"
#include "screen/libraries.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <iostream>
#include <map>
#include <signal.h>
#include <sysexits.h>

namespace kiosk {
namespace {

using namespace std::chrono;

/// What the words of the command line say; settings are collected by name and laid over the files later.
struct Arguments {
  std::map<std::string, std::string> flags;
  std::string config;
  std::string at;
  std::string duration;
  std::string frame_log;
  std::string content;
  std::string slide;
  std::string out;
  bool json = false;
  bool strict = false;
  bool origin = false;
};

/// "30s", "5m", "2h", "500ms", or seconds without a unit.
std::optional<Millis> parse_duration(const std::string& text) {
  static const std::map<std::string, double> units{{"ms", 1}, {"", 1000}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  std::size_t used = 0;
  double number = 0;
  try {
    number = std::stod(text, &used);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  const auto unit = units.find(text.substr(used));
  if (unit == units.end() || !(number > 0) || number > 1e6) return std::nullopt;
  return Millis{static_cast<Millis::rep>(number * unit->second)};
}

std::string check_duration(const std::string& text) {
  return parse_duration(text) ? "" : "a duration is 30s, 5m or 2h, not \"" + text + "\"";
}

std::string check_when(const std::string& text) {
  return parse_when(text) ? "" : "a time is 2026-02-20T09:41 or 2026-02-20T09:41:00+01:00, not \"" + text + "\"";
}

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

int run_check(const Arguments& arguments) {
  return check({settings_for(arguments), arguments.json, arguments.strict});
}

int run_render(const Arguments& arguments) {
  RenderOptions options;
  options.settings = settings_for(arguments);
  if (!arguments.at.empty()) options.at = parse_when(arguments.at);
  options.slide = arguments.slide;
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

std::string versions() {
  return str("kiosk ", version(), "\n", screen_libraries(), ", ", decode_libraries(), "\n", net_libraries(), "\n",
             locale_libraries(), ", ", parse_libraries());
}

/// A flag for a setting: "screen" is --screen, "cache_dir" is --cache-dir; `flag_name` for another.
void add_setting(CLI::App& command, Arguments& arguments, const std::string& name, const std::string& value_name,
                 const std::string& help, const std::string& flag_name = "") {
  std::string flag = "--" + (flag_name.empty() ? name : flag_name);
  std::ranges::replace(flag, '_', '-');
  command
      .add_option_function<std::string>(
          flag,
          [&arguments, name](const std::string& value) {
            Settings scratch;
            if (const auto set = set_setting(scratch, name, value); !set)
              throw CLI::ValidationError(set.error().message);
            arguments.flags[name] = value;
          },
          help)
      ->type_name(value_name)
      ->take_last();  // so that a script can give a default and its caller another value
}

void add_config(CLI::App& command, Arguments& arguments) {
  command.add_option("--config", arguments.config, "This settings file instead of /etc/kiosk/kiosk.json and conf.d")
      ->type_name("FILE");
}

void add_at(CLI::App& command, Arguments& arguments, const std::string& help) {
  command.add_option("--at", arguments.at, help)->type_name("TIME")->check(check_when);
}

void add_content(CLI::App& command, Arguments& arguments) {
  command.add_option("content", arguments.content, "The content document: an https address, or a file")
      ->type_name("URL|FILE")
      ->required();
}

void add_look(CLI::App& command, Arguments& arguments) {
  add_setting(command, arguments, "size", "WxH", "Size in pixels");
  add_setting(command, arguments, "rotate", "DEGREES", "0, 90, 180 or 270 clockwise");
  add_setting(command, arguments, "theme", "NAME|FILE", "Over the document's own theme");
  add_setting(command, arguments, "screen", "NAME", "The screen's name, for slides that are for some screens only");
}

void add_show(CLI::App& command, Arguments& arguments) {
  add_setting(command, arguments, "content", "URL|FILE", "The content document: an https address, or a file");
  add_config(command, arguments);
  add_look(command, arguments);
  add_setting(command, arguments, "display", "N", "Which display, counted from 0");
  add_setting(command, arguments, "poll_seconds", "SECONDS", "How often to ask for new content");
  add_setting(command, arguments, "cache_dir", "DIR", "Where content is kept");
  add_setting(command, arguments, "state_dir", "DIR", "Where status.json is written");
  add_setting(command, arguments, "languages", "L", "One language, or several in turn: en,nb", "lang");
  command.add_flag_callback(
      "--windowed", [&arguments] { arguments.flags["windowed"] = "true"; }, "In a window; Esc ends it");
  add_at(command, arguments, "Play as if it were this time now");
  command.add_option("--for", arguments.duration, "End after 30s, 5m, 2h")
      ->type_name("DURATION")
      ->check(check_duration);
  command.add_option("--frame-log", arguments.frame_log, "Record when each frame was presented")->type_name("FILE");
}

void add_render(CLI::App& command, Arguments& arguments) {
  add_content(command, arguments);
  add_config(command, arguments);
  add_at(command, arguments, "The slides as they are at this time; else now");
  add_look(command, arguments);
  command.add_option("--slide", arguments.slide, "Only the slide with this id")->type_name("ID");
  add_setting(command, arguments, "languages", "L", "Only in this language", "lang");
  command.add_option("--out", arguments.out, "The folder for the pictures; made where there is none")
      ->type_name("DIR")
      ->required();
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("The lobby screen: cycles a research institute's news, awards and events in full screen.", "kiosk");
  app.require_subcommand(1);
  app.set_version_flag("--version", versions());
  app.get_formatter()->column_width(34);
  app.footer(
      "Settings: flags, then KIOSK_* in the environment, then /etc/kiosk/kiosk.json and conf.d/*.json, then defaults.\n"
      "`kiosk config --origin` shows them all, and where each comes from. `kiosk COMMAND --help` says more.");
  Arguments arguments;
  std::map<CLI::App*, int (*)(const Arguments&)> commands;
  const auto add = [&](const char* name, const char* help, int (*command)(const Arguments&)) -> CLI::App& {
    CLI::App* const sub = app.add_subcommand(name, help);
    commands[sub] = command;
    return *sub;
  };

  add_show(add("show", "Play on the screen until SIGTERM, SIGINT or, in a window, Esc", run_show), arguments);
  auto& check_command = add("check", "Say what is wrong with a content document; exit 65 if anything is", run_check);
  add_content(check_command, arguments);
  add_config(check_command, arguments);
  check_command.add_flag("--json", arguments.json, "For programs");
  check_command.add_flag("--strict", arguments.strict, "Warnings count as errors");
  add_render(add("render", "Draw each slide into a PNG file, and all of them on a contact sheet", run_render),
             arguments);
  auto& status_command = add("status", "Say what the running screen shows and knows", run_status);
  add_config(status_command, arguments);
  add_setting(status_command, arguments, "state_dir", "DIR", "Where the screen writes status.json");
  status_command.add_flag("--json", arguments.json, "The file as it is");
  auto& config_command = add("config", "Print the settings in force; exit 78 if one is wrong", run_config);
  add_config(config_command, arguments);
  config_command.add_flag("--origin", arguments.origin, "One a line, with where it comes from");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : EX_USAGE;
  }
  return commands.at(app.get_subcommands().front())(arguments);
}

}  // namespace kiosk
