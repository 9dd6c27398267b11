/// JSON of the desk's own, as it goes into the database and comes out. Pure functions.
#pragma once

#include "parse/json.h"

#include <string>
#include <string_view>

namespace kiosk {

/// The tree of what write_json or write_json_line wrote; null for anything else.
Json parse_stored(std::string_view text);

/// `object` with that member in the place of its own, or as its first; an object of that one where it is none.
Json with_member(const Json& object, std::string_view key, Json value);

}  // namespace kiosk
