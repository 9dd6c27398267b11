#include "app/check.h"

#include "app/content_check.h"
#include "app/terminal.h"
#include "base/format.h"
#include "locale/messages.h"
#include "parse/json.h"
#include "parse/problem_text.h"
#include "studio/themes.h"

#include <algorithm>
#include <iostream>
#include <sysexits.h>
#include <unistd.h>

namespace kiosk {
namespace {

struct Counts {
  std::int64_t errors = 0;
  std::int64_t warnings = 0;

  void add(const Problems& problems) {
    const auto wrong = std::ranges::count(problems, Severity::error, &Problem::severity);
    errors += wrong;
    warnings += static_cast<std::int64_t>(problems.size()) - wrong;
  }
};

Counts counts_of(const Problems& problems) {
  Counts counts;
  counts.add(problems);
  return counts;
}

/// For people: one problem a line, or a paragraph where the terminal is narrow; at the end what it comes to.
class Printer {
 public:
  explicit Printer(Language writer) : writer_(std::move(writer)), width_(terminal_width(STDOUT_FILENO)) {}

  void print(const std::string& name, const Problems& problems, const std::string& upshot) const {
    for (const auto& problem : problems) {
      const auto word = problem.severity == Severity::error ? Message::error : Message::warning;
      print(to_text(problem, name, say(word)));
    }
    const auto [errors, warnings] = counts_of(problems);
    print(str(name, ": ", say(Message::problem_counts, {{"errors", errors}, {"warnings", warnings}}), ". ", upshot));
  }

  std::string upshot_of(const ThemeFile& theme) const {
    return say(theme.theme ? Message::theme_usable : Message::theme_not_usable);
  }

  /// "12 of 15 slides can be shown (2 are over, 1 has errors)."
  std::string upshot_of(const ContentCheck& content) const {
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    std::string why;
    const auto add = [&](Message message, std::size_t count) {
      if (count > 0) why += (why.empty() ? "" : ", ") + say(message, {{"count", number(count)}});
    };
    add(Message::slides_over, content.over);
    add(Message::slides_with_errors, content.faulty);
    const auto shown =
        say(Message::slides_shown, {{"count", number(content.shown())}, {"total", number(content.written)}});
    return str(shown, why.empty() ? "" : " (" + why + ")", ".",
               content.refused ? " " + say(Message::screens_keep) : std::string());
  }

 private:
  std::string say(Message id, const std::vector<Argument>& arguments = {}) const {
    return message(id, writer_, arguments);
  }
  void print(const std::string& line) const { std::cout << wrapped(line, width_, 4) << '\n'; }

  const Language writer_;
  const int width_;
};

Json json_of(const CheckOptions& options, const std::optional<ThemeFile>& theme,
             const std::optional<ContentCheck>& content, const Counts& counts, bool good) {
  JsonObject json{{"good", good}, {"errors", counts.errors}, {"warnings", counts.warnings}};
  if (theme) {
    json.push_back({"theme", JsonObject{{"file", theme->file.string()}, {"problems", to_json(theme->problems)}}});
  }
  if (content) {
    json.push_back({"content", options.settings.content});
    json.push_back({"slides", content->shown()});
    json.push_back({"of", content->written});
    json.push_back({"problems", to_json(content->problems)});
    json.push_back({"seen", content->edition ? records_of(content->views, *content->edition, options.settings.viewing)
                                             : Json(JsonArray{})});
  }
  return json;
}

int failed(const Error& error) {
  std::cerr << "kiosk check: " << error.message << " [" << error.code << "]\n";
  const bool not_there = error.code == "file.missing" || error.code == "theme.missing";
  return not_there ? EX_NOINPUT : EX_UNAVAILABLE;
}

}  // namespace

int check(const CheckOptions& options) {
  const Settings& settings = options.settings;
  if (settings.content.empty() && settings.theme.empty()) {
    std::cerr << "kiosk check: name a content document, or a theme with --theme\n";
    return EX_USAGE;
  }
  const Language writer = options.language.empty() ? language_of_terminal() : options.language;
  Counts counts;
  std::optional<ThemeFile> theme;
  if (!settings.theme.empty()) {
    auto found = read_theme_file(settings.theme);
    if (!found) return failed(found.error());
    theme = std::move(*found);
    counts.add(theme->problems);
  }
  std::optional<ContentCheck> content;
  if (!settings.content.empty()) {
    auto source = Source::open(settings);
    if (!source) return failed(source.error());
    content = check_content(*source, settings, options.at, writer);
    counts.add(content->problems);
  }

  const bool good = counts.errors == 0 && (!options.strict || counts.warnings == 0);
  if (options.json) {
    std::cout << write_json(json_of(options, theme, content, counts, good));
  } else {
    const Printer printer(writer);
    if (theme) printer.print(theme->file.string(), theme->problems, printer.upshot_of(*theme));
    if (content) printer.print(settings.content, content->problems, printer.upshot_of(*content));
  }
  return good ? EX_OK : EX_DATAERR;
}

}  // namespace kiosk
