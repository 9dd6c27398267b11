#include "support/child.h"

#include <map>

namespace kiosk::test {
namespace {

std::map<std::string_view, void (*)()>& programs() {
  static std::map<std::string_view, void (*)()> all;
  return all;
}

}  // namespace

ChildProgram::ChildProgram(std::string_view argument, void (*run)()) {
  programs()[argument] = run;
}

bool run_child_program(int argc, char** argv) {
  const auto program = argc < 2 ? programs().end() : programs().find(argv[1]);
  if (program == programs().end()) return false;
  program->second();
  return true;
}

}  // namespace kiosk::test
