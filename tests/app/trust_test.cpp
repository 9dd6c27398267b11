#include "app/trust.h"

#include "base/version.h"
#include "schedule/cue.h"
#include "studio/make.h"
#include "support/announced.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::Announced;
using test::at;
using test::call;
using test::event;
using test::lobby;
using test::news;
using test::notice;

constexpr Instant noon = std::chrono::sys_days{2026y / 2 / 20} + 11h;  // in Oslo

EditionPtr expiring(std::string_view expires) {
  Document content =
      test::document({news("always"), call("2026-03-02"), event("2026-03-05T12:00"),
                      notice(NoticeLevel::info, "", "2026-12-31"), notice(NoticeLevel::band, "", "2026-12-31")});
  content.expires = parse_when(expires);
  const auto zone = test::zone();
  return std::make_shared<const Edition>(Edition{"expiring",
                                                 content,
                                                 zone,
                                                 expiry_of(content, zone),
                                                 make_programme(content, lobby, zone),
                                                 make_programme(content, lobby, zone, ClockTrust::untrusted),
                                                 {},
                                                 {}});
}

std::size_t playing(const Programme& programme, Instant t) {
  return programme.turn_times().open_at(t).size();
}

TEST_CASE("[C01] what is known at the start: when the program was built, and when the content came") {
  CHECK(newest_known(nullptr) == built_on());
  Generation generation;
  generation.origin.fetched_at = "1999-12-31T23:59:59Z";
  CHECK(newest_known(&generation) == built_on());
  generation.origin.fetched_at = "2099-12-31T23:59:59Z";
  CHECK(newest_known(&generation) == at("2099-12-31T23:59:59Z"));
  generation.origin.fetched_at = "yesterday";
  CHECK(newest_known(&generation) == built_on());
}

TEST_CASE("[C01] the log says once when the clock is not trusted, and once when it is again") {
  Trust trust(noon);
  CHECK(trust.clock(noon) == ClockTrust::trusted);
  {
    const Announced error("clock.untrusted");
    CHECK(trust.clock(Instant{}) == ClockTrust::untrusted);
  }
  CHECK(trust.clock(Instant{} + 1s) == ClockTrust::untrusted);  // an unannounced error would fail this test
  CHECK(trust.clock(noon + 1h) == ClockTrust::trusted);
  const Announced error("clock.untrusted");
  CHECK(trust.clock(Instant{}) == ClockTrust::untrusted);
}

TEST_CASE("[C02] a clock that was ten years ahead when content came is trusted once the endpoint agrees with it") {
  Trust trust(noon + days{3652});
  const Announced error("clock.untrusted");
  CHECK(trust.clock(noon) == ClockTrust::untrusted);
  trust.hear({noon, {"net.timeout", ""}, 1, noon, noon, {}});  // a failure proves nothing
  CHECK(trust.clock(noon) == ClockTrust::untrusted);
  trust.hear({noon, {}, 0, noon, {}, {}});
  CHECK(trust.clock(noon) == ClockTrust::untrusted);
  trust.hear({noon, {}, 0, noon, noon - 2s, {}});
  CHECK(trust.clock(noon) == ClockTrust::trusted);
}

TEST_CASE("what an endpoint answers without a time still says that the time has been") {
  Trust trust(noon);
  trust.hear({noon + 24h, {}, 0, noon, {}, {}});
  const Announced error("clock.untrusted");
  CHECK(trust.clock(noon) == ClockTrust::untrusted);
}

TEST_CASE("with --at the clock is what it is told to be") {
  Trust trust({});
  trust.hear({noon, {}, 0, noon, noon + days{300}, {}});
  CHECK(trust.clock(Instant{}) == ClockTrust::trusted);
}

TEST_CASE(
    "[C09] where the wall clock stands still the show goes on by the steady one, and follows when it goes again") {
  Trust trust(noon);
  const Steady steady = 497 * 24h;
  CHECK(trust.time(noon, steady) == noon);
  CHECK(trust.time(noon, steady + 1s) == noon);
  {
    const Announced error("clock.frozen");
    CHECK(trust.time(noon, steady + 2s) == noon + 2s);
  }
  CHECK(trust.time(noon, steady + 8h) == noon + 8h);
  CHECK(trust.time(noon + 9h, steady + 9h) == noon + 9h);
  CHECK(trust.time(noon + 9h, steady + 9h + 1s) == noon + 9h);
  const Announced error("clock.frozen");
  CHECK(trust.time(noon + 9h, steady + 10h) == noon + 10h);
}

TEST_CASE(
    "[S13] past its expiry content plays on without what is time-critical, to the millisecond, and staff are told "
    "once") {
  const auto edition = expiring("2026-02-21");
  const Instant midnight = at("2026-02-22T00:00");
  CHECK(playing(edition->programme, midnight - 1ms) == 4);
  CHECK(notices_at(edition->programme, midnight - 1ms).band);
  CHECK(playing(edition->programme, midnight) == 1);
  CHECK_FALSE(notices_at(edition->programme, midnight).band);
  CHECK(next_change(edition->programme, midnight - 12h) == midnight);

  Trust trust(noon);
  CHECK_FALSE(trust.expired(*edition, midnight - 1ms));
  {
    const Announced error("content.expired");
    CHECK(trust.expired(*edition, midnight));
  }
  CHECK(trust.expired(*edition, midnight + 1h));
}

TEST_CASE("[C01, S13] a clock that is not trusted lets nothing expire") {
  const auto edition = expiring("2026-02-21");
  Trust trust(at("2026-06-01T00:00"));
  const Announced error("clock.untrusted");
  CHECK_FALSE(trust.expired(*edition, at("2026-05-01T00:00")));
}

TEST_CASE("[S13] content that expired before it came is not taken") {
  Document content = test::document({news("a")});
  CHECK(check_playable(content, noon));
  content.expires = parse_when("2026-02-20T12:00");
  CHECK(check_playable(content, noon - 1ms));
  CHECK(check_playable(content, noon).error().code == "content.expired");
  content.institute.time_zone = "Europe/Nowhere";
  CHECK(check_playable(content, noon).error().code == "zone.unknown");
}

}  // namespace
}  // namespace kiosk
