#include "net/curl_http.h"

#include "base/format.h"
#include "base/text.h"
#include "base/version.h"
#include "net/reach.h"
#include "sync/address.h"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <netdb.h>
#include <strings.h>
#include <sys/socket.h>

namespace kiosk {
namespace {

constexpr int most_redirects = 3;
constexpr long connect_timeout_ms = 10'000;
constexpr long slowest_bytes_per_second = 256;
constexpr std::size_t most_header_bytes = std::size_t{64} << 10;
/// Of an error's page, so that the connection can be used again; a longer one is cut off.
constexpr std::size_t most_error_bytes = std::size_t{64} << 10;

template <auto release>
struct Free {
  template <class T>
  void operator()(T* thing) const {
    release(thing);
  }
};
using Easy = std::unique_ptr<CURL, Free<curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Free<curl_multi_cleanup>>;
using Headers = std::unique_ptr<curl_slist, Free<curl_slist_free_all>>;
using Form = std::unique_ptr<curl_mime, Free<curl_mime_free>>;

/// Whichever thread asks first starts curl; the others wait until it has.
bool started() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  return code == CURLE_OK;
}

/// One request and its answer, as the callbacks see it.
///
/// Each has a handle of its own: one that is used again writes to freed memory when a header begins with a folded line
/// (libcurl 7.88).
struct Exchange {
  explicit Exchange(const Request& request_) : request(request_) {}

  const Easy easy{started() ? curl_easy_init() : nullptr};
  const Request& request;
  std::optional<AddressReach> redirected_from;  ///< who sent us here
  Form form;                                    ///< what is posted

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
  if (status_of(exchange.easy.get()) != 200) {
    exchange.error_bytes += bytes;
    exchange.error_cut = exchange.error_bytes > most_error_bytes;
    return exchange.error_cut ? 0 : bytes;
  }
  // CURLOPT_MAXFILESIZE looks at Content-Length only: a chunked or compressed body walks past it.
  exchange.too_large = exchange.body.size() + bytes > exchange.request.max_bytes;
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
  if (exchange.request.alive) exchange.request.alive();
  return exchange.request.cancel.stop_requested() ? 1 : 0;
}

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(user);
  std::array<char, NI_MAXHOST> ip{};
  const int status = ::getnameinfo(&address->addr, address->addrlen, ip.data(), ip.size(), nullptr, 0, NI_NUMERICHOST);
  const AddressReach to = reach_of(status == 0 ? ip.data() : "");
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
  if (request.hold.count() > 0) headers = with(std::move(headers), str("Prefer: wait=", request.hold.count()));
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

/// Whether "wait" or "wait=25" stands in a list such as "respond-async, wait" (RFC 7240 § 3).
bool applies_wait(std::string_view applied) {
  return std::ranges::any_of(split(applied, ','), [](std::string_view preference) {
    const auto name = trimmed(preference.substr(0, preference.find('=')));
    return name.size() == 4 && ::strncasecmp(name.data(), "wait", 4) == 0;
  });
}

std::optional<Instant> date_of(const std::string& header) {
  const std::time_t seconds = header.empty() ? -1 : curl_getdate(header.c_str(), nullptr);
  return seconds < 0 ? std::nullopt : std::optional(Instant{std::chrono::seconds{seconds}});
}

void set_up(CURL* easy, const CurlOptions& options, Exchange& exchange) {
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

Response response_of(Exchange& exchange, const Url& url) {
  CURL* const easy = exchange.easy.get();
  Response response;
  response.status = static_cast<int>(status_of(easy));
  response.body = std::move(exchange.body);
  response.etag = header(easy, "ETag");
  response.last_modified = header(easy, "Last-Modified");
  response.holds = applies_wait(header(easy, "Preference-Applied"));
  response.date = date_of(header(easy, "Date"));
  response.final_url = to_string(url);
  curl_off_t wait = 0;
  curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &wait);
  if (wait > 0) response.retry_after = std::chrono::seconds{wait};
  return response;
}

Form form_of(CURL* easy, const std::vector<FormPart>& parts) {
  Form form(easy != nullptr ? curl_mime_init(easy) : nullptr);
  bool whole = form != nullptr;
  for (const auto& given : parts) {
    curl_mimepart* const part = whole ? curl_mime_addpart(form.get()) : nullptr;
    whole = part != nullptr && curl_mime_name(part, given.name.c_str()) == CURLE_OK &&
            curl_mime_data(part, given.body.data(), given.body.size()) == CURLE_OK &&
            (given.file_name.empty() || curl_mime_filename(part, given.file_name.c_str()) == CURLE_OK) &&
            (given.type.empty() || curl_mime_type(part, given.type.c_str()) == CURLE_OK);
  }
  return whole ? std::move(form) : Form();
}

/// curl_easy_perform, but for its end: `cancel` ends it at once, however long the answer is held.
CURLcode perform(CURLM* multi, CURL* easy, const std::stop_token& cancel) {
  constexpr int longest_wait_ms = 1000;  // what waits is asked whether it is alive (on_progress)
  const std::stop_callback wake(cancel, [multi] { curl_multi_wakeup(multi); });
  CURLMcode status = curl_multi_add_handle(multi, easy);
  for (int running = 1; status == CURLM_OK && running > 0;) {
    status = curl_multi_perform(multi, &running);
    if (status == CURLM_OK && running > 0) status = curl_multi_poll(multi, nullptr, 0, longest_wait_ms, nullptr);
  }
  int more = 0;
  const CURLMsg* const ended = status == CURLM_OK ? curl_multi_info_read(multi, &more) : nullptr;
  const CURLcode code = ended != nullptr ? ended->data.result : CURLE_OUT_OF_MEMORY;
  curl_multi_remove_handle(multi, easy);
  return code;
}

}  // namespace

struct CurlHttp::Handle {
  Multi multi{started() ? curl_multi_init() : nullptr};  ///< keeps the connections, and names that were looked up

  Result<void> ask(const CurlOptions& options, const Url& url, Millis left, Exchange& exchange) const;
};

/// Sends one request and waits for its answer, whatever that is; `left` is how long it may take.
Result<void> CurlHttp::Handle::ask(const CurlOptions& options, const Url& url, Millis left, Exchange& exchange) const {
  const Request& request = exchange.request;
  CURL* const easy = exchange.easy.get();
  if (easy == nullptr || multi == nullptr) return fail("net.failed", "libcurl does not start");
  const auto address = to_string(url);
  const auto headers = headers_of(request, options, url);
  const auto pins = pins_for(options, url);
  std::array<char, CURL_ERROR_SIZE> detail{};
  set_up(easy, options, exchange);
  curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
  if (!pins.empty()) curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pins.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<Millis::rep>(left.count(), 1)));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, slowest_bytes_per_second);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.stall.count()));
  // A kept connection was not asked who it reaches.
  curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, exchange.redirected_from ? 1L : 0L);
  if (exchange.form) curl_easy_setopt(easy, CURLOPT_MIMEPOST, exchange.form.get());
  const CURLcode code = perform(multi.get(), easy, request.cancel);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, nullptr);
  if (code == CURLE_OK || exchange.error_cut) return {};
  return tl::unexpected(error_of(code, exchange, request, address, detail.data()));
}

CurlHttp::CurlHttp(CurlOptions options) : options_(std::move(options)), handle_(std::make_unique<Handle>()) {}
CurlHttp::~CurlHttp() = default;

Result<Response> CurlHttp::get(const Request& request) {
  auto url = parse_url(request.url);
  if (!url) return fail("net.failed", request.url + ": no http or https address");
  Millis left = request.deadline;
  std::optional<AddressReach> redirected_from;

  for (int hop = 0; hop <= most_redirects; ++hop) {
    Exchange exchange(request);
    exchange.redirected_from = redirected_from;
    if (auto answered = handle_->ask(options_, *url, left, exchange); !answered) {
      return tl::unexpected(answered.error());
    }
    CURL* const easy = exchange.easy.get();
    if (!is_redirect(status_of(easy))) return response_of(exchange, *url);

    auto next = next_hop(easy, *url, options_.allow_http);
    if (!next) return tl::unexpected(next.error());
    const char* peer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &peer);
    const AddressReach here = reach_of(peer != nullptr ? peer : "");
    if (!redirected_from) redirected_from = here;
    curl_off_t spent_us = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &spent_us);
    left -= std::chrono::duration_cast<Millis>(std::chrono::microseconds{spent_us});
    url = std::move(*next);
  }
  return fail("net.redirect", str(request.url, ": sent on more than ", most_redirects, " times"));
}

Result<Response> CurlHttp::post(const Request& request, const std::vector<FormPart>& form) {
  const auto url = parse_url(request.url);
  if (!url) return fail("net.failed", request.url + ": no http or https address");
  Exchange exchange(request);
  exchange.form = form_of(exchange.easy.get(), form);
  if (!exchange.form) return fail("net.failed", request.url + ": no memory for the form");
  return handle_->ask(options_, *url, request.deadline, exchange).map([&] { return response_of(exchange, *url); });
}

}  // namespace kiosk
