/// The slides of the desk, each with all its versions: nothing that was once saved is lost. Over one Database; its
/// thread.
///
/// A version is the slide as the content document has it (model/fields.h), as JSON, complete or not: what is wrong with
/// it is said, and only what is right can be published. A slide's newest version is its draft; `live` is the one on
/// the screens.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editorial/database.h"
#include "editorial/people.h"
#include "model/document.h"
#include "model/problem.h"
#include "parse/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What to call a slide in a list: the first text of its kind that it has (title, award, name …); else its kind.
std::string title_of(const Json& slide, std::string_view language);

struct Version {
  std::int64_t number = 0;  ///< 1, 2, 3 … of its slide
  Instant at;
  std::string by;  ///< full name
  std::int64_t by_account = 0;
  std::string json;  ///< the slide, an object on one line
  std::string note;  ///< "from version 3", "copy of …"; may be empty
};

enum class SlideState {
  draft,       ///< never published
  review,      ///< someone is asked to look at the newest version
  live,        ///< the newest version is published
  changed,     ///< an older version is published
  taken_down,  ///< was published once
  removed,     ///< thrown away; its history stays
};

struct SlideRecord {
  std::string id;  ///< of the document; it never changes
  std::string kind;
  SlideState state = SlideState::draft;
  Version draft;                     ///< the newest version
  std::optional<std::int64_t> live;  ///< number of the published version
  std::int64_t position = 0;
};

class SlideBook {
 public:
  explicit SlideBook(Database& database) : db_(database) {}

  /// In the order of the screens, without those that are removed.
  Result<std::vector<SlideRecord>> all() const;
  /// Error: slides.missing.
  Result<SlideRecord> find(std::string_view id) const;
  /// The newest first.
  Result<std::vector<Version>> history(std::string_view id) const;
  /// Error: slides.missing.
  Result<Version> version(std::string_view id, std::int64_t number) const;

  /// A new slide at the end; its id is its own where it has one that is free, else made from its title ("jane-kickoff",
  /// "jane-kickoff-2"). Returns it. Error: slides.kind (none, or an unknown one).
  Result<SlideRecord> add(const Json& slide, const Account& by, Instant now, std::string_view note = {});
  /// The next version, if the newest one is still `base`. Error: slides.conflict, whose message says who saved since
  /// and when, or that the slide was thrown away; slides.kind (another than before). The same once more is no version.
  Result<SlideRecord> save(std::string_view id, std::int64_t base, const Json& slide, const Account& by, Instant now,
                           std::string_view note = {});
  /// A version like the older one `number`. Nothing is published by it; a slide that was thrown away is back.
  Result<SlideRecord> restore(std::string_view id, std::int64_t number, const Account& by, Instant now);
  /// A new slide with the same fields, for this year's event after last year's.
  Result<SlideRecord> duplicate(std::string_view id, const Account& by, Instant now);
  Result<void> ask_for_review(std::string_view id, const Account& by, Instant now);
  /// All ids of all(), in their new order. Error: slides.order (not the same slides as now).
  Result<void> reorder(const std::vector<std::string>& ids, const Account& by, Instant now);
  /// Only of a slide that is not live. Error: slides.live.
  Result<void> remove(std::string_view id, const Account& by, Instant now);

 private:
  Database& db_;
};

}  // namespace kiosk
