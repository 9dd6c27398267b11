/// What the desk's server bears on this machine: how many questions a second it answers beside nginx serving the same
/// folder, and how long a thousand screens that poll wait for their 304. Prints a table; asserts nothing. For the same
/// with twenty people who edit, see tests/browser/crowd.mjs.
///
///   cmake --build build/dev --target bench_desk kiosk-desk && build/dev/bin/bench_desk
#include "base/descriptor.h"
#include "base/format.h"
#include "bench/polling.h"
#include "desk/client.h"
#include "program/process.h"
#include "support/folder.h"

#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace {

using namespace kiosk;
using namespace std::chrono_literals;

/// One that nobody listens on at this moment.
std::uint16_t free_port() {
  const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

/// nginx with one worker, as the desk has one thread for HTTP.
std::string nginx_settings(const std::filesystem::path& folder, const std::filesystem::path& served,
                           std::uint16_t port) {
  return str(
      "daemon off; worker_processes 1; pid ", (folder / "nginx.pid").string(), "; error_log ",
      (folder / "nginx.err").string(), ";\nevents { worker_connections 4096; }\nhttp { access_log off; sendfile on; ",
      "keepalive_requests 1000000000; client_body_temp_path ", folder.string(), "; proxy_temp_path ", folder.string(),
      "; fastcgi_temp_path ", folder.string(), "; uwsgi_temp_path ", folder.string(), "; scgi_temp_path ",
      folder.string(), ";\nserver { listen 127.0.0.1:", port, "; root ", served.string(), "; gzip_static off; } }\n");
}

void wait_for(std::uint16_t port) {
  test::eventually([port] { return static_cast<bool>(test::connect_to(port)); }, 10s);
}

void show(const char* what, const bench::Polled& polled) {
  std::printf("%-34s %9.0f/s  %8zu answers  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  %zu errors\n", what,
              polled.per_second(), polled.not_modified + polled.others, polled.percentile(0.5), polled.percentile(0.95),
              polled.percentile(0.99), polled.errors);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 10);
  const test::Folder folder;
  folder.write("served/content.json",
               str("{\"version\": 1, \"slides\": [], \"note\": \"", std::string(20'000, 'x'), "\"}"));
  const auto served = folder / "served";
  std::this_thread::sleep_for(2500ms);  // until the file is at rest, and has a tag

  const auto desk_port = free_port();
  test::Process desk(folder.path(),
                     {KIOSK_DESK_PROGRAM, "files", served.string(), "--listen", str("127.0.0.1:", desk_port)});
  wait_for(desk_port);
  const auto nginx_port = free_port();
  folder.write("nginx.conf", nginx_settings(folder.path(), served, nginx_port));
  test::Process nginx(folder.path(), {"/usr/sbin/nginx", "-c", (folder / "nginx.conf").string()});
  wait_for(nginx_port);

  show("1000 screens, each once a second", bench::poll({desk_port, "/content.json", 1000, 1000ms, seconds}));
  for (int round = 0; round < 3; ++round) {
    show("64 connections, kiosk-desk", bench::poll({desk_port, "/content.json", 64, 0ms, seconds / 2}));
    show("64 connections, nginx", bench::poll({nginx_port, "/content.json", 64, 0ms, seconds / 2}));
  }
  return 0;
}
