/// QR codes of web addresses (ISO/IEC 18004), error correction level M. Pure; any thread.
#pragma once

#include "layout/scene.h"

#include <optional>
#include <string_view>

namespace kiosk {

/// White modules around a code (ISO/IEC 18004 § 9.1).
inline constexpr int qr_margin = 4;

/// The modules of the code for `address`, or nothing where it is empty or longer than a code can hold. The box is
/// unset.
std::optional<Code> qr_code(std::string_view address);

}  // namespace kiosk
