/// What one screen plays: the document, cut to the screen, its languages and its time zone. Made once per document and
/// screen; which of it is on at a time is schedule/cue.h's to say.
///
/// Programme is immutable; any thread may use it.
#pragma once

#include "base/clock.h"
#include "locale/zone.h"
#include "model/document.h"
#include "schedule/calendar.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kiosk {

/// The screen as the document's rules see it.
struct ScreenProfile {
  std::string name;                 ///< what `screens` of a slide is held against
  std::vector<Language> languages;  ///< one, or several in turn; empty: the institute's
};

/// A clock that is behind the newest thing known is wrong: what has no date plays, what has one waits, notices too.
enum class ClockTrust { trusted, untrusted };

/// A slide in one language.
struct Entry {
  std::size_t slide = 0;  ///< of Document::slides
  Language language;
  Millis stay{0};  ///< schedule/reading_time.h
  bool operator==(const Entry&) const = default;
};

/// A slide in the round: its entries, one after the other, `weight` times.
struct Turn {
  std::size_t first_entry = 0;
  std::size_t languages = 1;  ///< how many entries
  int weight = 1;             ///< 1 to 10
};

/// A band or a takeover.
struct Notice {
  std::size_t slide = 0;  ///< of Document::slides
  NoticeLevel level = NoticeLevel::band;
  Instant from;                     ///< the newest wins
  std::vector<Language> languages;  ///< those of the screen that it is written in; at least one
};

class Programme {
 public:
  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<Turn>& turns() const { return turns_; }
  const Calendar& turn_times() const { return turn_times_; }  ///< a period for each turn
  Millis longest() const { return longest_; }                 ///< the longest stay of an entry

  const std::vector<Notice>& notices() const { return notices_; }
  /// The languages that the notice `slide` (an index of Document::slides) is shown in, in turn.
  const std::vector<Language>& notice_languages(std::size_t slide) const;
  const Calendar& notice_times() const { return notice_times_; }  ///< a period for each notice

 private:
  friend Programme make_programme(const Document&, const ScreenProfile&, const Zone&, ClockTrust);
  Programme(Calendar turn_times, Calendar notice_times)
      : turn_times_(std::move(turn_times)), notice_times_(std::move(notice_times)) {}

  std::vector<Entry> entries_;  // all constant after make_programme()
  std::vector<Turn> turns_;
  std::vector<Notice> notices_;
  Calendar turn_times_;
  Calendar notice_times_;
  Millis longest_{0};
};

/// When the document expires: a date means the end of that day. Instant::max() where it never does.
Instant expiry_of(const Document& document, const Zone& zone);

/// Whether a slide misleads once nobody vouches for it any more: calls, events and notices, which may have been moved,
/// cancelled or lifted. The others grow old, but not wrong.
bool is_time_critical(const Slide& slide);

/// Every slide that the screen may ever show; those that are time-critical only until the document expires. A slide
/// stands once for each of the screen's languages that it has words in, or once in the first of them where it has words
/// in none: nobody should see the same thing twice.
Programme make_programme(const Document& document, const ScreenProfile& profile, const Zone& zone,
                         ClockTrust trust = ClockTrust::trusted);

}  // namespace kiosk
