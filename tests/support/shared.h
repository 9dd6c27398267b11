/// A number that this process and its forks see: what one that is killed has told before.
#pragma once

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <sys/mman.h>

namespace kiosk::test {

class Shared {
 public:
  using Number = std::atomic<std::int64_t>;

  Shared() {
    void* const memory = ::mmap(nullptr, sizeof(Number), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::runtime_error("no shared memory");
    number_ = static_cast<Number*>(memory);
  }
  ~Shared() { ::munmap(number_, sizeof(Number)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  Number& operator*() const { return *number_; }

 private:
  Number* number_ = nullptr;
};

}  // namespace kiosk::test
