// Answers of a server as they come over the wire: the first byte says which status, the rest are header and body. The
// status is not the input's to say: a redirect would lead out of this machine.
#include "base/format.h"
#include "fuzz/fuzz.h"
#include "net/curl_http.h"
#include "support/fault_server.h"
#include "sync/address.h"

#include <array>
#include <set>

namespace kiosk {
namespace {

using test::must;

constexpr std::uint64_t most_bytes = 1000;

void check_answer(const Result<Response>& response, int status, const std::string& url) {
  // No timeout: the server closes each connection.
  static const std::set<std::string> codes{"net.unreachable", "net.cut_short", "net.too_large", "net.redirect",
                                           "net.failed"};
  if (!response) {
    must(codes.contains(response.error().code), "an answer that is none has a reason");
    return;
  }
  must(response->status == status, "the status is what the server says");
  must(response->body.size() <= most_bytes, "no more comes in than was asked for, compressed or not");
  must(response->status == 200 || response->body.empty(), "an error's page is not kept");
  must(response->final_url == url, "nobody was sent on");
  must(!response->retry_after || response->retry_after->count() > 0, "later is later");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  constexpr std::array statuses{200, 200, 200, 304, 404, 429, 500, 503};
  if (size == 0) return 0;
  const int status = statuses[data[0] % statuses.size()];
  static test::FaultServer server;
  static const auto url = server.url("/");
  static CurlHttp http({url, "a token", "", false});
  const auto bytes = test::as_text(data + 1, size - 1);
  server.on("/", test::raw(str("HTTP/1.1 ", status, " X\r\n", bytes)));
  Request request;
  request.url = url;
  request.max_bytes = most_bytes;
  request.deadline = std::chrono::seconds{5};
  check_answer(http.get(request), status, url);
  server.take_paths();
  return 0;
}
