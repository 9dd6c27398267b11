/// Where ICU and libhyphen get their memory. ICU does not survive without any: its dates read from nowhere (as of
/// ICU 72). With this in the program, libhyphen ends it as base/ending.h says too.
#pragma once

namespace kiosk {

/// ICU ends the program where there is no memory left (base/ending.h). Before any other use of ICU.
void end_where_icu_has_no_memory();

}  // namespace kiosk
