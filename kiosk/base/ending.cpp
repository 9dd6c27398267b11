#include "base/ending.h"

#include "base/fault.h"
#include "base/last_words.h"

#include <exception>
#include <new>
#include <sysexits.h>
#include <unistd.h>

namespace kiosk {
namespace {

/// Without destructors: other threads still run, and use what these would take away.
[[noreturn]] void end(int status, const char* code, const char* why) {
  mark_fault();
  log::last_words(code, why);
  ::_exit(status);
}

[[noreturn]] void end_uncaught() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::exception& exception) {
    end(EX_SOFTWARE, "program.failed", exception.what());
  } catch (...) {
  }
  end(EX_SOFTWARE, "program.failed", "something was thrown that is no exception");
}

}  // namespace

void end_where_all_is_lost() {
  std::set_new_handler(end_without_memory);
  std::set_terminate(end_uncaught);
}

void end_without_memory() {
  end(EX_OSERR, "program.memory", "there is no memory left; ending, to be started anew");
}

}  // namespace kiosk
