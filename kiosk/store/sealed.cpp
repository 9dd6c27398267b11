#include "store/sealed.h"

#include "base/text.h"
#include "crypto/sha256.h"

namespace kiosk {
namespace {

constexpr std::string_view seal = "sha256 ";

}  // namespace

std::string sealed(std::string lines) {
  const auto hash = sha256_hex(lines);
  return lines.append(seal).append(hash).append("\n");
}

std::optional<std::vector<std::string_view>> unsealed(std::string_view text) {
  const std::size_t last_line = seal.size() + 64 + 1;
  if (text.size() < last_line) return std::nullopt;
  auto lines = text.substr(0, text.size() - last_line);
  const auto expected = sealed(std::string(lines));
  if (expected != text) return std::nullopt;
  if (lines.empty()) return std::vector<std::string_view>{};
  lines.remove_suffix(1);
  return split(lines, '\n');
}

}  // namespace kiosk
