#include "net/reach.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace kiosk {
namespace {

using Bytes = std::span<const std::uint8_t>;

AddressReach reach_of_v4(Bytes ip) {
  if (ip[0] == 127 || ip[0] == 0) return AddressReach::machine;
  if (ip[0] == 169 && ip[1] == 254) return AddressReach::link;
  const bool house = ip[0] == 10 || (ip[0] == 172 && (ip[1] & 0xf0) == 16) || (ip[0] == 192 && ip[1] == 168) ||
                     (ip[0] == 100 && (ip[1] & 0xc0) == 64);
  return house ? AddressReach::house : AddressReach::world;
}

bool all_zero(Bytes bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t b) { return b == 0; });
}

AddressReach reach_of_v6(Bytes ip) {
  const bool mapped = all_zero(ip.first(10)) && ip[10] == 0xff && ip[11] == 0xff;       // ::ffff:127.0.0.1
  const bool nat64 = ip[0] == 0x00 && ip[1] == 0x64 && ip[2] == 0xff && ip[3] == 0x9b;  // RFC 6052
  if (mapped || nat64) return reach_of_v4(ip.last(4));
  if (all_zero(ip.first(15)) && ip[15] <= 1) return AddressReach::machine;
  if (all_zero(ip.first(12))) return reach_of_v4(ip.last(4));  // ::127.0.0.1, RFC 4291 § 2.5.5.1
  if (ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80) return AddressReach::link;
  if ((ip[0] & 0xfe) == 0xfc) return AddressReach::house;
  return AddressReach::world;
}

}  // namespace

AddressReach reach_of(std::string_view ip) {
  std::string text(ip.substr(0, ip.find('%')));
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return reach_of_v4(Bytes(bytes).first(4));
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return reach_of_v6(bytes);
  return AddressReach::machine;
}

}  // namespace kiosk
