// One name, one type: where two headers define a type of the same name, no compiler sees both, and the linker takes
// what was made for one (a destructor, a template) for the other too.
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// What a file defines outside functions, types and unnamed namespaces: "kiosk::test::Folder". As clang-format writes
/// it, that stands at the beginning of a line, and a namespace's end bears a comment.
std::set<std::string> types_in(const fs::path& path) {
  static const std::regex opens(R"(^(?:inline )?namespace(?: ([\w:]+))? \{)");
  static const std::regex type(R"(^(?:struct|class|enum|enum class|union) (\w+)(?: final)?(?: : .*)? \{)");
  std::set<std::string> types;
  std::vector<std::string> within;
  std::ifstream file(path);
  std::smatch found;
  for (std::string line; std::getline(file, line);) {
    if (std::regex_search(line, found, opens)) within.push_back(found[1]);
    if (line.starts_with("}  // namespace") && !within.empty()) within.pop_back();
    if (!std::regex_search(line, found, type)) continue;
    std::string name;
    bool shared = true;
    for (const auto& space : within) {
      shared = shared && !space.empty();
      name += space + "::";
    }
    if (shared) types.insert(name + found[1].str());
  }
  return types;
}

}  // namespace

TEST_CASE("no two files define a type of the same name") {
  std::map<std::string, std::string> first;
  for (const char* folder : {"kiosk", "tests"}) {
    for (const auto& file : fs::recursive_directory_iterator(fs::path(KIOSK_SOURCE_DIR) / folder)) {
      const auto extension = file.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      for (const auto& type : types_in(file.path())) {
        const auto [other, is_new] = first.try_emplace(type, file.path().string());
        CHECK_MESSAGE(is_new, type, " is defined in ", other->second, " and in ", file.path().string());
      }
    }
  }
  CHECK(first.contains("kiosk::EncodedPicture"));
  CHECK(first.size() > 300);
}
