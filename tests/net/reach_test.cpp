#include "net/reach.h"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

namespace kiosk {
namespace {

TEST_CASE("[H15] every way to write an address inside is known for what it is") {
  const std::vector<std::pair<std::string, AddressReach>> table{
      {"127.0.0.1", AddressReach::machine},
      {"127.9.9.9", AddressReach::machine},
      {"0.0.0.0", AddressReach::machine},
      {"::1", AddressReach::machine},
      {"::", AddressReach::machine},
      {"::ffff:7f00:1", AddressReach::machine},
      {"::ffff:127.0.0.1", AddressReach::machine},
      {"::127.0.0.1", AddressReach::machine},
      {"64:ff9b::7f00:1", AddressReach::machine},
      {"169.254.169.254", AddressReach::link},
      {"fe80::1", AddressReach::link},
      {"fe80::1%eth0", AddressReach::link},
      {"::ffff:a9fe:a9fe", AddressReach::link},
      {"10.1.2.3", AddressReach::house},
      {"172.16.0.1", AddressReach::house},
      {"172.31.255.255", AddressReach::house},
      {"192.168.1.1", AddressReach::house},
      {"100.64.0.1", AddressReach::house},
      {"fd00::1", AddressReach::house},
      {"172.32.0.1", AddressReach::world},
      {"193.157.68.12", AddressReach::world},
      {"2001:700:100::1", AddressReach::world},
      {"100.128.0.1", AddressReach::world},
      {"no address", AddressReach::machine},
      {"", AddressReach::machine},
  };
  for (const auto& row : table) {
    CAPTURE(row.first);
    CHECK(reach_of(row.first) == row.second);
  }
}

TEST_CASE("[H15] a redirect may lead out into the world, or stay where the endpoint is; never further in") {
  CHECK(may_redirect(AddressReach::world, AddressReach::world));
  CHECK(may_redirect(AddressReach::house, AddressReach::world));
  CHECK(may_redirect(AddressReach::house, AddressReach::house));
  CHECK(may_redirect(AddressReach::machine, AddressReach::machine));
  CHECK_FALSE(may_redirect(AddressReach::world, AddressReach::house));
  CHECK_FALSE(may_redirect(AddressReach::world, AddressReach::link));
  CHECK_FALSE(may_redirect(AddressReach::world, AddressReach::machine));
  CHECK_FALSE(may_redirect(AddressReach::house, AddressReach::machine));
  CHECK_FALSE(may_redirect(AddressReach::machine, AddressReach::link));
}

}  // namespace
}  // namespace kiosk
