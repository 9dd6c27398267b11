#include "app/show.h"

#include "app/director.h"
#include "app/inbox.h"
#include "app/places.h"
#include "app/prepare_thread.h"
#include "app/report.h"
#include "app/stage.h"
#include "app/sync_thread.h"
#include "base/format.h"
#include "base/log.h"
#include "store/real_disk.h"

#include <algorithm>
#include <atomic>
#include <signal.h>
#include <sysexits.h>
#include <thread>

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

/// Waits quietly until there is a display: a screen that is switched on late must not need anybody.
std::unique_ptr<Display> open_display(const Settings& settings) {
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
    for (int i = 0; i < 20 && !told_to_end; ++i) std::this_thread::sleep_for(100ms);
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

/// Whether two looks are the same picture: the dots fill and the clock ticks within one.
bool same(const Look* a, const Look& b) {
  return a != nullptr && *a == b;
}

class Show {
 public:
  Show(const ShowOptions& options, Display& display, Store store)
      : settings_(options.settings),
        clock_(options.clock_shift),
        profile_{screen_name(settings_), settings_.languages},
        display_(display),
        rotation_(static_cast<Rotation>(settings_.rotate)),
        director_(profile_),
        inbox_([&display] { display.wake(); }),
        stage_(display, rotation_, open_frame_log(options.frame_log)) {
    report_.screen = profile_.name;
    report_.content_source = settings_.content;
    report_.started = clock_.wall();
    if (auto edition = stored_edition(store, profile_)) take(std::move(edition));
    if (options.duration) ends_ = clock_.steady() + *options.duration;
    prepare_.emplace(StudioOptions{display.size(), rotation_, settings_.theme}, inbox_);
    if (settings_.content.empty()) {
      log::info("show.no_content",
                "no content is set (--content, or \"content\" in the settings): playing what is here");
    } else {
      sync_.emplace(settings_, profile_, std::move(store), clock_, inbox_);
    }
  }

  int run() {
    while (!told_to_end && clock_.steady() < ends_) {
      for (auto& event : inbox_.drain()) std::visit([this](auto& e) { hear(e); }, event);
      const auto system = display_.pump();
      if (system.quit_asked) break;
      if (system.resized) resize();
      const Instant now = clock_.wall();
      if (const auto played = play(now); !played) {
        log::error(played.error());
        return EX_UNAVAILABLE;  // the supervisor starts us anew, and the display with us
      }
      if (!stage_.moving()) sleep(now);
    }
    return EX_OK;
  }

 private:
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
    tell();
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
    const Look wanted = director_.look_at(now);
    if (same(stage_.shown(), wanted)) {
      const Look coming = director_.after(wanted);
      if (!same(stage_.waiting(), coming)) order(coming);
    } else if (same(stage_.waiting(), wanted)) {
      auto gone = stage_.go();
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
    prepare_.emplace(StudioOptions{display_.size(), rotation_, settings_.theme}, inbox_);
  }

  void sleep(Instant now) {
    const Look* const shown = stage_.shown();
    Instant next = stage_.next_step(now);
    if (shown != nullptr) next = std::min(next, director_.look_ends(*shown, now));
    // A wall clock that is set is noticed within a second.
    const Millis longest = std::clamp<Millis>(next - now, 0ms, 1s);
    display_.wait(std::min<Millis>(longest, ends_ - clock_.steady()));
  }

  void tell() {
    const Look* const shown = stage_.shown();
    if (shown == nullptr) return;
    report_.now = clock_.wall();
    report_.look = *shown;
    report_.edition = director_.edition();
    prepare_->write(status_file(settings_), to_json(report_));
  }

  const Settings settings_;
  const SystemClock clock_;
  const ScreenProfile profile_;
  Display& display_;
  const Rotation rotation_;
  Director director_;
  Inbox inbox_;
  Stage stage_;
  Report report_;
  std::optional<Look> ordered_;
  std::optional<Prepared> ready_;
  Steady ends_ = Steady::max();
  std::optional<PrepareThread> prepare_;  // the threads last: they use what stands above
  std::optional<SyncThread> sync_;
};

}  // namespace

int show(const ShowOptions& options) {
  const Signals signals;
  std::error_code none;
  std::filesystem::create_directories(state_folder(options.settings), none);
  RealDisk disk;
  auto store = Store::open(disk, cache_folder(options.settings));
  if (!store) {
    log::error(store.error());
    return store.error().code == "store.locked" ? EX_TEMPFAIL : EX_CANTCREAT;
  }
  const auto display = open_display(options.settings);
  if (!display) return told_to_end ? EX_OK : EX_UNAVAILABLE;
  sleeping_display = display.get();
  const int status = Show(options, *display, std::move(*store)).run();
  sleeping_display = nullptr;
  return status;
}

}  // namespace kiosk
