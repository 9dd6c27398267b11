// Every word of the desk has its Norwegian one.
#include "desk/words.h"

#include "base/format.h"
#include "desk/form_fields.h"
#include "editorial/people.h"
#include "parse/kinds.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace kiosk {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The texts in quotes that follow one another from `at` on, as one: a long literal is broken into several.
std::string literal(const std::string& code, std::size_t& at) {
  std::string text;
  while (at < code.size() && (code[at] == '"' || std::isspace(static_cast<unsigned char>(code[at])) != 0)) {
    if (code[at++] != '"') continue;
    for (; code[at] != '"'; ++at) {
      if (code[at] == '\\') ++at;
      text += code[at];
    }
    ++at;
  }
  return text;
}

/// The keys that a file asks for: tr("…"), words("…"), and both of tr.count(n, "…", "…").
std::set<std::string> keys_in(const std::string& code) {
  static const std::regex asked(R"((\btr_?|\bwords|\btr_?\.count)\((?=\s*"))");
  static const std::regex counted(R"(\btr_?\.count\((?!\s*")[^"]*?,\s*(?="))");
  std::set<std::string> keys;
  for (std::sregex_iterator it(code.begin(), code.end(), asked), end; it != end; ++it) {
    auto at = static_cast<std::size_t>(it->position() + it->length());
    keys.insert(literal(code, at));
  }
  for (std::sregex_iterator it(code.begin(), code.end(), counted), end; it != end; ++it) {
    auto at = static_cast<std::size_t>(it->position() + it->length());
    keys.insert(literal(code, at));
    at = code.find('"', at);
    keys.insert(literal(code, at));
  }
  return keys;
}

TEST_CASE("every key that a page asks for has a Norwegian word") {
  std::set<std::string> keys;
  for (const auto& file : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/kiosk/desk")) {
    if (file.path().extension() == ".cpp") keys.merge(keys_in(read(file.path())));
  }
  CHECK(keys.size() > 150);
  for (const auto& key : keys) CHECK_MESSAGE(find_words(key) != nullptr, key);
}

void check_fields(const std::vector<FormField>& fields) {
  const Translator english("en");
  for (const auto& field : fields) {
    INFO(field.owner, " ", field.name, ": ", field.help);
    CHECK(label_of(field, english).find("field:") == std::string::npos);
    CHECK(find_words(field.help) != nullptr);
    for (const auto word : field.words) CHECK(find_words(str("word:", word)) != nullptr);
    if (field.list && field.asks == Asks::group) {
      CHECK(find_words(str("part:", field.part)) != nullptr);
      CHECK(find_words(str("add:", field.part)) != nullptr);
    }
    check_fields(field.fields);
  }
}

TEST_CASE("every kind, field and choice of a slide has its words in both languages") {
  for (const auto kind : kind_words()) {
    CHECK_MESSAGE(find_words(str("kind:", kind)) != nullptr, kind);
    CHECK_MESSAGE(find_words(help_of_kind(kind)) != nullptr, kind);
    check_fields(fields_of_kind(kind));
  }
  check_fields(fields_of_all_slides());
  check_fields(fields_of_institute());
}

TEST_CASE("no sentence of the desk speaks of JSON") {
  const Translator english("en");
  for (const auto kind : kind_words()) {
    for (const auto* const fields : {&fields_of_kind(kind), &fields_of_all_slides(), &fields_of_institute()}) {
      for (const auto& field : *fields) {
        const auto help = help_of(field, english);
        CHECK_MESSAGE(help.find_first_of("[]{}`") == std::string::npos, help);
        CHECK_MESSAGE(help.find('"') == std::string::npos, help);
      }
    }
  }
}

TEST_CASE("every error of the records that can reach a person has words of the desk") {
  static const std::regex failure(R"re(fail\(\s*"([a-z]+\.[a-z_]+)",\s*(str\(|"(?:[^"]*)"\)))re");
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(KIOSK_SOURCE_DIR "/kiosk/editorial")) {
    if (file.path().extension() != ".cpp") continue;
    const auto text = read(file.path());
    for (std::sregex_iterator it(text.begin(), text.end(), failure), end; it != end; ++it, ++seen) {
      const std::string code = (*it)[1];
      const std::string message = (*it)[2];
      const bool of_commands = code.starts_with("key.") || code.starts_with("import.") || code == "publish.folder" ||
                               code.starts_with("file.") || code == "database.newer" || code == "database.open";
      const bool has_words = find_words("error:" + code) != nullptr ||
                             find_words(message.substr(1, message.size() < 3 ? 0 : message.size() - 3)) != nullptr;
      if (!of_commands) CHECK_MESSAGE(has_words, code, ": ", message);
    }
  }
  CHECK(seen > 30);
}

TEST_CASE("the tables have each key once, and as many places for arguments in both languages") {
  static const std::regex place(R"(\{[0-9]\})");
  const auto places = [](std::string_view text) {
    std::multiset<std::string> found;
    const std::string copy(text);
    for (std::sregex_iterator it(copy.begin(), copy.end(), place), end; it != end; ++it) found.insert(it->str());
    return found;
  };
  std::set<std::string_view> seen;
  for (const auto table : {words_of_pages(), words_of_fields(), words_of_problems()}) {
    for (const auto& row : table) {
      INFO(row.key);
      CHECK(seen.insert(row.key).second);
      CHECK_FALSE(row.norwegian.empty());
      CHECK(places(row.english.empty() ? row.key : row.english) == places(row.norwegian));
    }
  }
}

TEST_CASE("arguments take their places") {
  const Translator english("en");
  CHECK(english("{1} of {0}", 3, "one") == "one of 3");
  CHECK(english("{0} {2} {x}", "{1}", "b") == "{1} {2} {x}");
  CHECK(english.count(1, "{0} hour", "{0} hours") == "1 hour");
  CHECK(english.count(0, "{0} hour", "{0} hours") == "0 hours");
  CHECK(english("a key that no table has") == "a key that no table has");
  CHECK(Translator("nn").language() == "nb");
  CHECK(Translator("se").language() == "en");
}

}  // namespace
}  // namespace kiosk
