/// The three streams that every program is given. To be called first in main(), before there is a second thread.
#pragma once

namespace kiosk {

/// Makes /dev/null of those that were closed: else the next file that is opened gets their number, be it the cache's or
/// a socket, and the log is written into it.
void hold_standard_streams();

}  // namespace kiosk
