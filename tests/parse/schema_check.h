/// What the schema says of a document, by a validator that knows nothing of our reader.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kiosk::test {

class SchemaCheck {
 public:
  explicit SchemaCheck(std::string_view schema);
  ~SchemaCheck();
  SchemaCheck(const SchemaCheck&) = delete;
  SchemaCheck& operator=(const SchemaCheck&) = delete;

  enum class Verdict { valid, invalid, no_json };
  struct Answer {
    Verdict verdict;
    std::string reasons;
  };
  Answer check(std::string_view document) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace kiosk::test
