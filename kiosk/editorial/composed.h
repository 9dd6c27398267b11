/// The content document, put together of what the desk has. Inside a transaction of the caller; these throw
/// DatabaseFailure.
#pragma once

#include "editorial/database.h"
#include "editorial/pictures.h"
#include "parse/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// The slide's pictures, each with hash and size where the box has it.
Json with_pictures(Json slide, const PictureBox& pictures);

/// All slides that are live, in their order; where there is none, the program's own welcome, since a screen goes on
/// with what it has when there is nothing in a document.
Json live_document(Database& database, const PictureBox& pictures, std::uint64_t revision);

/// Why a screen would not take the document: its first error that belongs to `slide` or to the document as a whole, or
/// a picture of theirs that is not in the box. Nothing where it would.
std::optional<std::string> fault_of(std::string_view document, std::string_view slide, const PictureBox& pictures);

/// The institute and one slide, whatever is wrong with it.
Json document_with(const Json& institute, JsonArray slides, std::optional<std::uint64_t> revision);

}  // namespace kiosk
