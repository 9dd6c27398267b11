// The table in kiosk/README.md is the law: every #include is held against it.
#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Folder {
  std::set<std::string> may_include;
  std::set<std::string> libraries;
};

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::set<std::string> words(const std::string& cell) {
  static const std::regex word("[A-Za-z_]+");
  return {std::sregex_token_iterator(cell.begin(), cell.end(), word), std::sregex_token_iterator()};
}

std::map<std::string, Folder> table() {
  static const std::regex row(R"(\| *\d+ *\| *(\w+) *\|([^|]*)\|([^|]*)\|([^|]*)\|)");
  const std::string text = read(fs::path(KIOSK_SOURCE_DIR) / "kiosk/README.md");
  std::map<std::string, Folder> folders;
  for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) {
    folders[(*it)[1]] = {words((*it)[3]), words((*it)[4])};
  }
  return folders;
}

std::vector<fs::path> sources_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".h" || extension == ".cpp") files.push_back(entry.path());
  }
  return files;
}

/// The library a header in angle brackets belongs to; "" for the standard library and the system's own.
std::string library_of(const std::string& header) {
  static const std::vector<std::pair<std::string, std::string>> prefixes{{"fmt/", "fmt"},
                                                                         {"tl/", "tl"},
                                                                         {"nlohmann/", "nlohmann"},
                                                                         {"unicode/", "unicode"},
                                                                         {"qrencode", "qrencode"},
                                                                         {"sodium", "sodium"},
                                                                         {"curl/", "curl"},
                                                                         {"SDL_image", "SDL_image"},
                                                                         {"SDL2/SDL_image", "SDL_image"},
                                                                         {"SDL_ttf", "SDL_ttf"},
                                                                         {"SDL2/SDL_ttf", "SDL_ttf"},
                                                                         {"SDL", "SDL"},
                                                                         {"microhttpd", "microhttpd"},
                                                                         {"CLI/", "CLI"},
                                                                         {"doctest", "doctest"},
                                                                         {"hyphen", "hyphen"},
                                                                         {"sqlite", "sqlite"},
                                                                         {"seccomp", "seccomp"},
                                                                         {"lcms", "lcms"},
                                                                         {"png.h", "png"},
                                                                         {"zlib", "zlib"},
                                                                         {"systemd/", "systemd"}};
  for (const auto& [prefix, library] : prefixes) {
    if (header.starts_with(prefix)) return library;
  }
  return "";
}

/// Whether a file of another folder includes the header `path` ("screen/sdl.h").
bool seen_elsewhere(const std::string& path) {
  const fs::path kiosk = fs::path(KIOSK_SOURCE_DIR) / "kiosk";
  for (const auto& file : sources_of(kiosk)) {
    const bool at_home = path.starts_with(file.parent_path().filename().string() + "/");
    if (!at_home && read(file).find("#include \"" + path + "\"") != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every include follows the table of kiosk/README.md") {
  const auto folders = table();
  REQUIRE(folders.size() >= 14);
  static const std::regex include(R"(#include ([<"])([^>"]+)[>"])");
  int seen = 0;
  for (const auto& [name, folder] : folders) {
    const fs::path root = fs::path(KIOSK_SOURCE_DIR) / "kiosk" / name;
    for (const auto& file : sources_of(root)) {
      const std::string text = read(file);
      const bool header = file.extension() == ".h";
      for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it, ++seen) {
        const std::string what = (*it)[2];
        const bool ours = (*it)[1] == "\"";
        INFO(file.string(), " includes ", what);
        if (ours) {
          const std::string other = what.substr(0, what.find('/'));
          CHECK_MESSAGE(what.find('/') != std::string::npos, "includes are written from kiosk/ on: \"base/log.h\"");
          CHECK((other == name || folder.may_include.contains(other)));
        } else if (const auto library = library_of(what); !library.empty()) {
          CHECK(folder.libraries.contains(library));
          const bool value_type = library == "tl";  // std::expected before its time: part of our own interfaces
          const auto path = name + "/" + file.filename().string();
          if (header && !value_type)
            CHECK_MESSAGE(!seen_elsewhere(path), "a header that others see shows no library's types");
        }
      }
    }
  }
  CHECK(seen > 100);
}

TEST_CASE("the arrows of the table go one way") {
  const auto folders = table();
  for (const auto& [name, folder] : folders) {
    for (const auto& other : folder.may_include) {
      INFO(name, " → ", other);
      REQUIRE(folders.contains(other));
      CHECK_FALSE(folders.at(other).may_include.contains(name));
    }
  }
}

TEST_CASE("each folder of kiosk/ has its row") {
  const auto folders = table();
  for (const auto& entry : fs::directory_iterator(fs::path(KIOSK_SOURCE_DIR) / "kiosk")) {
    if (entry.is_directory()) CHECK_MESSAGE(folders.contains(entry.path().filename().string()), entry.path().string());
  }
}

TEST_CASE("the top level holds what the layout has, and no more") {
  static const std::set<std::string> allowed{
      "kiosk",     "themes",  "media", "config",  "tests", "CMakeLists.txt", "CMakePresets.json",
      "README.md", "LICENSE", "build", "bare-out"};
  for (const auto& entry : fs::directory_iterator(KIOSK_SOURCE_DIR)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with('.')) CHECK_MESSAGE(allowed.contains(name), name);
  }
}
