/// Keeps content from ending the program for ever: what is tried for the first time in a run is written down before,
/// and struck out after. What ended the program twice is set aside at the next start. Any thread: it has a lock of its
/// own, and is a value to nobody.
///
/// The file is not synced, so that it costs a memory card little: it need only outlive the program, not the machine. It
/// is written twice for each slide and language of new content, once each in a run (with 30 slides in two languages and
/// ten changes a day 1,200 times, of a few hundred bytes; without changes not at all).
#pragma once

#include "app/crashes.h"
#include "base/result.h"

#include <filesystem>
#include <mutex>
#include <set>

namespace kiosk {

class CrashGuard {
 public:
  /// Reads what the run before has left, and says in the log what is set aside.
  CrashGuard(std::filesystem::path file, Run run);

  /// Errors: content.set_aside.
  Result<void> accept(const std::string& generation) const;
  /// The ids of the slides of a generation that are set aside.
  std::vector<std::string> slides_set_aside(const std::string& generation) const;

  /// What is done with a generation as a whole: a document that comes is read, one that is here is made a programme of.
  enum class Step { reading, playing };
  /// Written down until a slide of it has been made, or until give_up().
  void try_generation(const std::string& generation, Step step);
  /// What was read will not be shown, or not yet: reading it did no harm.
  void give_up();

  /// While one of these lives, a slide is being made, in one language. The one thread that makes slides.
  class Making {
   public:
    Making(CrashGuard& guard, Suspect suspect, std::string language);
    ~Making();
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

   private:
    CrashGuard& guard_;
    const Suspect suspect_;
    const std::string language_;
    const bool is_new_;
  };

 private:
  bool begin(const Suspect& suspect, const std::string& language);
  void end(const Suspect& suspect, const std::string& language);
  void write();

  const std::filesystem::path file_;
  const Run run_;
  mutable std::mutex mutex_;
  Crashes crashes_;                                     // this and those below: protected by mutex_
  std::set<std::pair<Suspect, std::string>> harmless_;  ///< made in this run
  bool disk_fails_ = false;
};

/// This program, and this machine's last start.
Run this_run();

}  // namespace kiosk
