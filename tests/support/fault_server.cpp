#include "support/fault_server.h"

#include "base/descriptor.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <utility>

namespace kiosk::test {
namespace {

using Time = std::chrono::steady_clock::time_point;

std::string small(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

Asked read_request(const std::string& head) {
  Asked asked;
  const auto first_line = head.substr(0, head.find("\r\n"));
  const auto space = first_line.find(' ');
  asked.method = first_line.substr(0, space);
  asked.path = first_line.substr(space + 1, first_line.rfind(' ') - space - 1);
  for (std::size_t at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size();) {
    const auto end = head.find("\r\n", at + 2);
    const auto line = head.substr(at + 2, end - at - 2);
    if (const auto colon = line.find(": "); colon != std::string::npos) {
      asked.headers[small(line.substr(0, colon))] = line.substr(colon + 2);
    }
    at = end;
  }
  return asked;
}

std::size_t body_size(const Asked& asked) {
  const auto length = asked.headers.find("content-length");
  return length != asked.headers.end() ? std::stoul(length->second) : 0;
}

struct Connection {
  Descriptor socket;
  std::string in;              ///< not yet a whole request
  std::string out;             ///< not yet taken by the system
  std::optional<Reply> reply;  ///< being sent
  Time next_again;             ///< when the next `again` may go
  bool done = false;

  bool waits_for_pause(Time now) const { return reply && out.empty() && reply->times > 0 && now < next_again; }
  bool has_to_write(Time now) const { return reply && (!out.empty() || !waits_for_pause(now)) && !is_silent(); }
  bool is_silent() const { return reply && out.empty() && reply->times == 0 && reply->then == Reply::Then::silence; }
};

}  // namespace

std::string form_part(const Asked& asked, const std::string& name) {
  const auto type = asked.headers.find("content-type");
  const auto boundary = type != asked.headers.end() ? type->second.find("boundary=") : std::string::npos;
  if (boundary == std::string::npos) return "";
  const auto end = "\r\n--" + type->second.substr(boundary + 9);
  const auto begin = asked.body.find("Content-Disposition: form-data; name=\"" + name + "\"");
  return begin == std::string::npos ? "" : asked.body.substr(begin, asked.body.find(end, begin) - begin);
}

Reply answer(int status, std::string_view body, std::string_view headers) {
  Reply reply;
  reply.bytes = "HTTP/1.1 " + std::to_string(status) + " Status\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n" + std::string(headers) + "\r\n" + std::string(body);
  return reply;
}

Reply redirect(std::string_view target, int status) {
  return answer(status, "", "Location: " + std::string(target) + "\r\n");
}

Reply raw(std::string bytes) {
  Reply reply;
  reply.bytes = std::move(bytes);
  reply.then = Reply::Then::close;
  return reply;
}

Reply after(std::chrono::milliseconds pause, Reply reply) {
  reply.again = std::exchange(reply.bytes, {});
  reply.times = 1;
  reply.pause = pause;
  return reply;
}

Answer with_etag(std::string body, std::string etag) {
  return [body = std::move(body), etag = std::move(etag)](const Asked& asked) {
    const auto known = asked.headers.find("if-none-match");
    if (known == asked.headers.end() || known->second != etag) return ok(body, "ETag: " + etag + "\r\n");
    return raw("HTTP/1.1 304 Not Modified\r\nETag: " + etag + "\r\n\r\n");
  };
}

class FaultServer::Impl {
 public:
  Impl() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    std::array<int, 2> pipe{};
    // The socket interface takes every kind of address as a sockaddr.
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    const bool ready = listener_ && ::bind(listener_.get(), any, length) == 0 && ::listen(listener_.get(), 16) == 0 &&
                       ::getsockname(listener_.get(), any, &length) == 0 && ::pipe2(pipe.data(), O_CLOEXEC) == 0;
    if (!ready) throw std::runtime_error("no loopback socket");
    port_ = ntohs(address.sin_port);
    wake_read_ = Descriptor(pipe[0]);
    wake_write_ = Descriptor(pipe[1]);
    thread_ = std::thread([this] { serve(); });
  }

  ~Impl() {
    wake_write_ = Descriptor();
    thread_.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  int port() const { return port_; }
  std::uint64_t sent() const { return sent_; }
  int connections() const { return accepted_; }

  void on(const std::string& path, Answer answer) {
    const std::lock_guard lock(mutex_);
    answers_[path] = std::move(answer);
  }
  std::vector<Asked> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  std::vector<std::string> take_paths() {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> paths;
    for (const auto& asked : asked_) paths.push_back(asked.path);
    asked_.clear();
    return paths;
  }

 private:
  void serve() {
    for (;;) {
      const auto now = std::chrono::steady_clock::now();
      int wait = -1;
      std::vector<pollfd> polled{{wake_read_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
      for (const auto& connection : connections_) {
        const int write = connection.has_to_write(now) ? POLLOUT : 0;
        if (connection.waits_for_pause(now)) wait = 1;
        polled.push_back({connection.socket.get(), static_cast<short>(POLLIN | write), 0});
      }
      if (::poll(polled.data(), polled.size(), wait) < 0 && errno != EINTR) return;
      if (polled[0].revents != 0) return;
      std::size_t i = 2;
      for (auto& connection : connections_) turn(connection, polled[i++].revents);
      std::erase_if(connections_, [](const Connection& connection) { return connection.done; });
      if (polled[1].revents != 0) accept();
    }
  }

  void accept() {
    Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket) return;
    connections_.push_back({std::move(socket), {}, {}, {}, {}, false});
    ++accepted_;
  }

  void turn(Connection& connection, int events) {
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) read(connection);
    if (!connection.done) write(connection);
  }

  void read(Connection& connection) {
    std::array<char, 4096> buffer{};
    const ssize_t got = ::recv(connection.socket.get(), buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
      connection.done = true;
      return;
    }
    connection.in.append(buffer.data(), static_cast<std::size_t>(got));
    const auto end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos || connection.reply) return;
    auto asked = read_request(connection.in.substr(0, end + 2));
    const auto size = body_size(asked);
    if (connection.in.size() < end + 4 + size) return;
    asked.body = connection.in.substr(end + 4, size);
    connection.in.erase(0, end + 4 + size);
    connection.reply = reply_to(asked);
    connection.out = connection.reply->bytes;
    connection.next_again = std::chrono::steady_clock::now() + connection.reply->pause;
  }

  Reply reply_to(const Asked& asked) {
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked);
    const auto entry = answers_.find(asked.path);
    return entry != answers_.end() ? entry->second(asked) : answer(404, "nothing here");
  }

  void write(Connection& connection) {
    auto& [socket, in, out, reply, next_again, done] = connection;
    if (!reply) return;
    const auto now = std::chrono::steady_clock::now();
    if (out.empty() && reply->times > 0 && now >= next_again) {
      out = reply->again;
      --reply->times;
      next_again = now + reply->pause;
    }
    if (!out.empty()) {
      const ssize_t put = ::send(socket.get(), out.data(), out.size(), MSG_NOSIGNAL);
      if (put < 0 && errno != EAGAIN && errno != EINTR) done = true;
      if (put > 0) out.erase(0, static_cast<std::size_t>(put)), sent_ += static_cast<std::uint64_t>(put);
    }
    if (!out.empty() || reply->times > 0 || done) return;
    if (reply->then == Reply::Then::close) done = true;
    if (reply->then == Reply::Then::keep_alive) reply.reset();
  }

  const Descriptor listener_;  // this to thread_: constant once the thread runs
  Descriptor wake_read_;
  Descriptor wake_write_;
  int port_ = 0;

  std::list<Connection> connections_;  // of the thread alone
  std::atomic<std::uint64_t> sent_ = 0;
  std::atomic<int> accepted_ = 0;

  mutable std::mutex mutex_;
  std::map<std::string, Answer> answers_;  // this and the next: protected by mutex_
  std::vector<Asked> asked_;

  std::thread thread_;
};

FaultServer::FaultServer() : impl_(std::make_unique<Impl>()) {}
FaultServer::~FaultServer() = default;

void FaultServer::on(const std::string& path, Answer answer) {
  impl_->on(path, std::move(answer));
}
void FaultServer::on(const std::string& path, Reply reply) {
  impl_->on(path, [reply = std::move(reply)](const Asked&) { return reply; });
}
int FaultServer::port() const {
  return impl_->port();
}
std::string FaultServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}
std::vector<Asked> FaultServer::asked() const {
  return impl_->asked();
}
std::vector<std::string> FaultServer::take_paths() {
  return impl_->take_paths();
}
int FaultServer::connections() const {
  return impl_->connections();
}
std::uint64_t FaultServer::sent() const {
  return impl_->sent();
}

}  // namespace kiosk::test
