/// Owners of SDL's things. Internal to the .cpp files of screen/: no header shows SDL.
#pragma once

#include "base/result.h"

#include <SDL2/SDL.h>
#include <memory>
#include <string>
#include <utility>

namespace kiosk {

template <auto destroy>
struct SdlDelete {
  template <class T>
  void operator()(T* thing) const {
    destroy(thing);
  }
};

using WindowPtr = std::unique_ptr<SDL_Window, SdlDelete<SDL_DestroyWindow>>;
using RendererPtr = std::unique_ptr<SDL_Renderer, SdlDelete<SDL_DestroyRenderer>>;
using TexturePtr = std::unique_ptr<SDL_Texture, SdlDelete<SDL_DestroyTexture>>;
using SurfacePtr = std::unique_ptr<SDL_Surface, SdlDelete<SDL_FreeSurface>>;

/// What SDL says about the call that has just failed.
inline tl::unexpected<Error> sdl_failed(std::string code, const std::string& doing) {
  return fail(std::move(code), doing + ": " + SDL_GetError());
}

}  // namespace kiosk
