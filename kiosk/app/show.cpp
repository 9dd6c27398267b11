#include "app/show.h"

#include "app/crash_guard.h"
#include "app/director.h"
#include "app/file_writer.h"
#include "app/inbox.h"
#include "app/patient_disk.h"
#include "app/places.h"
#include "app/prepare_thread.h"
#include "app/report.h"
#include "app/reporter.h"
#include "app/snapshot.h"
#include "app/stage.h"
#include "app/supervisor.h"
#include "app/sync_thread.h"
#include "app/trust.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "store/real_disk.h"
#include "sync/address.h"
#include "sync/signature.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <signal.h>
#include <sysexits.h>
#include <thread>
#include <unistd.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> told_to_end{false};
std::atomic<const Display*> sleeping_display{nullptr};

extern "C" void on_signal(int) {
  told_to_end = true;
  if (const Display* const display = sleeping_display) display->wake();
}

/// SIGTERM and SIGINT end the show, SIGPIPE and SIGHUP do nothing.
class Signals {
 public:
  Signals() {
    told_to_end = false;
    struct sigaction end {};
    end.sa_handler = on_signal;
    ::sigaction(SIGTERM, &end, nullptr);
    ::sigaction(SIGINT, &end, nullptr);
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, nullptr);
    ::sigaction(SIGHUP, &ignore, nullptr);
  }
};

/// A frame that could not be drawn is drawn once more on a display made anew; when that is this short a time ago, only
/// a new process can help.
constexpr Millis between_renewals = 10s;
/// Where nothing moves the same picture is drawn again so often: the watchdog wants to see that drawing works.
constexpr Millis longest_still = 2s;
constexpr Millis frame_within = 5s;
/// So late may the slide that should be on be: longer than any slide takes to be made ready, even on a busy machine.
constexpr Millis slide_within = 30s;
constexpr Millis between_looks_at_plugs = 2s;
/// A display that comes is drawn on within two seconds, most of which a slow machine needs to make the slide ready.
constexpr Millis between_tries = 250ms;

/// Waits quietly until there is a display: a screen that is switched on late must not need anybody.
std::unique_ptr<Display> open_display(const Settings& settings, Supervisor& supervisor) {
  DisplayOptions wanted;
  wanted.display = settings.display;
  wanted.windowed = settings.windowed;
  wanted.size = parse_size(settings.size);
  for (bool waited = false;; waited = true) {
    auto display = Display::open(wanted);
    if (display) return std::move(*display);
    if (display.error().code != "screen.no_display") {
      log::error(display.error());
      return nullptr;
    }
    if (!waited) log::warn(display.error().code, display.error().message + "; waiting for one");
    supervisor.ready();
    supervisor.status("waiting for a display");
    supervisor.turn(SystemClock().steady());
    std::this_thread::sleep_for(between_tries);
    if (told_to_end) return nullptr;
  }
}

std::optional<FrameLog> open_frame_log(const std::string& file) {
  if (file.empty()) return std::nullopt;
  auto log = FrameLog::open(file);
  if (log) return std::move(*log);
  log::error(log.error());
  return std::nullopt;
}

/// Of this process, in RAM (proc(5)).
std::uint64_t memory_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  statm >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

Starts count_start(const Settings& settings) {
  constexpr std::uint64_t largest_status = 16ULL << 20;
  return starts_after(read_file(status_file(settings), largest_status).value_or(""));
}

/// Whether two looks are the same picture: the dots fill and the clock ticks within one.
bool same(const Look* a, const Look& b) {
  return a != nullptr && *a == b;
}

class Show {
 public:
  Show(const ShowOptions& options, Display& display, Store store, RevisionFloor floor, Supervisor& supervisor,
       CrashGuard& guard, Pulse& syncing)
      : settings_(options.settings),
        clock_(options.clock_shift),
        profile_{screen_name(settings_), settings_.languages},
        display_(display),
        supervisor_(supervisor),
        guard_(guard),
        syncing_(syncing),
        rotation_(static_cast<Rotation>(settings_.rotate)),
        trust_(options.clock_shift == Millis{0} ? std::optional(newest_known(store.current())) : std::nullopt),
        director_(profile_),
        inbox_([&display] { display.wake(); }),
        stage_(display, rotation_, open_frame_log(options.frame_log)) {
    report_.screen = profile_.name;
    report_.content_source = settings_.content;
    report_.started = clock_.wall();
    report_.starts = count_start(settings_);
    if (auto edition = stored_edition(store, profile_, guard_)) take(std::move(edition));
    if (options.duration) ends_ = clock_.steady() + *options.duration;
    prepare_.emplace(StudioOptions{display.size(), rotation_, settings_.theme}, inbox_, preparing_, &guard_);
    // Nothing is drawn before the first slide has been made.
    drawing_.beat(slide_within);
    on_time_.beat(slide_within);
    supervisor_.watch().add("drawing", drawing_);
    supervisor_.watch().add("next slide", on_time_);
    supervisor_.watch().add("prepare thread", preparing_);
    if (settings_.content.empty()) {
      log::info("show.no_content",
                "no content is set (--content, or \"content\" in the settings): playing what is here");
    }
    sync_.emplace(settings_, profile_, std::move(store), std::move(floor), clock_, inbox_, syncing_, guard_);
    supervisor_.watch().add("sync thread", syncing_);
    if (!settings_.report.empty()) begin_reports();
  }

  int run() {
    while (!told_to_end && clock_.steady() < ends_) {
      for (auto& event : inbox_.drain()) std::visit([this](auto& e) { hear(e); }, event);
      const auto system = display_.pump();
      if (system.quit_asked) break;
      if (system.resized) resize();
      const Instant now = trust_.time(clock_.wall(), clock_.steady());
      auto drawn = system.failed.code.empty() ? play(now) : Result<void>(tl::unexpected(system.failed));
      if (drawn) drawn = prove_life();
      answer_reporter();
      // The service manager starts us anew, and the display with us.
      if ((!drawn && !renew_display(drawn.error())) || unplugged()) return EX_UNAVAILABLE;
      if (!stage_.moving()) sleep(now);
    }
    supervisor_.stopping();
    report_.ended = true;
    tell();
    return EX_OK;
  }

 private:
  /// The proof that all is well, for the watchdog: a frame every few seconds, and the right slide on.
  Result<void> prove_life() {
    const Steady now = clock_.steady();
    if (display_.frames() == frames_ && !stage_.moving() && now - drawn_at_ > longest_still) {
      if (auto drawn = display_.refresh(); !drawn) return drawn;
    }
    if (display_.frames() != frames_) {
      frames_ = display_.frames();
      drawn_at_ = now;
      drawing_.beat(frame_within);
      supervisor_.ready();
    }
    supervisor_.turn(now);
    return {};
  }

  /// After an error of drawing. False where it is of no use.
  bool renew_display(const Error& error) {
    const Steady now = clock_.steady();
    const bool again = renewed_ && now - *renewed_ < between_renewals;
    renewed_ = now;
    log::warn(error.code, error.message + (again ? "; ending, to be started anew" : "; drawing anew"));
    if (again) return false;
    const auto renewed = display_.renew();
    if (!renewed) log::error(renewed.error());
    return renewed.has_value();
  }

  /// A screen went, came back, or is another one, and only a new start takes notice.
  bool unplugged() {
    const Steady now = clock_.steady();
    if (now - plugs_seen_ < between_looks_at_plugs) return false;
    plugs_seen_ = now;
    if (!display_.other_screens()) return false;
    log::info("screen.plugged", "the screens that are plugged in have changed; ending, to be started anew");
    return true;
  }

  void hear(SlidePrepared& event) {
    // A newer order is still on its way, and must not be given a second time.
    if (ordered_ == event.prepared.look) ordered_.reset();
    if (event.prepared.picture.size() != display_.size()) return;  // made before the display changed its size
    for (const auto& finding : event.prepared.findings) log::info(finding.code, to_text(finding, "en"));
    ready_ = std::move(event.prepared);
  }

  void hear(EditionArrived& event) { take(std::move(event.edition)); }

  void hear(SyncReported& event) {
    if (event.error.code.empty()) report_.last_contact = event.at;
    report_.last_error = event.error;
    report_.failures = event.attempts;
    report_.next_try = event.next_try;
    report_.unkept = event.unkept;
    trust_.hear(event);
    tell();
  }

  void hear(ReportWanted&) { report_wanted_ = true; }

  void hear(ReportSent& event) {
    report_.told->error = event.error;
    if (event.error.code.empty()) {
      report_.told->last = event.at;
    } else {
      pictured_.reset();
    }
  }

  void take(EditionPtr edition) {
    log::info("show.content",
              str("generation ", edition->generation.substr(0, 12), ", ", edition->document.slides.size(), " slides"));
    director_.take(std::move(edition));
  }

  /// Brings the right slide on, and the one after it into readiness.
  Result<void> play(Instant now) {
    if (stage_.moving()) return stage_.turn(now);
    if (ready_) stage_.take(std::move(*std::exchange(ready_, {})));
    director_.trust(trust_.clock(now));
    const Look wanted = director_.look_at(now);
    if (same(stage_.shown(), wanted)) {
      on_time_.beat(slide_within);
      take_snapshot();
      const Look coming = director_.after(wanted, now);
      if (!same(stage_.waiting(), coming)) order(coming);
    } else if (same(stage_.waiting(), wanted)) {
      auto gone = stage_.go();
      snapshot_due_ = true;
      tell();
      return gone;
    } else {
      order(wanted);
    }
    return stage_.turn(now);
  }

  void order(const Look& look) {
    if (ordered_ == look) return;
    ordered_ = look;
    prepare_->order(look);
  }

  /// The studio is made for one size of screen; another size needs another one.
  void resize() {
    ordered_.reset();
    ready_.reset();
    stage_.refit();
    prepare_.emplace(StudioOptions{display_.size(), rotation_, settings_.theme}, inbox_, preparing_, &guard_);
  }

  /// Of each slide once it is on, where it is asked for.
  void take_snapshot() {
    if (!settings_.snapshot || !snapshot_due_) return;
    snapshot_due_ = false;
    auto window = display_.read_back();
    if (!window || window->empty()) return;
    files_.write(snapshot_file(settings_),
                 [window = std::move(*window), rotation = rotation_] { return small_picture(window, rotation); });
  }

  /// The watchdog does not look at this thread: nothing on the screen needs it.
  void begin_reports() {
    if (const auto address = report_address(settings_); !address) return log::error(address.error());
    report_.told.emplace();
    reporter_.emplace(settings_, clock_, inbox_);
  }

  /// Once the screen stands still: what the desk hears and what it sees is the same slide.
  void answer_reporter() {
    if (!report_wanted_ || stage_.moving() || stage_.shown() == nullptr) return;
    report_wanted_ = false;
    take_stock();
    Bitmap window;
    if (pictured_ != report_.look) {
      if (auto picture = display_.read_back()) window = std::move(*picture);
      pictured_ = report_.look;
    }
    reporter_->give(to_json(report_, Reporter::most_status_bytes), std::move(window));
  }

  void sleep(Instant now) {
    const Look* const shown = stage_.shown();
    Instant next = stage_.next_step(now);
    if (shown != nullptr) next = std::min(next, director_.look_ends(*shown, now));
    // A wall clock that is set is noticed within a second.
    const Millis longest = std::clamp<Millis>(next - now, 0ms, 1s);
    display_.wait(std::min<Millis>(longest, ends_ - clock_.steady()));
  }

  /// Brings what is told up to date. Something is on.
  void take_stock() {
    report_.now = clock_.wall();
    report_.look = *stage_.shown();
    report_.edition = director_.edition();
    report_.late_frames = stage_.late_frames();
    report_.memory_bytes = memory_bytes();
    report_.clock = trust_.clock(report_.now);
    report_.expired = trust_.expired(*report_.edition, report_.now);
  }

  void tell() {
    const Look* const shown = stage_.shown();
    if (shown == nullptr) return;
    take_stock();
    files_.write(status_file(settings_), to_json(report_));
    files_.write(metrics_file(settings_), to_metrics(report_));
    supervisor_.status(str("slide ", shown->progress.position + 1, " of ", shown->progress.count, ": ",
                           shown->edition->document.slides[shown->slide].id));
    auto news = news_of(report_);
    if (reporter_ && std::exchange(news_, news) != news) reporter_->hurry();
  }

  const Settings settings_;
  const SystemClock clock_;
  const ScreenProfile profile_;
  Display& display_;
  Supervisor& supervisor_;
  CrashGuard& guard_;
  Pulse& syncing_;
  const Rotation rotation_;
  Trust trust_;
  Director director_;
  Inbox inbox_;
  Stage stage_;
  Report report_;
  std::optional<Look> ordered_;
  std::optional<Prepared> ready_;
  Steady ends_ = Steady::max();
  std::uint64_t frames_ = 0;  ///< of the display, when life was last proven
  Steady drawn_at_{};
  std::optional<Steady> renewed_;
  Steady plugs_seen_{};
  bool snapshot_due_ = false;
  News news_;                     ///< the newest that the desk should hear
  bool report_wanted_ = false;    ///< by the desk
  std::optional<Look> pictured_;  ///< what the desk has a picture of
  Pulse drawing_;
  Pulse on_time_;
  Pulse preparing_;
  FileWriter files_{"files"};             ///< what is told about this screen
  std::optional<PrepareThread> prepare_;  // the threads last: they use what stands above
  std::optional<SyncThread> sync_;
  std::optional<Reporter> reporter_;
};

}  // namespace

int show(const ShowOptions& options) {
  const Signals signals;
  std::error_code none;
  std::filesystem::create_directories(state_folder(options.settings), none);
  Pulse syncing;
  RealDisk real_disk;
  PatientDisk disk(real_disk, syncing);
  const StoreLimits limits{.disk = options.settings.cache_megabytes << 20};
  const auto fault = fault_left_in(fault_file(options.settings));
  leave_faults_in(fault_file(options.settings));
  const SystemClock clock;
  CrashGuard guard(crashes_file(options.settings), fault, clock);
  const auto accept = [&](const Generation& generation) {
    return guard.accept(generation.name).and_then([&] { return check_stored(generation, options.settings); });
  };
  auto store = Store::open(disk, cache_folder(options.settings), accept, limits);
  if (!store) {
    log::error(store.error());
    return store.error().code == "store.locked" ? EX_TEMPFAIL : EX_CANTCREAT;
  }
  RevisionFloor floor(disk, revision_file(options.settings), options.settings, store->current());
  Supervisor supervisor;
  const auto display = open_display(options.settings, supervisor);
  if (!display) return told_to_end ? EX_OK : EX_UNAVAILABLE;
  sleeping_display = display.get();
  const int status = Show(options, *display, std::move(*store), std::move(floor), supervisor, guard, syncing).run();
  sleeping_display = nullptr;
  return status;
}

}  // namespace kiosk
