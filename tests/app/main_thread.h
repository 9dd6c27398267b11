/// The main thread's end of an inbox, for tests of the other threads: sleeps until something is in it.
#pragma once

#include "app/inbox.h"
#include "app/pulse.h"

#include <chrono>
#include <condition_variable>
#include <doctest/doctest.h>
#include <mutex>
#include <vector>

namespace kiosk::test {

class Main {
 public:
  Inbox inbox{[this] {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }};

  Pulse pulse;

  std::vector<Event> wait() {
    std::unique_lock lock(mutex_);
    REQUIRE(changed_.wait_for(lock, std::chrono::seconds{60}, [this] { return woken_; }));
    woken_ = false;
    return inbox.drain();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

}  // namespace kiosk::test
