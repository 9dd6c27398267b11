/// Which failures of an update need somebody to look, beyond what the log says. Pure functions.
#pragma once

#include "base/result.h"

namespace kiosk {

/// The update after which a failure that usually goes by itself has not.
inline constexpr int failures_before_alarm = 3;

/// At once: whatever says that somebody else may be answering or that the content is not what was approved
/// (certificates, pins, signatures, revisions, expiry), and a disk that does not take content. From the third update in
/// a row: all others. `failures` counts those in a row; without an error there is no alarm.
bool needs_staff(const Error& error, int failures);

}  // namespace kiosk
