/// A thousand screens that poll and twenty people who edit, at once, on one desk: what the screens wait for their 304,
/// what the people wait for pages, previews and publishing, and whether anything fails. Prints a table; exits with 1
/// where anything failed, as that is no matter of speed.
///
///   cmake --build build/dev --target bench_crowd && build/dev/bin/bench_crowd [seconds]
#include "base/format.h"
#include "bench/polling.h"
#include "desk/client.h"
#include "program/process.h"
#include "support/folder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <thread>

namespace {

using namespace kiosk;
using namespace std::chrono_literals;
using Now = std::chrono::steady_clock;

constexpr std::size_t screens = 1000;
constexpr int people = 20;
/// From what somebody does to the next thing: quicker than anyone writes.
constexpr auto thought = 700ms;

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto at = text.find(before);
  if (at == std::string::npos) return {};
  const auto begin = at + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

std::string hidden_value(const std::string& page, const std::string& name) {
  return between(page, str("name=\"", name, "\" value=\""), "\"");
}

std::string escaped(const std::string& text) {
  std::string url;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    plain ? url += c : url += {'%', digits[byte >> 4U], digits[byte & 0xfU]};
  }
  return url;
}

/// What everybody waited for, by what it was.
class Waits {
 public:
  void add(const std::string& what, Now::duration took) {
    const std::scoped_lock lock(mutex_);
    milliseconds_[what].push_back(std::chrono::duration<double, std::milli>(took).count());
  }
  void fail(const std::string& what, const test::Reply& reply) {
    const std::scoped_lock lock(mutex_);
    if (++failures_ <= 5)
      std::printf("failed: %s: %d %s\n", what.c_str(), reply.status, reply.body.substr(0, 200).c_str());
  }
  int failures() const { return failures_; }
  void print() {
    for (auto& [what, times] : milliseconds_) {
      std::ranges::sort(times);
      const auto at = [&times](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
      };
      std::printf("%-34s %8zu times  p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms\n", what.c_str(), times.size(), at(0.5),
                  at(0.95), at(0.99));
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<double>> milliseconds_;
  int failures_ = 0;
};

class Person {
 public:
  Person(std::uint16_t port, Waits& waits, int number) : port_(port), waits_(waits), number_(number) {}

  void enter(const std::string& secret) {
    const auto reply = post("account", "/welcome/" + secret,
                            {{"full_name", str("Person ", number_)},
                             {"name", str("person-", number_)},
                             {"password", str("long enough for ", number_)}},
                            303);
    cookie_ = between(reply.field("set-cookie"), "", ";");
  }

  /// Makes a slide, and then writes at it, looks at it and publishes it, until `end`.
  void work(Now::time_point end) {
    const auto made = post("save", "/new/news", fields(get("page", "/new/news").body, "save"), 303);
    address_ = between(made.field("location") + "?", "", "?");
    for (int step = 1; Now::now() < end; ++step) {
      std::this_thread::sleep_for(thought);
      const auto page = get("page", address_).body;
      post("preview", "/preview", fields(page, "save"), 200);
      post(step % 5 == 0 ? "publish" : "save", address_, fields(page, step % 5 == 0 ? "publish" : "save"), 303);
    }
  }

 private:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  Fields fields(const std::string& page, const std::string& wish) {
    ++written_;
    return {{"_token", hidden_value(page, "_token")},
            {"_base", hidden_value(page, "_base")},
            {"_id", hidden_value(page, "_id")},
            {"_size", "960x540"},
            {"_language", "en"},
            {"_do", wish},
            {"kind", "news"},
            {"/title/en", str("What person ", number_, " wrote, for the ", written_, "th time")},
            {"/lead/en", "A few lines about something that happened, as long as such lines are."}};
  }

  test::Reply get(const std::string& what, const std::string& path) {
    return timed(what, 200,
                 str("GET ", path, " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nCookie: ", cookie_, "\r\n\r\n"));
  }

  test::Reply post(const std::string& what, const std::string& path, const Fields& form, int expected) {
    std::string body;
    for (const auto& [name, value] : form) body += str(body.empty() ? "" : "&", escaped(name), '=', escaped(value));
    return timed(
        what, expected,
        str("POST ", path,
            " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nCookie: ", cookie_,
            "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ", body.size(), "\r\n\r\n", body));
  }

  test::Reply timed(const std::string& what, int expected, const std::string& request) {
    const auto begun = Now::now();
    auto reply = test::converse(port_, request);
    waits_.add(what, Now::now() - begun);
    if (reply.status != expected) waits_.fail(what, reply);
    return reply;
  }

  const std::uint16_t port_;
  Waits& waits_;
  const int number_;
  int written_ = 0;
  std::string cookie_;
  std::string address_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 60);
  const test::Folder folder;
  const auto records = (folder / "records").string();
  const auto demo = std::string(KIOSK_SOURCE_DIR "/config/demo/content.json");
  if (test::kiosk_desk({"import", demo, "--state", records}).code != 0) return 1;
  test::Process desk(folder.path(), {KIOSK_DESK_PROGRAM, "serve", "--state", records, "--listen", "127.0.0.1:0"});
  if (!test::eventually([&desk] { return desk.out().find("the desk is at") != std::string::npos; })) return 1;
  const auto port = static_cast<std::uint16_t>(std::stoi(between(desk.out(), "the desk is at http://127.0.0.1:", "/")));

  Waits waits;
  std::vector<Person> crowd;
  for (int i = 1; i <= people; ++i) {
    const auto invited = test::kiosk_desk({"invite", "--role", "editor", "--state", records});
    crowd.emplace_back(port, waits, i).enter(between(invited.out, "/welcome/", "\n"));
  }

  bench::Polled polled;
  const auto end = Now::now() + seconds;
  std::jthread polling([&] { polled = bench::poll({port, "/content.json", screens, 1000ms, seconds}); });
  std::vector<std::jthread> working;
  for (auto& person : crowd) working.emplace_back([&person, end] { person.work(end); });
  working.clear();
  polling.join();

  std::printf(
      "%zu screens, each once a second:   %zu times 304, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms; %zu times new content; "
      "%zu errors\n",
      screens, polled.not_modified, polled.percentile(0.5), polled.percentile(0.95), polled.percentile(0.99),
      polled.others, polled.errors);
  std::printf("%d people for %lld s:\n", people, static_cast<long long>(seconds.count()));
  waits.print();
  std::printf("%d failures\n", waits.failures());
  return waits.failures() == 0 && polled.errors == 0 ? 0 : 1;
}
