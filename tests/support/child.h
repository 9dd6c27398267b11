/// Test programs that start themselves again as something else: a decoder, a program that crashes.
///
///   const ChildProgram decoder("--decode-one-picture", decoder_main);
///
/// To be defined in a .cpp file, outside of functions.
#pragma once

#include <string_view>

namespace kiosk::test {

/// Where a test program's first argument is `argument`, its main() is `run`.
struct ChildProgram {
  ChildProgram(std::string_view argument, void (*run)());
};

/// Called by support/main.cpp before anything else. True where it was one, which has run.
bool run_child_program(int argc, char** argv);

}  // namespace kiosk::test
