/// What the program tells the service manager (sd_notify(3)): that it is up, what it shows, and that it is alive.
/// Without one (NOTIFY_SOCKET is not set) nothing happens. Main thread only.
#pragma once

#include "app/pulse.h"

#include <string>

namespace kiosk {

class Supervisor {
 public:
  /// The pulses to watch; each outlives the supervisor.
  Watch& watch() { return watch_; }

  /// Up: the service counts as started from the first call on, be there a display yet or not.
  void ready();
  /// Feeds the watchdog, once a second at most, while every pulse beats. A pulse that is overdue is logged once
  /// ("show.hung"), and the rest is the service manager's: it ends the program when the watchdog has starved
  /// (WatchdogSec=), and starts it anew.
  void turn(Steady now);
  /// One line for `systemctl status`.
  void status(const std::string& line);
  /// The end is meant.
  void stopping();

 private:
  Watch watch_;
  bool ready_ = false;
  std::string told_;  ///< of the pulses: which one was overdue at the last turn
  std::optional<Steady> fed_;
};

}  // namespace kiosk
