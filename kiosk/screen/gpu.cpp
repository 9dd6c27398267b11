#include "screen/gpu.h"

#include "screen/sdl.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace kiosk {
namespace {

/// Without any of these GL has nothing to draw on but the processor; to hear that from GL itself takes a quarter of a
/// second and the memory of a compiler.
bool has_device() {
  constexpr std::array devices{"/dev/dri", "/dev/nvidiactl", "/dev/mali0"};
  return std::any_of(devices.begin(), devices.end(), [](const char* path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
  });
}

bool is_software(std::string_view gl_renderer) {
  constexpr std::array<std::string_view, 4> names{"llvmpipe", "softpipe", "swrast", "Software Rasterizer"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return gl_renderer.find(name) != std::string_view::npos; });
}

}  // namespace

bool has_gpu() {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  if (driver == "dummy" || driver == "offscreen" || !has_device()) return false;
  // In a window that nobody sees: one that had a renderer once cannot have a surface any more.
  const WindowPtr window(SDL_CreateWindow("", 0, 0, 64, 64, SDL_WINDOW_HIDDEN));
  if (!window) return false;
  const RendererPtr renderer(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_ACCELERATED));
  if (!renderer) return false;
  using GetString = const unsigned char* (*)(unsigned);
  constexpr unsigned gl_renderer = 0x1F01;  // GL_RENDERER in the OpenGL registry
  const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
  const auto* name = get_string != nullptr ? get_string(gl_renderer) : nullptr;
  return name != nullptr && !is_software(reinterpret_cast<const char*>(name));
}

}  // namespace kiosk
