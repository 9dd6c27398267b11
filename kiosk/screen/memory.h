/// Where SDL gets its memory. It does not survive without any: telling so takes memory, and it calls itself until the
/// stack ends (as of SDL 2.26).
#pragma once

namespace kiosk {

/// SDL, and SDL_ttf with it, end the program where there is no memory left (base/ending.h). Before any other use of
/// SDL.
void end_where_sdl_has_no_memory();

}  // namespace kiosk
