// tests/faults.md lists what a screen must survive: every row has a test that bears its number, and no test bears a
// number that the list does not know.
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

const fs::path tests = fs::path(KIOSK_SOURCE_DIR) / "tests";

std::set<std::string> listed() {
  return matches(read(tests / "faults.md"), std::regex(R"((?:^|\n)\| ([A-Z][0-9]{2}) \|)"));
}

/// "S01-S03" is S01, S02 and S03.
std::set<std::string> spread(const std::string& first, const std::string& last) {
  std::set<std::string> all;
  for (int n = std::stoi(first.substr(1)); n <= std::stoi(last.substr(1)); ++n) {
    all.insert(first.substr(0, 1) + (n < 10 ? "0" : "") + std::to_string(n));
  }
  return all;
}

/// The numbers in square brackets in the texts of all tests: "[D01]", "[D01, P06]", "[S01-S05, S11]".
std::set<std::string> borne() {
  static const std::string number = "[A-Z][0-9]{2}";
  static const std::string entry = number + "(?:-" + number + ")?";
  static const std::regex in_brackets("\\[(" + entry + "(?:, " + entry + ")*)\\]");
  static const std::regex one("(" + number + ")(?:-(" + number + "))?");
  std::set<std::string> found;
  for (const auto& file : fs::recursive_directory_iterator(tests)) {
    if (file.path().extension() != ".cpp" || file.path().filename() == "faults_test.cpp") continue;
    for (const auto& names : matches(read(file.path()), in_brackets)) {
      for (std::sregex_iterator it(names.begin(), names.end(), one), end; it != end; ++it) {
        found.merge(spread((*it)[1], (*it)[2].matched ? (*it)[2] : (*it)[1]));
      }
    }
  }
  return found;
}

TEST_CASE("every fault of the list has a test") {
  const auto faults = listed();
  REQUIRE(faults.size() > 100);
  const auto tested = borne();
  for (const auto& fault : faults) CHECK_MESSAGE(tested.contains(fault), fault);
}

TEST_CASE("every fault that a test names is in the list") {
  const auto faults = listed();
  for (const auto& fault : borne()) CHECK_MESSAGE(faults.contains(fault), fault);
}

}  // namespace
