#include "parse/schema.h"

#include "parse/files.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

void check_file(const std::filesystem::path& path, const std::string& generated) {
  if (test::renewing()) REQUIRE(replace_file(path, generated).has_value());
  CHECK_MESSAGE(test::bytes_of(path) == generated, path.string(),
                " is not what model/fields.h says any more: renew it with KIOSK_RENEW=1 tests/run, and commit it");
}

TEST_CASE("the schemas in config/ are those that the descriptions of the fields give") {
  check_file(test::source_dir / "config" / "content.schema.json", document_schema());
  check_file(test::source_dir / "config" / "theme.schema.json", theme_schema());
}

}  // namespace
}  // namespace kiosk
