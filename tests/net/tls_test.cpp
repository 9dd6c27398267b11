/// https against a server with certificates that are made here and thrown away.
#include "net/curl_http.h"
#include "support/tls_server.h"

#include <doctest/doctest.h>
#include <string>
#include <unistd.h>

namespace kiosk {
namespace {

using test::Certificates;
using test::TlsServer;

/// One authority for all tests: making certificates takes time.
const Certificates& certificates() {
  static const Certificates all;
  all.folder().write("content.json", "{}");
  all.folder().write("empty.pem", "");
  return all;
}

std::string fetch(const std::string& url, const std::string& ca_file, std::vector<std::string> pins = {}) {
  CurlOptions options;
  options.endpoint = url;
  options.ca_file = ca_file;
  options.pins = std::move(pins);
  CurlHttp http(options);
  Request request;
  request.url = url;
  request.max_bytes = 1000;
  const auto response = http.get(request);
  return response ? response->body : response.error().code;
}

TEST_CASE(
    "[S01-S05] https is verified: only the right host with a certificate of a known authority that is valid now") {
  const auto ca = certificates().file("ca.pem");
  const auto of = [&](const std::string& name, const std::string& authority, const std::string& host = "127.0.0.1") {
    const TlsServer server(certificates(), name);
    return fetch(server.url("/content.json", host), authority);
  };
  CHECK(of("server", ca) == "{}");
  CHECK(of("expired", ca) == "net.tls");                               // S01
  CHECK(of("future", ca) == "net.tls");                                // S02
  CHECK(of("server", ca, "localhost") == "net.tls");                   // S03: not its host
  CHECK(of("server", "") == "net.tls");                                // S04: not one of the system's
  CHECK(of("server", certificates().file("other.pem")) == "net.tls");  // S04
  CHECK(of("alone", ca) == "net.tls");                                 // S05
  CHECK(of("alone", certificates().file("alone.pem")) == "{}");        // unless the settings name itself
  CHECK(of("server", ca) == "{}");
}

TEST_CASE("[S06, S07] with pins the endpoint's key must be one of them, whoever certified it") {
  const auto ca = certificates().file("ca.pem");
  const auto live = certificates().pin("server");
  const auto spare = certificates().pin("spare");
  const TlsServer server(certificates(), "server");
  CHECK(fetch(server.url("/content.json"), ca, {live}) == "{}");
  CHECK(fetch(server.url("/content.json"), ca, {spare}) == "net.pin");
  CHECK(fetch(server.url("/content.json"), ca, {spare, live}) == "{}");
  CHECK(fetch(server.url("/content.json"), certificates().file("other.pem"), {live}) == "net.tls");
  const TlsServer changed(certificates(), "spare");
  CHECK(fetch(changed.url("/content.json"), ca, {live, spare}) == "{}");
  CHECK(fetch(changed.url("/content.json"), ca, {live}) == "net.pin");
}

TEST_CASE("[S06] other hosts than the endpoint have keys of their own") {
  const TlsServer endpoint(certificates(), "server");
  const TlsServer pictures(certificates(), "spare");
  CurlOptions options;
  options.endpoint = endpoint.url("/content.json");
  options.ca_file = certificates().file("ca.pem");
  options.pins = {certificates().pin("server")};
  CurlHttp http(options);
  for (const auto* server : {&endpoint, &pictures, &endpoint}) {
    Request request;
    request.url = server->url("/content.json");
    request.max_bytes = 1000;
    CHECK(http.get(request));
  }
}

TEST_CASE("[S09] certificates that are missing, empty or none at all never turn verification off") {
  const TlsServer server(certificates(), "server");
  for (const auto* name : {"none.pem", "empty.pem", "content.json", "."}) {
    CAPTURE(name);
    CHECK(fetch(server.url("/content.json"), certificates().file(name)) == "net.tls");
  }
  if (::geteuid() != 0) {
    std::filesystem::copy(certificates().file("ca.pem"), certificates().file("closed.pem"));
    std::filesystem::permissions(certificates().file("closed.pem"), std::filesystem::perms::none);
    CHECK(fetch(server.url("/content.json"), certificates().file("closed.pem")) == "net.tls");
  }
}

}  // namespace
}  // namespace kiosk
