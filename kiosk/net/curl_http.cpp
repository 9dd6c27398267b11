#include "net/curl_http.h"

#include "base/format.h"
#include "base/version.h"
#include "net/reach.h"
#include "sync/address.h"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <netdb.h>
#include <sys/socket.h>

namespace kiosk {
namespace {

constexpr int most_redirects = 3;
constexpr long connect_timeout_ms = 10'000;
constexpr long slowest_bytes_per_second = 256;
constexpr std::size_t most_header_bytes = std::size_t{64} << 10;
/// Of an error's page, so that the connection can be used again; a longer one is cut off.
constexpr std::size_t most_error_bytes = std::size_t{64} << 10;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeShare {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Share = std::unique_ptr<CURLSH, FreeShare>;
using Headers = std::unique_ptr<curl_slist, FreeList>;

/// What outlives a request: connections, and names that were looked up.
Share make_share() {
  // Not safe against threads that start curl themselves; ours is the only thread that uses it.
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Share share(started == CURLE_OK ? curl_share_init() : nullptr);
  if (!share) return share;
  for (const auto data : {CURL_LOCK_DATA_CONNECT, CURL_LOCK_DATA_DNS, CURL_LOCK_DATA_SSL_SESSION})
    curl_share_setopt(share.get(), CURLSHOPT_SHARE, data);
  return share;
}

/// One request and its answer, as the callbacks see it.
struct Exchange {
  CURL* easy = nullptr;
  std::uint64_t max_bytes = 0;
  std::stop_token cancel;
  const std::function<void()>& alive;
  std::optional<Reach> redirected_from;  ///< who sent us here

  std::string body;
  std::size_t header_bytes = 0;
  std::size_t error_bytes = 0;
  bool too_large = false;
  bool error_cut = false;
  bool forbidden = false;
};

long status_of(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t bytes = size * count;
  if (status_of(exchange.easy) != 200) {
    exchange.error_bytes += bytes;
    exchange.error_cut = exchange.error_bytes > most_error_bytes;
    return exchange.error_cut ? 0 : bytes;
  }
  // CURLOPT_MAXFILESIZE looks at Content-Length only: a chunked or compressed body walks past it.
  exchange.too_large = exchange.body.size() + bytes > exchange.max_bytes;
  if (exchange.too_large) return 0;
  exchange.body.append(data, bytes);
  return bytes;
}

std::size_t on_header(char*, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  exchange.header_bytes += size * count;
  exchange.too_large = exchange.header_bytes > most_header_bytes;
  return exchange.too_large ? 0 : size * count;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& exchange = *static_cast<const Exchange*>(user);
  if (exchange.alive) exchange.alive();
  return exchange.cancel.stop_requested() ? 1 : 0;
}

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(user);
  std::array<char, NI_MAXHOST> ip{};
  const int status = ::getnameinfo(&address->addr, address->addrlen, ip.data(), ip.size(), nullptr, 0, NI_NUMERICHOST);
  const Reach to = reach_of(status == 0 ? ip.data() : "");
  if (exchange.redirected_from && !may_redirect(*exchange.redirected_from, to)) {
    exchange.forbidden = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

const char* code_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return "net.unreachable";
    case CURLE_OPERATION_TIMEDOUT:
      return "net.timeout";
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
      return "net.cut_short";
    case CURLE_FILESIZE_EXCEEDED:
      return "net.too_large";
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return "net.pin";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
      return "net.tls";
    case CURLE_ABORTED_BY_CALLBACK:
      return "net.cancelled";
    default:
      return "net.failed";
  }
}

std::string header(CURL* easy, const char* name) {
  curl_header* found = nullptr;
  const bool there = curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK;
  return there ? found->value : "";
}

Headers with(Headers headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) return headers;
  std::ignore = headers.release();
  return Headers(longer);
}

Headers headers_of(const Request& request, const CurlOptions& options, const Url& url) {
  Headers headers;
  if (!request.if_none_match.empty()) headers = with(std::move(headers), "If-None-Match: " + request.if_none_match);
  if (!request.if_modified_since.empty()) {
    headers = with(std::move(headers), "If-Modified-Since: " + request.if_modified_since);
  }
  const auto endpoint = parse_url(options.endpoint);
  if (!options.token.empty() && endpoint && same_origin(*endpoint, url)) {
    headers = with(std::move(headers), "Authorization: Bearer " + options.token);
  }
  return headers;
}

/// The pins where `url` is the endpoint's own; other hosts have keys of their own.
std::string pins_for(const CurlOptions& options, const Url& url) {
  const auto endpoint = parse_url(options.endpoint);
  if (!endpoint || !same_origin(*endpoint, url)) return {};
  std::string all;
  for (const auto& pin : options.pins) all += (all.empty() ? "" : ";") + pin;
  return all;
}

std::optional<Instant> date_of(const std::string& header) {
  const std::time_t seconds = header.empty() ? -1 : curl_getdate(header.c_str(), nullptr);
  return seconds < 0 ? std::nullopt : std::optional(Instant{std::chrono::seconds{seconds}});
}

void set_up(CURL* easy, CURLSH* share, const CurlOptions& options, Exchange& exchange) {
  curl_easy_setopt(easy, CURLOPT_SHARE, share);
  const std::string agent = "kiosk/" + std::string(version());
  curl_easy_setopt(easy, CURLOPT_USERAGENT, agent.c_str());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A resolver that hangs must hold up nobody: without this, giving up waits for its thread.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, static_cast<long>(options.longest_connection.count()));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  if (!options.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  }
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &exchange);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &exchange);
}

Error error_of(CURLcode code, const Exchange& exchange, const Request& request, const std::string& url,
               const char* detail) {
  if (exchange.forbidden) {
    return {"net.forbidden_address", url + ": refused to be sent on to a machine inside"};
  }
  if (exchange.too_large) return {"net.too_large", str(url, ": more than ", request.max_bytes, " bytes")};
  const std::string why = *detail != '\0' ? detail : curl_easy_strerror(code);
  return {code_of(code), url + ": " + why};
}

/// Where to go after a redirect, or why not.
Result<Url> next_hop(CURL* easy, const Url& from, bool allow_http) {
  const char* target = nullptr;
  curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &target);
  return redirected(from, target != nullptr ? target : "", allow_http);
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Response response_of(CURL* easy, Exchange& exchange, const Url& url) {
  Response response;
  response.status = static_cast<int>(status_of(easy));
  response.body = std::move(exchange.body);
  response.etag = header(easy, "ETag");
  response.last_modified = header(easy, "Last-Modified");
  response.date = date_of(header(easy, "Date"));
  response.final_url = to_string(url);
  curl_off_t wait = 0;
  curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &wait);
  if (wait > 0) response.retry_after = std::chrono::seconds{wait};
  return response;
}

}  // namespace

struct CurlHttp::Handle {
  Share share = make_share();
};

CurlHttp::CurlHttp(CurlOptions options) : options_(std::move(options)), handle_(std::make_unique<Handle>()) {}
CurlHttp::~CurlHttp() = default;

Result<Response> CurlHttp::get(const Request& request) {
  auto url = parse_url(request.url);
  if (!url) return fail("net.failed", request.url + ": no http or https address");
  Millis left = request.deadline;
  std::optional<Reach> redirected_from;

  for (int hop = 0; hop <= most_redirects; ++hop) {
    // A handle for each: one that is used again writes to freed memory when a header begins with a folded line (7.88).
    const Easy made(handle_->share ? curl_easy_init() : nullptr);
    CURL* const easy = made.get();
    if (easy == nullptr) return fail("net.failed", "libcurl does not start");
    Exchange exchange{easy, request.max_bytes, request.cancel, request.alive, redirected_from, {}, 0, 0, false, false,
                      false};
    const auto address = to_string(*url);
    const auto headers = headers_of(request, options_, *url);
    std::array<char, CURL_ERROR_SIZE> detail{};
    set_up(easy, handle_->share.get(), options_, exchange);
    curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
    const auto pins = pins_for(options_, *url);
    if (!pins.empty()) curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pins.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<Millis::rep>(left.count(), 1)));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, slowest_bytes_per_second);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.stall.count()));
    // A kept connection was not asked who it reaches.
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, redirected_from ? 1L : 0L);
    const CURLcode code = curl_easy_perform(easy);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, nullptr);
    if (code != CURLE_OK && !exchange.error_cut) {
      return tl::unexpected(error_of(code, exchange, request, address, detail.data()));
    }
    if (!is_redirect(status_of(easy))) return response_of(easy, exchange, *url);

    auto next = next_hop(easy, *url, options_.allow_http);
    if (!next) return tl::unexpected(next.error());
    const char* peer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &peer);
    const Reach here = reach_of(peer != nullptr ? peer : "");
    if (!redirected_from) redirected_from = here;
    curl_off_t spent_us = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &spent_us);
    left -= std::chrono::duration_cast<Millis>(std::chrono::microseconds{spent_us});
    url = std::move(*next);
  }
  return fail("net.redirect", str(request.url, ": sent on more than ", most_redirects, " times"));
}

}  // namespace kiosk
