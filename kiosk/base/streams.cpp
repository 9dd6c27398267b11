#include "base/streams.h"

#include "base/descriptor.h"

#include <fcntl.h>

namespace kiosk {

void hold_standard_streams() {
  for (;;) {
    // The lowest number that is free, always (open(2)).
    Descriptor stream(::open("/dev/null", O_RDWR));
    if (!stream || stream.get() > STDERR_FILENO) return;
    stream.release();
  }
}

}  // namespace kiosk
