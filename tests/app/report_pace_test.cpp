#include "app/report_pace.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the first report is due within two seconds, and then one a minute, not all screens at once") {
  CHECK(ReportPace(100s, 0).next() == 100s);
  CHECK(ReportPace(100s, 1).next() == 102s);
  ReportPace pace(100s, 0);
  pace.sent(101s, 0);
  CHECK(pace.next() == 155s);
  pace.sent(155s, 1);
  CHECK(pace.next() == 221s);
}

TEST_CASE("news is told within two seconds, but not more than every five") {
  ReportPace pace(100s, 0);
  pace.sent(101s, 0);
  pace.hurry(120s, 0.5);
  CHECK(pace.next() == 121s);
  pace.sent(121s, 0);
  pace.hurry(122s, 0);
  CHECK(pace.next() == 126s);
  pace.hurry(125s, 1);  // it is due already, and does not move away
  CHECK(pace.next() == 126s);
}

TEST_CASE("a desk that fails is asked later and later, news or not, until it answers") {
  ReportPace pace(100s, 0);
  pace.failed(100s, 1, {});
  CHECK(pace.next() == 104s);
  pace.failed(104s, 1, {});
  CHECK(pace.next() == 112s);
  for (int i = 0; i < 100; ++i) pace.failed(200s, 1, {});
  CHECK(pace.next() == 260s);
  pace.hurry(201s, 0);
  CHECK(pace.next() == 260s);
  pace.failed(300s, 0, 17s);
  CHECK(pace.next() == 317s);
  pace.sent(317s, 0);
  pace.hurry(330s, 0);
  CHECK(pace.next() == 330s);
}

}  // namespace
}  // namespace kiosk
