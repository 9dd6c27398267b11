// metrics.prom, in the text format of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/
#include "app/report.h"
#include "base/format.h"
#include "base/prometheus.h"
#include "base/version.h"
#include "sync/alarm.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace kiosk {
namespace {

double seconds(Instant t) {
  return std::chrono::duration<double>(t.time_since_epoch()).count();
}

}  // namespace

std::string to_metrics(const Report& report) {
  Prometheus metrics("kiosk_");
  const Slide& slide = report.look.edition->document.slides[report.look.slide];
  const auto problems = [&](Severity severity) {
    return static_cast<double>(std::ranges::count(report.edition->problems, severity, &Problem::severity));
  };
  metrics.gauge("info", "What runs here, and with which content.", 1,
                str(Prometheus::label("version", version()), ',', Prometheus::label("screen", report.screen), ',',
                    Prometheus::label("generation", report.edition->generation)));
  metrics.gauge("slide", "The slide on the screen.", 1,
                str(Prometheus::label("id", slide.id), ',', Prometheus::label("language", report.look.language)));
  metrics.gauge("slides", "Slides in the content.", static_cast<double>(report.edition->document.slides.size()));
  metrics.gauge("written_timestamp_seconds", "When this was written.", seconds(report.now));
  metrics.gauge("start_timestamp_seconds", "When the program began.", seconds(report.started));
  metrics.gauge("last_contact_timestamp_seconds", "When the endpoint last answered with content; 0 since the start.",
                report.last_contact ? seconds(*report.last_contact) : 0);
  metrics.gauge("update_failures", "Updates that failed since the last one that worked.", report.failures);
  metrics.gauge("alarm",
                "1 where somebody should look: the content or who sends it cannot be trusted, or does not come.",
                needs_staff(report.last_error, report.failures) || report.expired ? 1 : 0);
  metrics.gauge("clock_trusted", "0 while the clock is behind what is known: slides with dates wait.",
                report.clock == ClockTrust::trusted ? 1 : 0);
  metrics.gauge("content_expired", "1 once the content is past its expiry: calls, events and notices are gone.",
                report.expired ? 1 : 0);
  metrics.gauge("content_errors", "Slides and fields of the content that could not be used.",
                problems(Severity::error));
  metrics.gauge("content_warnings", "Remarks on the content.", problems(Severity::warning));
  metrics.counter("starts_total", "How often this screen began.", report.starts.all);
  metrics.counter("crashes_total", "How often it ended without meaning to.", report.starts.after_crash);
  metrics.counter("frames_late_total", "Frames of fades that came too late, since the start.",
                  static_cast<double>(report.late_frames));
  metrics.gauge("memory_bytes", "Memory that the program holds.", static_cast<double>(report.memory_bytes));
  return std::move(metrics).text();
}

}  // namespace kiosk
