/// Names for new slides. Pure functions.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kiosk {

/// "Jane Ø. – kick-off!" is "jane-o-kick-off": small letters, digits and hyphens, at most 48; `otherwise` where none of
/// its letters has such a one. Where `taken` says that it is, "-2", "-3" … follows.
std::string name_of_title(std::string_view title, std::string_view otherwise,
                          const std::function<bool(const std::string&)>& taken);

}  // namespace kiosk
