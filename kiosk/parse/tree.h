/// Values back to JSON, as the reader reads them. Pure functions.
#pragma once

#include "model/document.h"
#include "parse/json.h"

namespace kiosk {

/// Without the fields that need not be said: those that are as they are when nothing is said.
Json to_tree(const Institute& institute);
/// A string, or an object of one per language.
Json to_tree(const Text& text);

}  // namespace kiosk
