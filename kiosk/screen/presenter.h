/// A way to bring pictures to a window. Internal to screen/: display.cpp keeps the pictures and chooses the way.
/// Main thread only.
#pragma once

#include "base/bitmap.h"
#include "base/result.h"

#include <memory>
#include <string>

struct SDL_Window;

namespace kiosk {

/// The caller passes the pictures with each call and keeps them: what a lost GPU forgets is uploaded again from them.
/// A picture of another size than the window's is stretched.
class Presenter {
 public:
  virtual ~Presenter() = default;
  /// For the log.
  virtual std::string name() const = 0;
  virtual bool keeps_pace() const = 0;
  virtual Size size() const = 0;

  virtual Result<void> show(const Bitmap& picture) = 0;
  /// `picture` differs in `changed` from the one that is on.
  virtual Result<void> patch(const Bitmap& picture, const Box& changed) = 0;
  /// The picture to fade to is a new one, or has changed.
  virtual void restage() = 0;
  /// Uploads a part of it; true when all is there.
  virtual Result<bool> stage_some(const Bitmap& picture) = 0;
  virtual Result<void> fade(const Bitmap& from, const Bitmap& to, unsigned weight) = 0;
  /// The picture that was faded to is the one that is on.
  virtual void settle() = 0;
  /// The window or the GPU has lost what it had.
  virtual void forget() = 0;
  virtual Result<Bitmap> read_back() = 0;
};

/// Straight into the window's own pixels.
Result<std::unique_ptr<Presenter>> present_on_surface(SDL_Window* window);
/// Two textures, in step with the screen.
Result<std::unique_ptr<Presenter>> present_with_renderer(SDL_Window* window);

}  // namespace kiosk
