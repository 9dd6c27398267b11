#include "desk/server.h"

#include "base/format.h"
#include "base/text.h"
#include "desk/body.h"
#include "desk/http_date.h"
#include "desk/url_path.h"
#include "desk/waiting.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace kiosk {
namespace {

/// Each may hold a socket and a file.
constexpr unsigned int most_connections = 4000;
/// Of them, kept for who does not wait: however many screens there are, or somebody who plays them, the staff come in.
constexpr unsigned int connections_for_staff = 300;
/// For a connection on which nothing moves.
constexpr unsigned int idle_seconds = 30;

/// The file of which a screen may ask to be told when it changes.
constexpr std::string_view awaited = "content.json";

using Address = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;
using Response = std::unique_ptr<MHD_Response, decltype(&MHD_destroy_response)>;

Result<Address> resolve(const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int status = ::getaddrinfo(endpoint.address.c_str(), std::to_string(endpoint.port).c_str(), &hints, &found);
  if (status != 0) {
    return fail("desk.endpoint", str("\"", endpoint.address,
                                     "\": an address in numbers was expected, 127.0.0.1: ", ::gai_strerror(status)));
  }
  return Address(found, &::freeaddrinfo);
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

/// As many as descriptors allow: two for each, and some for all else.
unsigned int connection_limit() {
  constexpr rlim_t others = 100;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur <= 2 * others) return others / 2;
  return static_cast<unsigned int>(std::min<rlim_t>(most_connections, (limit.rlim_cur - others) / 2));
}

std::optional<std::string> field(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  if (value == nullptr) return std::nullopt;
  return value;
}

void add(const Response& response, const char* name, const std::string& value) {
  MHD_add_response_header(response.get(), name, value.c_str());
}

MHD_Result send(MHD_Connection* connection, int status, const Response& response) {
  if (MHD_get_response_header(response.get(), MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS) == nullptr)
    add(response, MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS, "nosniff");
  return MHD_queue_response(connection, static_cast<unsigned int>(status), response.get());
}

/// `size` bytes of `file` from `first` on; libmicrohttpd closes the descriptor when they are sent.
Response bytes_of(OpenFile& file, std::uint64_t first, std::uint64_t size) {
  return {MHD_create_response_from_fd_at_offset64(size, file.descriptor.release(), first), &MHD_destroy_response};
}

Response empty() {
  return {MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT), &MHD_destroy_response};
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  const auto digits = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (colon == 0 || error != std::errc{} || end != digits.data() + digits.size()) {
    return fail("desk.endpoint", str("\"", text, "\": an address and a port were expected, 127.0.0.1:8080"));
  }
  auto address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  return Endpoint{std::string(address), port};
}

/// One request, from its first line to the end of its answer.
struct Exchange {
  HttpRequest request;
  std::optional<Body> body;
  bool whole = false;                    ///< the request is there to its end
  bool waited = false;                   ///< for a change
  std::optional<HttpResponse> response;  ///< a worker's: written while the connection is suspended
};

struct Server::Running {
  Running(Served served_, std::string address_, const Clock& clock_)
      : served(std::move(served_)), address(std::move(address_)), clock(clock_) {}
  ~Running() {
    if (daemon == nullptr) return;
    // The library cannot end a connection that is suspended: each is let go on first, and no other is suspended.
    ending = true;
    for (const auto& worker : served.workers) worker->end();
    served.published.waiting().changed();
    MHD_stop_daemon(daemon);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  const Served served;
  const std::string address;
  const Clock& clock;
  std::atomic<bool> ending{false};
  std::size_t most_waiting = 0;     ///< above so many, a request that would wait is answered at once
  std::size_t bytes_in_flight = 0;  ///< of bodies; the HTTP thread's
  MHD_Daemon* daemon = nullptr;

  MHD_Result begin(MHD_Connection* connection, const char* path, const char* method, void** request);
  MHD_Result finish(MHD_Connection* connection, Exchange& exchange);
  MHD_Result serve(MHD_Connection* connection, Exchange& exchange);
  MHD_Result send_file(MHD_Connection* connection, const Exchange& exchange, const std::string& name, OpenFile& file,
                       const FileAnswer& verdict, bool packed) const;

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* path, const char* method,
                           const char* version, const char* upload, std::size_t* upload_size, void** request);
  static void completed(void*, MHD_Connection*, void** request, MHD_RequestTerminationCode) {
    delete static_cast<Exchange*>(*request);
    *request = nullptr;
  }
};

namespace {

MHD_Result send(MHD_Connection* connection, const HttpResponse& answer) {
  const Response response(
      MHD_create_response_from_buffer(answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY),
      &MHD_destroy_response);
  add(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer.type);
  for (const auto& [name, value] : answer.headers) add(response, name.c_str(), value);
  return send(connection, answer.status, response);
}

MHD_Result refuse(MHD_Connection* connection, int status, const char* words) {
  return send(connection, plain_response(status, words));
}

const char* words_for(int status) {
  switch (status) {
    case MHD_HTTP_CONTENT_TOO_LARGE:
      return "That is too large: 40 MB is the most. – Det er for stort: høyst 40 MB.\n";
    case MHD_HTTP_SERVICE_UNAVAILABLE:
      return "Too much is being sent to the desk at this moment. Try again in a minute. – Det sendes for mye til "
             "redaksjonen "
             "akkurat nå. Prøv igjen om et minutt.\n";
    default:
      return "This is no form, or it was cut short.\n";
  }
}

/// One of ?name=value&…; what is badly escaped is left out.
MHD_Result collect_argument(void* pairs, MHD_ValueKind, const char* name, const char* value) {
  std::string text = value != nullptr ? value : "";
  std::ranges::replace(text, '+', ' ');
  const auto plain_name = unescaped(name);
  const auto plain = unescaped(text);
  if (plain_name && plain) static_cast<Pairs*>(pairs)->emplace_back(*plain_name, *plain);
  return MHD_YES;
}

MHD_Result collect_header(void* headers, MHD_ValueKind, const char* name, const char* value) {
  (*static_cast<std::map<std::string, std::string>*>(headers))[lower(name)] = value != nullptr ? value : "";
  return MHD_YES;
}

std::string peer_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return {};
  std::array<char, INET6_ADDRSTRLEN> host{};
  const auto size = info->client_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  const int failed = ::getnameinfo(info->client_addr, static_cast<socklen_t>(size), host.data(),
                                   static_cast<socklen_t>(host.size()), nullptr, 0, NI_NUMERICHOST);
  return failed == 0 ? host.data() : "";
}

bool takes_gzip(MHD_Connection* connection) {
  const auto accepted = field(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING).value_or("");
  for (const auto coding : split(accepted, ',')) {
    const auto words = trimmed(coding);
    if (words == "gzip") return true;
    if (words.starts_with("gzip;") && words.find("q=0.") == std::string_view::npos && !words.ends_with("q=0"))
      return true;
  }
  return false;
}

}  // namespace

MHD_Result Server::Running::send_file(MHD_Connection* connection, const Exchange& exchange, const std::string& name,
                                      OpenFile& file, const FileAnswer& verdict, bool packed) const {
  const auto& validators = file.validators;
  const bool has_bytes = verdict.status == MHD_HTTP_OK || verdict.status == MHD_HTTP_PARTIAL_CONTENT;
  // A 304 is sent without its bytes, but its Content-Length is that of the file (RFC 9110 § 8.6).
  const auto response = has_bytes                                 ? bytes_of(file, verdict.first, verdict.size)
                        : verdict.status == MHD_HTTP_NOT_MODIFIED ? bytes_of(file, 0, file.size)
                                                                  : empty();

  add(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-cache");
  add(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
  if (validators.etag) add(response, MHD_HTTP_HEADER_ETAG, *validators.etag);
  if (validators.modified) add(response, MHD_HTTP_HEADER_LAST_MODIFIED, to_http_date(*validators.modified));
  if (name == awaited) add(response, MHD_HTTP_HEADER_VARY, MHD_HTTP_HEADER_ACCEPT_ENCODING);
  if (packed && verdict.status != MHD_HTTP_PRECONDITION_FAILED) add(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
  if (name == awaited && wait_preference(exchange.request.header("prefer")))
    add(response, "Preference-Applied", "wait");
  if (has_bytes) add(response, MHD_HTTP_HEADER_CONTENT_TYPE, std::string(media_type(name)));
  if (verdict.status == MHD_HTTP_PARTIAL_CONTENT) {
    add(response, MHD_HTTP_HEADER_CONTENT_RANGE,
        str("bytes ", verdict.first, "-", verdict.first + verdict.size - 1, "/", file.size));
  } else if (verdict.status == MHD_HTTP_RANGE_NOT_SATISFIABLE) {
    add(response, MHD_HTTP_HEADER_CONTENT_RANGE, str("bytes */", file.size));
  }
  return send(connection, verdict.status, response);
}

MHD_Result Server::Running::serve(MHD_Connection* connection, Exchange& exchange) {
  const auto& request = exchange.request;
  if (request.method != MHD_HTTP_METHOD_GET && request.method != MHD_HTTP_METHOD_HEAD) {
    auto refusal = plain_response(MHD_HTTP_METHOD_NOT_ALLOWED, "Files can be read here, and nothing else.\n");
    refusal.headers.emplace_back(MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    return send(connection, refusal);
  }
  auto& waiting = served.published.waiting();
  const auto seen = waiting.changes();
  const auto name = file_name(request.path);
  const auto folder = served.published.folder();
  const bool packed = name && *name == awaited && takes_gzip(connection) && folder &&
                      folder->file(*name + ".gz", clock.wall()).has_value();
  auto file = name && folder ? folder->file(packed ? *name + ".gz" : *name, clock.wall()) : fail("desk.not_found", "");
  if (!file) return refuse(connection, MHD_HTTP_NOT_FOUND, "There is no such file here.\n");

  const bool is_get = request.method == MHD_HTTP_METHOD_GET;
  const Conditions conditions{
      .if_match = field(connection, MHD_HTTP_HEADER_IF_MATCH),
      .if_none_match = field(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
      .if_modified_since = field(connection, MHD_HTTP_HEADER_IF_MODIFIED_SINCE),
      .if_unmodified_since = field(connection, MHD_HTTP_HEADER_IF_UNMODIFIED_SINCE),
      .if_range = field(connection, MHD_HTTP_HEADER_IF_RANGE),
      .range = is_get ? field(connection, MHD_HTTP_HEADER_RANGE) : std::nullopt,
  };
  const auto verdict = judge(conditions, file->validators, file->size);
  const auto wait = wait_preference(request.header("prefer"));
  if (verdict.status == MHD_HTTP_NOT_MODIFIED && is_get && wait && *name == awaited && !exchange.waited && !ending &&
      waiting.count() < most_waiting) {
    exchange.waited = true;
    waiting.add(
        seen, *wait, [connection] { MHD_suspend_connection(connection); },
        [connection] { MHD_resume_connection(connection); });
    return MHD_YES;
  }
  return send_file(connection, exchange, *name, *file, verdict, packed);
}

MHD_Result Server::Running::begin(MHD_Connection* connection, const char* path, const char* method, void** request) {
  auto exchange = std::make_unique<Exchange>();
  exchange->request.method = method;
  exchange->request.path = path;
  MHD_get_connection_values(connection, MHD_HEADER_KIND, &collect_header, &exchange->request.headers);
  const bool is_post = exchange->request.method == MHD_HTTP_METHOD_POST;
  if (is_post) {
    // Said before the body is sent: a browser that asked ("Expect") does not send it then.
    const auto length = exchange->request.header(lower(MHD_HTTP_HEADER_CONTENT_LENGTH));
    std::uint64_t bytes = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (error == std::errc{} && end == length.data() + length.size() && bytes > most_body_bytes)
      return refuse(connection, MHD_HTTP_CONTENT_TOO_LARGE, words_for(MHD_HTTP_CONTENT_TOO_LARGE));
  }
  exchange->body.emplace(connection, exchange->request, bytes_in_flight);
  *request = exchange.release();
  return MHD_YES;
}

/// The request is there: hands it to whom it is for.
MHD_Result Server::Running::finish(MHD_Connection* connection, Exchange& exchange) {
  auto& request = exchange.request;
  const auto worker = served.worker_for(request);
  if (!worker) return serve(connection, exchange);

  if (const int refused = exchange.body->finish(); refused != 0) return refuse(connection, refused, words_for(refused));
  const auto path = unescaped(request.path);
  if (!path) return refuse(connection, MHD_HTTP_NOT_FOUND, "There is no such page.\n");
  request.path = *path;
  request.peer = peer_of(connection);
  MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, &collect_argument, &request.query);
  MHD_suspend_connection(connection);
  served.workers[*worker]->ask(std::move(request), [connection, &exchange](HttpResponse response) {
    exchange.response = std::move(response);
    MHD_resume_connection(connection);
  });
  return MHD_YES;
}

MHD_Result Server::Running::handle(void* self, MHD_Connection* connection, const char* path, const char* method,
                                   const char*, const char* upload, std::size_t* upload_size, void** request) {
  auto& running = *static_cast<Running*>(self);
  // The first call comes before the body, and an answer to it would take a body for the next request.
  if (*request == nullptr) return running.begin(connection, path, method, request);
  auto& exchange = *static_cast<Exchange*>(*request);
  if (*upload_size != 0) {
    exchange.body->add({upload, *upload_size});
    *upload_size = 0;
    return MHD_YES;
  }
  if (exchange.response) return send(connection, *exchange.response);
  return exchange.waited ? running.serve(connection, exchange) : running.finish(connection, exchange);
}

Result<Server> Server::start(Served served, const Endpoint& endpoint, const Clock& clock) {
  const auto address = resolve(endpoint);
  if (!address) return tl::unexpected(address.error());

  auto running = std::make_unique<Running>(std::move(served), endpoint.address, clock);
  const bool is_v6 = (*address)->ai_family == AF_INET6;
  // file_name() and unescaped() undo the escapes themselves: undone here, %00 would cut a path short unseen.
  const auto keep_escapes = [](void*, MHD_Connection*, char* text) { return std::strlen(text); };
  const auto connections = connection_limit();
  running->most_waiting = connections - std::min(connections / 4, connections_for_staff);
  errno = 0;
  running->daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (is_v6 ? static_cast<unsigned int>(MHD_USE_IPv6) : 0U),
      endpoint.port, nullptr, nullptr, &Running::handle, running.get(), MHD_OPTION_SOCK_ADDR, (*address)->ai_addr,
      MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      MHD_OPTION_UNESCAPE_CALLBACK, static_cast<std::size_t (*)(void*, MHD_Connection*, char*)>(keep_escapes), nullptr,
      MHD_OPTION_NOTIFY_COMPLETED, &Running::completed, nullptr, MHD_OPTION_END);
  if (running->daemon == nullptr) {
    return fail("desk.listen", str("cannot listen at ", endpoint.address, ":", endpoint.port, ": ",
                                   errno != 0 ? std::strerror(errno) : "the HTTP library refused to start"));
  }
  return Server(std::move(running));
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Server::~Server() = default;
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;

std::uint16_t Server::port() const {
  return MHD_get_daemon_info(running_->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

std::string Server::url() const {
  const bool is_v6 = running_->address.find(':') != std::string::npos;
  return str("http://", is_v6 ? "[" : "", running_->address, is_v6 ? "]" : "", ":", port(), "/");
}

}  // namespace kiosk
