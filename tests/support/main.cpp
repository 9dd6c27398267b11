#define DOCTEST_CONFIG_IMPLEMENT
#include "support/announced.h"
#include "support/child.h"

#include <cstdio>
#include <doctest/doctest.h>

namespace {

/// Fails the run when a test case left a warning in the log that it did not announce.
struct LogWatcher : doctest::IReporter {
  explicit LogWatcher(const doctest::ContextOptions&) {}
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData& test) override { name = test.m_name; }
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {
    const auto lines = kiosk::test::take_unannounced();
    if (lines.empty()) return;
    failed = true;
    std::printf("\"%s\" logged what it did not announce:\n%s\n", name, lines.c_str());
  }
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

  const char* name = "";
  static inline bool failed = false;
};

}  // namespace

REGISTER_LISTENER("log-watcher", 1, LogWatcher);

int main(int argc, char** argv) {
  if (kiosk::test::run_child_program(argc, argv)) return 0;
  kiosk::test::watch_the_log();
  doctest::Context context(argc, argv);
  const int status = context.run();
  return status != 0 ? status : (LogWatcher::failed ? 1 : 0);
}
