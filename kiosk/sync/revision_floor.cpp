#include "sync/revision_floor.h"

#include "base/format.h"
#include "base/log.h"
#include "crypto/minisign.h"
#include "crypto/sha256.h"
#include "parse/document.h"
#include "store/sealed.h"
#include "sync/signature.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kiosk {
namespace {

constexpr std::uint64_t largest_file = 64ULL << 10;

std::string to_text(const RevisionMark& mark) {
  return sealed(str(mark.content, "\n", mark.key, "\n", mark.revision, "\n", mark.document, "\n"));
}

std::optional<RevisionMark> read_mark(std::string_view text) {
  const auto lines = unsealed(text);
  if (!lines || lines->size() != 4) return std::nullopt;
  RevisionMark mark{std::string((*lines)[0]), std::string((*lines)[1]), 0, std::string((*lines)[3])};
  const auto number = (*lines)[2];
  const auto [end, status] = std::from_chars(number.data(), number.data() + number.size(), mark.revision);
  const bool whole = status == std::errc{} && end == number.data() + number.size();
  return whole ? std::optional(std::move(mark)) : std::nullopt;
}

/// Of the document that is shown; nothing where it is signed by nobody who counts.
std::optional<RevisionMark> mark_of(const Generation* generation, const Settings& settings) {
  if (generation == nullptr) return std::nullopt;
  const auto key = signer_of(generation->document, generation->signature, settings);
  const auto document = read_document(generation->document).document;
  if (!key || !document) return std::nullopt;
  return RevisionMark{settings.content, *key, document->revision, generation->name};
}

}  // namespace

RevisionFloor::RevisionFloor(Disk& disk, std::filesystem::path file, const Settings& settings,
                             const Generation* current)
    : disk_(&disk), file_(std::move(file)), settings_(settings) {
  if (settings_.keys.empty()) return;
  const auto shown = mark_of(current, settings_);
  const auto text = disk_->read(file_, largest_file);
  if (const auto mark = text ? read_mark(*text) : std::nullopt) {
    if (holds(*mark)) mark_ = *mark;
  } else if (shown || text || text.error().code != "store.missing") {
    log::error("sync.floor_lost", str(file_.string(),
                                      ": the newest revision seen is not known any more; what is shown"
                                      " and `min_revision` are all that keeps older ones away"));
  }
  // Also where the power went between publishing a document and noting it here.
  if (shown && shown->revision > mark_.revision) raise(*shown);
}

bool RevisionFloor::holds(const RevisionMark& mark) const {
  return mark.content == settings_.content && std::ranges::any_of(settings_.keys, [&](const auto& text) {
           const auto key = parse_public_key(text);
           return key && to_string(key->id) == mark.key;
         });
}

Result<void> RevisionFloor::check(const RevisionMark& next) const {
  const auto floor = std::max(mark_.revision, settings_.min_revision);
  if (next.revision < floor) {
    return fail("sync.old_revision", str("the document is revision ", next.revision, ", older than ", floor,
                                         ": an endpoint that went back, or somebody who plays back old content"));
  }
  if (next.revision == mark_.revision && next.document != mark_.document) {
    return fail("sync.revision_reused",
                str("the document is revision ", next.revision, ", as the one before it, but says something else"));
  }
  return {};
}

void RevisionFloor::raise(RevisionMark next) {
  if (settings_.keys.empty() || next == mark_) return;
  mark_ = std::move(next);
  if (const auto written = write(); !written) log::error("sync.floor_unwritable", written.error().message);
}

Result<void> RevisionFloor::write() const {
  const auto aside = std::filesystem::path(file_) += ".new";
  return disk_->make_folder(file_.parent_path())
      .and_then([&] { return disk_->remove(aside); })
      .and_then([&] { return disk_->write_new(aside, to_text(mark_)); })
      .and_then([&] { return disk_->rename(aside, file_); })
      .and_then([&] { return disk_->sync_folder(file_.parent_path()); });
}

}  // namespace kiosk
