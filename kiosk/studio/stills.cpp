#include "studio/stills.h"

#include "schedule/cue.h"

#include <algorithm>

namespace kiosk {

std::vector<Look> looks_at(const EditionPtr& edition, Instant t) {
  std::vector<Look> looks;
  const auto& programme = edition->programme;
  const auto turns = programme.turn_times().open_at(t);
  for (std::size_t position = 0; position < turns.size(); ++position) {
    const auto& turn = programme.turns()[turns[position]];
    for (std::size_t k = 0; k < turn.languages; ++k) {
      const auto& entry = programme.entries()[turn.first_entry + k];
      looks.push_back({edition, entry.slide, entry.language, t, t + entry.stay, {position, turns.size()}, {}, false});
    }
  }
  const auto notices = notices_at(programme, t);
  const auto& languages = notices.takeover ? programme.notice_languages(*notices.takeover) : std::vector<Language>{};
  for (const auto& language : languages) {
    looks.push_back({edition, *notices.takeover, language, t, t, {}, {}, true});
  }
  for (auto& look : looks) {
    if (!look.takeover) look.band = notices.band;
  }
  return looks;
}

Bitmap still_of(Studio& studio, const Look& look, Rotation rotation) {
  Prepared prepared = studio.prepare(look);
  constexpr double some_way = 0.6;
  const Box part = filled_part(prepared.pill, some_way, rotation);
  for (int y = 0; y < part.height; ++y) {
    const auto row = prepared.full_pill.row(part.y - prepared.pill.y + y);
    std::copy_n(row.begin() + (part.x - prepared.pill.x), part.width,
                prepared.picture.row(part.y + y).begin() + part.x);
  }
  return std::move(prepared.picture);
}

}  // namespace kiosk
