#include "layout/qr.h"

#include "base/ending.h"

#include <cerrno>
#include <memory>
#include <qrencode.h>
#include <string>

namespace kiosk {
namespace {

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<Code> qr_code(std::string_view address) {
  if (address.empty()) return std::nullopt;
  const std::string text(address);
  const std::unique_ptr<QRcode, FreeCode> encoded(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (!encoded && errno == ENOMEM) end_without_memory();
  if (!encoded) return std::nullopt;
  Code code;
  code.side = encoded->width;
  const auto count = static_cast<std::size_t>(code.side) * static_cast<std::size_t>(code.side);
  code.modules.reserve(count);
  for (std::size_t i = 0; i < count; ++i) code.modules.push_back((encoded->data[i] & 1) != 0);
  return code;
}

}  // namespace kiosk
