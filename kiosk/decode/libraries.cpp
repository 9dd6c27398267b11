#include "decode/libraries.h"

#include "base/format.h"

#include <SDL_image.h>

namespace kiosk {

std::string decode_libraries() {
  const SDL_version& image = *IMG_Linked_Version();
  return str("SDL_image ", int{image.major}, ".", int{image.minor}, ".", int{image.patch});
}

}  // namespace kiosk
