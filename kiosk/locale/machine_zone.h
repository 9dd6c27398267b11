/// The time zone of the machine that the program runs on. Reads the environment and a link; any thread.
#pragma once

#include "locale/zone.h"

namespace kiosk {

/// By TZ, else /etc/localtime; UTC where neither names a zone.
Zone zone_of_this_machine();

}  // namespace kiosk
