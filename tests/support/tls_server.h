/// https on loopback with certificates that are made here and thrown away: `openssl s_server -WWW`, the files of a
/// folder over TLS on a port of the system's choice. Not for several threads.
#pragma once

#include "support/folder.h"

#include <string>
#include <sys/types.h>

namespace kiosk::test {

/// A throw-away authority and what it certifies: "server" (good), "expired", "future" (not yet valid), "spare" (good,
/// another key), "alone" (certified by itself), each with NAME.pem and NAME.key; "ca.pem", and "other.pem" of another
/// authority. All for 127.0.0.1.
class Certificates {
 public:
  Certificates();
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  const Folder& folder() const { return folder_; }
  /// "sha256//…" of the public key of a certificate.
  std::string pin(const std::string& name) const;

 private:
  void certify(const std::string& name, const std::string& from, const std::string& until) const;
  Folder folder_;
};

class TlsServer {
 public:
  /// Serves `certificates.folder()`, with the certificate `name`.
  TlsServer(const Certificates& certificates, const std::string& name);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string url(const std::string& path, const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + port_ + path;
  }

 private:
  std::string port_;
  pid_t child_ = -1;
};

}  // namespace kiosk::test
