#include "parse/schema_check.h"

// GCC 12 sees uninitialised memory in its own <regex> when sanitizers are on (GCC bug 105616).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace kiosk::test {

using valijson::adapters::NlohmannJsonAdapter;

struct SchemaCheck::Parts {
  nlohmann::json json;
  valijson::Schema schema;
};

SchemaCheck::SchemaCheck(std::string_view schema) : parts_(std::make_unique<Parts>()) {
  parts_->json = nlohmann::json::parse(schema);
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(NlohmannJsonAdapter(parts_->json), parts_->schema);
}

SchemaCheck::~SchemaCheck() = default;

SchemaCheck::Answer SchemaCheck::check(std::string_view document) const {
  const auto json = nlohmann::json::parse(document, nullptr, false);
  if (json.is_discarded()) return {Verdict::no_json, {}};
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(parts_->schema, NlohmannJsonAdapter(json), &results)) return {Verdict::valid, {}};
  std::string reasons;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& part : error.context) reasons += part;
    reasons += ": " + error.description + '\n';
  }
  return {Verdict::invalid, reasons};
}

}  // namespace kiosk::test
