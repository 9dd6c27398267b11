#include "schedule/programme.h"

#include "base/text.h"
#include "schedule/reading_time.h"
#include "schedule/shown_text.h"

#include <algorithm>
#include <set>

namespace kiosk {
namespace {

bool is_for(const Slide& slide, const std::string& screen) {
  return slide.screens.empty() ||
         std::ranges::any_of(slide.screens, [&](const auto& glob) { return matches_glob(glob, screen); });
}

bool plays_in_round(const Slide& slide) {
  const auto* notice = notice_of(slide);
  return notice == nullptr || notice->level == NoticeLevel::info;
}

/// Those of `languages` that some text of the slide was written in; the first of all where none was.
std::vector<Language> languages_of(const Slide& slide, const std::vector<Language>& languages) {
  std::set<Language, std::less<>> written;
  for_each_shown_text(slide, [&written](const Text& text) {
    for (const auto& [language, words] : text.by_language()) {
      if (!words.empty()) written.insert(language);
    }
  });
  std::vector<Language> found;
  for (const auto& language : languages) {
    if (written.contains(language) && std::ranges::find(found, language) == found.end()) found.push_back(language);
  }
  if (found.empty()) found.push_back(languages.empty() ? "en" : languages.front());
  return found;
}

/// The indices of the slides that are the round's, and of those that are notices, with their times.
struct Sorted {
  std::vector<std::size_t> slides;
  std::vector<Period> periods;

  void add(std::size_t slide, const Period& period) {
    slides.push_back(slide);
    periods.push_back(period);
  }
};

}  // namespace

const std::vector<Language>& Programme::notice_languages(std::size_t slide) const {
  static const std::vector<Language> none{"en"};
  const auto notice = std::ranges::find(notices_, slide, &Notice::slide);
  return notice == notices_.end() ? none : notice->languages;
}

Instant expiry_of(const Document& document, const Zone& zone) {
  return document.expires ? zone.instant(*document.expires, DayEdge::end) : Instant::max();
}

bool is_time_critical(const Slide& slide) {
  return std::holds_alternative<AwardCallSlide>(slide.content) || std::holds_alternative<EventSlide>(slide.content) ||
         notice_of(slide) != nullptr;
}

Programme make_programme(const Document& document, const ScreenProfile& profile, const Zone& zone, ClockTrust trust) {
  const Instant expiry = expiry_of(document, zone);
  Sorted round;
  Sorted notices;
  for (std::size_t i = 0; i < document.slides.size(); ++i) {
    const Slide& slide = document.slides[i];
    Period period = period_of(slide, zone);
    if (is_time_critical(slide)) period.until = std::min(period.until, expiry);
    const bool waits = trust == ClockTrust::untrusted && period.dated();
    if (!waits && is_for(slide, profile.name)) (plays_in_round(slide) ? round : notices).add(i, period);
  }

  Programme programme{Calendar(round.periods, zone), Calendar(notices.periods, zone)};
  const auto& languages = profile.languages.empty() ? document.institute.languages : profile.languages;
  for (const auto index : round.slides) {
    const Slide& slide = document.slides[index];
    const auto shown_in = languages_of(slide, languages);
    programme.turns_.push_back({programme.entries_.size(), shown_in.size(), std::clamp(slide.weight, 1, 10)});
    for (const auto& language : shown_in) {
      programme.entries_.push_back({index, language, reading_time(slide, language)});
      programme.longest_ = std::max(programme.longest_, programme.entries_.back().stay);
    }
  }
  for (std::size_t k = 0; k < notices.slides.size(); ++k) {
    const auto index = notices.slides[k];
    programme.notices_.push_back({index, notice_of(document.slides[index])->level, notices.periods[k].from,
                                  languages_of(document.slides[index], languages)});
  }
  return programme;
}

}  // namespace kiosk
