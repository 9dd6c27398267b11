/// A desk that is killed while people work: what was acknowledged is there at the next start, nothing is half, and the
/// screens' folder holds one whole, signed publication at every moment.
#include "base/file.h"
#include "base/format.h"
#include "crypto/sha256.h"
#include "editorial/press.h"
#include "support/long_tests.h"
#include "support/shared.h"
#include "support/traced.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kiosk {
namespace {

using test::bytes_of;
using test::Folder;
using test::monday;
using test::news;
using test::Shared;

constexpr int slides = 4;

/// What the desk has answered for: how many versions, pictures and publications there are, and which of these is in the
/// folder.
struct Acknowledged {
  Shared versions;
  Shared pictures;
  Shared revision;
  Shared in_folder;
};

/// All of a desk that is not on the disk; made anew at each start.
struct Desk {
  explicit Desk(const std::filesystem::path& folder)
      : database(std::move(*Database::open(folder / "desk.db"))),
        box(database, folder / "box", decoder),
        published(folder / "published"),
        key(read_secret_key(bytes_of(folder / "key")).value()) {}

  std::int64_t count(std::string_view table) {
    const auto rows = database.ask(str("SELECT count(*) FROM ", table));
    rows->next();
    return rows->number(0);
  }
  std::int64_t newest_revision() {
    const auto newest = publications.history(1).value();
    return newest.empty() ? 0 : static_cast<std::int64_t>(newest.front().revision);
  }
  Result<void> bring() { return bring_folder_up_to_date(publications, box, published, key, monday); }

  Database database;
  Decoder decoder;
  PictureBox box;
  SlideBook book{database};
  Publications publications{database, box};
  const std::filesystem::path published;
  const std::optional<SecretKey> key;
  Account kari{.id = 1, .name = "kari", .full_name = "Kari", .role = Role::admin, .language = "en", .closed = false};
};

/// One thing that somebody does, chosen by `random`. Whatever returns is acknowledged at once.
class Shift {
 public:
  Shift(Desk& desk, Acknowledged& told, std::mt19937& random) : desk_(desk), told_(told), random_(random) {}

  bool work() {
    switch (any(8)) {
      case 0:
        return add_picture();
      case 1:
        return take_down() && bring();
      case 2:
        return go_back() && bring();
      case 3:
        return reorder() && bring();
      default:
        return save_and_publish() && bring();
    }
  }
  bool bring() {
    if (!desk_.bring()) return false;
    *told_.in_folder = desk_.newest_revision();
    return true;
  }

 private:
  unsigned any(std::size_t below) { return static_cast<unsigned>(random_() % below); }

  bool add_picture() {
    const auto bytes = test::colour_png(static_cast<Pixel>(random_() & 0xffffffU));
    if (!desk_.box.add(bytes, "a.png", desk_.kari, monday)) return false;
    *told_.pictures = desk_.count("pictures");
    return true;
  }
  bool save_and_publish() {
    const auto pictures = desk_.box.all().value();
    const auto all = desk_.book.all().value();
    const auto slide = all.at(any(all.size()));
    const auto next = slide.draft.number + 1;
    const auto json = news(str(slide.id, " version ", next), pictures.at(any(pictures.size())).file);
    if (!desk_.book.save(slide.id, slide.draft.number, json, desk_.kari, monday)) return false;
    *told_.versions = desk_.count("versions");
    return told_revision(desk_.publications.publish(slide.id, next, desk_.kari, monday));
  }
  bool take_down() {
    const auto all = desk_.book.all().value();
    const auto slide = all.at(any(all.size()));
    return !slide.live || told_revision(desk_.publications.take_down(slide.id, desk_.kari, monday));
  }
  bool go_back() {
    const auto history = desk_.publications.history(30).value();
    if (history.empty()) return true;
    return told_revision(desk_.publications.go_back(history.at(any(history.size())).revision, desk_.kari, monday));
  }
  bool reorder() {
    std::vector<std::string> ids;
    const auto all = desk_.book.all().value();
    for (const auto& slide : all) ids.push_back(slide.id);
    std::ranges::shuffle(ids, random_);
    if (!desk_.book.reorder(ids, desk_.kari, monday)) return false;
    return told_revision(desk_.publications.publish_again("order", desk_.kari, monday));
  }
  template <class Published>
  bool told_revision(const Result<Published>& published) {
    *told_.revision = desk_.newest_revision();
    return published.has_value();
  }

  Desk& desk_;
  Acknowledged& told_;
  std::mt19937& random_;
};

/// A folder with a desk at which some slides and pictures are, and one publication.
void furnish(const Folder& folder, Acknowledged& told) {
  folder.write("key", secret_key_file(make_secret_key()));
  Desk desk(folder.path());
  desk.database.run("INSERT INTO accounts (id, name, full_name, role) VALUES (1, 'kari', 'Kari', 2)");
  for (const Pixel colour : {0x336699U, 0x993366U, 0x669933U}) {
    REQUIRE(desk.box.add(test::colour_png(colour), "a.png", desk.kari, monday));
  }
  for (int n = 0; n < slides; ++n) REQUIRE(desk.book.add(news(str("slide ", n)), desk.kari, monday));
  REQUIRE(desk.publications.publish("slide-0", 1, desk.kari, monday));
  REQUIRE(desk.bring());
  *told.versions = slides;
  *told.pictures = 3;
  *told.revision = *told.in_folder = 1;
}

/// As many as were acknowledged, or one more, which was done when the kill came; that is the count from now on.
void check_count(Shared& told, std::int64_t found) {
  const std::int64_t before = *told;
  REQUIRE(found >= before);
  REQUIRE(found <= before + 1);
  *told = found;
}

/// The next start after a kill.
void check_start(const Folder& folder, Acknowledged& told) {
  Desk desk(folder.path());
  const auto sound = desk.database.ask("PRAGMA integrity_check");
  REQUIRE(sound->next());
  REQUIRE(sound->text(0) == "ok");
  REQUIRE_FALSE(desk.database.ask("PRAGMA foreign_key_check")->next());

  check_count(told.versions, desk.count("versions"));
  check_count(told.pictures, desk.count("pictures"));
  check_count(told.revision, desk.newest_revision());
  const auto pictures = desk.box.all();
  for (const auto& picture : *pictures) REQUIRE(sha256_hex(bytes_of(desk.box.path_of(picture))) == picture.sha256);

  // Before anything is mended: the folder is a whole one, of a publication that the database knows.
  const auto in_folder = read_document(bytes_of(desk.published / "content.json")).document;
  REQUIRE(in_folder.has_value());
  const auto meant = desk.publications.document(in_folder->revision);
  REQUIRE(meant);
  REQUIRE(publish_folder_holds(desk.published, *meant, desk.key));
  REQUIRE(static_cast<std::int64_t>(in_folder->revision) >= *told.in_folder);
  // It is mended in the work that follows, which is killed, too.
  *told.in_folder = static_cast<std::int64_t>(in_folder->revision);
}

int run_desk(const Folder& folder, Acknowledged& told, unsigned seed, int steps) {
  std::mt19937 random(seed);
  Desk desk(folder.path());
  Shift shift(desk, told, random);
  if (!shift.bring()) return 1;
  for (int step = 0; step < steps; ++step) {
    if (!shift.work()) return 2;
  }
  return 0;
}

TEST_CASE("killed at random times, the desk has what it acknowledged, and its folder one whole publication") {
  const int kills = test::long_tests() ? 750 : 80;
  const Folder folder(test::memory_disk());
  Acknowledged told;
  furnish(folder, told);
  std::mt19937 random(20260302);
  for (int kill = 0; kill < kills; ++kill) {
    const auto seed = static_cast<unsigned>(random());
    const auto after = static_cast<int>(random() % (random() % 4 == 0 ? 120'000 : 25'000));
    CAPTURE(kill);
    const auto run = test::run_killed_after([&] { return run_desk(folder, told, seed, 1000); }, after);
    REQUIRE(run.killed);
    check_start(folder, told);
  }
  CHECK(*told.revision > kills / 10);
  MESSAGE(kills, " kills at random times, ", (*told.versions).load(), " versions, ", (*told.pictures).load(),
          " pictures and ", (*told.revision).load(), " publications: none lost, none half");
}

TEST_CASE("killed before or after any system call that has to do with files, likewise") {
  const int kills = test::long_tests() ? 750 : 70;
  const Folder folder(test::memory_disk());
  Acknowledged told;
  furnish(folder, told);
  std::mt19937 random(20260303);
  int killed = 0;
  int behind = 0;
  int longest = test::run_traced([&] { return run_desk(folder, told, 1, 3); }, 0).stops;
  while (killed < kills) {
    const auto seed = static_cast<unsigned>(random());
    const auto work = [&] { return run_desk(folder, told, seed, 3); };
    const int stop = 1 + static_cast<int>(random() % static_cast<unsigned>(longest));
    CAPTURE(seed);
    CAPTURE(stop);
    const auto run = test::run_traced(work, stop);
    if (!run.killed) REQUIRE(run.exit_code == 0);
    longest = std::max(longest, run.stops);
    if (run.killed) ++killed;
    check_start(folder, told);
    if (*told.in_folder < *told.revision) ++behind;
  }
  CHECK(*told.revision > kills / 5);
  CHECK(behind > 0);
  MESSAGE(killed, " kills at system calls, of up to ", longest, " in a row; after ", behind,
          " the folder had yet to follow the database; ", (*told.revision).load(),
          " publications: none lost, none half");
}

}  // namespace
}  // namespace kiosk
