// Settings: what a file gives survives being written and read again, and a flag is held to the same rules as a file.
#include "parse/settings.h"

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "parse/problem_text.h"

namespace kiosk {
namespace {

using test::must;

void check_file(std::string_view bytes) {
  const auto reading = read_settings(bytes, {});
  must(reading.settings.has_value() != has_errors(reading.problems), "settings are refused where there is an error");
  for (const auto& problem : reading.problems) {
    const auto text = to_text(problem, "kiosk.json");
    must(is_utf8(text) && printable(text) == text, "a problem's text is one line");
  }
  if (!reading.settings) return;
  const auto again = read_settings(to_json(*reading.settings), {});
  must(again.settings == reading.settings, "what is written is read as the same");
}

/// "name value", as a flag gives it.
void check_flag(std::string_view line) {
  const auto name = line.substr(0, line.find(' '));
  const auto value = line.substr(std::min(line.size(), name.size() + 1));
  Settings settings;
  if (!set_setting(settings, name, value)) {
    must(settings == Settings{}, "a setting that is refused changes nothing");
    return;
  }
  must(setting_to_json(settings, name) != "null", "a setting that is taken has a value");
  const auto file = read_settings(to_json(settings), {});
  must(file.settings == settings, "a file can say what a flag says");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  auto bytes = test::as_text(data, size);
  check_file(bytes);
  check_flag(test::take_line(bytes));
  return 0;
}
