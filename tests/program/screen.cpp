#include "program/screen.h"

#include "base/format.h"
#include "base/text.h"
#include "decode/encode.h"
#include "parse/findings.h"
#include "parse/json.h"

#include <doctest/doctest.h>
#include <random>

namespace kiosk::test {
namespace {

using namespace std::chrono_literals;

const Json& member(const Json& json, std::string_view key) {
  static const Json none;
  const auto* found = json.member(key);
  return found != nullptr ? found->value : none;
}

std::string text(const Json& json, std::string_view key) {
  const auto* value = member(json, key).as<std::string>();
  return value != nullptr ? *value : "";
}

double number(const Json& json, std::string_view key) {
  const auto* value = member(json, key).as<double>();
  return value != nullptr ? *value : 0;
}

bool flag(const Json& json, std::string_view key) {
  const auto* value = member(json, key).as<bool>();
  return value != nullptr && *value;
}

std::string quoted(const std::string& plain) {
  return write_json_line(Json(plain));
}

}  // namespace

Screen::Screen(const std::string& content, const std::string& settings) {
  const auto unless_given = [&](const std::string& name, const std::string& value) {
    return settings.find("\"" + name + "\"") == std::string::npos ? str(", \"", name, "\": ", value) : "";
  };
  folder_.write("kiosk.json",
                str(R"({"content": )", quoted(content), R"(, "cache_dir": )", quoted(cache()), R"(, "state_dir": )",
                    quoted(state()), R"(, "screen": "lobby")", unless_given("poll_seconds", "1"),
                    unless_given("size", R"("640x360")"), settings.empty() ? "" : ", ", settings, "}"));
}

Words Screen::command(const Words& words) const {
  Words all{KIOSK_PROGRAM, "show", "--config", folder_ / "kiosk.json"};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

void Screen::start(const Words& words, const Environment& environment, Process::Output output, Words through) {
  process_.reset();
  const auto own = command(words);
  through.insert(through.end(), own.begin(), own.end());
  process_ = std::make_unique<Process>(folder_.path(), through, environment, output);
}

std::optional<int> Screen::end(int signal) {
  process_->signal(signal);
  return process_->wait(10s);
}

std::optional<Status> Screen::status() const {
  const auto bytes = bytes_of(state() / "status.json");
  Findings findings(bytes);
  const auto json = read_json(bytes, findings);
  if (!json || !process_ || number(*json, "pid") != process_->pid()) return std::nullopt;
  const Json& slide = member(*json, "slide");
  const Json& update = member(*json, "update");
  Status status{text(*json, "generation"),
                text(slide, "id"),
                text(slide, "language"),
                text(slide, "since"),
                text(slide, "until"),
                text(update, "code"),
                text(update, "message"),
                static_cast<int>(number(update, "failures")),
                {},
                text(*json, "clock"),
                flag(update, "alarm")};
  if (const auto* problems = member(*json, "problems").as<JsonArray>()) {
    for (const auto& problem : *problems) status.problems.push_back(text(problem, "code"));
  }
  return status;
}

Status Screen::wait_for(const std::string& what, const std::function<bool(const Status&)>& is_true) const {
  std::optional<Status> found;
  const bool came = eventually([&] {
    found = status();
    return !process_->runs() || (found && is_true(*found));
  });
  REQUIRE_MESSAGE((came && found && is_true(*found)), "waited for ", what, " of ", folder_.path().string(),
                  "; its status:\n", bytes_of(state() / "status.json"), "its log:\n", process_->err());
  return *found;
}

Status Screen::wait_for_slide_of(const std::string& prefix) const {
  return wait_for("a slide of " + prefix, [&](const Status& s) { return s.slide.starts_with(prefix); });
}

Status Screen::wait_for_next_slide() const {
  const auto before = status();
  return wait_for("the next slide", [&](const Status& s) { return !before || s.since != before->since; });
}

std::vector<std::string> Screen::complaints() const {
  std::vector<std::string> lines;
  const auto log = process_->err();
  for (const auto line : split(log, '\n')) {
    if (line.starts_with("warning ") || line.starts_with("error ")) lines.emplace_back(line);
  }
  return lines;
}

std::string content(const std::string& prefix, const std::string& more) {
  const auto slide = [&](int n) {
    return str(R"({"kind": "news", "id": ")", prefix, "-", n,
               R"(", "seconds": 3, "title": {"en": "News ", "nb": "Nytt )", n, "\"}}");
  };
  return str(R"({"version": 1, "institute": {"name": "Institute for Cancer Research", "time_zone": "Europe/Oslo",)",
             R"( "languages": ["en", "nb"], "theme": "icr"}, "slides": [)", "\n", slide(1), ",\n", slide(2),
             more.empty() ? "" : ",\n", more, "]}\n");
}

std::string slide_with_picture(const std::string& id, const std::string& src, const std::string& more) {
  return str(R"({"kind": "news", "id": ")", id, R"(", "seconds": 3, "title": "With a picture", "picture": {"src": ")",
             src, "\"", more.empty() ? "" : ", ", more, "}}");
}

std::string noise(int width, int height) {
  Bitmap bitmap({width, height});
  std::mt19937 random(1);
  for (auto& pixel : bitmap.pixels()) pixel = static_cast<Pixel>(random() & 0xffffffU);
  auto png = encode_png(bitmap);
  REQUIRE(png);
  return std::move(*png);
}

Desk::Desk(const std::filesystem::path& served, int port)
    : process_(folder_.path(), {KIOSK_DESK_PROGRAM, "files", served, "--listen", str("127.0.0.1:", port)}) {
  const bool up = eventually([this] { return process_.out().ends_with("/\n") || !process_.runs(); });
  const auto line = process_.out();
  REQUIRE_MESSAGE((up && line.ends_with("/\n")), line, process_.err());
  port_ = std::stoi(line.substr(line.rfind(':') + 1));
}

std::string Desk::url(const std::string& path) const {
  return str("http://127.0.0.1:", port_, "/", path);
}

}  // namespace kiosk::test
