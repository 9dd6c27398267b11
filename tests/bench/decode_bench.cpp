/// What the cage costs: pictures decoded to a full-HD screen in this process and through a Decoder, in milliseconds
/// (the median of nine), in processor time with that of the decoders, and in memory of this process. Prints a table;
/// asserts nothing.
///
///   cmake --build build --target bench_decode && build/bin/bench_decode PHOTO.jpg…
#include "base/file.h"
#include "base/format.h"
#include "decode/decode.h"
#include "decode/decoder.h"
#include "decode/decoder_main.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace kiosk;

constexpr Size full_hd{1920, 1080};
constexpr int rounds = 9;

double median_ms(const std::function<bool()>& work) {
  std::array<double, rounds> times{};
  for (double& time : times) {
    const auto begin = std::chrono::steady_clock::now();
    if (!work()) return -1;
    time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  }
  std::sort(times.begin(), times.end());
  return times[rounds / 2];
}

rusage used_by(int who) {
  rusage used{};
  getrusage(who, &used);
  return used;
}

double peak_mb() {
  return static_cast<double>(used_by(RUSAGE_SELF).ru_maxrss) / 1024;
}

/// Of this process and of those that it has waited for.
double processor_ms() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    const auto used = used_by(who);
    for (const timeval& time : {used.ru_utime, used.ru_stime}) {
      sum += static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
    }
  }
  return sum;
}

/// In a process of its own, so that each has its own peak.
void measure(const char* how, const std::function<bool()>& work) {
  std::fflush(stdout);
  const pid_t pid = fork();
  if (pid == 0) {
    const double before = peak_mb();
    const double time = median_ms(work);
    std::printf("  %-12s %7.1f ms  %7.1f ms of processor  %7.1f MB\n", how, time, processor_ms() / rounds,
                peak_mb() - before);
    std::fflush(stdout);
    _exit(0);
  }
  waitpid(pid, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (is_decoder(argc, argv)) decoder_main();
  for (int i = 1; i < argc; ++i) {
    const auto bytes = read_file(argv[i], 256'000'000);
    const auto info = bytes ? inspect(*bytes) : Result<PictureInfo>(tl::unexpected(bytes.error()));
    if (!info) {
      std::printf("%s: %s\n", argv[i], info.error().message.c_str());
      continue;
    }
    std::printf("%s, %d × %d\n", argv[i], info->size.width, info->size.height);
    measure("here", [&] { return decode(*bytes, full_hd, Fit::cover, {}, {}).has_value(); });
    measure("in the cage", [&, decoder = std::make_shared<Decoder>()] {
      return decoder->decode(*bytes, full_hd, Fit::cover, {}, {}).has_value();
    });
    measure("  verified", [&, decoder = std::make_shared<Decoder>()] { return decoder->verify(*bytes).has_value(); });
  }
}
