#include "parse/settings.h"

#include "parse/problem_text.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a file lays its settings over those before, and tells which it gave") {
  Settings base;
  base.screen = "lobby";
  const auto reading = read_settings(
      R"({"content": "https://example.org/c.json", "poll_seconds": 5, "viewing": {"distance_metres": 6}})", base);
  REQUIRE(reading.settings.has_value());
  CHECK(reading.settings->content == "https://example.org/c.json");
  CHECK(reading.settings->screen == "lobby");
  CHECK(reading.settings->poll_seconds == 5);
  CHECK(reading.settings->viewing == Viewing{55, 6});
  CHECK(reading.given == Names{"content", "poll_seconds", "viewing.distance_metres"});
  CHECK(reading.problems.empty());
}

TEST_CASE("[F01] a file that is empty, binary or wrong gives no settings") {
  for (const std::string_view bytes : {"",
                                       "\x7f"
                                       "ELF",
                                       "[]", R"({"rotate": 45})", R"({"size": "big"})", R"({"display": -1})",
                                       R"({"poll_seconds": "5"})", R"({"languages": ["english"]})"}) {
    CAPTURE(bytes);
    const auto reading = read_settings(bytes, {});
    CHECK_FALSE(reading.settings.has_value());
    CHECK(has_errors(reading.problems));
  }
}

TEST_CASE("an unknown setting only warns") {
  const auto reading = read_settings(R"({"poll_second": 5, "viewing": {"distance": 6}})", {});
  CHECK(reading.settings == Settings());
  CHECK(reading.given.empty());
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems.front().suggestion == "Did you mean \"poll_seconds\"?");
}

TEST_CASE("one setting is set from words") {
  Settings settings;
  CHECK(set_setting(settings, "poll_seconds", "0.5").error().code == "setting.value");
  CHECK(set_setting(settings, "poll_seconds", "2.5"));
  CHECK(settings.poll_seconds == 2.5);
  CHECK(set_setting(settings, "windowed", "yes"));
  CHECK(settings.windowed);
  CHECK(set_setting(settings, "windowed", "0"));
  CHECK_FALSE(settings.windowed);
  CHECK(set_setting(settings, "languages", "en, nb"));
  CHECK(settings.languages == std::vector<Language>{"en", "nb"});
  CHECK(set_setting(settings, "languages", ""));
  CHECK(settings.languages.empty());
  CHECK(set_setting(settings, "rotate", "270"));
  CHECK(settings.rotate == 270);
  CHECK(set_setting(settings, "viewing.diagonal_inches", "75"));
  CHECK(settings.viewing.diagonal_inches == 75);
  CHECK(set_setting(settings, "max_picture_bytes", "1048576"));
  CHECK(settings.max_picture_bytes == 1048576);
}

TEST_CASE("words that do not fit change nothing, and the message says what would") {
  Settings settings;
  for (const auto& setting : std::vector<std::pair<std::string_view, std::string_view>>{{"rotate", "45"},
                                                                                        {"size", "1920"},
                                                                                        {"windowed", "perhaps"},
                                                                                        {"display", "two"},
                                                                                        {"display", "1 "},
                                                                                        {"poll_seconds", "nan"},
                                                                                        {"poll_seconds", "inf"},
                                                                                        {"languages", "en,no-such"},
                                                                                        {"content", "a\x1b[0m"}}) {
    CAPTURE(setting.first);
    const auto result = set_setting(settings, setting.first, setting.second);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == "setting.value");
  }
  CHECK(settings == Settings());
  CHECK(set_setting(settings, "rotate", "45").error().message == "\"rotate\" is 45; it must be 0, 90, 180 or 270.");
  const auto unknown = set_setting(settings, "rotated", "90");
  CHECK(unknown.error().code == "setting.unknown");
  CHECK(unknown.error().message == "There is no setting \"rotated\". Did you mean \"rotate\"?");
}

TEST_CASE("settings are written so that they read back the same") {
  Settings settings;
  REQUIRE(set_setting(settings, "media_hosts", "a.example,b.example"));
  REQUIRE(set_setting(settings, "screen", "lobby \"east\""));
  const auto again = read_settings(to_json(settings), {});
  CHECK(again.settings == settings);
  CHECK(again.given == setting_names());
  CHECK(setting_to_json(settings, "media_hosts") == R"(["a.example", "b.example"])");
  CHECK(setting_to_json(settings, "viewing.distance_metres") == "4");
  CHECK(setting_to_json(settings, "nothing") == "null");
}

}  // namespace
}  // namespace kiosk
