#include "support/announced.h"

#include "base/log.h"

#include <doctest/doctest.h>
#include <map>
#include <mutex>
#include <utility>

namespace kiosk::test {
namespace {

std::mutex mutex;
struct Expected {
  int listeners = 0;
  int seen = 0;
};
std::map<std::string, Expected, std::less<>> expected;  // this and the next: protected by mutex
std::string unannounced;

}  // namespace

Announced::Announced(std::string code, Often often) : code_(std::move(code)), often_(often) {
  const std::lock_guard lock(mutex);
  ++expected[code_].listeners;
}

Announced::~Announced() {
  int seen = 0;
  {
    const std::lock_guard lock(mutex);
    auto& entry = expected[code_];
    seen = entry.seen;
    if (--entry.listeners == 0) expected.erase(code_);
  }
  CHECK_MESSAGE((seen > 0 || often_ == Often::perhaps), "announced, but never logged: ", code_);
}

void watch_the_log() {
  log::set_sink([](log::Level level, std::string_view code, std::string_view text) {
    if (level < log::Level::warning) return;
    const std::lock_guard lock(mutex);
    if (const auto entry = expected.find(code); entry != expected.end()) {
      ++entry->second.seen;
      return;
    }
    unannounced.append(code).append(": ").append(text).append("\n");
  });
}

std::string take_unannounced() {
  const std::lock_guard lock(mutex);
  return std::exchange(unannounced, {});
}

}  // namespace kiosk::test
