#include "screen/connectors.h"

#include "support/folder.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("[G01] a screen that goes, comes back or is another one makes another text") {
  const test::Folder drm;
  drm.write("version", "drm 1.1.0");
  drm.write("card0-HDMI-A-1/status", "connected\n");
  drm.write("card0-HDMI-A-1/modes", "1920x1080\n1280x720\n");
  drm.write("card0-DP-1/status", "disconnected\n");
  drm.write("card0-DP-1/modes", "");
  const auto before = connected_screens(drm.path());
  CHECK(before == "card0-HDMI-A-1 1920x1080\n");

  drm.write("card0-HDMI-A-1/status", "disconnected\n");
  CHECK(connected_screens(drm.path()).empty());
  drm.write("card0-HDMI-A-1/status", "connected\n");
  CHECK(connected_screens(drm.path()) == before);
  drm.write("card0-HDMI-A-1/modes", "3840x2160\n1920x1080\n");
  CHECK(connected_screens(drm.path()) != before);
  drm.write("card0-DP-1/status", "connected\n");
  CHECK(connected_screens(drm.path()) == "card0-DP-1 \ncard0-HDMI-A-1 3840x2160\n");
}

TEST_CASE("where the kernel tells nothing there is nothing") {
  const test::Folder empty;
  CHECK(connected_screens(empty.path()).empty());
  CHECK(connected_screens(empty / "missing").empty());
}

}  // namespace
}  // namespace kiosk
