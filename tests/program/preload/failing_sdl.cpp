// Loaded into a screen with LD_PRELOAD: SDL's functions that bring pixels to the window fail, from the call
// FAILING_SDL_FROM on (counted from 1), FAILING_SDL_TIMES times. Main thread only, as SDL's own.
#include <cstdlib>
#include <dlfcn.h>

struct SDL_Window;
struct SDL_Rect;

namespace {

long number(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
}

bool fails() {
  static const long from = number("FAILING_SDL_FROM");
  static const long times = number("FAILING_SDL_TIMES");
  static long calls = 0;
  ++calls;
  return calls >= from && calls < from + times;
}

/// The library's own function of that name.
template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int SDL_UpdateWindowSurface(SDL_Window* window) {
  static auto* const update = real<int(SDL_Window*)>("SDL_UpdateWindowSurface");
  return fails() ? -1 : update(window);
}

extern "C" int SDL_UpdateWindowSurfaceRects(SDL_Window* window, const SDL_Rect* rects, int count) {
  static auto* const update = real<int(SDL_Window*, const SDL_Rect*, int)>("SDL_UpdateWindowSurfaceRects");
  return fails() ? -1 : update(window, rects, count);
}
