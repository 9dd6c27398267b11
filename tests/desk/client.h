/// A plain HTTP client over one socket, for the tests of the desk: sends what it is told, byte for byte. Any thread.
#pragma once

#include "base/descriptor.h"

#include <cstdint>
#include <map>
#include <string>

namespace kiosk::test {

struct Received {
  int status = 0;                             ///< 0: no connection, or no answer
  std::map<std::string, std::string> fields;  ///< names in small letters
  std::string body;

  /// The value of a header field, "" where there is none.
  std::string field(const std::string& name) const;
};

/// Sends `request` to 127.0.0.1 and reads until the server closes; ask it to with "Connection: close".
Received converse(std::uint16_t port, const std::string& request);

/// One request; `fields` are whole lines, each with its CR LF.
Received ask(std::uint16_t port, const std::string& method, const std::string& path, const std::string& fields = "");

/// A connection on which nothing has been said yet; none where nobody listens.
Descriptor connect_to(std::uint16_t port);

}  // namespace kiosk::test
