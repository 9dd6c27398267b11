#include "app/load_settings.h"

#include "support/folder.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>

namespace kiosk {
namespace {

using test::Folder;

/// A settings file with nothing in it, so that a test does not see those of the machine.
SettingsSources nothing(const Folder& folder) {
  SettingsSources sources;
  sources.config = folder.write("empty.json", "{}");
  return sources;
}

bool names(const LoadedSettings& loaded, std::string_view what) {
  return std::ranges::any_of(loaded.problems,
                             [&](const std::string& problem) { return problem.find(what) != std::string::npos; });
}

TEST_CASE("what nobody sets has its default, and no origin") {
  const Folder folder;
  const auto loaded = load_settings(nothing(folder));
  CHECK(loaded.settings == Settings{});
  CHECK(loaded.origin.empty());
  CHECK(loaded.problems.empty());
}

TEST_CASE("a flag counts more than the environment, that more than the file, that more than the default") {
  const Folder folder;
  SettingsSources sources;
  sources.config = folder.write("kiosk.json", R"({"screen": "file", "poll_seconds": 11, "rotate": 90, "display": 3})");
  sources.environment = {{"KIOSK_SCREEN", "environment"}, {"KIOSK_POLL_SECONDS", "12"}, {"HOME", "/root"}};
  sources.flags = {{"screen", "flag"}};
  const auto loaded = load_settings(sources);
  CHECK(loaded.settings.screen == "flag");
  CHECK(loaded.settings.poll_seconds == 12);
  CHECK(loaded.settings.rotate == 90);
  CHECK(loaded.settings.display == 3);
  CHECK(loaded.settings.theme == Settings{}.theme);
  const std::map<std::string, std::string> origin{{"screen", "--screen"},
                                                  {"poll_seconds", "KIOSK_POLL_SECONDS"},
                                                  {"rotate", sources.config.string()},
                                                  {"display", sources.config.string()}};
  CHECK(loaded.origin == origin);
  CHECK(loaded.problems.empty());
}

TEST_CASE("the member of a group has a variable too") {
  CHECK(variable_of("viewing.distance_metres") == "KIOSK_VIEWING_DISTANCE_METRES");
  const Folder folder;
  auto sources = nothing(folder);
  sources.environment = {{"KIOSK_VIEWING_DISTANCE_METRES", "7.5"}};
  const auto loaded = load_settings(sources);
  CHECK(loaded.settings.viewing.distance_metres == 7.5);
  CHECK(loaded.origin.at("viewing.distance_metres") == "KIOSK_VIEWING_DISTANCE_METRES");
}

TEST_CASE("[F01] a file that is wrong is left out as a whole and named, and the rest counts") {
  const Folder folder;
  SettingsSources sources;
  sources.environment = {{"KIOSK_SCREEN", "environment"}};
  sources.config = folder.write("kiosk.json", R"({"display": 2, "poll_seconds": "often"})");
  const auto loaded = load_settings(sources);
  Settings expected;
  expected.screen = "environment";
  CHECK(loaded.settings == expected);
  REQUIRE(loaded.problems.size() == 1);
  CHECK(names(loaded, sources.config.string()));
}

TEST_CASE("[F01] a file that is left out, and may have said whose content to trust, leaves nobody to trust") {
  const Folder folder;
  auto sources = nothing(folder);
  std::string culprit;
  SUBCASE("a file with keys, and a mistake elsewhere in it") {
    sources.config = folder.write(
        "kiosk.json", R"({"display": -1, "keys": ["RWTv7PDLmcL2NoOpUd+zpOylq7+9RuonuuYlNdpyTcvaLZzbLOVAYaFl"]})");
    culprit = sources.config;
  }
  SUBCASE("a key with a slip of the pen") {
    sources.config = folder.write("kiosk.json", R"({"keys": ["RWTv7PDLmcL2"]})");
    culprit = sources.config;
  }
  SUBCASE("a file with pins that is cut short") {
    sources.config = folder.write("kiosk.json", R"({"pins": ["sha2)");
    culprit = sources.config;
  }
  SUBCASE("a file that is named and not there") {
    sources.config = folder.path() / "none.json";
    culprit = sources.config;
  }
  SUBCASE("an empty file, as a loss of power leaves them") {
    sources.config = folder.write("kiosk.json", "");
    culprit = sources.config;
  }
  SUBCASE("bytes of anything") {
    sources.config = folder.write("kiosk.json", std::string("\x7f\x45LF\0\1\2", 7));
    culprit = sources.config;
  }
  SUBCASE("a file that is cut short before its keys") {
    sources.config = folder.write("kiosk.json", R"({"display": 2, )");
    culprit = sources.config;
  }
  SUBCASE("a link that leads nowhere, among the files of the folder") {
    sources.config.clear();
    sources.folder = folder.path();
    folder.write("kiosk.json", "{}");
    std::filesystem::create_directory(folder / "conf.d");
    std::filesystem::create_symlink("gone", folder / "conf.d/keys.json");
    culprit = folder / "conf.d/keys.json";
  }
  SUBCASE("a folder of files that is no folder") {
    sources.config.clear();
    sources.folder = folder.path();
    folder.write("conf.d", "");
    culprit = folder / "conf.d";
  }
  SUBCASE("ten megabytes") {
    sources.config = folder.write("kiosk.json", std::string(10'000'000, ' '));
    culprit = sources.config;
  }
  SUBCASE("a folder") {
    sources.config = folder.path();
    culprit = sources.config;
  }
  SUBCASE("a variable with three keys") {
    sources.environment = {{"KIOSK_KEYS", "a,b,c"}};
    culprit = "KIOSK_KEYS";
  }
  const auto loaded = load_settings(sources);
  Settings expected;
  expected.keys = {std::string(unreadable_key)};
  CHECK(loaded.settings == expected);
  CHECK(loaded.origin.at("keys") == culprit);
  CHECK(names(loaded, "no new content is shown"));
}

TEST_CASE("a folder without files is no mistake, and its files count in their order") {
  const Folder folder;
  SettingsSources sources;
  sources.folder = folder / "none";
  CHECK(load_settings(sources).problems.empty());
  sources.folder = folder.path();
  folder.write("kiosk.json", R"({"screen": "first", "display": 1})");
  folder.write("conf.d/10-a.json", R"({"screen": "second"})");
  folder.write("conf.d/20-b.json", R"({"screen": "third"})");
  folder.write("conf.d/30-c.txt", "not read");
  const auto loaded = load_settings(sources);
  CHECK(loaded.problems.empty());
  CHECK(loaded.settings.screen == "third");
  CHECK(loaded.settings.display == 1);
}

TEST_CASE("a mistake in a file stands at its line and column") {
  const Folder folder;
  SettingsSources sources;
  sources.config = folder.write("kiosk.json", "{\n  \"poll_seconds\": \"often\"\n}");
  CHECK(names(load_settings(sources), sources.config.string() + ":2:19"));
}

TEST_CASE("a variable that is wrong or unknown is left out and named, with what was meant") {
  const Folder folder;
  auto sources = nothing(folder);
  sources.environment = {{"KIOSK_ROTATE", "45"}, {"KIOSK_POL_SECONDS", "5"}, {"KIOSK_DISPLAY", "1"}};
  const auto loaded = load_settings(sources);
  CHECK(loaded.settings.rotate == 0);
  CHECK(loaded.settings.poll_seconds == Settings{}.poll_seconds);
  CHECK(loaded.settings.display == 1);
  CHECK(loaded.problems.size() == 2);
  CHECK(names(loaded, "KIOSK_ROTATE: "));
  CHECK(names(loaded, "Did you mean KIOSK_POLL_SECONDS?"));
}

TEST_CASE("where themes lie is no setting, and no mistake") {
  const Folder folder;
  auto sources = nothing(folder);
  sources.environment = {{"KIOSK_DATA_DIR", "/usr/share/kiosk"}};
  const auto loaded = load_settings(sources);
  CHECK(loaded.problems.empty());
  CHECK(loaded.settings == Settings{});
}

TEST_CASE("[F04] settings that every user of the machine may write are not used, and named") {
  const Folder folder;
  SettingsSources sources;
  sources.config = folder.write("kiosk.json", R"({"screen": "anybody's"})");
  std::filesystem::permissions(sources.config, std::filesystem::perms::others_write,
                               std::filesystem::perm_options::add);
  const auto loaded = load_settings(sources);
  CHECK(loaded.settings.screen.empty());
  CHECK(names(loaded, "every user may write it"));
}

}  // namespace
}  // namespace kiosk
