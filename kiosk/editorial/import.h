/// Takes a content document that exists, with its pictures, into an empty desk: the demo, or an institute's own file
/// from before it had a desk. Over one Database; its thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editorial/database.h"
#include "editorial/pictures.h"
#include "editorial/publications.h"

#include <cstddef>
#include <filesystem>

namespace kiosk {

struct Imported {
  std::size_t slides = 0;
  std::size_t pictures = 0;
};

/// Every slide becomes a slide of the desk, and is published. Pictures are looked for beside the document. Errors:
/// import.not_empty (the desk has slides), import.faulty (what a screen would refuse; a desk begins with a sound
/// document), import.picture (one that is elsewhere), those of files, of PictureBox and of Publications.
Result<Imported> import_content(const std::filesystem::path& document, Database& database, PictureBox& pictures,
                                Publications& publications, Instant now);

}  // namespace kiosk
