#include "desk/preview.h"

#include "base/format.h"
#include "decode/encode.h"
#include "schedule/calendar.h"
#include "schedule/cue.h"
#include "studio/legibility_report.h"
#include "studio/stills.h"

#include <algorithm>
#include <optional>

namespace kiosk {
namespace {

/// The first instant from `t` on at which the slide may be shown; `t` itself where there is none.
Instant first_shown(const Edition& edition, std::size_t slide, Instant t) {
  const Calendar calendar({period_of(edition.document.slides[slide], edition.zone)}, edition.zone);
  if (!calendar.open_at(t).empty()) return t;
  const Instant opens = calendar.next_change(t);
  return opens == Instant::max() ? t : opens;
}

std::optional<std::size_t> index_of(const Edition& edition, std::string_view id) {
  const auto& slides = edition.document.slides;
  const auto found = std::ranges::find(slides, id, &Slide::id);
  return found == slides.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - slides.begin()));
}

/// The slide among what is on then, as `kiosk render` draws it; by itself where it is not on at any time.
std::optional<Look> look_of(const PreviewJob& job) {
  const auto slide = index_of(*job.edition, job.slide);
  if (!slide) return std::nullopt;
  const Instant t = first_shown(*job.edition, *slide, job.at);
  std::optional<Look> any;
  for (auto& look : looks_at(job.edition, t)) {
    if (look.slide != *slide && look.band != *slide) continue;
    if (look.language == job.language) return look;
    if (!any) any = std::move(look);
  }
  if (any) return any;
  return Look{job.edition, *slide, job.language, t, t, {}, {}, false};
}

}  // namespace

Studio& Preview::studio_for(const Size& screen) {
  constexpr std::size_t most_rooms = 4;  // wide and upright, large and as thumbnails
  const auto room = std::ranges::find(rooms_, screen, &Room::screen);
  if (room != rooms_.end()) {
    rooms_.splice(rooms_.begin(), rooms_, room);
  } else {
    rooms_.push_front({screen, std::make_unique<Studio>(StudioOptions{screen, Rotation::none, ""})});
    if (rooms_.size() > most_rooms) rooms_.pop_back();
  }
  return *rooms_.front().studio;
}

Result<std::string> Preview::picture(const PreviewJob& job) {
  const auto look = look_of(job);
  if (!look) return fail("preview.nothing", str("the slide \"", job.slide, "\" cannot be shown as it is"));
  return encode_png(still_of(studio_for(job.screen), *look, Rotation::none), Packing::quick);
}

Problems Preview::remarks(const PreviewJob& job, std::string_view writer) {
  const auto look = look_of(job);
  if (!look) return {};
  std::vector<View> views;
  for (const Size screen : {job.screen, Size{job.screen.height, job.screen.width}})
    views.push_back({look->slide, look->language, screen, studio_for(screen).judge(*look, Viewing{})});
  return problems_of(views, *job.edition, writer);
}

}  // namespace kiosk
