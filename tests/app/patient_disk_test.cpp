#include "app/patient_disk.h"

#include "support/fake_disk.h"

#include <doctest/doctest.h>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {
namespace {

TEST_CASE("[D12, P05] the disk may take a minute for each call, and what is done between two calls a few seconds") {
  Pulse pulse;
  test::FakeDisk slow;
  int calls = 0;
  const auto on_call = [&](const auto&...) {
    ++calls;
    CHECK(pulse.read().within == Pulse::disk);
    return std::optional<Error>();
  };
  slow.fail_read = on_call;
  slow.fail_write = on_call;
  slow.fail_list = on_call;
  PatientDisk disk(slow, pulse);
  const std::vector<std::function<void()>> steps{
      [&] { CHECK(disk.make_folder("/cache")); },
      [&] { CHECK(disk.write_new("/cache/a", "bytes")); },
      [&] { CHECK(disk.rename("/cache/a", "/cache/b")); },
      [&] { CHECK(disk.sync_folder("/cache")); },
      [&] { CHECK(disk.read("/cache/b", 100) == "bytes"); },
      [&] { CHECK(disk.list("/cache") == std::vector<std::string>{"b"}); },
      [&] { CHECK(disk.is_link("/cache/b") == false); },
      [&] { CHECK(disk.used_bytes("/cache") == 5); },
      [&] { CHECK(disk.free_bytes("/cache")); },
      [&] { CHECK(disk.lock("/cache/lock")); },
      [&] { CHECK(disk.remove("/cache/b")); },
  };
  for (const auto& step : steps) {
    const auto before = pulse.read().count;
    step();
    CHECK(pulse.read().count >= before + 2);
    CHECK(pulse.read().within == Pulse::work);
  }
  CHECK(calls >= 6);
}

}  // namespace
}  // namespace kiosk
