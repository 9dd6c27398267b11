/// Two things that go wrong in one update: each pair of those that have to do with the disk, and of what comes at the
/// same time from the network, the decoder and the power. A new fault is one more row.
#include "base/format.h"
#include "crash/lobby.h"
#include "crypto/sha256.h"
#include "support/announced.h"
#include "support/fake_disk.h"

#include <doctest/doctest.h>
#include <memory>
#include <vector>

namespace kiosk {
namespace {

using test::Announced;
using test::FakeDisk;

const std::filesystem::path cache = "/cache";
/// The content that was shown before, the one that is shown, and the one that comes. Each has pictures.
constexpr int before = 1;
constexpr int shown = 2;
constexpr int coming = 3;

struct Rig {
  FakeDisk disk;
  test::FakeEndpoint endpoint;
  test::CheckPicture decoder;
};

struct Fault {
  std::string name;
  /// What lies on the disk when the program starts.
  std::function<void(Rig&, const std::string& generation)> damage;
  /// What goes wrong from then on.
  std::function<void(Rig&)> begin;
};

using Change = std::function<std::optional<Error>(int write, const std::string& step)>;

/// Several faults of the disk at once: the first that has an error for a step has its way.
void add(Rig& rig, Change change) {
  rig.disk.fail_write = [first = rig.disk.fail_write, change = std::move(change)](int write, const std::string& step) {
    auto error = first ? first(write, step) : std::nullopt;
    return error ? error : change(write, step);
  };
}

void add(Rig& rig, std::function<Result<Response>(const Request&, Response)> change) {
  rig.endpoint.on_the_way = [first = rig.endpoint.on_the_way, change = std::move(change)](const Request& request,
                                                                                          Response response) {
    auto came = first ? first(request, std::move(response)) : Result<Response>(std::move(response));
    return came ? change(request, std::move(*came)) : came;
  };
}

Change fails(const char* code, const char* step_begins) {
  return [=](int, const std::string& step) {
    return step.starts_with(step_begins) ? std::optional(Error{code, "told to fail"}) : std::nullopt;
  };
}

bool is_picture(const Request& request) {
  return request.url.ends_with(".jpg");
}

std::vector<Fault> faults() {
  const auto nothing = [](Rig&) {};
  const auto intact = [](Rig&, const std::string&) {};
  return {
      {"N01 no network", intact,
       [](Rig& rig) {
         add(rig, [](const Request&, const Response&) -> Result<Response> { return fail("net.unreachable", "no"); });
       }},
      {"N09 a picture that breaks off", intact,
       [](Rig& rig) {
         add(rig, [](const Request& request, Response response) -> Result<Response> {
           if (is_picture(request)) return fail("net.cut_short", "half of it");
           return response;
         });
       }},
      {"H18 another picture than was meant", intact,
       [](Rig& rig) {
         add(rig, [](const Request& request, Response response) -> Result<Response> {
           if (request.url.ends_with("p4.jpg")) response.body = "\xff\xd8\xff\xe0 another \xff\xda scan \xff\xd9";
           return response;
         });
       }},
      {"J02 half a document", intact,
       [](Rig& rig) {
         add(rig, [](const Request& request, Response response) -> Result<Response> {
           if (!is_picture(request)) response.body.resize(response.body.size() / 2);
           return response;
         });
       }},
      {"M14 a decoder that dies", intact,
       [](Rig& rig) { rig.decoder = [](std::string_view) { return fail("decode.crashed", "SIGSEGV"); }; }},
      {"D01 no room for files", intact, [](Rig& rig) { add(rig, fails("store.full", "write ")); }},
      {"D02 a sync that fails", intact, [](Rig& rig) { add(rig, fails("store.io", "sync ")); }},
      {"D03 the shown generation cannot be read",
       [](Rig& rig, const std::string& generation) {
         rig.disk.fail_read = [generation](const std::filesystem::path& file) {
           const bool of_it = file.string().find(generation) != std::string::npos;
           return of_it ? std::optional(Error{"store.io", "told to fail"}) : std::nullopt;
         };
       },
       nothing},
      {"D04 a read-only disk", intact, [](Rig& rig) { add(rig, fails("store.denied", "")); }},
      {"D05 out of descriptors", intact,
       [](Rig& rig) {
         add(rig, [](int write, const std::string&) {
           return write % 7 == 0 ? std::optional(Error{"store.busy", "told to fail"}) : std::nullopt;
         });
       }},
      {"D07 a flipped bit in what is shown",
       [](Rig& rig, const std::string& generation) {
         const auto file = cache / "generations" / generation / "document.json";
         auto bytes = rig.disk.bytes_of(file);
         bytes[bytes.size() / 2] ^= 1;
         rig.disk.overwrite(file, bytes);
       },
       nothing},
      {"D08 a torn pointer",
       [](Rig& rig, const std::string& generation) { rig.disk.overwrite(cache / "current", generation.substr(0, 30)); },
       nothing},
      {"D11 leftovers of killed runs",
       [](Rig& rig, const std::string&) {
         for (int i = 0; i < 50; ++i) rig.disk.overwrite(cache / "incoming" / sha256_hex(std::to_string(i)), "left");
         rig.disk.overwrite(cache / "media" / std::string(64, '0'), "orphan");
       },
       nothing},
      {"P01 the power goes in the middle of it", intact, [](Rig& rig) { rig.disk.crash_before(rig.disk.writes + 9); }},
      {"P01 the power goes at the end of it", intact, [](Rig& rig) { rig.disk.crash_before(rig.disk.writes + 17); }},
  };
}

/// All that may be logged on the way; each test looks at what is shown.
std::vector<std::unique_ptr<Announced>> anything() {
  std::vector<std::unique_ptr<Announced>> all;
  for (const auto* code :
       {"net.unreachable", "net.cut_short", "sync.picture_hash", "sync.bad_document", "sync.picture_undecodable",
        "store.full", "store.io", "store.denied", "store.busy", "store.damaged", "store.memory", "store.missing"}) {
    all.push_back(std::make_unique<Announced>(code, Announced::Often::perhaps));
  }
  return all;
}

/// Old, the one before or new, to the last byte.
bool is_whole(const Store& store, FakeDisk& disk) {
  if (store.current() == nullptr) return false;
  const int content = test::content_of(*store.current(), disk);
  return content == before || content == shown || content == coming;
}

/// What is shown while two faults last, at a start in the middle of them, and when they are over.
void check_pair(const Fault& first, const Fault& second) {
  const auto warnings = anything();
  Rig rig;
  for (const int n : {before, shown}) {
    REQUIRE(std::holds_alternative<Updated>(test::update_to(n, rig.disk, cache)));
    rig.disk.power_on([](std::size_t) { return true; });
  }
  const auto pointer = rig.disk.bytes_of(cache / "current");
  const auto generation = pointer.substr(0, pointer.size() - 1);
  first.damage(rig, generation);
  second.damage(rig, generation);
  rig.endpoint.serve(coming);
  first.begin(rig);
  second.begin(rig);
  {
    auto store = Store::open(rig.disk, cache);
    REQUIRE(store);
    CHECK(is_whole(*store, rig.disk));
    for (int attempt = 0; attempt < 3; ++attempt) {
      std::ignore = test::update_from(rig.endpoint, *store, rig.decoder);
      CHECK(is_whole(*store, rig.disk));
    }
  }
  rig.disk.power_on([](std::size_t n) { return n % 2 == 0; });
  CHECK(test::current_content(rig.disk, cache).value_or(-1) > 0);

  rig.disk.fail_write = nullptr;
  rig.disk.fail_read = nullptr;
  rig.disk.room = 1ULL << 40;
  REQUIRE(!std::holds_alternative<Kept>(test::update_to(coming, rig.disk, cache)));
  rig.disk.power_on([](std::size_t) { return false; });
  CHECK(test::current_content(rig.disk, cache) == coming);
}

TEST_CASE(
    "[D01 to D11, M14, N, H, J, P01] whatever two things go wrong in one update: whole content, and it recovers") {
  const auto all = faults();
  int pairs = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i; j < all.size(); ++j) {
      CAPTURE(all[i].name);
      CAPTURE(all[j].name);
      check_pair(all[i], all[j]);
      ++pairs;
    }
  }
  CHECK(pairs == 120);
  MESSAGE(pairs, " pairs of faults (each with itself, too)");
}

}  // namespace
}  // namespace kiosk
