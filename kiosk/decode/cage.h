/// The cage in which pictures are decoded: takes from a process all that a decoder does not need, for ever. For a
/// process of one thread that has opened what it needs. Linux.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kiosk {

// The sanitizers of the tests need address space by the terabyte, and time.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

/// What a picture may cost. The largest that are let through (64 million pixels, progressive, in print colours) take
/// 0.8 GB. A build with sanitizers bounds the time only, more widely.
inline constexpr std::uint64_t picture_memory = std::uint64_t{1}
                                                << 30;  ///< bytes of address space, the program's own too
inline constexpr std::chrono::seconds picture_time{sanitized ? 60 : 5};  ///< of a processor

/// Each stands for itself: where one is missing (old kernels, containers that forbid it) the others still hold.
enum class Layer : std::uint32_t {
  limits = 1,    ///< memory, time, no files, no processes, no core dump: setrlimit(2)
  landlock = 2,  ///< no file, no TCP, no socket and no process but its own: landlock(7)
  seccomp = 4,   ///< no system call but those for memory, for its own end and for its two streams: seccomp(2)
};
inline constexpr std::uint32_t all_layers = 7;

/// Enters the cage; returns the layers that the kernel did not give, as bits. Read and write work only on the streams 0
/// (both ways) and 2 from then on. What is forbidden fails with an error (files, which libraries look for by
/// themselves) or ends the process with SIGSYS (network, programs, processes: nothing that decodes has any business
/// there).
std::uint32_t enter_cage();

/// The layers one by one, in the order in which they must come; false where the kernel does not give it.
bool enter_landlock();
bool enter_limits();
bool enter_seccomp();

/// "Landlock, the filter of system calls": the names of `layers`.
std::string names_of_layers(std::uint32_t layers);

}  // namespace kiosk
