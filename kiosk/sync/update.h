/// One update: ask for the content document, and where it has changed bring in all that it needs and make it current.
/// One function; it runs on the sync thread, which owns the store and the network.
///
/// Content is whole or it is not there: one picture that is missing, cut short, of the wrong type or not the one that
/// the document means keeps the screen at what it had.
#pragma once

#include "base/clock.h"
#include "model/document.h"
#include "model/problem.h"
#include "model/settings.h"
#include "store/store.h"
#include "sync/http.h"
#include "sync/revision_floor.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <variant>

namespace kiosk {

/// How long the network may take. A server that says nothing at all is given up after `stall`.
///
/// An endpoint that has shown that it does may hold its answer about the document for `hold`, while there is nothing
/// new; 0: it is asked for a second, to see whether it does. All else begins when that time is over.
struct Patience {
  Millis document = std::chrono::seconds{30};
  Millis picture = std::chrono::minutes{5};
  std::chrono::seconds stall{15};
  std::chrono::seconds hold{0};
};

struct UpdateJob {
  /// content, allow_http, media_hosts, keys, min_revision, max_document_bytes, max_picture_bytes
  const Settings& settings;
  Http& http;
  Store& store;
  RevisionFloor& floor;
  /// Asked with the name (the SHA-256) of a document that is new, before anything reads it.
  std::function<Result<void>(const std::string& name)> may_try = [](const std::string&) { return Result<void>{}; };
  /// Whether what was read can be played: what the reader cannot know (that there is such a time zone, what time it
  /// is).
  std::function<Result<void>(const Document&)> check_document = [](const Document&) { return Result<void>{}; };
  /// Decodes a picture once: what a decoder cannot read never becomes current.
  std::function<Result<void>(std::string_view bytes)> check_picture;
  Instant now;         ///< stands in the store as the time of fetching
  Error last_error{};  ///< of the update before this one: the same one again is not logged again
  int attempt = 1;     ///< how many updates in a row this is since the last that worked, for the log
  std::stop_token cancel;
  Patience patience;
};

/// The document is the one that is current, without damage that is known. Nothing was written.
struct Unchanged {
  std::optional<Instant> endpoint_time;  ///< by the endpoint's clock, where nobody on the way can have set it
  bool holds = false;                    ///< the endpoint holds its answers while there is nothing new
};

/// The document and all its pictures are current now, also after a restart.
struct Updated {
  Generation generation;
  Problems problems;                     ///< what the reader left out of the document, or wondered at
  std::optional<Instant> endpoint_time;  ///< as in Unchanged
  bool holds = false;                    ///< as in Unchanged
};

/// The screen goes on with what it had. The log has the error already (a cancelled update logs nothing).
struct Kept {
  Error error;
  std::optional<std::chrono::seconds> retry_after;  ///< what the server asked for
  Problems problems;                                ///< where it was the document that could not be read
};

using Outcome = std::variant<Unchanged, Updated, Kept>;

/// Errors of Kept: sync.address, sync.http_status, sync.portal (a web page came instead), sync.bad_document,
/// sync.no_slides; where the settings name keys sync.unsigned, sync.unknown_key, sync.bad_signature, sync.no_revision,
/// sync.old_revision, sync.revision_reused, sync.picture_unlisted; what may_try and check_document say;
/// sync.picture_type, sync.picture_cut, sync.picture_size, sync.picture_hash, sync.picture_undecodable; those of Http
/// (net.*), of the store (store.*) and of files (file.*).
Outcome update(const UpdateJob& job);

}  // namespace kiosk
