#include "sync/alarm.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("[H01-H03] an endpoint that fails once or twice is nobody's business, a third time in a row it is") {
  for (const auto* code : {"sync.http_status", "net.timeout", "net.unreachable", "sync.portal", "sync.bad_document"}) {
    CAPTURE(code);
    CHECK_FALSE(needs_staff({code, ""}, 1));
    CHECK_FALSE(needs_staff({code, ""}, 2));
    CHECK(needs_staff({code, ""}, 3));
    CHECK(needs_staff({code, ""}, 1000));
  }
}

TEST_CASE("[S01-S06, S11, S13, D01] what smells of somebody else, or of a dying disk, is told at once") {
  for (const auto* code : {"net.tls", "net.pin", "sync.unsigned", "sync.unknown_key", "sync.bad_signature",
                           "sync.old_revision", "sync.revision_reused", "content.expired", "store.full", "store.io"}) {
    CAPTURE(code);
    CHECK(needs_staff({code, ""}, 1));
  }
}

TEST_CASE("where nothing is wrong there is no alarm") {
  CHECK_FALSE(needs_staff({}, 0));
  CHECK_FALSE(needs_staff({}, 5));
}

}  // namespace
}  // namespace kiosk
