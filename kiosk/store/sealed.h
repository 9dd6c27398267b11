/// Small files of lines whose last line is the hash of the lines above it, so that a flipped bit is seen. Pure
/// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// `lines`, each with its end, and the line `sha256 …` below them.
std::string sealed(std::string lines);

/// The lines above the seal, without their ends, as views into `text`; nothing where the seal is broken.
std::optional<std::vector<std::string_view>> unsealed(std::string_view text);

}  // namespace kiosk
