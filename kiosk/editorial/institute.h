/// What the desk knows of the institute itself, and how it works: the `institute` of the document, and whether a second
/// person must look before anything is published. Over one Database; its thread.
#pragma once

#include "base/result.h"
#include "editorial/database.h"
#include "editorial/people.h"
#include "model/document.h"

namespace kiosk {

struct DeskSettings {
  Institute institute;
  bool review = false;  ///< what one writes, another with the role of editor or admin publishes
  bool operator==(const DeskSettings&) const = default;
};

/// Before they were ever set: a name that asks for a better one. Error: desk.settings (stored by another program).
Result<DeskSettings> desk_settings(Database& database);
/// Nothing is published by it (publications.h). Error: desk.settings, the reader of screens would refuse them.
Result<void> set_desk_settings(Database& database, const DeskSettings& settings, const Account& by, Instant now);

}  // namespace kiosk
