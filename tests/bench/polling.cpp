#include "bench/polling.h"

#include "base/descriptor.h"
#include "base/format.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <queue>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace kiosk::bench {
namespace {

using Now = std::chrono::steady_clock;

struct Screen {
  Descriptor socket;
  std::string tag;
  std::string answer;
  Now::time_point asked;
};

Descriptor connect_to(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

/// The value of a header field written as servers write it; "" where there is none.
std::string field(const std::string& head, const std::string& name) {
  const auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

class Poller {
 public:
  explicit Poller(const Polling& polling)
      : polling_(polling), epoll_(::epoll_create1(EPOLL_CLOEXEC)), screens_(polling.screens) {}

  Polled run() {
    const auto begun = Now::now();
    for (std::size_t i = 0; i < screens_.size(); ++i) {
      connect(i);
      // Spread over the interval, as screens that were started by hand are.
      due_.push({begun + polling_.interval * static_cast<int>(i) / static_cast<int>(screens_.size()), i});
    }
    const auto end = begun + polling_.time;
    while (Now::now() < end) {
      while (!due_.empty() && due_.top().first <= Now::now()) {
        const auto screen = due_.top().second;
        due_.pop();
        ask(screen);
      }
      hear(end);
    }
    polled_.time = Now::now() - begun;
    std::ranges::sort(polled_.milliseconds);
    return std::move(polled_);
  }

 private:
  using Due = std::pair<Now::time_point, std::size_t>;

  void connect(std::size_t i) {
    auto& screen = screens_[i];
    screen.socket = connect_to(polling_.port);
    screen.answer.clear();
    if (!screen.socket) {
      ++polled_.errors;
      return;
    }
    epoll_event event{EPOLLIN, {.u64 = i}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, screen.socket.get(), &event);
  }

  void ask(std::size_t i) {
    auto& screen = screens_[i];
    if (!screen.socket) connect(i);
    const auto request = str("GET ", polling_.path, " HTTP/1.1\r\nHost: desk\r\n",
                             screen.tag.empty() ? "" : str("If-None-Match: ", screen.tag, "\r\n"), "\r\n");
    screen.asked = Now::now();
    if (::send(screen.socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) fail(i);
  }

  void hear(Now::time_point end) {
    auto until = end;
    if (!due_.empty()) until = std::min(until, due_.top().first);
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(until - Now::now());
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                   std::max(0, static_cast<int>(wait.count())));
    for (int e = 0; e < count; ++e) read(events[static_cast<std::size_t>(e)].data.u64);
  }

  void read(std::size_t i) {
    auto& screen = screens_[i];
    std::array<char, 65536> chunk{};
    const auto got = ::recv(screen.socket.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return fail(i);
    screen.answer.append(chunk.data(), static_cast<std::size_t>(got));
    const auto end_of_head = screen.answer.find("\r\n\r\n");
    if (end_of_head == std::string::npos) return;
    const auto head = screen.answer.substr(0, end_of_head + 2);
    const bool not_modified = head.starts_with("HTTP/1.1 304");
    if (!not_modified && !head.starts_with("HTTP/1.1 200")) return fail(i);
    const auto length = field(head, "Content-Length");
    const std::size_t body = not_modified || length.empty() ? 0 : std::stoul(length);
    if (screen.answer.size() < end_of_head + 4 + body) return;

    const std::chrono::duration<double, std::milli> took = Now::now() - screen.asked;
    not_modified ? ++polled_.not_modified : ++polled_.others;
    if (not_modified) polled_.milliseconds.push_back(took.count());
    screen.tag = field(head, "ETag");
    screen.answer.clear();
    due_.push({polling_.interval.count() == 0 ? Now::now() : screen.asked + polling_.interval, i});
  }

  void fail(std::size_t i) {
    ++polled_.errors;
    screens_[i].socket = {};
    screens_[i].answer.clear();
    due_.push({Now::now() + std::chrono::milliseconds{100}, i});
  }

  const Polling polling_;
  const Descriptor epoll_;
  std::vector<Screen> screens_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  Polled polled_;
};

}  // namespace

double Polled::percentile(double share) const {
  if (milliseconds.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1));
  return milliseconds[at];
}

double Polled::per_second() const {
  return static_cast<double>(not_modified + others) / time.count();
}

Polled poll(const Polling& polling) {
  return Poller(polling).run();
}

}  // namespace kiosk::bench
