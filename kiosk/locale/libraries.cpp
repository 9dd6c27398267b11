#include "locale/libraries.h"

#include "base/format.h"

#include <unicode/uversion.h>

namespace kiosk {

std::string locale_libraries() {
  UVersionInfo version;
  u_getVersion(version);
  return str("ICU ", int{version[0]}, ".", int{version[1]});
}

}  // namespace kiosk
