/// Years of a screen's life in seconds: the real update, store, programme and director, with the clock, the network and
/// the disk under the test's hand. Every slide change and every update happens; only the waiting and the painting do
/// not.
#include "app/director.h"
#include "base/format.h"
#include "base/log.h"
#include "crypto/sha256.h"
#include "studio/make.h"
#include "support/fake_disk.h"
#include "sync/backoff.h"
#include "sync/update.h"

#include <chrono>
#include <cstdlib>
#include <doctest/doctest.h>
#include <functional>
#include <malloc.h>
#include <random>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// Five years of them are a hundred thousand updates.
constexpr Millis poll = 26min + 18s;
constexpr Instant beginning = std::chrono::sys_days{2026y / 2 / 20} + 8h;

std::string jpeg(int n) {
  return str("\xff\xd8\xff\xe0 picture ", n, " \xff\xda scan \xff\xd9");
}

std::string news(const std::string& id, const std::string& more = "") {
  return str(R"({"kind": "news", "id": ")", id, R"(", "title": "A title", "dwell": 30)", more, "}");
}

/// Issue `n` of the content: slides that stay, one that is new, with a picture, and an event of the day after tomorrow.
std::string issue(int n, Instant now) {
  const auto day = to_iso(std::chrono::floor<std::chrono::days>(now) + 48h).substr(0, 10);
  const auto picture = str(R"(, "picture": {"src": ")", n, R"(.jpg", "sha256": ")", sha256_hex(jpeg(n)), R"("})");
  return str(R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [)",
             news("one"), ",", news("two"), ",", news(str("new-", n), picture), ",",
             R"({"kind": "event", "id": "seminar", "title": "A seminar", "start": ")", day, R"(T14:00"}]})");
}

Response answer(int status, std::string body = "") {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

/// An endpoint with a new issue about every twentieth time, of which one answer in ten is wrong.
class Endpoint final : public Http {
 public:
  explicit Endpoint(std::mt19937_64& random) : random_(random) {}

  void turn(Instant now) {
    fault_ = chance() < 0.1 ? static_cast<int>(1 + random_() % faults) : 0;
    if (issue_ == 0 || chance() < 0.05) good_ = issue(++issue_, now);
  }

  Result<Response> get(const Request& request) override {
    auto response = request.url.ends_with(".jpg") ? picture() : document(request.if_none_match);
    if (response) response->final_url = request.url;
    return response;
  }

  double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  bool faulty() const { return fault_ != 0; }
  /// The name of the generation that the right answer makes.
  std::string good() const { return sha256_hex(good_); }

 private:
  static constexpr int faults = 12;

  Result<Response> document(const std::string& if_none_match) {
    switch (fault_) {
      case 1:
        return fail("net.unreachable", "refused");
      case 2:
        return fail("net.timeout", "too slow");
      case 3:
        return fail("net.cut_short", "cut short");
      case 4:
        return fail("net.tls", "the certificate is out of date");
      case 5:
        return answer(503);
      case 6:
        return answer(404);
      case 7:
        return answer(200, "<!doctype html><title>Log in</title>");
      case 8:
        return answer(200, good_.substr(0, random_() % good_.size()));
      case 9:
        return answer(200, R"({"version": 1, "institute": {"name": "I", "time_zone": "Europe/Oslo"}, "slides": []})");
      case 10:
        return answer(200, std::string(2000, '['));
      case 11:
      case 12:
        return answer(200, issue(1'000'000 + issue_, beginning));  // whose picture will be wrong
      default:
        break;
    }
    const auto etag = str('"', issue_, '"');
    if (if_none_match == etag) return answer(304);
    auto response = answer(200, good_);
    response.etag = etag;
    return response;
  }
  Result<Response> picture() const {
    if (fault_ == 0) return answer(200, jpeg(issue_));
    return answer(200, fault_ == 11 ? "GIF89a" : jpeg(0));
  }

  std::mt19937_64& random_;
  int fault_ = 0;
  int issue_ = 0;
  std::string good_;
};

struct Life {
  int changes = 0;
  int updates = 0;
  int wrong = 0;
  int published = 0;
  std::size_t log = 0;          ///< of all its lines, with their times
  std::size_t heap_early = 0;   ///< bytes in use after a tenth of the time
  std::size_t heap_late = 0;    ///< and at the end
  std::size_t files_early = 0;  ///< in the cache
  std::size_t files_late = 0;
};

std::size_t heap() {
  return ::mallinfo2().uordblks;
}

/// The lobby's screen from its first start on; `check` is told of everything that is on.
Life live(std::uint64_t seed, Millis years) {
  Life life;
  std::mt19937_64 random(seed);
  Endpoint endpoint(random);
  test::FakeDisk disk;
  Settings settings;
  settings.content = "https://example.org/content.json";
  const ScreenProfile profile{"lobby", {}};
  Instant now = beginning;
  const auto old_sink = log::set_sink([&](log::Level, std::string_view code, std::string_view text) {
    life.log = std::hash<std::string>{}(str(life.log, to_iso(now), code, text));
  });

  Director director(profile);
  auto store = Store::open(disk, "/cache");
  REQUIRE(store);
  RevisionFloor floor(disk, "/state/revision.floor", settings, nullptr);
  Error last_error;
  int failures = 0;
  std::string current = "built-in";
  std::string before = "built-in";
  const auto update_once = [&] {
    endpoint.turn(now);
    disk.steps.clear();
    const auto outcome = update({.settings = settings,
                                 .http = endpoint,
                                 .store = *store,
                                 .floor = floor,
                                 .check_document = [&](const Document& read) { return check_playable(read, now); },
                                 .check_picture = [](std::string_view) { return Result<void>{}; },
                                 .now = now,
                                 .last_error = last_error,
                                 .attempt = failures + 1,
                                 .cancel = {},
                                 .patience = {}});
    ++life.updates;
    const auto* kept = std::get_if<Kept>(&outcome);
    REQUIRE((kept != nullptr) == endpoint.faulty());
    failures = kept != nullptr ? failures + 1 : 0;
    life.wrong += kept != nullptr ? 1 : 0;
    last_error = kept != nullptr ? kept->error : Error{};
    if (const auto* published = std::get_if<Updated>(&outcome)) {
      ++life.published;
      REQUIRE(published->generation.name == endpoint.good());
      before = std::exchange(current, published->generation.name);
      auto edition = make_edition(current, published->generation.document, profile, {});
      REQUIRE(edition);
      director.take(*edition);
    }
    return kept != nullptr ? retry_delay(poll, failures, endpoint.chance()) : poll;
  };

  /// The power goes, and what was not synced is lost or not, as it falls.
  const auto start_anew = [&] {
    store = fail("store.closed", "");
    disk.power_on([&](std::size_t) { return endpoint.chance() < 0.5; });
    store = Store::open(disk, "/cache");
    REQUIRE(store);
    REQUIRE(store->current() != nullptr);
    REQUIRE(store->current()->name == current);
  };

  const Instant end = beginning + years;
  const Instant early = beginning + years / 10;
  Instant next_update = beginning;
  Instant next_start = beginning + 24h * 7;
  Look look = director.look_at(now);
  while (now < end) {
    if (now >= next_update) next_update = now + update_once();
    if (now >= next_start) {
      next_start = now + 24h * 7;
      start_anew();
    }
    const Look wanted = director.look_at(now);
    if (!(wanted == look)) {
      look = wanted;
      ++life.changes;
      const auto& shown = look.edition->generation;
      REQUIRE_MESSAGE((shown == current || shown == before || life.published == 0), shown);
      REQUIRE(look.until > now);
    }
    if (life.heap_early == 0 && now >= early) {
      life.heap_early = heap();
      life.files_early = disk.files().size();
    }
    now = std::min({next_update, next_start, director.look_ends(look, now), end});
  }
  life.heap_late = heap();
  life.files_late = disk.files().size();
  log::set_sink(old_sink);
  return life;
}

TEST_CASE(
    "a screen lives for years: what is on is whole, memory and files stay as they are, and it could all be told "
    "again") {
  const bool all_of_it = std::getenv("KIOSK_LONG_TESTS") != nullptr;
  const Millis time = all_of_it ? Millis{24h * 365 * 5} : Millis{24h * 180};
  const Life life = live(7, time);
  MESSAGE(life.changes, " slide changes, ", life.updates, " updates, of which ", life.wrong, " went wrong and ",
          life.published, " brought something new; heap ", life.heap_early / 1024, " kB early and ",
          life.heap_late / 1024, " kB late, files ", life.files_early, " and ", life.files_late);
  CHECK(life.wrong > life.updates / 20);
  CHECK(life.published > life.updates / 40);
  CHECK(life.heap_late < life.heap_early + 64 * 1024);
  CHECK(life.files_late <= life.files_early + 4);
  CHECK(live(7, time).log == life.log);
  CHECK(live(8, time).log != life.log);
}

}  // namespace
}  // namespace kiosk
