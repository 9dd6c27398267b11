#include "screen/memory.h"

#include "base/ending.h"

#include <SDL2/SDL.h>
#include <cstdlib>

namespace kiosk {

void end_where_sdl_has_no_memory() {
  SDL_SetMemoryFunctions([](std::size_t size) { return given(std::malloc(size)); },
                         [](std::size_t count, std::size_t size) { return given(std::calloc(count, size)); },
                         [](void* old, std::size_t size) { return given(std::realloc(old, size)); }, std::free);
}

}  // namespace kiosk
