#include "editorial/institute.h"

#include "editorial/events.h"
#include "editorial/office.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::code_of;
using test::monday;
using test::Office;

TEST_CASE("settings come back as they were set, to the last field") {
  Office office;
  CHECK_FALSE(desk_settings(office.database)->institute.name.empty());
  DeskSettings settings;
  settings.institute.name = Text({{"en", "Institute for Cancer Research"}, {"nb", "Institutt for kreftforskning"}});
  settings.institute.time_zone = "Europe/Oslo";
  settings.institute.languages = {"nb", "en"};
  settings.institute.theme = "icr";
  settings.institute.logo =
      Picture{"media/x.png", "The \"mark\"", {}, Text("Kari"), {0.25, 1}, std::string(64, 'a'), 7};
  settings.review = true;
  REQUIRE(set_desk_settings(office.database, settings, office.kari, monday));
  CHECK(desk_settings(office.database).value() == settings);
  settings.institute.logo.reset();
  settings.institute.name = "Short";
  settings.review = false;
  REQUIRE(set_desk_settings(office.database, settings, office.kari, monday));
  CHECK(desk_settings(office.database).value() == settings);
  CHECK(events(office.database, 1)->front().action == "settings");
}

TEST_CASE("settings that a screen would not take are refused") {
  Office office;
  const auto before = desk_settings(office.database).value();
  auto settings = before;
  settings.institute.time_zone = "Nowhere at all";
  CHECK(code_of(set_desk_settings(office.database, settings, office.kari, monday)) == "desk.settings");
  settings = before;
  settings.institute.name = Text();
  CHECK(code_of(set_desk_settings(office.database, settings, office.kari, monday)) == "desk.settings");
  CHECK(desk_settings(office.database).value() == before);
}

}  // namespace
}  // namespace kiosk
