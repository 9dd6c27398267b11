/// Keeps content from ending the program for ever: what is tried for the first time in a run is written down before,
/// and struck out some time after. What was being tried when the program ended by a fault (base/fault.h) twice in a row
/// is set aside, for a day; what could be made after all has nothing against it any more. Any thread: it has a lock of
/// its own, and is a value to nobody.
///
/// The file is not synced, so that it costs a memory card little: it need only outlive the program, not the machine. It
/// is written twice for each slide and language of new content, once each in a run (with 30 slides in two languages and
/// ten changes a day 1,200 times, of a few hundred bytes; without changes not at all).
///
/// Its own thread writes. What is tried waits for its note, but for `patience` at most: with a disk that takes half a
/// minute for each note the lobby would see one slide for as long as it takes to note all the others. Content that ends
/// the program just then has one more chance, until two notes of it were in time.
#pragma once

#include "app/crashes.h"
#include "app/file_writer.h"
#include "base/result.h"

#include <filesystem>
#include <mutex>
#include <set>

namespace kiosk {

class CrashGuard {
 public:
  /// Reads what the run before has left, which ended by that fault or by none, and says in the log what is set aside.
  /// `clock` outlives it.
  CrashGuard(std::filesystem::path file, std::optional<Fault> fault, const Clock& clock);

  /// How long a note may take before what it is about is tried all the same. Slides are made one slide's time ahead, so
  /// that nobody sees it; at the start it is what the first slide may come later.
  static constexpr Millis patience{2'000};

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

  /// Waits until all notes are written, that long at most. False where they are not.
  bool noted(Millis within) { return notes_.done(within); }

  /// While one of these lives, a slide is being made, in one language. The one thread that makes slides.
  class Making {
   public:
    Making(CrashGuard& guard, Suspect suspect);
    ~Making();
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

   private:
    CrashGuard& guard_;
    const Suspect suspect_;
    const bool is_new_;
    const AtWork at_work_;
  };

 private:
  bool begin(const Suspect& suspect);
  void end(const Suspect& suspect);
  void note();

  const std::filesystem::path file_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  Crashes crashes_;             // this and the next: protected by mutex_
  std::set<Suspect> harmless_;  ///< made in this run; of a generation, in the place of a language, the step
  FileWriter notes_{"notes"};
};

}  // namespace kiosk
