/// Which picture files are let in, told by their bytes and never by a name or a Content-Type. Pure.
#pragma once

#include "base/result.h"
#include "model/slide.h"

#include <string_view>

namespace kiosk {

/// That the bytes begin as a JPEG, PNG or WebP and end as one: a picture that was cut short is found here, before any
/// decoder sees it. Errors: sync.picture_type, sync.picture_cut.
Result<void> check_picture_file(std::string_view bytes);

/// The same; and that they are the file that the document means, where it says how long that is or what its SHA-256 is.
/// Errors: sync.picture_size and sync.picture_hash too.
Result<void> check_picture_file(std::string_view bytes, const Picture& meant);

/// Whether the bytes are a web page, whatever they were asked to be: what a captive portal answers.
bool is_web_page(std::string_view bytes);

}  // namespace kiosk
