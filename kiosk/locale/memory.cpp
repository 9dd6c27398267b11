#include "locale/memory.h"

#include "base/ending.h"

#include <cstdlib>
#include <unicode/uclean.h>

namespace kiosk {

void end_where_icu_has_no_memory() {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(
      nullptr, [](const void*, std::size_t size) { return given(std::malloc(size)); },
      [](const void*, void* old, std::size_t size) { return given(std::realloc(old, size)); },
      [](const void*, void* memory) { std::free(memory); }, &status);
}

}  // namespace kiosk

// libhyphen's own functions, which these stand in for, call exit() where there is no memory, from under the other
// threads.
extern "C" {
void* hnj_malloc(int size);
void* hnj_realloc(void* old, int size);

void* hnj_malloc(int size) {
  return kiosk::given(std::malloc(static_cast<std::size_t>(size)));
}
void* hnj_realloc(void* old, int size) {
  return kiosk::given(std::realloc(old, static_cast<std::size_t>(size)));
}
}
