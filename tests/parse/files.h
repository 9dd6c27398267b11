/// The corpus and the repository's own files, for the tests of parse/.
#pragma once

#include "base/file.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

namespace kiosk::test {

inline const std::filesystem::path source_dir = KIOSK_SOURCE_DIR;
inline const std::filesystem::path corpus_dir = source_dir / "tests" / "corpus";

inline std::string bytes_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path, 64ULL << 20);
  REQUIRE_MESSAGE(bytes.has_value(), path.string());
  return *bytes;
}

inline std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// With KIOSK_RENEW=1 in the environment, what is generated is written instead of compared.
inline bool renewing() {
  return std::getenv("KIOSK_RENEW") != nullptr;
}

}  // namespace kiosk::test
