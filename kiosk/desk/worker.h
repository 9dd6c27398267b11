/// A thread that answers requests one after the other: the desk's pages have one, which owns the database, and previews
/// another, which owns fonts and pictures. So the thread that speaks HTTP never waits for a disk or a drawing.
///
/// `ask` is for any thread; the object is made and ended by one.
#pragma once

#include "desk/http.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk {

class Worker {
 public:
  using Answer = std::function<HttpResponse(const HttpRequest&)>;
  using Done = std::function<void(HttpResponse)>;

  /// `begin` runs on the thread, before the first request: what the answers need is made there, and ends there.
  Worker(const std::string& name, std::function<Answer()> begin);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// `done` is called on the thread, once. With more than `most_waiting` before it, or after the end, at once with 503.
  void ask(HttpRequest request, Done done);

  /// Ends the thread after the request that it is at. Those that wait, and all that come later, are answered with 503.
  void end();

  static constexpr std::size_t most_waiting = 256;

 private:
  struct Job {
    HttpRequest request;
    Done done;
  };
  void run(const std::stop_token& stop, const std::function<Answer()>& begin);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Job> jobs_;  ///< protected by mutex_
  bool ended_ = false;    ///< protected by mutex_
  std::jthread thread_;   ///< the last member: it uses the others
};

}  // namespace kiosk
