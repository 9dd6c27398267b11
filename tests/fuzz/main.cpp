// Runs a fuzz target over its corpus, where libFuzzer is not there to do it: every file of the folders that it is
// given.
#include "fuzz/fuzz.h"
#include "support/folder.h"

#include <string>

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::size_t inputs = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = kiosk::test::bytes_of(entry.path());
      std::printf("%s\n", entry.path().c_str());
      std::fflush(stdout);  // the last line is the one that it ended at
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++inputs;
    }
  }
  std::printf("%zu inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}
