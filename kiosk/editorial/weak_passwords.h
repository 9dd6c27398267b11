/// Which passwords are refused (NIST SP 800-63B § 5.1.1.2: by their length, and because everybody uses them; nothing is
/// asked of digits or capitals). Pure functions.
#pragma once

#include "base/result.h"

#include <string_view>

namespace kiosk {

/// Error: people.password.
Result<void> check_password(std::string_view password, std::string_view name);

}  // namespace kiosk
