#include "decode/libraries.h"

#include "base/format.h"

#include <SDL_image.h>
#include <lcms2.h>

namespace kiosk {

std::string decode_libraries() {
  const SDL_version& image = *IMG_Linked_Version();
  const int lcms = cmsGetEncodedCMMversion();  // 2140 is 2.14
  return str("SDL_image ", int{image.major}, ".", int{image.minor}, ".", int{image.patch}, ", lcms ", lcms / 1000, ".",
             lcms % 1000 / 10);
}

}  // namespace kiosk
