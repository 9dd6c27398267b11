#include "editorial/screens.h"

#include "editorial/events.h"
#include "editorial/press.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::colour_png;
using test::monday;
using test::Office;

TEST_CASE("a screen reports with its own token, and the desk knows when and what") {
  Office office;
  Screens screens(office.database);
  const auto lobby = screens.add("lobby", office.kari, monday).value();
  const auto canteen = screens.add("canteen", office.kari, monday).value();
  CHECK(screens.who(lobby).value() == "lobby");
  CHECK(code_of(screens.who("")) == "screens.token");
  CHECK(code_of(screens.who(lobby + "x")) == "screens.token");
  auto all = screens.all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[1].name == "lobby");
  CHECK_FALSE(all[1].reported.has_value());
  CHECK(all[1].status.empty());
  CHECK(code_of(screens.snapshot("lobby")) == "screens.missing");

  const auto snapshot = colour_png(0x336699);
  REQUIRE(screens.report(lobby, R"({"slide": "a"})", snapshot, monday + 1min));
  all = screens.all().value();
  CHECK(all[1].reported == monday + 1min);
  CHECK(all[1].status == R"({"slide": "a"})");
  CHECK(all[1].has_snapshot);
  CHECK_FALSE(all[0].has_snapshot);
  CHECK(screens.snapshot("lobby").value() == snapshot);
  REQUIRE(screens.report(lobby, R"({"slide": "b"})", "", monday + 2min));
  CHECK(screens.snapshot("lobby").value() == snapshot);
  CHECK(screens.all()->at(1).status == R"({"slide": "b"})");
  CHECK_FALSE(screens.all()->at(0).reported.has_value());
}

TEST_CASE("a report is bounded, of JSON and a PNG, and one that is not changes nothing") {
  Office office;
  Screens screens(office.database);
  const auto token = screens.add("lobby", office.kari, monday).value();
  const auto refused = [&](std::string_view status, std::string_view snapshot) {
    return code_of(screens.report(token, status, snapshot, monday)) == "screens.report";
  };
  CHECK(refused("", ""));
  CHECK(refused("no json", ""));
  CHECK(refused("[]", ""));
  CHECK(refused("{\"a\": \"" + std::string(70'000, 'x') + "\"}", ""));
  CHECK(refused("{\"a\": \"\xff\"}", ""));
  CHECK(refused("{}", "<html>"));
  CHECK(refused("{}", colour_png(1) + std::string(std::size_t{1} << 20, 'x')));
  CHECK_FALSE(screens.all()->front().reported.has_value());
  CHECK(code_of(screens.report("nobody", "{}", "", monday)) == "screens.token");
}

TEST_CASE("a new token ends the old one, and a screen that is removed is forgotten") {
  Office office;
  Screens screens(office.database);
  const auto first = screens.add("lobby", office.kari, monday).value();
  REQUIRE(screens.report(first, "{}", "", monday));
  const auto second = screens.add("lobby", office.kari, monday + 1h).value();
  CHECK(code_of(screens.who(first)) == "screens.token");
  CHECK(screens.who(second).value() == "lobby");
  CHECK(screens.all()->front().added == monday);
  CHECK(screens.all()->front().reported == monday);
  REQUIRE(screens.remove("lobby", office.kari, monday));
  CHECK(screens.all()->empty());
  CHECK(code_of(screens.who(second)) == "screens.token");
  CHECK(code_of(screens.remove("lobby", office.kari, monday)) == "screens.missing");
  CHECK(events(office.database, 1)->front().action == "screen_removed");
}

TEST_CASE("a screen's name is one that a slide can say") {
  Office office;
  Screens screens(office.database);
  for (const std::string name : {"", " lobby", "lobby*", "lobb?", "a\nb", "\xff"}) {
    CAPTURE(name);
    CHECK(code_of(screens.add(name, office.kari, monday)) == "screens.name");
  }
  CHECK(code_of(screens.add(std::string(65, 'x'), office.kari, monday)) == "screens.name");
  CHECK(screens.add("Resepsjonen på Montebello 2", office.kari, monday));
}

}  // namespace
}  // namespace kiosk
