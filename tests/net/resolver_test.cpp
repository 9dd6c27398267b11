/// Name servers that hang or lie. The test program's own getaddrinfo stands in for the C library's, for a few names.
#include "net/curl_http.h"
#include "support/fault_server.h"

#include <arpa/inet.h>
#include <atomic>
#include <cstring>
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <map>
#include <netdb.h>
#include <thread>

namespace {

std::atomic<bool> hangs{false};     // names that end in "slow.test" are not answered while it is true
std::atomic<int> waited_to_end{0};  // lookups that nobody ended

/// What a name server under a stranger's hands says.
const std::map<std::string, const char*, std::less<>> lies{{"house.test", "10.0.0.1"},
                                                           {"cable.test", "169.254.169.254"},
                                                           {"mapped.test", "::ffff:10.0.0.1"},
                                                           {"six.test", "fe80::1"}};

}  // namespace

/// In the place of the system's, for this program and the libraries in it.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
  static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  const std::string_view asked = name != nullptr ? name : "";
  if (asked == "slow.test") {
    for (int i = 0; hangs && i < 2'000; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    if (hangs) ++waited_to_end;
    return EAI_AGAIN;
  }
  const auto lie = lies.find(asked);
  addrinfo numeric{};
  numeric.ai_socktype = SOCK_STREAM;
  numeric.ai_flags = AI_NUMERICHOST;
  return lie == lies.end() ? real(name, service, hints, found) : real(lie->second, service, &numeric, found);
}

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::FaultServer;

Request to(const std::string& url) {
  Request request;
  request.url = url;
  request.max_bytes = 1000;
  request.deadline = 300ms;
  return request;
}

TEST_CASE(
    "[N02] a name server that hangs holds up neither the request beyond its deadline nor the end of the program") {
  hangs = true;
  {
    CurlHttp http({});
    const auto response = http.get(to("https://slow.test/"));
    REQUIRE_FALSE(response);
    CHECK(response.error().code == "net.timeout");
    std::stop_source stop;
    auto request = to("https://slow.test/");
    request.deadline = 60s;
    request.cancel = stop.get_token();
    std::jthread stopper([&] {
      std::this_thread::sleep_for(50ms);
      stop.request_stop();
    });
    const auto cancelled = http.get(request);
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().code == "net.cancelled");
  }
  CHECK(waited_to_end == 0);  // all that is above was over while the lookups still hung
  hangs = false;
}

TEST_CASE("[H15] a name that leads inside is refused by the address that it leads to (DNS rebinding)") {
  FaultServer server;
  CurlOptions options;
  options.allow_http = true;
  CurlHttp http(options);
  for (const auto& [name, address] : lies) {
    CAPTURE(name);
    server.on("/x", test::redirect("http://" + name + "/"));
    auto request = to(server.url("/x"));
    request.deadline = 5s;
    const auto response = http.get(request);
    REQUIRE_FALSE(response);
    CHECK(response.error().code == "net.forbidden_address");
  }
}

}  // namespace
}  // namespace kiosk
