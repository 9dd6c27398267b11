#include "net/reach.h"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

namespace kiosk {
namespace {

TEST_CASE("[H15] every way to write an address inside is known for what it is") {
  const std::vector<std::pair<std::string, Reach>> table{
      {"127.0.0.1", Reach::machine},
      {"127.9.9.9", Reach::machine},
      {"0.0.0.0", Reach::machine},
      {"::1", Reach::machine},
      {"::", Reach::machine},
      {"::ffff:7f00:1", Reach::machine},
      {"::ffff:127.0.0.1", Reach::machine},
      {"::127.0.0.1", Reach::machine},
      {"64:ff9b::7f00:1", Reach::machine},
      {"169.254.169.254", Reach::link},
      {"fe80::1", Reach::link},
      {"fe80::1%eth0", Reach::link},
      {"::ffff:a9fe:a9fe", Reach::link},
      {"10.1.2.3", Reach::house},
      {"172.16.0.1", Reach::house},
      {"172.31.255.255", Reach::house},
      {"192.168.1.1", Reach::house},
      {"100.64.0.1", Reach::house},
      {"fd00::1", Reach::house},
      {"172.32.0.1", Reach::world},
      {"193.157.68.12", Reach::world},
      {"2001:700:100::1", Reach::world},
      {"100.128.0.1", Reach::world},
      {"no address", Reach::machine},
      {"", Reach::machine},
  };
  for (const auto& row : table) {
    CAPTURE(row.first);
    CHECK(reach_of(row.first) == row.second);
  }
}

TEST_CASE("[H15] a redirect may lead out into the world, or stay where the endpoint is; never further in") {
  CHECK(may_redirect(Reach::world, Reach::world));
  CHECK(may_redirect(Reach::house, Reach::world));
  CHECK(may_redirect(Reach::house, Reach::house));
  CHECK(may_redirect(Reach::machine, Reach::machine));
  CHECK_FALSE(may_redirect(Reach::world, Reach::house));
  CHECK_FALSE(may_redirect(Reach::world, Reach::link));
  CHECK_FALSE(may_redirect(Reach::world, Reach::machine));
  CHECK_FALSE(may_redirect(Reach::house, Reach::machine));
  CHECK_FALSE(may_redirect(Reach::machine, Reach::link));
}

}  // namespace
}  // namespace kiosk
