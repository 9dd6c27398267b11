#include "desk/server.h"

#include "base/format.h"
#include "desk/http_date.h"
#include "desk/url_path.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>

namespace kiosk {
namespace {

/// A thousand screens and the staff. Each may hold a socket and a file.
constexpr unsigned int most_connections = 1100;
/// For a connection on which nothing moves.
constexpr unsigned int idle_seconds = 30;

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

std::optional<std::string> field(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  if (value == nullptr) return std::nullopt;
  return value;
}

void add(const Response& response, const char* name, const std::string& value) {
  MHD_add_response_header(response.get(), name, value.c_str());
}

MHD_Result send(MHD_Connection* connection, int status, const Response& response) {
  add(response, MHD_HTTP_HEADER_X_CONTENT_TYPE_OPTIONS, "nosniff");
  return MHD_queue_response(connection, static_cast<unsigned int>(status), response.get());
}

Response plain(std::string text) {
  Response response(MHD_create_response_from_buffer(text.size(), text.data(), MHD_RESPMEM_MUST_COPY),
                    &MHD_destroy_response);
  add(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain; charset=utf-8");
  return response;
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

struct Server::Running {
  Running(Folder folder_, std::string address_, const Clock& clock_)
      : folder(std::move(folder_)), address(std::move(address_)), clock(clock_) {}
  ~Running() {
    if (daemon != nullptr) MHD_stop_daemon(daemon);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  const Folder folder;
  const std::string address;
  const Clock& clock;
  MHD_Daemon* daemon = nullptr;

  MHD_Result serve(MHD_Connection* connection, std::string_view path, bool is_get) const;

  static MHD_Result handle(void* self, MHD_Connection* connection, const char* path, const char* method,
                           const char* version, const char* upload, std::size_t* upload_size, void** request);
};

MHD_Result Server::Running::serve(MHD_Connection* connection, std::string_view path, bool is_get) const {
  const auto name = file_name(path);
  auto file = name ? folder.file(*name, clock.wall()) : fail("desk.not_found", "");
  if (!file) return send(connection, MHD_HTTP_NOT_FOUND, plain("There is no such file here.\n"));

  const Conditions conditions{
      .if_match = field(connection, MHD_HTTP_HEADER_IF_MATCH),
      .if_none_match = field(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
      .if_modified_since = field(connection, MHD_HTTP_HEADER_IF_MODIFIED_SINCE),
      .if_unmodified_since = field(connection, MHD_HTTP_HEADER_IF_UNMODIFIED_SINCE),
      .if_range = field(connection, MHD_HTTP_HEADER_IF_RANGE),
      .range = is_get ? field(connection, MHD_HTTP_HEADER_RANGE) : std::nullopt,
  };
  const auto& validators = file->validators;
  const auto verdict = judge(conditions, validators, file->size);
  const bool has_bytes = verdict.status == MHD_HTTP_OK || verdict.status == MHD_HTTP_PARTIAL_CONTENT;
  // A 304 is sent without its bytes, but its Content-Length is that of the file (RFC 9110 § 8.6).
  const auto response = has_bytes                                 ? bytes_of(*file, verdict.first, verdict.size)
                        : verdict.status == MHD_HTTP_NOT_MODIFIED ? bytes_of(*file, 0, file->size)
                                                                  : empty();

  add(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-cache");
  add(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
  if (validators.etag) add(response, MHD_HTTP_HEADER_ETAG, *validators.etag);
  if (validators.modified) add(response, MHD_HTTP_HEADER_LAST_MODIFIED, to_http_date(*validators.modified));
  if (has_bytes) add(response, MHD_HTTP_HEADER_CONTENT_TYPE, std::string(media_type(*name)));
  if (verdict.status == MHD_HTTP_PARTIAL_CONTENT) {
    add(response, MHD_HTTP_HEADER_CONTENT_RANGE,
        str("bytes ", verdict.first, "-", verdict.first + verdict.size - 1, "/", file->size));
  } else if (verdict.status == MHD_HTTP_RANGE_NOT_SATISFIABLE) {
    add(response, MHD_HTTP_HEADER_CONTENT_RANGE, str("bytes */", file->size));
  }
  return send(connection, verdict.status, response);
}

MHD_Result Server::Running::handle(void* self, MHD_Connection* connection, const char* path, const char* method,
                                   const char*, const char*, std::size_t* upload_size, void** request) {
  const bool is_get = std::strcmp(method, MHD_HTTP_METHOD_GET) == 0;
  if (!is_get && std::strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
    const auto refusal = plain("Files can be read here, and nothing else.\n");
    add(refusal, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    return send(connection, MHD_HTTP_METHOD_NOT_ALLOWED, refusal);
  }
  // The first call comes before the body, and an answer to it would take a body for the next request.
  static char begun = 0;
  if (*request == nullptr) {
    *request = &begun;
    return MHD_YES;
  }
  if (*upload_size != 0) {
    *upload_size = 0;
    return MHD_YES;
  }
  return static_cast<const Running*>(self)->serve(connection, path, is_get);
}

Result<Server> Server::start(Folder folder, const Endpoint& endpoint, const Clock& clock) {
  const auto address = resolve(endpoint);
  if (!address) return tl::unexpected(address.error());

  auto running = std::make_unique<Running>(std::move(folder), endpoint.address, clock);
  const bool is_v6 = (*address)->ai_family == AF_INET6;
  // file_name() undoes the escapes itself: undone here, %00 would cut a path short unseen.
  const auto keep_escapes = [](void*, MHD_Connection*, char* text) { return std::strlen(text); };
  errno = 0;
  running->daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | (is_v6 ? static_cast<unsigned int>(MHD_USE_IPv6) : 0U), endpoint.port, nullptr,
      nullptr, &Running::handle, running.get(), MHD_OPTION_SOCK_ADDR, (*address)->ai_addr, MHD_OPTION_CONNECTION_LIMIT,
      most_connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_UNESCAPE_CALLBACK,
      static_cast<std::size_t (*)(void*, MHD_Connection*, char*)>(keep_escapes), nullptr, MHD_OPTION_END);
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
