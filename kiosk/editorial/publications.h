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

  /// Puts the newest version of the slide on the screens, if it is still `version`. Errors: slides.missing,
  /// slides.conflict, publish.faulty (what a screen would refuse, the first problem in words), publish.role (an author
  /// where review is on, or with a notice, which may take over all screens), publish.own (review is on, and `by` wrote
  /// this version, which is no notice).
  Result<Publication> publish(std::string_view slide, std::int64_t version, const Account& by, Instant now);
  /// Puts the newest version of every slide on the screens, in one publication. Errors: publish.faulty.
  Result<Publication> publish_all(std::string_view what, const Account& by, Instant now);
  /// After the last one, screens show the program's own welcome. Errors: slides.missing, publish.not_live,
  /// publish.role (an author with a notice).
  Result<Publication> take_down(std::string_view slide, const Account& by, Instant now);
  /// After reorder(), or a change of the institute. Nothing to do where the document would be the same: nullopt.
  Result<std::optional<Publication>> publish_again(std::string_view what, const Account& by, Instant now);
  /// The slides that were on the screens at `revision`, in the versions and the order of then, under a new revision.
  /// Drafts stay as they are, and so does the institute: its settings are an administrator's to change. Errors:
  /// publish.missing.
  Result<Publication> go_back(std::uint64_t revision, const Account& by, Instant now);
  /// The newest document once more, under a revision above `revision`, which screens have seen: for a database that was
  /// restored from an older copy. Errors: publish.nothing.
  Result<Publication> rise_above(std::uint64_t revision, const Account& by, Instant now);

  /// The newest first.
  Result<std::vector<Publication>> history(std::size_t most) const;
  /// Bytes of the document; the newest where `revision` is none. Errors: publish.nothing, publish.missing.
  Result<std::string> document(std::optional<std::uint64_t> revision = {}) const;

 private:
  Database& db_;
  PictureBox& pictures_;
};

/// Makes the folder that screens read hold the newest publication, where it does not: after each change, and at every
/// start, since a crash may have come between the database and the folder. A folder whose revision is higher than the
/// database's (which was restored from an older copy) is risen above, as screens refuse to go back. Nothing to do
/// before the first publication. Errors: those of publish_folder.h, pictures.missing.
Result<void> bring_folder_up_to_date(Publications& publications, const PictureBox& pictures,
                                     const std::filesystem::path& folder, const std::optional<SecretKey>& key,
                                     Instant now);

/// The document as it would be with this slide in the place of the one of its id, or after all others: for previews,
/// and for what is wrong with it.
Result<std::string> document_with_draft(Database& database, PictureBox& pictures, const Json& slide);

/// The one slide as a document of its own, with the institute: for previews and for what is wrong with it (at
/// "/slides/0/…"). Where it has no id yet, it is called "draft".
Result<std::string> document_of(Database& database, PictureBox& pictures, const Json& slide);

}  // namespace kiosk
