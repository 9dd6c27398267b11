/// The sync thread: owns the network and the store, asks for new content at the pace of the settings, and posts what
/// came of it. Before each time it looks whether the cache is still as it was written. Where no content is set it does
/// that alone. Its pulse beats while it lives. Made and destroyed by the main thread.
#pragma once

#include "app/crash_guard.h"
#include "app/inbox.h"
#include "app/pulse.h"
#include "base/clock.h"
#include "model/settings.h"
#include "schedule/programme.h"
#include "store/store.h"
#include "sync/revision_floor.h"

#include <thread>

namespace kiosk {

/// The generation in the store, ready to play; nullptr where there is none that can be read.
EditionPtr stored_edition(const Store& store, const ScreenProfile& profile, CrashGuard& guard);

class SyncThread {
 public:
  /// Starts at once. `clock`, `inbox`, `pulse`, `guard` and the disk under `store` and `floor` outlive it; that disk
  /// keeps the same pulse beating (app/patient_disk.h).
  SyncThread(const Settings& settings, ScreenProfile profile, Store store, RevisionFloor floor, const Clock& clock,
             Inbox& inbox, Pulse& pulse, CrashGuard& guard);
  /// Ends a transfer that is under way; within two seconds.
  ~SyncThread() = default;

 private:
  std::jthread thread_;
};

}  // namespace kiosk
