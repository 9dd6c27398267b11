/// The last line of a program that cannot go on. Any thread.
#pragma once

#include <string_view>

namespace kiosk::log {

/// An error's line on stderr, whatever sink and level there are. Takes no memory and no lock; cut after 500 bytes.
void last_words(std::string_view code, std::string_view text);

}  // namespace kiosk::log
