/// Slides as the lobby will show them, drawn by the screen's own layout and painter: the same bytes as `kiosk render`
/// writes. Owns fonts and decoded pictures: one thread.
#pragma once

#include "model/problem.h"
#include "studio/studio.h"

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Which slide of an edition, on which screen, when.
struct PreviewJob {
  EditionPtr edition;
  std::string slide;  ///< its id
  Size screen;        ///< each side 64 to 4096
  Language language;  ///< where the slide has it; else one that it has
  Instant at;         ///< as it will be then, or when it is first shown after that
};

class Preview {
 public:
  /// PNG. Errors: preview.nothing (no such slide can be shown; the reader's problems say why), png.failed.
  Result<std::string> picture(const PreviewJob& job);
  /// What people in front of the screen could not read of it, as sentences in `writer`'s language: on this screen and
  /// on one that hangs the other way.
  Problems remarks(const PreviewJob& job, std::string_view writer);

 private:
  struct Room {
    Size screen;
    std::unique_ptr<Studio> studio;
  };
  Studio& studio_for(const Size& screen);

  std::list<Room> rooms_;  ///< the last used first
};

}  // namespace kiosk
