/// A warning or an error in the log that no test announced fails the test that ran when it came.
///
///   TEST_CASE("a document that is cut short changes nothing") {
///     const Announced warning("sync.bad_document");
///     …
///   }
///
/// Any thread may log while a test runs.
#pragma once

#include <string>

namespace kiosk::test {

/// While it lives, warnings with this code are expected; when it goes, at least one must have come.
class Announced {
 public:
  /// perhaps: none need have come, for a test that goes through many states of which only some warn.
  enum class Often { at_least_once, perhaps };
  explicit Announced(std::string code, Often often = Often::at_least_once);
  ~Announced();
  Announced(const Announced&) = delete;
  Announced& operator=(const Announced&) = delete;

 private:
  const std::string code_;
  const Often often_;
};

/// Takes the log's place (called by support/main.cpp).
void watch_the_log();
/// The unannounced lines since the last call, one below the other; empty when there were none.
std::string take_unannounced();

}  // namespace kiosk::test
