/// Who can answer under an IP address: what keeps a redirect from reaching into the machine or the house. Pure.
#pragma once

#include <string_view>

namespace kiosk {

enum class AddressReach {
  machine,  ///< this machine itself: loopback, unspecified
  link,     ///< this cable: link-local, where clouds keep their metadata
  house,    ///< private networks (RFC 1918, RFC 4193, RFC 6598)
  world,
};

/// Of "10.0.0.1", "fe80::1"; IPv4 within IPv6 counts as what it is. What is no address is the machine: the most
/// guarded.
AddressReach reach_of(std::string_view ip);

/// Whether an endpoint that answers from `from` may send us on to `to`: into the world always, else only to its like.
inline bool may_redirect(AddressReach from, AddressReach to) {
  return to == AddressReach::world || to == from;
}

}  // namespace kiosk
