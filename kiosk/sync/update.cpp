#include "sync/update.h"

#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "crypto/minisign.h"
#include "crypto/sha256.h"
#include "parse/document.h"
#include "parse/problem_text.h"
#include "sync/address.h"
#include "sync/picture_file.h"
#include "sync/signature.h"
#include "sync/validator.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace kiosk {
namespace {

/// What the same place gave the last time.
struct Validators {
  std::string etag;
  std::string last_modified;
  bool any() const { return !etag.empty() || !last_modified.empty(); }
};

struct Fetched {
  bool unchanged = false;  ///< the validators still hold; there are no bytes
  std::string bytes;
  Validators validators;
  Place place;                           ///< after redirects
  std::optional<Instant> endpoint_time;  ///< of a server that proved who it is
  bool holds = false;                    ///< as in Unchanged
};

struct Limits {
  std::uint64_t bytes;
  Millis deadline;               ///< without `hold`
  std::chrono::seconds hold{0};  ///< how long the answer may be held
};

/// To see whether an endpoint holds answers.
constexpr std::chrono::seconds trial_hold{1};

/// Whether it may be the long silence that somebody on the way did not like.
bool may_be_the_holding(const Error& error, int status) {
  constexpr std::array codes{"net.timeout", "net.cut_short", "net.failed"};
  constexpr std::array statuses{408, 502, 504};
  return std::ranges::find(codes, error.code) != codes.end() || std::ranges::find(statuses, status) != statuses.end();
}

std::string tame(const std::string& validator) {
  return can_be_sent_back(validator) ? validator : std::string();
}

/// `slide "jane-kickoff"`, or the institute where no slide has the picture.
std::string owner_of(std::string_view src, const Document& document) {
  for (const auto& slide : document.slides) {
    for (const auto* picture : pictures_of(slide)) {
      if (picture->src == src) return str("slide \"", slide.id, "\"");
    }
  }
  return "the institute's logo";
}

bool failed_in_store(const Error& error) {
  return error.code.starts_with("store.");
}

class Update {
 public:
  explicit Update(const UpdateJob& job) : job_(job) {}

  Outcome run() {
    auto outcome = try_it();
    // What plays from memory is written as soon as the disk is back, whether there is something new or not.
    if (!outcome || !std::holds_alternative<Updated>(*outcome)) job_.store.settle();
    if (outcome) return std::move(*outcome);
    give_up(outcome.error());
    return Kept{std::move(outcome.error()), retry_after_, std::move(problems_)};
  }

 private:
  Result<Outcome> try_it();
  Result<Fetched> fetch_document(const Place& place, const Validators& known);
  Result<Outcome> take(Fetched document, const Origin& origin);
  Result<std::string> bring_signature();
  Result<Document> read(std::string_view bytes);
  Result<void> expect(const std::string& name, std::uint64_t bytes, const std::vector<const Picture*>& pictures);
  std::optional<std::uint64_t> here(const std::string& sha256);
  Result<StoredPicture> bring(const Picture& picture, const Place& document);
  Result<StoredPicture> bring_from(const Place& place, const Picture& picture);
  Result<void> check(const Picture& picture, std::string_view bytes) const;
  Result<Fetched> fetch(const Place& place, const Limits& limits, const Validators& validators);
  Result<Fetched> fetch_url(const Url& url, const Limits& limits, const Validators& validators);
  const StoredPicture* known_picture(const std::string& url) const;
  void give_up(const Error& error);

  const UpdateJob& job_;
  std::optional<std::chrono::seconds> retry_after_;
  int answered_ = 0;  ///< the status of the last answer that was an error
  Problems problems_;
  std::set<std::string> named_;  ///< hashes that the new document names: kept for the next attempt
  std::map<std::string, std::optional<std::uint64_t>> here_;
  int fetched_ = 0;  ///< pictures that came over the network
};

Result<Outcome> Update::try_it() {
  const auto place = content_place(job_.settings);
  if (!place) return tl::unexpected(place.error());
  const auto url = to_string(*place);
  const Generation* current = job_.store.current();
  // What is damaged is brought anew, though the document is the same.
  const bool whole = job_.store.damage() == nullptr;
  const bool same_place = current != nullptr && current->origin.url == url && whole;
  const auto known = same_place ? Validators{current->origin.etag, current->origin.last_modified} : Validators{};

  auto document = fetch_document(*place, known);
  if (!document) return tl::unexpected(document.error());
  if (document->unchanged) return Unchanged{document->endpoint_time, document->holds};
  const Origin origin{url, document->validators.etag, document->validators.last_modified,
                      to_iso(std::chrono::floor<std::chrono::seconds>(job_.now))};
  if (current != nullptr && whole && sha256_hex(document->bytes) == current->name) {
    job_.store.renew(origin);
    return Unchanged{document->endpoint_time, document->holds};
  }
  return take(std::move(*document), origin);
}

Result<Fetched> Update::fetch_document(const Place& place, const Validators& known) {
  const auto most = job_.settings.max_document_bytes;
  const auto hold = std::max(job_.patience.hold, trial_hold);
  auto document = fetch(place, {most, job_.patience.document, hold}, known);
  const bool held = hold > trial_hold && !job_.cancel.stop_requested();
  if (document || !held || !may_be_the_holding(document.error(), answered_)) return document;
  // That says nothing about the endpoint yet, and nobody need hear of it: the answer to a question without the wait
  // does.
  answered_ = 0;
  return fetch(place, {most, job_.patience.document, trial_hold}, known);
}

Result<Outcome> Update::take(Fetched fetched, const Origin& origin) {
  if (is_web_page(fetched.bytes)) {
    return fail("sync.portal",
                "a web page came instead of the content document: a wrong address, or a network that wants a login");
  }
  auto signature = bring_signature();
  if (!signature) return tl::unexpected(signature.error());
  const auto signer = signer_of(fetched.bytes, *signature, job_.settings);
  if (!signer) return tl::unexpected(signer.error());
  const auto name = sha256_hex(fetched.bytes);
  if (auto may = job_.may_try(name); !may) return tl::unexpected(may.error());
  // Nothing above this line has looked into the document.
  const auto document = read(fetched.bytes);
  if (!document) return tl::unexpected(document.error());
  RevisionMark mark{job_.settings.content, *signer, document->revision, name};
  if (!signer->empty()) {
    const auto allowed = check_signed(*document).and_then([&] { return job_.floor.check(mark); });
    if (!allowed) return tl::unexpected(allowed.error());
  }
  if (auto playable = job_.check_document(*document); !playable) return tl::unexpected(playable.error());
  const auto pictures = pictures_of(*document);
  for (const auto* picture : pictures) named_.insert(picture->sha256);

  if (auto room = expect(name, fetched.bytes.size(), pictures); !room) {
    return tl::unexpected(room.error());
  }
  Generation next;
  for (const auto* picture : pictures) {
    auto stored = bring(*picture, fetched.place);
    if (!stored) {
      const auto& error = stored.error();
      return fail(error.code,
                  str(owner_of(picture->src, *document), ": picture \"", picture->src, "\": ", error.message));
    }
    next.pictures.push_back(std::move(*stored));
  }
  next.document = std::move(fetched.bytes);
  next.signature = std::move(*signature);
  next.origin = origin;
  if (auto published = job_.store.publish(std::move(next)); !published) return tl::unexpected(published.error());
  if (!signer->empty()) job_.floor.raise(std::move(mark));
  const auto& generation = *job_.store.current();
  log::info("sync.published", str("generation ", generation.name, " from ", origin.url, ": ", document->slides.size(),
                                  " slides, ", pictures.size(), " pictures, ", fetched_, " of them fetched"));
  return Updated{generation, std::move(problems_), fetched.endpoint_time, fetched.holds};
}

/// "" where none is asked for, or the endpoint has none.
Result<std::string> Update::bring_signature() {
  if (job_.settings.keys.empty()) return std::string();
  const auto place = signature_place(*content_place(job_.settings));
  auto fetched = fetch(place, {most_signature_bytes, job_.patience.document}, {});
  if (fetched) return std::move(fetched->bytes);
  const auto& error = fetched.error();
  const bool none = error.code == "file.missing" || answered_ == 404 || answered_ == 410;
  return none ? Result<std::string>() : tl::unexpected(error);
}

/// What the document says that its pictures weigh is asked for before the first of them is fetched.
Result<void> Update::expect(const std::string& name, std::uint64_t bytes, const std::vector<const Picture*>& pictures) {
  for (const auto* picture : pictures) {
    if (!here(picture->sha256)) bytes += picture->bytes.value_or(0);
  }
  return job_.store.expect(name, bytes);
}

/// The size of a picture that is in the store, whose bytes are read and hashed only once an update.
std::optional<std::uint64_t> Update::here(const std::string& sha256) {
  const auto asked = here_.find(sha256);
  return asked != here_.end() ? asked->second : here_[sha256] = job_.store.claim(sha256);
}

Result<Document> Update::read(std::string_view bytes) {
  auto reading = read_document(bytes);
  problems_ = std::move(reading.problems);
  if (!reading.document) {
    const auto worst = std::ranges::find(problems_, Severity::error, &Problem::severity);
    return fail("sync.bad_document",
                worst != problems_.end() ? to_text(*worst, job_.settings.content) : "the document cannot be read");
  }
  if (reading.document->slides.empty()) return fail("sync.no_slides", "the document has no slide to show");
  return std::move(*reading.document);
}

Result<StoredPicture> Update::bring(const Picture& picture, const Place& document) {
  const auto place = picture_place(document, picture.src, job_.settings);
  if (!place) return tl::unexpected(place.error());
  if (const auto size = here(picture.sha256); size && *size == picture.bytes.value_or(*size)) {
    const auto url = to_string(*place);
    const auto* before = known_picture(url);
    const bool same = before != nullptr && before->sha256 == picture.sha256;
    return StoredPicture{picture.src, picture.sha256, *size, url, same ? before->etag : "", {}};
  }
  return bring_from(*place, picture);
}

Result<StoredPicture> Update::bring_from(const Place& place, const Picture& picture) {
  const auto url = to_string(place);
  const auto* before = known_picture(url);
  const bool may_hold = before != nullptr && picture.sha256.empty() && here(before->sha256);
  const auto known = may_hold ? Validators{before->etag, {}} : Validators{};

  const auto most = std::min(job_.settings.max_picture_bytes, picture.bytes.value_or(job_.settings.max_picture_bytes));
  auto fetched = fetch(place, {most, job_.patience.picture}, known);
  if (!fetched) return tl::unexpected(fetched.error());
  // Wherever the way led on to: it must end at a host that pictures may come from.
  const auto came_from = picture_place(fetched->place, to_string(fetched->place), job_.settings);
  if (std::holds_alternative<Url>(place) && !came_from) return tl::unexpected(came_from.error());
  if (fetched->unchanged) return StoredPicture{picture.src, before->sha256, before->bytes, url, before->etag, {}};
  ++fetched_;
  if (auto good = check(picture, fetched->bytes); !good) return tl::unexpected(good.error());
  auto sha256 = job_.store.put(fetched->bytes);
  if (!sha256) return tl::unexpected(sha256.error());
  return StoredPicture{picture.src, std::move(*sha256), fetched->bytes.size(), url, fetched->validators.etag, {}};
}

Result<void> Update::check(const Picture& picture, std::string_view bytes) const {
  if (auto right = check_picture_file(bytes, picture); !right) return right;
  const auto decoded = job_.check_picture(bytes);
  if (decoded) return {};
  if (job_.cancel.stop_requested()) return fail("net.cancelled", "the program is stopping");
  return fail("sync.picture_undecodable", decoded.error().message);
}

Result<Fetched> Update::fetch(const Place& place, const Limits& limits, const Validators& validators) {
  if (job_.cancel.stop_requested()) return fail("net.cancelled", "the program is stopping");
  if (const auto* url = std::get_if<Url>(&place)) return fetch_url(*url, limits, validators);
  auto bytes = read_file(std::get<std::filesystem::path>(place), limits.bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return Fetched{false, std::move(*bytes), {}, place, {}, false};
}

Result<Fetched> Update::fetch_url(const Url& url, const Limits& limits, const Validators& validators) {
  Request request;
  request.url = to_string(url);
  request.if_none_match = validators.etag;
  request.if_modified_since = validators.last_modified;
  request.max_bytes = limits.bytes;
  request.deadline = limits.deadline + limits.hold;
  request.hold = limits.hold;
  request.stall = job_.patience.stall + limits.hold;
  request.cancel = job_.cancel;
  auto response = job_.http.get(request);
  if (!response) return tl::unexpected(response.error());
  const auto time = url.scheme == "https" || is_loopback(url.host) ? response->date : std::nullopt;
  if (response->status == 304 && validators.any()) return Fetched{true, {}, validators, url, time, response->holds};
  if (response->status == 511) {
    return fail("sync.portal", request.url + " answered 511: this network wants a login (RFC 6585 § 6)");
  }
  if (response->status != 200) {
    answered_ = response->status;
    retry_after_ = response->retry_after;
    return fail("sync.http_status", str(request.url, " answered ", response->status));
  }
  const auto final_url = parse_url(response->final_url);
  return Fetched{false,
                 std::move(response->body),
                 {tame(response->etag), tame(response->last_modified)},
                 final_url.value_or(url),
                 time,
                 response->holds};
}

const StoredPicture* Update::known_picture(const std::string& url) const {
  const auto* current = job_.store.current();
  if (current == nullptr) return nullptr;
  const auto found = std::ranges::find(current->pictures, url, &StoredPicture::url);
  return found == current->pictures.end() ? nullptr : &*found;
}

void Update::give_up(const Error& error) {
  if (error.code == "net.cancelled") return;
  if (error != job_.last_error) {
    log::warn(error.code, str(error.message, " (attempt ", job_.attempt, "); the screen goes on with what it has"));
  }
  // A disk in trouble gets its room back; else what has come already need not come again.
  job_.store.drop_unused(failed_in_store(error) ? std::set<std::string>{} : named_);
}

}  // namespace

Outcome update(const UpdateJob& job) {
  return Update(job).run();
}

}  // namespace kiosk
