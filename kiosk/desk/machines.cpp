#include "desk/machines.h"

#include "base/prometheus.h"
#include "base/version.h"
#include "editorial/publications.h"
#include "editorial/screens.h"
#include "editorial/slides.h"
#include "editorial/stored_json.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace kiosk {
namespace {

constexpr std::string_view report_path = "/report";
constexpr std::string_view metrics_path = "/metrics";

HttpResponse failed(const Error& error) {
  if (error.code == "screens.token") {
    auto response = plain_response(401, error.message + "\n");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  return plain_response(error.code == "screens.report" ? 400 : 500, error.message + "\n");
}

HttpResponse not_allowed(std::string_view method) {
  auto response = plain_response(405, "Only " + std::string(method) + " is answered here.\n");
  response.headers.emplace_back("Allow", method);
  return response;
}

HttpResponse take_report(const HttpRequest& request, Database& database, Instant now) {
  if (request.method != "POST") return not_allowed("POST");
  constexpr std::string_view bearer = "Bearer ";
  auto token = request.header("authorization");
  if (!token.starts_with(bearer)) return failed({"screens.token", "A screen's token is needed."});
  token.remove_prefix(bearer.size());
  const auto snapshot = std::ranges::find(request.uploads, "snapshot", &Upload::field);
  const auto taken = Screens(database).report(
      token, request.value("status"), snapshot == request.uploads.end() ? std::string_view() : snapshot->bytes, now);
  return taken ? HttpResponse{204, "text/plain; charset=utf-8", "", {}} : failed(taken.error());
}

double seconds(Instant t) {
  return std::chrono::duration<double>(t.time_since_epoch()).count();
}

/// The revision that a screen says it has; 0 where it says none.
double revision_in(std::string_view status) {
  const Json json = parse_stored(status);
  const auto* const revision = json.member("revision");
  const auto* const number = revision == nullptr ? nullptr : revision->value.as<double>();
  return number == nullptr ? 0 : *number;
}

/// A proxy in front comes from this machine too, but says for whom.
bool is_from_here(const HttpRequest& request) {
  return (request.peer == "127.0.0.1" || request.peer == "::1") && request.header("x-forwarded-for").empty();
}

HttpResponse metrics(const HttpRequest& request, Database& database, PictureBox& pictures) {
  if (request.method == "POST") return not_allowed("GET");
  if (!is_from_here(request)) return plain_response(403, "Figures are for this machine only.\n");
  const auto screens = Screens(database).all();
  if (!screens) return failed(screens.error());
  const auto slides = SlideBook(database).all();
  if (!slides) return failed(slides.error());
  const auto published = Publications(database, pictures).history(1);
  if (!published) return failed(published.error());

  Prometheus text("kiosk_desk_");
  text.gauge("info", "What runs here.", 1, Prometheus::label("version", version()));
  text.gauge("published_revision", "The revision that the screens should have.",
             published->empty() ? 0 : static_cast<double>(published->front().revision));
  text.gauge("published_timestamp_seconds", "When it was published.",
             published->empty() ? 0 : seconds(published->front().at));
  constexpr std::array<std::pair<SlideState, std::string_view>, 5> states{{{SlideState::draft, "draft"},
                                                                           {SlideState::review, "review"},
                                                                           {SlideState::live, "live"},
                                                                           {SlideState::changed, "changed"},
                                                                           {SlideState::taken_down, "taken_down"}}};
  for (const auto& [state, name] : states) {
    text.gauge("slides", "Slides in the desk.",
               static_cast<double>(std::ranges::count(*slides, state, &SlideRecord::state)),
               Prometheus::label("state", name));
  }
  text.gauge("screens", "Screens that may report.", static_cast<double>(screens->size()));
  for (const auto& screen : *screens) {
    text.gauge("screen_reported_timestamp_seconds", "When the screen last reported; 0: never.",
               screen.reported ? seconds(*screen.reported) : 0, Prometheus::label("screen", screen.name));
  }
  for (const auto& screen : *screens) {
    text.gauge("screen_revision", "The revision that the screen says it has; 0: it says none.",
               revision_in(screen.status), Prometheus::label("screen", screen.name));
  }
  return {200, "text/plain; version=0.0.4; charset=utf-8", std::move(text).text(), {{"Cache-Control", "no-store"}}};
}

}  // namespace

bool is_for_machines(std::string_view path) {
  return path == report_path || path == metrics_path;
}

HttpResponse answer_machine(const HttpRequest& request, Database& database, PictureBox& pictures, Instant now) {
  return request.path == report_path ? take_report(request, database, now) : metrics(request, database, pictures);
}

}  // namespace kiosk
