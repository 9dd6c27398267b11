#include "screen/libraries.h"

#include "base/format.h"

#include <SDL.h>
#include <SDL_ttf.h>

namespace kiosk {

std::string screen_libraries() {
  SDL_version sdl;
  SDL_GetVersion(&sdl);
  const SDL_version& ttf = *TTF_Linked_Version();
  int freetype[3] = {};
  int harfbuzz[3] = {};
  const bool initialised = TTF_Init() == 0;  // else the versions are not known
  TTF_GetFreeTypeVersion(&freetype[0], &freetype[1], &freetype[2]);
  TTF_GetHarfBuzzVersion(&harfbuzz[0], &harfbuzz[1], &harfbuzz[2]);
  if (initialised) TTF_Quit();
  const auto dotted = [](int a, int b, int c) { return str(a, ".", b, ".", c); };
  return str("SDL ", dotted(sdl.major, sdl.minor, sdl.patch), ", SDL_ttf ", dotted(ttf.major, ttf.minor, ttf.patch),
             ", FreeType ", dotted(freetype[0], freetype[1], freetype[2]), ", HarfBuzz ",
             dotted(harfbuzz[0], harfbuzz[1], harfbuzz[2]));
}

}  // namespace kiosk
