/// Screens that poll: many connections to a server on loopback, each asking for the same file with its tag again and
/// again. One thread; it ends by itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kiosk::bench {

struct Polling {
  std::uint16_t port = 0;
  std::string path = "/content.json";
  std::size_t screens = 1000;
  std::chrono::milliseconds interval{1000};  ///< from a screen's question to its next; 0: as fast as it is answered
  std::chrono::seconds time{60};
};

struct Polled {
  std::size_t not_modified = 0;
  std::size_t others = 0;  ///< whole answers: the content was another
  std::size_t errors = 0;  ///< no connection, no answer, or neither 200 nor 304
  std::chrono::duration<double> time{0};
  std::vector<double> milliseconds;  ///< of each 304, rising

  double percentile(double share) const;
  double per_second() const;
};

Polled poll(const Polling& polling);

}  // namespace kiosk::bench
