#include "screen/connectors.h"

#include <fstream>
#include <set>

namespace kiosk {
namespace {

std::string first_line(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

std::string connected_screens(const std::filesystem::path& folder) {
  std::set<std::string> lines;
  std::error_code none;
  for (const auto& connector : std::filesystem::directory_iterator(folder, none)) {
    if (first_line(connector.path() / "status") != "connected") continue;
    lines.insert(connector.path().filename().string() + " " + first_line(connector.path() / "modes") + "\n");
  }
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

}  // namespace kiosk
