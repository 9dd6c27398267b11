// Content documents: whatever the bytes, the reader says what is wrong with them in words that a log and a terminal can
// take, what it accepts can be shown, and what is written from it is read as the same again.
#include "parse/document.h"

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "model/fields.h"
#include "parse/characters.h"
#include "parse/findings.h"
#include "parse/json.h"
#include "parse/problem_text.h"

#include <concepts>
#include <string>
#include <variant>
#include <vector>

namespace kiosk {
namespace {

using test::must;

void check_text(const std::string& text) {
  must(is_utf8(text), "accepted text is UTF-8");
  must(printable(text) == text, "accepted text has no character that a screen must not show");
}

/// All the texts in a value, at any depth.
template <class T>
void check_texts(const T& value) {
  if constexpr (std::same_as<T, std::string>) {
    check_text(value);
  } else if constexpr (std::same_as<T, Text>) {
    for (const auto& [language, words] : value.by_language()) check_text(language + words);
  } else if constexpr (HasFields<T>) {
    for_each_field<T>([&](const auto& field) { check_texts(value.*field.member); });
  } else if constexpr (requires { value.has_value(); }) {
    if (value) check_texts(*value);
  } else if constexpr (requires { value.begin(); }) {
    for (const auto& one : value) check_texts(one);
  }
}

void check_problems(const DocumentReading& reading) {
  must(reading.document.has_value() || has_errors(reading.problems), "a document that is refused has an error");
  for (const auto& problem : reading.problems) {
    const auto text = to_text(problem, "content.json");
    must(is_utf8(text), "a problem's text is UTF-8");
    must(printable(text) == text, "a problem's text is one line that a terminal acts on in no way");
    must(!problem.code.empty() && !problem.message.empty(), "a problem has a code and says what it is");
    must(problem.line > 0 && problem.column > 0, "a problem has a place");
  }
}

std::vector<std::string> codes_of(const Problems& problems) {
  std::vector<std::string> codes;
  for (const auto& problem : problems) codes.push_back(problem.code + ' ' + problem.pointer);
  return codes;
}

void check_written(std::string_view bytes, const DocumentReading& reading) {
  Findings findings(bytes);
  const auto tree = read_json(bytes, findings);
  if (!tree || findings.errors() > 0) return;
  for (const auto& written : {write_json(*tree), write_json_line(*tree)}) {
    const auto again = read_document(written);
    must(again.document == reading.document, "what is written is read as the same document");
    must(codes_of(again.problems) == codes_of(reading.problems), "and has the same problems");
  }
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  const auto bytes = test::as_text(data, size);
  const auto reading = read_document(bytes);
  check_problems(reading);
  if (reading.document) {
    const auto& slides = reading.document->slides;
    must(reading.places.size() == slides.size() && reading.written >= slides.size(), "each slide has its place");
    check_texts(reading.document->institute);
    check_texts(slides);
    for (const auto& slide : slides) std::visit([](const auto& content) { check_texts(content); }, slide.content);
  }
  check_written(bytes, reading);
  return 0;
}
