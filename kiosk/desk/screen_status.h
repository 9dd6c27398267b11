/// What a screen says of itself (its status.json, app/report.h), as far as staff need it. Pure functions.
#pragma once

#include "base/clock.h"
#include "desk/words.h"
#include "editorial/screens.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

enum class ScreenState { unheard, silent, troubled, well };

struct ScreenStatus {
  ScreenState state = ScreenState::unheard;
  std::string program;                ///< its version
  std::uint64_t revision = 0;         ///< of the content; 0 where it does not say
  std::string slide;                  ///< id of the one that is on; "" where it does not say
  std::string language;               ///< of that
  std::chrono::seconds ahead{0};      ///< its clock before the desk's, to the second
  std::vector<std::string> troubles;  ///< sentences: what staff should look after
};

/// How long a screen may say nothing before it is called silent: it reports at least once a minute.
inline constexpr std::chrono::minutes silence{5};

ScreenStatus status_of(const ScreenRecord& screen, std::uint64_t newest_revision, Instant now, const Translator& tr);

}  // namespace kiosk
