/// New slides for editors to start from: what each kind must have, with stops for the cursor. Pure.
#pragma once

#include "parse/json.h"

namespace kiosk {

/// One entry per kind, as `defaultSnippets` of the schemas of VS Code has them.
JsonArray slide_snippets();

}  // namespace kiosk
