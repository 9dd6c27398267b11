/// HTTP/1.1 for the screens and the staff. Files of the published folder: GET and HEAD, conditional requests, single
/// ranges, precompressed, and requests that wait for a change. Everything else is read whole and handed to a worker.
/// One thread of its own speaks HTTP and never waits; start, stop and the questions are for the thread that owns the
/// Server.
///
/// The library underneath is libmicrohttpd: it parses forms and uploads piece by piece, and suspends connections at no
/// cost of a thread, which is what an editor and many waiting screens need.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "desk/published.h"
#include "desk/worker.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Where to listen: a numeric address and a port.
struct Endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any that is free
  bool operator==(const Endpoint&) const = default;
};

/// "127.0.0.1:8080" or "[::1]:8080". Errors: desk.endpoint.
Result<Endpoint> parse_endpoint(std::string_view text);

/// What a server has to answer with.
struct Served {
  Published& published;  ///< outlives the server
  /// Who answers what is not a file.
  std::vector<std::unique_ptr<Worker>> workers = {};
  /// Which of them answers this request; nothing: it is for a file of the published folder. Its path is still escaped.
  /// Called on the thread that speaks HTTP.
  std::function<std::optional<std::size_t>(const HttpRequest& request)> worker_for = [](const HttpRequest&) {
    return std::nullopt;
  };
};

class Server {
 public:
  /// Listens and answers as soon as it returns. `clock` must outlive the server. Errors: desk.endpoint (not an address
  /// of this machine's), desk.listen (the port is taken, or not allowed).
  static Result<Server> start(Served served, const Endpoint& endpoint, const Clock& clock);
  /// Ends the workers and every connection.
  ~Server();
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;

  /// The port it listens on, also where any was asked for.
  std::uint16_t port() const;
  /// "http://127.0.0.1:8080/".
  std::string url() const;

 private:
  struct Running;
  explicit Server(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace kiosk
