#include "decode/streams.h"

#include <cerrno>
#include <unistd.h>

namespace kiosk {

bool read_all(int stream, std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const auto got = ::read(stream, bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(int stream, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(stream, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace kiosk
