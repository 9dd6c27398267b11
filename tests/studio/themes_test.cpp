#include "studio/themes.h"

#include "studio/make.h"
#include "support/folder.h"
#include "support/variables.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::Folder;
using test::Variables;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the institute's themes are found by name and have nothing wrong with them") {
  for (const auto* name : {"icr", "icr-night", "plain"}) {
    const auto found = find_theme(name);
    REQUIRE_MESSAGE(found, name);
    CHECK(found->theme.name == name);
    CHECK(found->problems.empty());
    CHECK(found->folder == std::filesystem::path(KIOSK_SOURCE_DIR) / "themes");
  }
}

TEST_CASE("no name is the theme that is built in") {
  const auto found = find_theme("");
  REQUIRE(found);
  CHECK(found->theme == Theme{});
  CHECK(found->folder.empty());
}

TEST_CASE("a theme that is nowhere: the error names it, and where it was looked for") {
  const auto found = find_theme("no-such-theme");
  REQUIRE_FALSE(found);
  CHECK(found.error().code == "theme.missing");
  CHECK(has(found.error().message, "\"no-such-theme\""));
  for (const auto& folder : data_folders()) CHECK(has(found.error().message, (folder / "themes").string()));
}

TEST_CASE("KIOSK_DATA_DIR comes before what was installed") {
  const Folder folder;
  folder.write("themes/icr.json", test::theme("icr", "#123456"));
  const Variables variables({{"KIOSK_DATA_DIR", folder.path()}});
  const auto found = find_theme("icr");
  REQUIRE(found);
  CHECK(found->theme.badge == Colour{0x12, 0x34, 0x56});
  CHECK(found->folder == folder / "themes");
  CHECK(find_theme("icr-night"));
}

TEST_CASE("a theme may be any file; its own files lie beside it") {
  const Folder folder;
  const auto file = folder.write("ours.json", test::theme("ours", "#123456"));
  const auto found = find_theme(file.string());
  REQUIRE(found);
  CHECK(found->theme.name == "ours");
  CHECK(found->folder == folder.path());
  const auto missing = find_theme((folder / "theirs.json").string());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "theme.missing");
}

TEST_CASE("a theme that cannot be read: the error says where") {
  const Folder folder;
  const auto file = folder.write("broken.json", test::theme("broken", "blue"));
  const auto found = find_theme(file.string());
  REQUIRE_FALSE(found);
  CHECK(found.error().code == "theme.unreadable");
  CHECK(has(found.error().message, file.string() + ":19:12: "));
}

/// A theme that asks for this logo, in line 3.
std::string theme_with_logo(const std::string& logo) {
  auto text = test::theme("ours", "#123456");
  return text.insert(text.find("\"name\""), "\"logo\": \"" + logo + "\", ");
}

TEST_CASE("a theme's logo is a picture beside it, whatever its name ends in") {
  const Folder folder;
  folder.write("mark.data", test::bytes_of(std::filesystem::path(KIOSK_SOURCE_DIR) / "media/contour-calm.jpg"));
  const auto found = find_theme(folder.write("ours.json", theme_with_logo("mark.data")).string());
  REQUIRE(found);
  CHECK(found->theme.logo == "mark.data");
  CHECK(found->problems.empty());
}

TEST_CASE("a logo that is missing, or no picture, is told at its line, and the theme is used without it") {
  const Folder folder;
  folder.write("page.png", "<svg/>");
  for (const auto* logo : {"page.png", "gone.png"}) {
    const auto found = find_theme(folder.write("ours.json", theme_with_logo(logo)).string());
    REQUIRE(found);
    CHECK(found->theme.logo.empty());
    REQUIRE(found->problems.size() == 1);
    const auto& problem = found->problems.front();
    CHECK(problem.code == "theme.logo");
    CHECK(problem.severity == Severity::warning);
    CHECK(problem.line == 3);
    CHECK(problem.column == 11);
    CHECK(problem.pointer == "/logo");
    CHECK(has(problem.message, logo));
    CHECK(problem.message.ends_with('.'));
    CHECK_FALSE(problem.message.ends_with(".."));
  }
}

TEST_CASE("a logo's name leads nowhere but to the theme's own folder") {
  const Folder folder;
  folder.write("logo.png", test::bytes_of(std::filesystem::path(KIOSK_SOURCE_DIR) / "media/contour-calm.jpg"));
  for (const auto* logo : {"../logo.png", "/etc/passwd", "a/logo.png", "..", ".hidden.png", "a\\\\b.png", ""}) {
    const auto found = read_theme_file(folder.write("themes/ours.json", theme_with_logo(logo)).string());
    REQUIRE(found);
    CHECK_FALSE(found->theme);
    REQUIRE_MESSAGE(found->problems.size() == 1, logo);
    CHECK(found->problems.front().code == "field.format");
  }
}

}  // namespace
}  // namespace kiosk
