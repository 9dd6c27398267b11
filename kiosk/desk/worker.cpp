#include "desk/worker.h"

#include <pthread.h>
#include <utility>

namespace kiosk {
namespace {

HttpResponse busy() {
  auto response = plain_response(503, "The desk is busy. Try again in a few seconds.\n");
  response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace

Worker::Worker(const std::string& name, std::function<Answer()> begin)
    : thread_([this, name, begin = std::move(begin)](const std::stop_token& stop) {
        ::pthread_setname_np(::pthread_self(), name.c_str());
        run(stop, begin);
      }) {}

Worker::~Worker() {
  end();
}

void Worker::end() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Worker::ask(HttpRequest request, Done done) {
  {
    const std::scoped_lock lock(mutex_);
    if (!ended_ && jobs_.size() < most_waiting) {
      jobs_.push_back({std::move(request), std::move(done)});
      changed_.notify_one();
      return;
    }
  }
  done(busy());
}

void Worker::run(const std::stop_token& stop, const std::function<Answer()>& begin) {
  const Answer answer = begin();
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !jobs_.empty(); }) && !stop.stop_requested()) {
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job.done(answer(job.request));
    lock.lock();
  }
  ended_ = true;
  auto left = std::exchange(jobs_, {});
  lock.unlock();
  for (auto& job : left) job.done(busy());
}

}  // namespace kiosk
