#include "sync/alarm.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kiosk {

bool needs_staff(const Error& error, int failures) {
  constexpr std::array<std::string_view, 11> at_once{"net.tls",
                                                     "net.pin",
                                                     "net.forbidden_address",
                                                     "sync.unsigned",
                                                     "sync.unknown_key",
                                                     "sync.bad_signature",
                                                     "sync.no_revision",
                                                     "sync.old_revision",
                                                     "sync.revision_reused",
                                                     "sync.picture_unlisted",
                                                     "content.expired"};
  if (error.code.empty()) return false;
  return failures >= failures_before_alarm || error.code.starts_with("store.") ||
         std::ranges::find(at_once, error.code) != at_once.end();
}

}  // namespace kiosk
