/// What programs ask of the desk, and no person:
///
///   POST /report    a screen tells how it is: multipart/form-data with `status` and the file `snapshot`, and its token
///   as
///                   "Authorization: Bearer …" (RFC 6750 § 2.1)
///   GET  /metrics   figures for Prometheus, for this machine only
///
/// Over the records of the pages' worker; its thread.
#pragma once

#include "base/clock.h"
#include "desk/http.h"
#include "editorial/database.h"
#include "editorial/pictures.h"

#include <string_view>

namespace kiosk {

bool is_for_machines(std::string_view path);
HttpResponse answer_machine(const HttpRequest& request, Database& database, PictureBox& pictures, Instant now);

}  // namespace kiosk
