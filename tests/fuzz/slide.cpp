// From an accepted document to the scene: what is on at any time, and what stands where on the screen.
#include "fuzz/fuzz.h"
#include "layout/compose.h"
#include "layout/fake_measure.h"
#include "parse/document.h"
#include "schedule/cue.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace kiosk {
namespace {

using namespace std::chrono;
using test::must;

/// At boot without a clock, today, at the end of 32-bit time, and at the end of what a document can say.
constexpr std::array<sys_days, 5> moments{sys_days{year{1970} / 1 / 1}, sys_days{year{2026} / 2 / 20},
                                          sys_days{year{2026} / 3 / 29}, sys_days{year{2038} / 1 / 19},
                                          sys_days{year{9999} / 12 / 31}};

void check_cues(const Programme& programme, const Document& document, Instant t) {
  const auto notices = notices_at(programme, t);
  must(notices.next > t, "notices change in the future");
  for (const auto& notice : {notices.band, notices.takeover})
    must(!notice || notice_of(document.slides.at(*notice)) != nullptr, "a notice is one");
  must(next_change(programme, t) > t, "slides change in the future");
  const auto cue = cue_at(programme, t);
  if (!cue) return;
  must(cue->since <= t && t < cue->until, "what is on is on at that time");
  must(programme.entries().at(cue->entry).slide < document.slides.size(), "what is on is a slide");
  must(cue->position < cue->count, "it has its place in the round");
}

void check_scene(const Composition& composition, const Setting& setting) {
  must(composition.scene.size == setting.size, "a scene is of the size of its screen");
  for (const auto& finding : composition.findings) must(!finding.code.empty(), "a finding has a code");
  if (composition.foot) compose_foot(*composition.foot, {3, 12}, setting);
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  const auto reading = read_document(test::as_text(data, size));
  if (!reading.document) return 0;
  const auto zone = Zone::find(reading.document->institute.time_zone);
  if (!zone) return 0;
  const Document& document = *reading.document;
  const auto programme = make_programme(document, {"lobby", {}}, *zone);
  for (const auto day : moments) check_cues(programme, document, Instant(day) + std::chrono::hours{11});

  static const Theme theme;
  static const test::FakeMeasure measure;
  const auto now = Instant(moments[1]) + std::chrono::hours{11};
  constexpr std::size_t most_entries = 8;  // the rest is more of the same
  for (std::size_t i = 0; i < std::min(most_entries, programme.entries().size()); ++i) {
    const auto& entry = programme.entries()[i];
    for (const Size screen : {Size{1920, 1080}, Size{360, 640}}) {
      const Setting setting{document.institute, theme, *zone, measure, entry.language, screen, now};
      check_scene(compose(document.slides[entry.slide], setting), setting);
    }
  }
  return 0;
}
