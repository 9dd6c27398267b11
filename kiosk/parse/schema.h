/// JSON Schemas (draft-07) for editors: completion, help and first mistakes while one types. Made from the same
/// descriptions as the reader goes by, and kept in config/ as files. Pure functions.
#pragma once

#include <string>

namespace kiosk {

/// config/content.schema.json
std::string document_schema();
/// config/theme.schema.json
std::string theme_schema();

}  // namespace kiosk
