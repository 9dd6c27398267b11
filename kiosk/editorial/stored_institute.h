/// The institute as the document has it, for what is published. Inside a transaction of the caller; these throw
/// DatabaseFailure.
#pragma once

#include "editorial/database.h"
#include "parse/json.h"

namespace kiosk {

Json stored_institute(Database& database);
void store_institute(Database& database, const Json& institute);
bool review_is_on(Database& database);

}  // namespace kiosk
