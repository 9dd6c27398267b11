#include "app/reporter.h"

#include "app/places.h"
#include "app/report_pace.h"
#include "app/snapshot.h"
#include "base/format.h"
#include "base/log.h"
#include "net/curl_http.h"
#include "sync/address.h"

#include <pthread.h>
#include <random>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// What a desk takes (editorial/screens.h). A picture of noise may be larger, and is left out.
constexpr std::size_t most_picture_bytes = std::size_t{1} << 20;

/// The pins are of the endpoint's own host.
std::vector<std::string> pins_for(const Settings& settings) {
  const auto content = parse_url(settings.content);
  const auto report = parse_url(settings.report);
  return content && report && content->host == report->host ? settings.pins : std::vector<std::string>{};
}

std::string token_for(const Settings& settings) {
  auto token = read_report_token(settings);
  if (token) return std::move(*token);
  log::error(token.error());
  return {};
}

std::vector<FormPart> form_of(std::string status, const Bitmap& window, Rotation rotation) {
  std::vector<FormPart> form{{"status", std::move(status), "", "application/json"}};
  if (window.empty()) return form;
  auto picture = small_picture(window, rotation);
  if (picture && picture->size() <= most_picture_bytes) {
    form.push_back({"snapshot", std::move(*picture), "screen.png", "image/png"});
  }
  return form;
}

/// How one report went.
struct Sent {
  Error error;  ///< code "" where it arrived
  std::optional<std::chrono::seconds> retry_after;
};

Sent sent(const std::string& url, const Result<Response>& response) {
  if (!response) return {response.error(), {}};
  if (response->status >= 200 && response->status < 300) return {};
  return {{"report.refused", str(url, " answered ", response->status)}, response->retry_after};
}

/// The first failure, and the first success after it; nothing in between.
class Diary {
 public:
  explicit Diary(std::string url) : url_(std::move(url)) {}
  void note(const Error& error) {
    const bool works = error.code.empty();
    if (works_ == works) return;
    works_ = works;
    if (works) log::info("report.sent", "telling " + url_ + " how this screen is");
    if (!works) log::warn(error.code, error.message + "; the desk does not know how this screen is, until it answers");
  }

 private:
  const std::string url_;
  std::optional<bool> works_;
};

}  // namespace

Reporter::Reporter(const Settings& settings, const Clock& clock, Inbox& inbox)
    : clock_(clock), inbox_(inbox), thread_([this, settings](const std::stop_token& stop) { run(stop, settings); }) {}

void Reporter::hurry() {
  {
    const std::lock_guard lock(mutex_);
    hurried_ = true;
  }
  changed_.notify_one();
}

void Reporter::give(std::string status, Bitmap window) {
  {
    const std::lock_guard lock(mutex_);
    given_ = Given{std::move(status), std::move(window)};
  }
  changed_.notify_one();
}

void Reporter::run(const std::stop_token& stop, const Settings& settings) {
  ::pthread_setname_np(::pthread_self(), "report");
  CurlHttp http({settings.report, token_for(settings), settings.ca_file, settings.allow_http, pins_for(settings)});
  std::mt19937_64 generator{std::random_device{}()};
  const auto random = [&] { return std::uniform_real_distribution<double>(0, 1)(generator); };
  Request request;
  request.url = settings.report;
  request.max_bytes = std::uint64_t{64} << 10;
  request.cancel = stop;
  Diary diary(settings.report);

  ReportPace pace(clock_.steady(), random());
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (std::exchange(hurried_, false)) pace.hurry(clock_.steady(), random());
      changed_.wait_for(lock, stop, pace.next() - clock_.steady(), [this] { return hurried_; });
      if (clock_.steady() < pace.next()) continue;
    }
    inbox_.post(ReportWanted{});
    auto report = wait_for_report(stop);
    if (!report) return;
    const auto form = form_of(std::move(report->status), report->window, static_cast<Rotation>(settings.rotate));
    const auto [error, retry_after] = sent(settings.report, http.post(request, form));
    if (stop.stop_requested()) return;
    const bool arrived = error.code.empty();
    arrived ? pace.sent(clock_.steady(), random()) : pace.failed(clock_.steady(), random(), retry_after);
    diary.note(error);
    inbox_.post(ReportSent{clock_.wall(), error});
  }
}

std::optional<Reporter::Given> Reporter::wait_for_report(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [this] { return given_.has_value(); });
  return std::exchange(given_, {});
}

}  // namespace kiosk
