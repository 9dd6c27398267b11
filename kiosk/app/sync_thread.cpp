#include "app/sync_thread.h"

#include "app/places.h"
#include "base/format.h"
#include "base/log.h"
#include "decode/cage.h"
#include "decode/decoder.h"
#include "net/curl_http.h"
#include "sync/backoff.h"
#include "sync/update.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <pthread.h>
#include <random>

namespace kiosk {
namespace {

PictureSources picture_sources(const Generation& generation) {
  PictureSources sources;
  for (const auto& picture : generation.pictures) sources[picture.src] = {picture.file, picture.held};
  return sources;
}

EditionPtr edition_of(const Generation& generation, const ScreenProfile& profile, const CrashGuard& guard) {
  auto edition = make_edition(generation.name, generation.document, profile, picture_sources(generation),
                              guard.slides_set_aside(generation.name));
  if (edition) return *edition;
  log::error(edition.error());
  return nullptr;
}

/// A decoder that hangs is given up by then (DecoderOptions::patience).
constexpr Millis decoding = 2 * picture_time + Pulse::work;

/// The network, with a sign of life for each second of waiting for it.
class BeatingHttp final : public Http {
 public:
  BeatingHttp(Http& http, Pulse& pulse) : http_(http), pulse_(pulse) {}
  Result<Response> get(const Request& request) override {
    Request beating = request;
    beating.alive = [this] { pulse_.beat(); };
    auto response = http_.get(beating);
    pulse_.beat(Pulse::work);
    return response;
  }

 private:
  Http& http_;
  Pulse& pulse_;
};

std::optional<Instant> endpoint_time(const Outcome& outcome) {
  if (const auto* unchanged = std::get_if<Unchanged>(&outcome)) return unchanged->endpoint_time;
  if (const auto* published = std::get_if<Updated>(&outcome)) return published->endpoint_time;
  return std::nullopt;
}

bool holds(const Outcome& outcome) {
  if (const auto* unchanged = std::get_if<Unchanged>(&outcome)) return unchanged->holds;
  const auto* published = std::get_if<Updated>(&outcome);
  return published != nullptr && published->holds;
}

/// One for the whole life of the thread; everything in it belongs to that thread.
class Worker {
 public:
  Worker(const Settings& settings, ScreenProfile profile, Store store, RevisionFloor floor, const Clock& clock,
         Inbox& inbox, Pulse& pulse, CrashGuard& guard)
      : settings_(settings),
        profile_(std::move(profile)),
        store_(std::move(store)),
        floor_(std::move(floor)),
        clock_(clock),
        inbox_(inbox),
        pulse_(pulse),
        guard_(guard),
        curl_({settings_.content, token(), settings_.ca_file, settings_.allow_http, settings_.pins}),
        http_(curl_, pulse) {}

  void run(const std::stop_token& stop) {
    if (settings_.content.empty()) return look_after_cache(stop);
    check_cache(stop);
    const bool at_once = store_.damage() != nullptr;
    if (!at_once && !sleep(stop, first_delay(poll(), store_.current() != nullptr, chance()))) return;
    Decoder decoder({.command = {}, .patience = {}, .stop = stop});
    Error last_error;
    Pace pace;
    for (int failures = 0;;) {
      if (store_.damage() != nullptr) report(*store_.damage(), failures + 1, Millis{0});
      const Steady begin = clock_.steady();
      const Outcome outcome = update(
          {.settings = settings_,
           .http = http_,
           .store = store_,
           .floor = floor_,
           .may_try = [this](const std::string& name) { return may_try(name); },
           .check_document = [this](const Document& document) { return check_playable(document, clock_.wall()); },
           .check_picture =
               [&](std::string_view bytes) {
                 pulse_.beat(decoding);
                 auto verified = decoder.verify(bytes);
                 pulse_.beat(Pulse::work);
                 return verified;
               },
           .now = clock_.wall(),
           .last_error = last_error,
           .attempt = failures + 1,
           .cancel = stop,
           .patience = {.hold = pace.hold()}});
      if (stop.stop_requested()) return;
      const auto* const kept = std::get_if<Kept>(&outcome);
      failures = kept != nullptr ? failures + 1 : 0;
      last_error = kept != nullptr ? kept->error : Error{};
      Millis wait{0};
      if (kept != nullptr) {
        guard_.give_up();
        pace.failed();
        wait = retry_delay(poll(), failures, chance(), kept->retry_after);
      } else {
        wait = pace.worked(holds(outcome), clock_.steady() - begin, poll());
      }
      if (const auto* published = std::get_if<Updated>(&outcome)) announce(*published);
      if (kept != nullptr) fall_back();
      report(store_.damage() != nullptr ? *store_.damage() : last_error, failures, wait, endpoint_time(outcome));
      if (!sleep(stop, wait)) return;
      check_cache(stop);
    }
  }

 private:
  /// Where no content is set.
  void look_after_cache(const std::stop_token& stop) {
    Millis wait{0};
    do {
      check_cache(stop);
      const bool was_damaged = store_.damage() != nullptr;
      fall_back();
      wait = store_.damage() != nullptr ? longest_retry : poll();
      if (was_damaged && store_.damage() != nullptr) report(*store_.damage(), 1, wait);
    } while (sleep(stop, wait));
  }

  /// After a start every picture is read once, ten seconds of it at a time, so that an urgent notice need not wait for
  /// gigabytes; from then on one each time.
  void check_cache(const std::stop_token& stop) {
    store_.check_files();
    const Steady end = clock_.steady() + std::chrono::seconds{10};
    bool more = true;
    do {
      more = store_.check_next_picture();
    } while (more && !all_read_ && clock_.steady() < end && !stop.stop_requested());
    all_read_ = all_read_ || !more;
  }

  /// What is damaged, and could not be brought anew, gives way to what is whole.
  void fall_back() {
    if (store_.fall_back()) play(*store_.current());
  }

  void report(const Error& error, int failures, Millis wait, std::optional<Instant> endpoint_time = std::nullopt) {
    const Instant now = clock_.wall();
    const Error unkept = store_.unkept() != nullptr ? *store_.unkept() : Error{};
    inbox_.post(SyncReported{now, error, failures, now + wait, endpoint_time, unkept});
  }

  Result<void> may_try(const std::string& generation) {
    auto accepted = guard_.accept(generation);
    if (accepted) guard_.try_generation(generation, CrashGuard::Step::reading);
    return accepted;
  }

  void announce(const Updated& published) {
    for (const auto& problem : published.problems) {
      const auto text = str("line ", problem.line, ": ", problem.message);
      problem.severity == Severity::error ? log::warn(problem.code, text) : log::info(problem.code, text);
    }
    play(published.generation);
  }

  void play(const Generation& generation) {
    guard_.try_generation(generation.name, CrashGuard::Step::playing);
    if (auto edition = edition_of(generation, profile_, guard_)) inbox_.post(EditionArrived{std::move(edition)});
  }

  std::string token() const {
    auto token = read_token(settings_);
    if (token) return std::move(*token);
    log::error(token.error());
    return {};
  }

  Millis poll() const { return Millis{static_cast<Millis::rep>(settings_.poll_seconds * 1000)}; }
  double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  /// False when it is time to end.
  bool sleep(const std::stop_token& stop, Millis time) {
    const auto end = std::chrono::steady_clock::now() + time;
    std::unique_lock lock(mutex_);
    for (auto now = std::chrono::steady_clock::now(); now < end && !stop.stop_requested();
         now = std::chrono::steady_clock::now()) {
      pulse_.beat();
      changed_.wait_until(lock, stop, std::min(end, now + std::chrono::seconds{1}), [] { return false; });
    }
    pulse_.beat(Pulse::work);
    return !stop.stop_requested();
  }

  const Settings settings_;
  const ScreenProfile profile_;
  Store store_;
  RevisionFloor floor_;
  const Clock& clock_;
  Inbox& inbox_;
  Pulse& pulse_;
  CrashGuard& guard_;
  CurlHttp curl_;
  BeatingHttp http_;
  bool all_read_ = false;  ///< of what was in the cache at the start
  std::mt19937_64 random_{std::random_device{}()};
  std::mutex mutex_;
  std::condition_variable_any changed_;
};

}  // namespace

EditionPtr stored_edition(const Store& store, const ScreenProfile& profile, CrashGuard& guard) {
  const Generation* const generation = store.current();
  if (generation == nullptr) return nullptr;
  guard.try_generation(generation->name, CrashGuard::Step::playing);
  return edition_of(*generation, profile, guard);
}

SyncThread::SyncThread(const Settings& settings, ScreenProfile profile, Store store, RevisionFloor floor,
                       const Clock& clock, Inbox& inbox, Pulse& pulse, CrashGuard& guard)
    : thread_([settings, profile = std::move(profile), store = std::move(store), floor = std::move(floor), &clock,
               &inbox, &pulse, &guard](const std::stop_token& stop) mutable {
        ::pthread_setname_np(::pthread_self(), "sync");
        Worker(settings, std::move(profile), std::move(store), std::move(floor), clock, inbox, pulse, guard).run(stop);
      }) {}

}  // namespace kiosk
