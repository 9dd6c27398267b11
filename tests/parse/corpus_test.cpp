// Every document of tests/corpus goes through our reader and through the schema. expected.txt says what is found:
//
//   bad/title-missing.json  both  error 7:5 /slides/1 field.missing
//
// "both" sees it; or only the "reader", since a schema cannot say it; or it is no "json" at all. Renew the file with
// KIOSK_RENEW=1 and read the difference before committing it.

#include "base/format.h"
#include "base/text.h"
#include "parse/document.h"
#include "parse/files.h"
#include "parse/problem_text.h"
#include "parse/schema.h"
#include "parse/schema_check.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::SchemaCheck;
using Verdict = SchemaCheck::Verdict;

const std::filesystem::path table = test::corpus_dir / "expected.txt";

std::string line_of(const std::string& file, std::string_view seen_by, const Problem& problem) {
  return str(file, "  ", seen_by, "  ", problem.severity == Severity::error ? "error " : "warning ", problem.line, ':',
             problem.column, ' ', problem.pointer.empty() ? "-" : problem.pointer, ' ', problem.code, '\n');
}

std::string_view seen_by(Verdict verdict, bool errors) {
  if (verdict == Verdict::no_json) return "json";
  return verdict == Verdict::invalid || !errors ? "both" : "reader";
}

/// What the table should say of a folder.
std::string report_on(const std::string& folder, const SchemaCheck& schema) {
  std::string report;
  for (const auto& path : test::json_files(test::corpus_dir / folder)) {
    const std::string bytes = test::bytes_of(path);
    const auto verdict = schema.check(bytes).verdict;
    const auto problems = read_document(bytes).problems;
    for (const auto& problem : problems) {
      report += line_of(folder + '/' + path.filename().string(), seen_by(verdict, has_errors(problems)), problem);
    }
  }
  return report;
}

TEST_CASE("[J03, J06, J07, J09, J11, J14] the reader finds in the corpus what the table says, each where it stands") {
  const SchemaCheck schema(document_schema());
  const std::string report = report_on("bad", schema) + report_on("good", schema);
  if (test::renewing()) REQUIRE(replace_file(table, report).has_value());
  const std::string bytes = test::bytes_of(table);
  const auto expected = split(bytes, '\n');
  const auto found = split(report, '\n');
  for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
    REQUIRE_MESSAGE(i < expected.size(), found[i]);
    REQUIRE_MESSAGE(i < found.size(), expected[i]);
    CHECK(found[i] == expected[i]);
  }
}

TEST_CASE("good documents are good for the reader and for the schema, the demo too") {
  const SchemaCheck schema(document_schema());
  auto files = test::json_files(test::corpus_dir / "good");
  files.push_back(test::source_dir / "config" / "demo" / "content.json");
  for (const auto& path : files) {
    CAPTURE(path);
    const std::string bytes = test::bytes_of(path);
    const auto reading = read_document(bytes);
    CHECK(reading.document.has_value());
    CHECK_FALSE(has_errors(reading.problems));
    if (bytes.starts_with("\xef\xbb\xbf")) continue;  // the validator's parser is not under test
    const auto answer = schema.check(bytes);
    CHECK_MESSAGE(answer.verdict == Verdict::valid, answer.reasons);
  }
}

TEST_CASE("no document that the schema refuses is free of errors for the reader") {
  const SchemaCheck schema(document_schema());
  for (const auto& path : test::json_files(test::corpus_dir / "bad")) {
    CAPTURE(path);
    CHECK(has_errors(read_document(test::bytes_of(path)).problems));
  }
}

TEST_CASE("every message is a sentence on one line, without words of a library") {
  for (const auto& path : test::json_files(test::corpus_dir / "bad")) {
    for (const auto& problem : read_document(test::bytes_of(path)).problems) {
      const std::string line = to_text(problem, "content.json");
      CAPTURE(line);
      CHECK(line.find('\n') == std::string::npos);
      CHECK(line.find("nlohmann") == std::string::npos);
      CHECK(line.find("exception") == std::string::npos);
      CHECK(problem.message.ends_with('.'));
      CHECK(problem.line > 0);
    }
  }
}

TEST_CASE("the demo has nothing to warn of") {
  const auto reading = read_document(test::bytes_of(test::source_dir / "config" / "demo" / "content.json"));
  for (const auto& problem : reading.problems) FAIL_CHECK(to_text(problem, "config/demo/content.json"));
}

TEST_CASE("[J02] no prefix of a good document is a document") {
  std::string bytes = test::bytes_of(test::corpus_dir / "good" / "every-field.json");
  bytes.resize(bytes.find_last_of('}'));
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    const auto reading = read_document(std::string_view(bytes).substr(0, length));
    REQUIRE_FALSE(reading.document.has_value());
    REQUIRE(reading.problems.size() == 1);
    REQUIRE(reading.problems.front().code == "json.syntax");
  }
}

TEST_CASE("a byte that flips in a good document is never more than a document with problems") {
  const std::string good = test::bytes_of(test::corpus_dir / "good" / "every-field.json");
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char c : {'\0', '"', '}', '\\', '\xff', '7'}) {
      std::string bytes = good;
      bytes[i] = c;
      const auto reading = read_document(bytes);
      REQUIRE((reading.document.has_value() || has_errors(reading.problems)));
    }
  }
}

}  // namespace
}  // namespace kiosk
