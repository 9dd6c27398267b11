#include "screen/display.h"

#include "base/format.h"
#include "base/log.h"
#include "screen/blend.h"
#include "screen/connectors.h"
#include "screen/gpu.h"
#include "screen/presenter.h"
#include "screen/sdl.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace kiosk {
namespace {

constexpr Size size_on_a_desk{1280, 720};
constexpr double usual_refresh_rate = 60;
/// How often a sleeping Display looks for events. Some of SDL's drivers could be waited on, but KMSDRM and others
/// are polled by SDL itself a thousand times a second. Ten cost nothing, and an uncovered window is repaired in time.
constexpr Millis look_around{100};

struct Video {
  Video() : ready(SDL_InitSubSystem(SDL_INIT_VIDEO) == 0) {}
  ~Video() {
    if (ready) SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
  Video(const Video&) = delete;
  Video& operator=(const Video&) = delete;
  const bool ready;
};

/// Where SDL finds no display it draws into memory, for nobody; which is what some want, and ask for.
bool draws_for_nobody() {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  const char* const wanted = SDL_GetHint(SDL_HINT_VIDEODRIVER);
  return driver == "offscreen" && (wanted == nullptr || *wanted == '\0');
}

/// Over the environment too: a screen does not depend on what the login left there.
void set_hints() {
  constexpr std::array hints{
      std::pair{SDL_HINT_NO_SIGNAL_HANDLERS, "1"},            // signals belong to app/
      std::pair{SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0"},       //
      std::pair{SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0"},  // the show goes on behind a dialog
      std::pair{SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"},     // the probe's window closes before the real one opens
      std::pair{SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"},      // a surface through a software GL is four times slower
      std::pair{SDL_HINT_RENDER_SCALE_QUALITY, "linear"}};
  for (const auto& [name, value] : hints) SDL_SetHintWithPriority(name, value, SDL_HINT_OVERRIDE);
}

Result<std::unique_ptr<Presenter>> choose_way(SDL_Window* window, DisplayWay wanted, bool gpu) {
  if (wanted == DisplayWay::surface || (wanted == DisplayWay::by_what_there_is && !gpu)) {
    auto surface = present_on_surface(window);
    // Wayland and KMSDRM have windows with a renderer only, be it a slow one.
    if (surface || wanted == DisplayWay::surface) return surface;
  }
  return present_with_renderer(window);
}

Result<WindowPtr> open_window(const DisplayOptions& options) {
  SDL_Rect bounds;
  if (SDL_GetDisplayBounds(options.display, &bounds) != 0) {
    return fail("screen.no_display", str("there is no display ", options.display, ": ", SDL_GetNumVideoDisplays(),
                                         " are connected, counted from 0"));
  }
  const bool own_size = options.size.width > 0 && options.size.height > 0;
  const Size whole{bounds.w, bounds.h};
  const Size size = own_size ? options.size : options.windowed ? size_on_a_desk : whole;
  // Hidden until the first picture: an empty window is black.
  std::uint32_t flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_HIDDEN;
  if (options.windowed) {
    flags |= SDL_WINDOW_RESIZABLE;
  } else if (size == whole) {
    flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  } else {
    flags |= SDL_WINDOW_BORDERLESS;
  }
  const int x = options.windowed
                    ? static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(options.display)))
                    : bounds.x;
  const int y = options.windowed ? x : bounds.y;
  WindowPtr window(SDL_CreateWindow(options.title.c_str(), x, y, size.width, size.height, flags));
  if (!window) return sdl_failed("screen.failed", "no window");
  return window;
}

void copy(const Bitmap& from, int from_x, int from_y, Bitmap& to, const Box& box) {
  for (int y = 0; y < box.height; ++y) {
    const auto row =
        from.row(from_y + y).subspan(static_cast<std::size_t>(from_x), static_cast<std::size_t>(box.width));
    std::copy(row.begin(), row.end(), to.row(box.y + y).begin() + box.x);
  }
}

/// Brings `box` of `changed` into `picture`, and returns as much of it as the picture has.
Box patched(Bitmap& picture, const Bitmap& changed, const Box& box) {
  const bool whole = changed.size() == picture.size();
  const Box source = whole ? box : Box{box.x, box.y, changed.width(), changed.height()};
  const Box part = intersection(intersection(box, source), picture.box());
  if (part.empty()) return part;
  copy(changed, whole ? part.x : part.x - box.x, whole ? part.y : part.y - box.y, picture, part);
  return part;
}

Bitmap mixed(const Bitmap& from, const Bitmap& to, unsigned weight) {
  if (from.size() != to.size()) return to;
  Bitmap mixed(from.size());
  cross_fade(mixed.pixels(), from.pixels(), to.pixels(), weight);
  return mixed;
}

/// As connected_screens(), where it is on us to look.
std::string screens_to_watch() {
  const char* const driver = SDL_GetCurrentVideoDriver();
  const bool ours = driver != nullptr && std::strcmp(driver, "KMSDRM") == 0;
  return ours ? connected_screens("/sys/class/drm") : std::string();
}

bool asks_to_quit(const SDL_Event& event) {
  return event.type == SDL_QUIT || (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_ESCAPE) ||
         (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE);
}

}  // namespace

struct Display::System {
  Video video;
  WindowPtr window;
};

Result<std::unique_ptr<Display>> Display::open(const DisplayOptions& options) {
  set_hints();
  auto system = std::make_unique<System>();
  if (!system->video.ready) return sdl_failed("screen.no_display", "no display");
  if (draws_for_nobody()) return fail("screen.no_display", "no display: neither a screen nor a desktop is to be found");
  const bool gpu = options.way == DisplayWay::by_what_there_is && has_gpu();
  auto window = open_window(options);
  if (!window) return tl::unexpected(window.error());
  system->window = std::move(*window);
  if (!options.windowed) SDL_ShowCursor(SDL_DISABLE);
  SDL_DisableScreenSaver();
  SDL_StopTextInput();
  auto presenter = choose_way(system->window.get(), options.way, gpu);
  if (!presenter) return tl::unexpected(presenter.error());
  Descriptor alarm(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!alarm) return fail("screen.failed", str("eventfd: ", std::strerror(errno)));
  const Size size = (*presenter)->size();
  log::info("screen.way",
            str((*presenter)->name(), " (", SDL_GetCurrentVideoDriver(), ", ", size.width, "×", size.height, ")"));
  return std::unique_ptr<Display>(new Display(options, std::move(system), std::move(*presenter), std::move(alarm)));
}

Display::Display(const DisplayOptions& options, std::unique_ptr<System> system, std::unique_ptr<Presenter> presenter,
                 Descriptor alarm)
    : windowed_(options.windowed),
      way_(options.way),
      alarm_(std::move(alarm)),
      system_(std::move(system)),
      presenter_(std::move(presenter)),
      known_size_(presenter_->size()),
      screens_(screens_to_watch()) {}

Display::~Display() = default;

Size Display::size() const {
  return presenter_->size();
}

double Display::refresh_rate() const {
  SDL_DisplayMode mode;
  const int index = SDL_GetWindowDisplayIndex(system_->window.get());
  const bool known = SDL_GetCurrentDisplayMode(index, &mode) == 0 && mode.refresh_rate > 0;
  return known ? mode.refresh_rate : usual_refresh_rate;
}

bool Display::keeps_pace() const {
  return presenter_->keeps_pace();
}

Result<void> Display::show(Bitmap picture) {
  shown_ = std::move(picture);
  staged_ = Bitmap();
  weight_.reset();
  const auto drawn = counted(presenter_->show(shown_));
  const bool hidden = (SDL_GetWindowFlags(system_->window.get()) & SDL_WINDOW_HIDDEN) != 0;
  if (!drawn || !hidden) return drawn;
  SDL_ShowWindow(system_->window.get());
  // What was drawn on a window before it came up may be lost.
  return counted(presenter_->show(shown_));
}

Result<void> Display::patch(const Bitmap& changed, const Box& box) {
  if (weight_) return {};
  const Box part = patched(shown_, changed, box);
  if (part.empty()) return {};
  return counted(presenter_->patch(shown_, part));
}

void Display::stage(Bitmap picture) {
  if (weight_) {
    shown_ = mixed(shown_, staged_, *weight_);
    weight_.reset();
    presenter_->forget();
  }
  staged_ = std::move(picture);
  presenter_->restage();
}

Result<bool> Display::stage_some() {
  if (staged_.empty()) return true;
  return presenter_->stage_some(staged_);
}

Result<void> Display::fade(unsigned weight) {
  if (staged_.empty()) return {};
  weight_ = weight;
  return counted(presenter_->fade(shown_, staged_, weight));
}

Result<void> Display::settle() {
  if (staged_.empty()) return {};
  const auto last = weight_ == 256U ? Result<void>{} : fade(256);
  shown_ = std::exchange(staged_, Bitmap());
  weight_.reset();
  presenter_->settle();
  return last;
}

Result<void> Display::counted(Result<void> drawn) {
  if (drawn) ++frames_;
  return drawn;
}

Result<void> Display::refresh() {
  if (shown_.empty()) return {};
  return counted(weight_ ? presenter_->fade(shown_, staged_, *weight_) : presenter_->show(shown_));
}

bool Display::other_screens() const {
  return !screens_.empty() && screens_to_watch() != screens_;
}

Result<void> Display::renew() {
  presenter_.reset();  // a window has one renderer at most
  auto presenter = choose_way(system_->window.get(), way_, way_ == DisplayWay::by_what_there_is && has_gpu());
  if (!presenter) return tl::unexpected(presenter.error());
  presenter_ = std::move(*presenter);
  return refresh();
}

DisplayEvents Display::pump() {
  DisplayEvents events;
  bool draw = false;
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (windowed_ && asks_to_quit(event)) events.quit_asked = true;
    if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
      presenter_->forget();
      draw = true;
    }
    if (event.type != SDL_WINDOWEVENT) continue;
    const auto what = event.window.event;
    if (what == SDL_WINDOWEVENT_MINIMIZED && !windowed_) SDL_RestoreWindow(system_->window.get());
    draw = draw || what == SDL_WINDOWEVENT_SIZE_CHANGED || what == SDL_WINDOWEVENT_EXPOSED ||
           what == SDL_WINDOWEVENT_SHOWN || what == SDL_WINDOWEVENT_RESTORED;
  }
  const Size size_before = std::exchange(known_size_, size());
  events.resized = known_size_ != size_before;
  if (draw) {
    if (const auto drawn = refresh(); !drawn) events.failed = drawn.error();
  }
  return events;
}

void Display::wait(Millis at_most) {
  for (Millis left = at_most;; left -= look_around) {
    SDL_PumpEvents();
    if (SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE || left <= Millis::zero()) return;
    pollfd woken{alarm_.get(), POLLIN, 0};
    // A signal ends the wait too: whoever handles it looks for what it said before sleeping again.
    if (poll(&woken, 1, static_cast<int>(std::min(left, look_around).count())) == 0) continue;
    std::uint64_t calls = 0;
    [[maybe_unused]] const auto size = read(alarm_.get(), &calls, sizeof(calls));
    return;
  }
}

void Display::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto size = write(alarm_.get(), &one, sizeof(one));
}

Result<Bitmap> Display::read_back() {
  return presenter_->read_back();
}

}  // namespace kiosk
