/// What is on the screens, and what was: each publication is one whole document with a revision that rises. Publishing
/// changes the database first, in one transaction, and then the folder that screens read (publish_folder.h); a crash
/// between the two is mended at the next start. Over one Database; its thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/minisign.h"
#include "editorial/database.h"
#include "editorial/people.h"
#include "editorial/pictures.h"
#include "editorial/slides.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Publication {
  std::uint64_t revision = 0;
  Instant at;
  std::string by;
  std::string what;  ///< "published jane-kickoff", "took down …", "went back to revision 12"
};

class Publications {
 public:
  Publications(Database& database, PictureBox& pictures) : db_(database), pictures_(pictures) {}

  /// Puts the newest version of the slide on the screens, if it is still `version`. Errors: slides.conflict,
  /// publish.faulty (what a screen would refuse, the first problem in words), publish.role (an author where review is
  /// on), publish.own (review is on, and `by` wrote this version).
  Result<Publication> publish(std::string_view slide, std::int64_t version, const Account& by, Instant now);
  /// Errors: slides.missing, publish.not_live.
  Result<Publication> take_down(std::string_view slide, const Account& by, Instant now);
  /// After reorder(), or a change of the institute. Nothing to do where the document would be the same: nullopt.
  Result<std::optional<Publication>> publish_again(std::string_view what, const Account& by, Instant now);
  /// All that was on the screens at `revision`, as it was and in its order, under a new revision.
  Result<Publication> go_back(std::uint64_t revision, const Account& by, Instant now);

  /// The newest first.
  Result<std::vector<Publication>> history(std::size_t most) const;
  /// Bytes of the document; the newest where `revision` is none. Errors: publish.nothing, publish.missing.
  Result<std::string> document(std::optional<std::uint64_t> revision = {}) const;

 private:
  Database& db_;
  PictureBox& pictures_;
};

/// The one slide as a document of its own, with the institute: for previews and for what is wrong with it.
Result<std::string> document_of(Database& database, PictureBox& pictures, const Json& slide);

}  // namespace kiosk
