#include "desk/client.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <netinet/in.h>
#include <sys/socket.h>

namespace kiosk::test {
namespace {

Received parse(const std::string& bytes) {
  Received reply;
  const auto end_of_head = bytes.find("\r\n\r\n");
  if (end_of_head == std::string::npos) return reply;
  reply.status = std::stoi(bytes.substr(bytes.find(' ')));
  reply.body = bytes.substr(end_of_head + 4);
  for (auto line = bytes.find("\r\n"); line < end_of_head; line = bytes.find("\r\n", line + 2)) {
    const auto colon = bytes.find(": ", line);
    const auto end = bytes.find("\r\n", line + 2);
    std::string name = bytes.substr(line + 2, colon - line - 2);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    reply.fields[name] = bytes.substr(colon + 2, end - colon - 2);
  }
  return reply;
}

}  // namespace

std::string Received::field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string{} : found->second;
}

Descriptor connect_to(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  return socket;
}

Received converse(std::uint16_t port, const std::string& request) {
  const auto socket = connect_to(port);
  // A server that refuses early may close before all is sent: what it answered still counts.
  if (!socket || ::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) return {};
  std::string bytes;
  std::array<char, 16384> chunk{};
  for (;;) {
    const auto got = ::recv(socket.get(), chunk.data(), chunk.size(), 0);
    if (got <= 0) return parse(bytes);
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

Received ask(std::uint16_t port, const std::string& method, const std::string& path, const std::string& fields) {
  return converse(port,
                  method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + fields + "\r\n");
}

}  // namespace kiosk::test
