#include "net/environment.h"

#include <cstdlib>
#include <initializer_list>

namespace kiosk {

void forget_network_environment() {
  for (const auto* name :
       {"SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "OPENSSL_CONF", "OPENSSL_MODULES",
        "OPENSSL_ENGINES", "CURL_SSL_BACKEND", "HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "NETRC"}) {
    ::unsetenv(name);
  }
}

}  // namespace kiosk
