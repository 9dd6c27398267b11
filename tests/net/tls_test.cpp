/// https against a server with certificates that are made here and thrown away.
#include "net/curl_http.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

void shell(const fs::path& folder, const std::string& command) {
  const auto line = "cd '" + folder.string() + "' && " + command + " >/dev/null 2>&1";
  REQUIRE(std::system(line.c_str()) == 0);
}

/// `openssl s_server -WWW`: the files of a folder over TLS, on a port of the system's choice.
class TlsServer {
 public:
  TlsServer() {
    auto name = (fs::temp_directory_path() / "kiosk-tls-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    const std::string key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ";
    shell(folder_, "openssl req -x509 " + key + "-days 2 -subj /CN=throw-away-CA -keyout ca.key -out ca.pem");
    shell(folder_, "openssl req -x509 " + key + "-days 2 -subj /CN=other-CA -keyout other.key -out other.pem");
    shell(folder_, "openssl req -x509 " + key +
                       "-days 2 -subj /CN=server -CA ca.pem -CAkey ca.key -addext subjectAltName=IP:127.0.0.1 "
                       "-keyout server.key -out server.pem");
    std::ofstream(folder_ / "content.json") << "{}";
    start();
  }
  ~TlsServer() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
    fs::remove_all(folder_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string url(const std::string& host) const { return "https://" + host + ":" + port_ + "/content.json"; }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

 private:
  void start() {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      const bool ready = ::chdir(folder_.c_str()) == 0 && ::dup2(pipe[1], STDOUT_FILENO) >= 0 &&
                         ::dup2(::open("/dev/null", O_RDWR), STDERR_FILENO) >= 0;
      if (ready) {
        ::execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key",
                 "server.key", "-WWW", nullptr);
      }
      ::_exit(127);
    }
    ::close(pipe[1]);
    port_ = read_port(pipe[0]);
    ::close(pipe[0]);
    REQUIRE_FALSE(port_.empty());
  }

  /// From the line "ACCEPT 127.0.0.1:34567".
  static std::string read_port(int out) {
    std::string text;
    char c = 0;
    while (::read(out, &c, 1) == 1) {
      if (c != '\n') {
        text += c;
        continue;
      }
      if (text.starts_with("ACCEPT ")) return text.substr(text.rfind(':') + 1);
      text.clear();
    }
    return {};
  }

  fs::path folder_;
  std::string port_;
  pid_t child_ = -1;
};

std::string fetch(const std::string& url, const std::string& ca_file) {
  CurlOptions options;
  options.endpoint = url;
  options.ca_file = ca_file;
  CurlHttp http(options);
  Request request;
  request.url = url;
  request.max_bytes = 1000;
  const auto response = http.get(request);
  return response ? response->body : response.error().code;
}

TEST_CASE("[S01-S05, S09] https is verified: only the right host with a certificate of a known authority is heard") {
  const TlsServer server;
  CHECK(fetch(server.url("127.0.0.1"), server.file("ca.pem")) == "{}");
  CHECK(fetch(server.url("127.0.0.1"), "") == "net.tls");                           // unknown authority
  CHECK(fetch(server.url("127.0.0.1"), server.file("other.pem")) == "net.tls");     // another authority
  CHECK(fetch(server.url("localhost"), server.file("ca.pem")) == "net.tls");        // another host
  CHECK(fetch(server.url("127.0.0.1"), server.file("none.pem")) == "net.tls");      // no such file
  CHECK(fetch(server.url("127.0.0.1"), server.file("content.json")) == "net.tls");  // not a certificate
  CHECK(fetch(server.url("127.0.0.1"), server.file("ca.pem")) == "{}");
}

}  // namespace
}  // namespace kiosk
