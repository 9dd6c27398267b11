/// One generation of content, ready to play. Immutable: the threads share it.
#pragma once

#include "base/result.h"
#include "locale/zone.h"
#include "model/document.h"
#include "model/problem.h"
#include "schedule/programme.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Where a picture's bytes are: in a file, or, where the disk takes none, in memory.
struct PictureSource {
  std::filesystem::path file;
  std::shared_ptr<const std::string> held;  ///< instead of the file
  bool operator==(const PictureSource&) const = default;
};
/// By the src of the document.
using PictureSources = std::map<std::string, PictureSource>;

struct Edition {
  std::string generation;  ///< name of the generation in the store; "built-in" for the slide built into the program
  Document document;
  Zone zone;
  Instant expires;  ///< Instant::max(): never
  Programme programme;
  Programme undated;  ///< what plays of it while the clock cannot be trusted
  Problems problems;  ///< what the reader left out, or wondered at
  PictureSources pictures;
  std::vector<SourcePlace> places{};  ///< where each slide begins in the text; empty where there was none
};

/// What of it plays by a clock that is trusted or not.
inline const Programme& programme_of(const Edition& edition, ClockTrust trust) {
  return trust == ClockTrust::trusted ? edition.programme : edition.undated;
}

using EditionPtr = std::shared_ptr<const Edition>;

/// Reads a document and makes its programme for one screen, without the slides whose ids are in `set_aside`: they ended
/// the program before. Errors: content.unreadable, zone.unknown.
Result<EditionPtr> make_edition(std::string generation, std::string_view document, const ScreenProfile& profile,
                                PictureSources pictures, const std::vector<std::string>& set_aside = {});

/// Whether a document that was read is worth taking at `now`: make_edition can make something of it, and it has not
/// expired. Errors: zone.unknown, content.expired.
Result<void> check_playable(const Document& document, Instant now);

/// What plays when there is nothing else; never fails.
EditionPtr built_in_edition(const ScreenProfile& profile);

}  // namespace kiosk
