/// Http over libcurl. Connections are kept and used again. One thread at a time.
///
/// - https is verified, always. Environment variables (proxies) change nothing.
/// - The token goes to the endpoint's own scheme, host and port, and nowhere else: not to a host of pictures, not along
///   with a redirect.
/// - At most three redirects, each to https (or to http where that is allowed and we were there already), and never from
///   an endpoint out in the world into the house, the cable or the machine.
/// - Bytes are counted as they come out of decompression; nothing above the cap is kept or waited for.
#pragma once

#include "sync/http.h"

#include <memory>
#include <string>

namespace kiosk {

struct CurlOptions {
  std::string endpoint;  ///< the content document's address: whom the token is for
  std::string token;     ///< bearer token; empty: none
  std::string ca_file;   ///< PEM; empty: the system's certificates
  bool allow_http = false;
};

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(CurlOptions options);
  ~CurlHttp() override;
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  Result<Response> get(const Request& request) override;

 private:
  struct Handle;
  const CurlOptions options_;
  const std::unique_ptr<Handle> handle_;
};

}  // namespace kiosk
