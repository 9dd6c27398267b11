#include "desk/waiting.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <pthread.h>
#include <utility>

namespace kiosk {

std::optional<std::chrono::seconds> wait_preference(std::string_view prefer) {
  constexpr std::string_view name = "wait=";
  constexpr int longest = 60;
  for (auto preference : split(prefer, ',')) {
    preference = trimmed(preference);
    if (!preference.starts_with(name)) continue;
    preference.remove_prefix(name.size());
    unsigned int seconds = 0;
    const auto [end, error] = std::from_chars(preference.data(), preference.data() + preference.size(), seconds);
    if (error != std::errc{} || end != preference.data() + preference.size() || seconds == 0) return std::nullopt;
    return std::chrono::seconds{std::min<unsigned int>(seconds, longest)};
  }
  return std::nullopt;
}

Waiting::Waiting()
    : thread_([this](const std::stop_token& stop) {
        ::pthread_setname_np(::pthread_self(), "waiting");
        run(stop);
      }) {}

Waiting::~Waiting() {
  thread_.request_stop();
  thread_.join();
  changed();
}

std::uint64_t Waiting::changes() const {
  const std::scoped_lock lock(mutex_);
  return changes_;
}

std::size_t Waiting::count() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

void Waiting::add(std::uint64_t seen, std::chrono::seconds time, const std::function<void()>& suspend,
                  std::function<void()> resume) {
  const std::scoped_lock lock(mutex_);
  suspend();
  if (seen != changes_) return resume();
  waiting_.emplace(std::chrono::steady_clock::now() + time, std::move(resume));
  wake_.notify_one();
}

void Waiting::changed() {
  const std::scoped_lock lock(mutex_);
  ++changes_;
  for (const auto& [end, resume] : waiting_) resume();
  waiting_.clear();
}

void Waiting::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (waiting_.empty()) {
      wake_.wait(lock, stop, [this] { return !waiting_.empty(); });
      continue;
    }
    const auto end = waiting_.begin()->first;
    wake_.wait_until(lock, stop, end, [&] { return waiting_.empty() || waiting_.begin()->first < end; });
    const auto over = waiting_.upper_bound(std::chrono::steady_clock::now());
    std::for_each(waiting_.begin(), over, [](const auto& request) { request.second(); });
    waiting_.erase(waiting_.begin(), over);
  }
}

}  // namespace kiosk
