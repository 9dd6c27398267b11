/// Whether the long versions of the tests are wanted (`tests/run --long`).
#pragma once

#include <cstdlib>

namespace kiosk::test {

inline bool long_tests() {
  return std::getenv("KIOSK_LONG_TESTS") != nullptr;
}

}  // namespace kiosk::test
