#include "app/arguments.h"

#include "base/format.h"
#include "base/version.h"
#include "decode/libraries.h"
#include "locale/libraries.h"
#include "model/when.h"
#include "net/libraries.h"
#include "parse/libraries.h"
#include "parse/settings.h"
#include "screen/libraries.h"

#include <CLI/CLI.hpp>
#include <sysexits.h>

namespace kiosk {

using namespace std::chrono;

namespace {

std::string check_duration(const std::string& text) {
  return parse_duration(text) ? "" : "a duration is 30s, 5m or 2h, not \"" + text + "\"";
}

std::string check_when(const std::string& text) {
  return parse_when(text) ? "" : "a time is 2026-02-20T09:41 or 2026-02-20T09:41:00+01:00, not \"" + text + "\"";
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

CLI::Option* add_content(CLI::App& command, Arguments& arguments) {
  return command.add_option("content", arguments.content, "The content document: an https address, or a file")
      ->type_name("URL|FILE");
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

void add_check(CLI::App& command, Arguments& arguments) {
  add_content(command, arguments);
  add_config(command, arguments);
  add_setting(command, arguments, "theme", "NAME|FILE", "Check this theme; the content, if given, with it");
  add_setting(command, arguments, "size", "WxH",
              "Check for a screen of this size; else for a wide one and for an upright one");
  add_setting(command, arguments, "rotate", "DEGREES", "... that hangs on its side: 0, 90, 180 or 270 clockwise");
  add_at(command, arguments, "Check what is still to be seen at this time; else now");
  command.add_option("--lang", arguments.report_language, "Say it in en, nb or nn; else in the terminal's language")
      ->type_name("L")
      ->check(CLI::IsMember({"en", "nb", "nn"}));
  command.add_flag("--strict", arguments.strict, "Warnings count as errors: exit 65 for them too");
  command.add_flag("--json", arguments.json, "For programs: with the height, the contrast and so on of every text");
  command.footer(
      "Mistakes come with their line and column, what is hard to read from where people stand with the line of its\n"
      "slide. People stand 4 m from a screen of 55 inches, unless the setting `viewing` says otherwise:\n"
      "KIOSK_VIEWING_DISTANCE_METRES=6 kiosk check content.json");
}

void add_render(CLI::App& command, Arguments& arguments) {
  add_content(command, arguments)->required();
  add_config(command, arguments);
  add_at(command, arguments, "The slides as they are at this time; else now");
  add_look(command, arguments);
  command.add_flag("--both", arguments.both, "For a screen that stands upright too, side by side on the contact sheet");
  command.add_option("--slide", arguments.slide, "Only the slide with this id")->type_name("ID");
  add_setting(command, arguments, "languages", "L", "Only in this language, the report too", "lang");
  command.add_option("--out", arguments.out, "The folder for the pictures; made where there is none")
      ->type_name("DIR")
      ->required();
}

void add_status(CLI::App& command, Arguments& arguments) {
  add_config(command, arguments);
  add_setting(command, arguments, "state_dir", "DIR", "Where the screen writes status.json");
  command.add_flag("--json", arguments.json, "The file as it is");
}

void add_config_command(CLI::App& command, Arguments& arguments) {
  add_config(command, arguments);
  command.add_flag("--origin", arguments.origin, "One a line, with where it comes from");
}

}  // namespace

std::optional<milliseconds> parse_duration(const std::string& text) {
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
  return milliseconds{static_cast<milliseconds::rep>(number * unit->second)};
}

std::variant<Arguments, int> parse_arguments(int argc, char** argv) {
  CLI::App app("The lobby screen: cycles a research institute's news, awards and events in full screen.", "kiosk");
  app.require_subcommand(1);
  app.set_version_flag("--version", versions());
  app.get_formatter()->column_width(34);
  app.footer(
      "Settings: flags, then KIOSK_* in the environment, then /etc/kiosk/kiosk.json and conf.d/*.json, then defaults.\n"
      "`kiosk config --origin` shows them all, and where each comes from. `kiosk COMMAND --help` says more.");
  Arguments arguments;
  const auto add = [&](Command command, const char* name, const char* help) -> CLI::App& {
    return *app.add_subcommand(name, help)->parse_complete_callback([&arguments, command] {
      arguments.command = command;
    });
  };

  add_show(add(Command::show, "show", "Play on the screen until SIGTERM, SIGINT or, in a window, Esc"), arguments);
  add_check(
      add(Command::check, "check",
          "Say what is wrong with a content document or a theme, and what cannot be read; exit 65 if anything is"),
      arguments);
  add_render(add(Command::render, "render", "Draw each slide into a PNG file, and all of them on a contact sheet"),
             arguments);
  add_status(add(Command::status, "status", "Say what the running screen shows and knows"), arguments);
  add_config_command(add(Command::config, "config", "Print the settings in force; exit 78 if one is wrong"), arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : EX_USAGE;
  }
  return arguments;
}

}  // namespace kiosk
