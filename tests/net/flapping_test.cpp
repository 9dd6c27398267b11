#include "net/curl_http.h"
#include "support/fault_server.h"

#include <chrono>
#include <doctest/doctest.h>
#include <filesystem>
#include <malloc.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

std::ptrdiff_t descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

TEST_CASE("[N11] a network that comes and goes costs no descriptor and no memory") {
  test::FaultServer server;
  CurlHttp http{{}};
  Request request;
  request.url = server.url("/content.json");
  request.max_bytes = 1 << 20;
  request.deadline = 5s;
  const auto flap = [&](int i) {
    switch (i % 4) {
      case 0:
        server.on("/content.json", test::ok(std::string(10'000, 'x')));
        break;
      case 1:
        server.on("/content.json", test::raw(""));
        break;
      case 2:
        server.on("/content.json", test::raw("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nhalf"));
        break;
      default:
        server.on("/content.json", test::raw("garbage\r\n\r\n"));
        break;
    }
    CHECK(http.get(request).has_value() == (i % 4 == 0));
  };
  for (int i = 0; i < 40; ++i) flap(i);
  const auto descriptors_early = descriptors();
  const auto heap_early = ::mallinfo2().uordblks;
  for (int i = 0; i < 400; ++i) flap(i);
  const auto heap_late = ::mallinfo2().uordblks;
  MESSAGE("after 440 changes ", descriptors(), " descriptors, heap ", heap_early / 1024, " kB early and ",
          heap_late / 1024, " kB late");
  CHECK(descriptors() <= descriptors_early + 1);
  // The server's own list of what it was asked grows by some 800 bytes each time.
  CHECK(heap_late < heap_early + 800 * 1024);
}

}  // namespace
}  // namespace kiosk
