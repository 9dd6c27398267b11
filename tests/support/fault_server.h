/// An HTTP server on loopback that misbehaves on command: it cuts bodies short, lies about lengths, drips, floods or
/// says nothing at all. Plain sockets, one thread of its own, a port that the system chooses; gone with the object.
///
///   FaultServer server;
///   server.on("/content.json", ok(document));
///   server.on("/picture.jpg", raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
///
/// Any thread may call it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::test {

struct Asked {
  std::string method;
  std::string path;                            ///< with its query
  std::map<std::string, std::string> headers;  ///< names in small letters
  std::string body;                            ///< as long as Content-Length says
};

/// Of a form (multipart/form-data): what is said about the part of that name, an empty line, and its body. "" where it
/// has none.
std::string form_part(const Asked& asked, const std::string& name);

/// Bytes as they go over the wire, and what comes after them.
struct Reply {
  enum class Then { keep_alive, close, silence };

  std::string bytes;
  std::string again;                   ///< sent `times` times after `bytes`
  std::uint64_t times = 0;             ///< a huge number drips or floods until the client goes
  std::chrono::milliseconds pause{0};  ///< before each `again`
  Then then = Then::keep_alive;
};

using Answer = std::function<Reply(const Asked&)>;

/// A well-behaved answer. `headers` are whole lines, each with its CR LF.
Reply answer(int status, std::string_view body, std::string_view headers = "");
inline Reply ok(std::string_view body, std::string_view headers = "") {
  return answer(200, body, headers);
}
Reply redirect(std::string_view target, int status = 302);
/// These bytes, then the connection is closed.
Reply raw(std::string bytes);
/// The same, but only after so long.
Reply after(std::chrono::milliseconds pause, Reply reply);
/// 200 with this ETag, and 304 to whoever has it.
Answer with_etag(std::string body, std::string etag);

class FaultServer {
 public:
  FaultServer();
  ~FaultServer();
  FaultServer(const FaultServer&) = delete;
  FaultServer& operator=(const FaultServer&) = delete;

  /// What `path` answers from now on; every other path answers 404.
  void on(const std::string& path, Answer answer);
  void on(const std::string& path, Reply reply);

  int port() const;
  /// "http://127.0.0.1:PORT/path"
  std::string url(std::string_view path) const;
  /// Every request so far, in the order in which they came.
  std::vector<Asked> asked() const;
  /// Their paths; and forgets them.
  std::vector<std::string> take_paths();
  int connections() const;
  /// Bytes that were handed to the system to send, since the start.
  std::uint64_t sent() const;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::test
