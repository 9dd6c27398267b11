#include "app/supervisor.h"

#include "base/log.h"

#include <chrono>
#include <systemd/sd-daemon.h>

namespace kiosk {
namespace {

void say(const std::string& state) {
  // Nobody may be listening (0), or the socket may be full: the next second says it again.
  sd_notify(0, state.c_str());
}

}  // namespace

void Supervisor::ready() {
  if (!std::exchange(ready_, true)) say("READY=1");
}

void Supervisor::turn(Steady now) {
  if (fed_ && now - *fed_ < std::chrono::seconds{1}) return;
  const auto overdue = watch_.overdue(now);
  if (overdue && *overdue != told_) {
    log::error("show.hung", "the " + *overdue + " does not answer; waiting to be started anew");
  }
  told_ = overdue.value_or("");
  if (overdue) return;
  fed_ = now;
  say("WATCHDOG=1");
}

void Supervisor::status(const std::string& line) {
  say("STATUS=" + line);
}

void Supervisor::stopping() {
  say("STOPPING=1");
}

}  // namespace kiosk
