#include "support/tls_server.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::test {
namespace {

void shell(const Folder& folder, const std::string& command) {
  const auto line = "cd '" + folder.path().string() + "' && (" + command + ") >>openssl.log 2>&1";
  if (std::system(line.c_str()) != 0) throw std::runtime_error(command + "\n" + bytes_of(folder / "openssl.log"));
}

const std::string new_key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ";

/// From the line "ACCEPT 127.0.0.1:34567".
std::string read_port(int out) {
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

}  // namespace

Certificates::Certificates() {
  folder_.write("ca.conf",
                "[ca]\ndefault_ca=this\n[this]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n"
                "policy=any\ncertificate=ca.pem\nprivate_key=ca.key\ncopy_extensions=copy\nunique_subject=no\n"
                "[any]\ncommonName=supplied\n");
  folder_.write("index", "");
  shell(folder_, "openssl req -x509 " + new_key + "-days 2 -subj /CN=throw-away-CA -keyout ca.key -out ca.pem");
  shell(folder_, "openssl req -x509 " + new_key + "-days 2 -subj /CN=other-CA -keyout other.key -out other.pem");
  shell(folder_, "openssl req -x509 " + new_key +
                     "-days 2 -subj /CN=alone -addext subjectAltName=IP:127.0.0.1 -keyout alone.key -out alone.pem");
  certify("server", "20200101000000Z", "20991231000000Z");
  certify("spare", "20200101000000Z", "20991231000000Z");
  certify("expired", "20200101000000Z", "20200201000000Z");
  certify("future", "20980101000000Z", "20991231000000Z");
}

void Certificates::certify(const std::string& name, const std::string& from, const std::string& until) const {
  shell(folder_, "openssl req -new " + new_key + "-subj /CN=" + name + " -addext subjectAltName=IP:127.0.0.1 -keyout " +
                     name + ".key -out " + name + ".csr");
  shell(folder_, "openssl ca -batch -notext -config ca.conf -in " + name + ".csr -out " + name + ".pem -startdate " +
                     from + " -enddate " + until);
}

std::string Certificates::pin(const std::string& name) const {
  shell(folder_, "openssl x509 -in " + name +
                     ".pem -pubkey -noout | openssl pkey -pubin -outform der |"
                     " openssl dgst -sha256 -binary | openssl base64 -A >pin");
  return "sha256//" + bytes_of(folder_ / "pin");
}

TlsServer::TlsServer(const Certificates& certificates, const std::string& name) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto certificate = name + ".pem";
  const auto key = name + ".key";
  child_ = ::fork();
  if (child_ == 0) {
    const bool ready = ::chdir(certificates.folder().path().c_str()) == 0 && ::dup2(pipe[1], STDOUT_FILENO) >= 0 &&
                       ::dup2(::open("/dev/null", O_RDWR), STDERR_FILENO) >= 0;
    if (ready) {
      ::execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.c_str(), "-key",
               key.c_str(), "-WWW", nullptr);
    }
    ::_exit(127);
  }
  ::close(pipe[1]);
  port_ = read_port(pipe[0]);
  ::close(pipe[0]);
  if (port_.empty()) throw std::runtime_error("openssl s_server does not start");
}

TlsServer::~TlsServer() {
  ::kill(child_, SIGTERM);
  ::waitpid(child_, nullptr, 0);
}

}  // namespace kiosk::test
