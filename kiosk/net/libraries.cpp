#include "net/libraries.h"

#include <curl/curl.h>

namespace kiosk {

std::string net_libraries() {
  return curl_version();
}

}  // namespace kiosk
