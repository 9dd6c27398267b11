/// Which screens are plugged in, as the kernel tells it: SDL's KMSDRM driver never notices a screen that goes or comes.
/// Any thread.
#pragma once

#include <filesystem>
#include <string>

namespace kiosk {

/// One line for each connector that has a screen, with the screen's preferred size, in order of their names: another
/// text means that a screen went, came, or is another one. Empty where the kernel tells nothing. `folder` is
/// /sys/class/drm, or a test's.
std::string connected_screens(const std::filesystem::path& folder);

}  // namespace kiosk
