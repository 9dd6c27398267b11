/// Http over libcurl, and the one POST there is. Connections are kept and used again. One thread at a time.
///
/// - https is verified, always. Environment variables (proxies) change nothing.
/// - The endpoint's key is held against the pins, where there are any.
/// - The token goes to the endpoint's own scheme, host and port, and nowhere else: not to a host of pictures, not along
///   with a redirect.
/// - At most three redirects, each to https (or to http where that is allowed and we were there already), and never
///   from an endpoint out in the world into the house, the cable or the machine. What is posted is not sent on at all.
/// - Bytes are counted as they come out of decompression; nothing above the cap is kept or waited for.
#pragma once

#include "sync/http.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace kiosk {

struct FormPart {
  std::string name;
  std::string body;
  std::string file_name{};  ///< empty: no file
  std::string type{};       ///< media type; empty: it does not say
};

struct CurlOptions {
  std::string endpoint;  ///< the content document's address: whom the token is for
  std::string token;     ///< bearer token; empty: none
  std::string ca_file;   ///< PEM; empty: the system's certificates
  bool allow_http = false;
  /// "sha256//…" of the public keys that the endpoint's certificate may have (RFC 7469 § 2.4); empty: any. Of one that
  /// is to be changed, the next one stands here too.
  std::vector<std::string> pins{};
  /// A connection that is older is not used again: it was verified when it was made, and a certificate that has run out
  /// or was withdrawn since must stop working the same day.
  std::chrono::seconds longest_connection{300};
};

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(CurlOptions options);
  ~CurlHttp() override;
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  Result<Response> get(const Request& request) override;
  /// Sends a form (multipart/form-data, RFC 7578). A redirect is an answer like any other. Errors as of get().
  Result<Response> post(const Request& request, const std::vector<FormPart>& form);

 private:
  struct Handle;
  const CurlOptions options_;
  const std::unique_ptr<Handle> handle_;
};

}  // namespace kiosk
