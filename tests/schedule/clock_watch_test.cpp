#include "schedule/clock_watch.h"

#include "schedule/make.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::at;

constexpr auto trusted = ClockTrust::trusted;
constexpr auto untrusted = ClockTrust::untrusted;

constexpr Instant today = std::chrono::sys_days{2026y / 2 / 20} + 9h;
constexpr auto ten_years = days{3652};

TEST_CASE("[C01] a clock behind what is known is not trusted: 1970, 2014, an hour ago") {
  const ClockWatch watch(today);
  CHECK(watch.trust(Instant{}) == untrusted);
  CHECK(watch.trust(Instant{} + 17min) == untrusted);
  CHECK(watch.trust(at("2014-01-01")) == untrusted);
  CHECK(watch.trust(today - 1h) == untrusted);
  CHECK(watch.trust(today - ClockWatch::tolerance - 1ms) == untrusted);
  CHECK(watch.trust(today - ClockWatch::tolerance) == trusted);
  CHECK(watch.trust(today) == trusted);
  CHECK(watch.trust(today + ten_years) == trusted);
  CHECK(ClockWatch(Instant::max()).trust(today) == untrusted);
}

TEST_CASE("[C01] a clock that is set right is trusted at once, without any word from the network") {
  const ClockWatch watch(today);
  CHECK(watch.trust(Instant{} + 20s) == untrusted);
  CHECK(watch.trust(today + 3h) == trusted);
}

TEST_CASE("[C02] a jump of ten years back is seen, of ten years ahead believed, and healed by the endpoint") {
  ClockWatch watch(today);
  watch.heard(today + 1h, today + 1h + 2s);
  CHECK(watch.trust(today + 1h - ten_years) == untrusted);
  CHECK(watch.trust(today + 1h) == trusted);

  // Ten years ahead something came, and left its mark.
  watch.saw(today + ten_years);
  CHECK(watch.trust(today + ten_years) == trusted);
  CHECK(watch.trust(today + 2h) == untrusted);
  watch.heard(today + 2h, today + 2h - 4min);
  CHECK(watch.trust(today + 2h) == trusted);
  CHECK(watch.trust(today + 3h) == trusted);
  CHECK(watch.trust(today - 3h) == untrusted);
}

TEST_CASE("an endpoint whose clock differs proves nothing, either way") {
  ClockWatch watch(today);
  watch.heard(Instant{}, today);
  CHECK(watch.trust(Instant{}) == untrusted);
  CHECK(watch.trust(today) == trusted);
  watch.heard(today, today + ten_years);
  CHECK(watch.trust(today) == trusted);
  watch.heard(today, Instant{});
  CHECK(watch.trust(today) == trusted);
  CHECK(watch.trust(today - 1h) == untrusted);
}

TEST_CASE("[C03] a clock that is slewed or set back by a moment stays trusted") {
  ClockWatch watch(today);
  Instant ours = today;
  for (int poll = 0; poll < 10'000; ++poll) {
    ours += 30s - 15ms;  // 500 ppm
    watch.saw(ours);
    CHECK(watch.trust(ours - 2s) == trusted);
  }
}

TEST_CASE("[C04, C05, C07] changes of the clocks on the wall, leap days, 2038 and 32 bits of ticks are nothing to it") {
  for (const auto* moment : {"2026-03-29T00:59:59Z", "2026-10-25T00:59:59Z", "2028-02-28T22:59:59Z",
                             "2016-12-31T23:59:59Z", "2038-01-19T03:14:07Z", "2106-02-07T06:28:15Z"}) {
    CAPTURE(moment);
    const ClockWatch watch(at(moment));
    CHECK(watch.trust(at(moment) + 1s) == trusted);
    CHECK(watch.trust(at(moment) + 2h) == trusted);
    CHECK(watch.trust(at(moment) - 1h) == untrusted);
  }
  ClockWatch watch(today);
  for (const auto ticks : {0x7fff'ffffLL, 0x8000'0000LL, 0xffff'ffffLL, 0x1'0000'0000LL}) {
    watch.saw(today + Millis{ticks});
    CHECK(watch.trust(today + Millis{ticks + 1}) == trusted);
    CHECK(watch.trust(today) == untrusted);
  }
}

}  // namespace
}  // namespace kiosk
