#include "editorial/publications.h"

#include "base/format.h"
#include "editorial/composed.h"
#include "editorial/events.h"
#include "editorial/instants.h"
#include "editorial/publish_folder.h"
#include "editorial/stored_institute.h"
#include "editorial/stored_json.h"
#include "model/fields.h"
#include "parse/document.h"

namespace kiosk {
namespace {

std::uint64_t newest_revision(Database& db) {
  const auto rows = db.ask("SELECT ifnull(max(revision), 0) FROM publications");
  rows->next();
  return static_cast<std::uint64_t>(rows->number(0));
}

Result<std::string> document_by(Database& db, std::optional<std::uint64_t> revision) {
  const auto rows =
      db.ask("SELECT document FROM publications WHERE revision = ?", revision.value_or(newest_revision(db)));
  if (rows->next()) return rows->text(0);
  if (revision) return fail("publish.missing", str("There is no revision ", *revision, '.'));
  return fail("publish.nothing", "Nothing was published yet.");
}

Publication store(Database& db, std::uint64_t revision, const Json& document, std::string_view what, const Account& by,
                  Instant now) {
  db.run("INSERT INTO publications (revision, at, by, what, document) VALUES (?, ?, ?, ?, ?)", revision, to_stored(now),
         by.full_name, what, write_json(document));
  db.run(
      "INSERT INTO published_slides (revision, position, slide, version) "
      "SELECT ?, row_number() OVER (ORDER BY position, id), id, live FROM slides WHERE live IS NOT NULL",
      revision);
  return {revision, now, by.full_name, std::string(what)};
}

/// All that is live now, under the next revision.
Publication store_live(Database& db, const PictureBox& pictures, std::string_view what, const Account& by,
                       Instant now) {
  const auto revision = newest_revision(db) + 1;
  return store(db, revision, live_document(db, pictures, revision), what, by, now);
}

struct NewestVersion {
  std::int64_t number;
  std::int64_t by_account;
  std::string by;
  std::string kind;
};

Result<NewestVersion> newest_version(Database& db, std::string_view slide) {
  const auto rows = db.ask(
      "SELECT number, by_account, by, json_extract(json, '$.kind') FROM slides JOIN versions ON slide = id "
      "WHERE id = ? AND removed = 0 ORDER BY number DESC LIMIT 1",
      slide);
  if (!rows->next()) return fail("slides.missing", str("There is no slide ", slide, '.'));
  return NewestVersion{rows->number(0), rows->number(1), rows->text(2), rows->text(3)};
}

/// A notice may take over all screens.
Result<void> check_notice(std::string_view kind, const Account& by) {
  if (kind != Described<NoticeSlide>::kind || by.role != Role::author) return {};
  return fail("publish.role", "Only an editor puts a notice on the screens or ends it.");
}

Result<void> check_review(Database& db, const NewestVersion& version, const Account& by) {
  if (!review_is_on(db)) return {};
  if (by.role == Role::author) return fail("publish.role", "An editor has to look at it before it is published.");
  // What people must know now cannot wait for a second person.
  if (version.by_account != by.id || version.kind == Described<NoticeSlide>::kind) return {};
  return fail("publish.own", "You wrote this version yourself: somebody else has to look at it.");
}

/// The slides of that publication are live again, before all others and in their order; no other one is.
void make_live_again(Database& db, std::uint64_t revision) {
  db.run("UPDATE slides SET live = NULL");
  db.run("UPDATE slides SET position = position + (SELECT count(*) FROM slides)");
  db.run(
      "UPDATE slides SET live = version, position = published_slides.position, removed = 0, was_live = 1 "
      "FROM published_slides WHERE slide = id AND revision = ?",
      revision);
}

}  // namespace

Result<Publication> Publications::publish(std::string_view slide, std::int64_t version, const Account& by,
                                          Instant now) {
  return db_.in_transaction([&]() -> Result<Publication> {
    const auto newest = newest_version(db_, slide);
    if (!newest) return tl::unexpected(newest.error());
    if (newest->number != version) {
      return fail("slides.conflict", str(newest->by, " has saved version ", newest->number, " of this slide since."));
    }
    if (auto allowed = check_notice(newest->kind, by); !allowed) return tl::unexpected(allowed.error());
    if (auto allowed = check_review(db_, *newest, by); !allowed) return tl::unexpected(allowed.error());
    db_.run("UPDATE slides SET live = ?, was_live = 1, review = NULL WHERE id = ?", version, slide);
    const auto revision = newest_revision(db_) + 1;
    const auto document = live_document(db_, pictures_, revision);
    if (const auto fault = fault_of(write_json(document), slide, pictures_)) return fail("publish.faulty", *fault);
    record(db_, by, "publish", slide, str("version ", version), now);
    return store(db_, revision, document, str("published ", slide), by, now);
  });
}

Result<Publication> Publications::publish_all(std::string_view what, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<Publication> {
    db_.run(
        "UPDATE slides SET was_live = 1, review = NULL, "
        "live = (SELECT max(number) FROM versions WHERE slide = id) WHERE removed = 0");
    const auto revision = newest_revision(db_) + 1;
    const auto document = live_document(db_, pictures_, revision);
    const auto text = write_json(document);
    const auto rows = db_.ask("SELECT id FROM slides WHERE live IS NOT NULL");
    while (rows->next()) {
      if (const auto fault = fault_of(text, rows->text(0), pictures_)) return fail("publish.faulty", *fault);
    }
    record(db_, by, "publish_again", "", what, now);
    return store(db_, revision, document, what, by, now);
  });
}

Result<Publication> Publications::take_down(std::string_view slide, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<Publication> {
    const auto rows = db_.ask(
        "SELECT live IS NOT NULL, json_extract(json, '$.kind') FROM slides JOIN versions ON slide = id "
        "WHERE id = ? ORDER BY number DESC LIMIT 1",
        slide);
    if (!rows->next()) return fail("slides.missing", str("There is no slide ", slide, '.'));
    if (rows->number(0) == 0) return fail("publish.not_live", "This slide is not on the screens.");
    if (auto allowed = check_notice(rows->text(1), by); !allowed) return tl::unexpected(allowed.error());
    db_.run("UPDATE slides SET live = NULL WHERE id = ?", slide);
    record(db_, by, "take_down", slide, "", now);
    return store_live(db_, pictures_, str("took down ", slide), by, now);
  });
}

Result<std::optional<Publication>> Publications::publish_again(std::string_view what, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<std::optional<Publication>> {
    const auto revision = newest_revision(db_);
    if (document_by(db_, std::nullopt) == write_json(live_document(db_, pictures_, revision))) return std::nullopt;
    record(db_, by, "publish_again", "", what, now);
    return store_live(db_, pictures_, what, by, now);
  });
}

Result<Publication> Publications::go_back(std::uint64_t revision, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<Publication> {
    if (const auto there = document_by(db_, revision); !there) return tl::unexpected(there.error());
    make_live_again(db_, revision);
    const auto what = str("went back to revision ", revision);
    record(db_, by, "go_back", "", what, now);
    return store_live(db_, pictures_, what, by, now);
  });
}

Result<Publication> Publications::rise_above(std::uint64_t revision, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<Publication> {
    const auto newest = document_by(db_, std::nullopt);
    if (!newest) return tl::unexpected(newest.error());
    const auto next = std::max(newest_revision(db_), revision) + 1;
    const auto what = str("went on above revision ", revision);
    record(db_, by, "publish_again", "", what, now);
    return store(db_, next, with_member(parse_stored(*newest), "revision", next), what, by, now);
  });
}

Result<std::vector<Publication>> Publications::history(std::size_t most) const {
  return db_.read([&]() -> Result<std::vector<Publication>> {
    std::vector<Publication> publications;
    const auto rows = db_.ask("SELECT revision, at, by, what FROM publications ORDER BY revision DESC LIMIT ?", most);
    while (rows->next()) {
      publications.push_back(
          {static_cast<std::uint64_t>(rows->number(0)), from_stored(rows->number(1)), rows->text(2), rows->text(3)});
    }
    return publications;
  });
}

Result<std::string> Publications::document(std::optional<std::uint64_t> revision) const {
  return db_.read([&] { return document_by(db_, revision); });
}

Result<void> bring_folder_up_to_date(Publications& publications, const PictureBox& pictures,
                                     const std::filesystem::path& folder, const std::optional<SecretKey>& key,
                                     Instant now) {
  auto document = publications.document();
  if (!document) return document.error().code == "publish.nothing" ? Result<void>{} : tl::unexpected(document.error());
  const auto revision_of = [](std::string_view text) {
    const auto reading = read_document(text);
    return reading.document ? reading.document->revision : 0;
  };
  const auto in_folder = document_in_folder(folder, key);
  const auto seen = in_folder ? revision_of(*in_folder) : 0;
  if (seen > revision_of(*document) || (seen == revision_of(*document) && in_folder && *in_folder != *document)) {
    Account desk;
    desk.full_name = "kiosk-desk";
    if (auto risen = publications.rise_above(seen, desk, now); !risen) return tl::unexpected(risen.error());
    document = publications.document();
    if (!document) return tl::unexpected(document.error());
  }
  if (publish_folder_holds(folder, *document, key)) return {};
  return write_publish_folder(folder, *document, key, [&](const Picture& picture) {
    constexpr std::string_view media = "media/";
    const auto file = std::string_view(picture.src).substr(std::min(media.size(), picture.src.size()));
    return pictures.find(file).map([&](const PictureRecord& found) { return pictures.path_of(found); });
  });
}

Result<std::string> document_with_draft(Database& database, PictureBox& pictures, const Json& slide) {
  return database.read([&]() -> Result<std::string> {
    Json document = live_document(database, pictures, newest_revision(database) + 1);
    const auto* const id = slide.member("id");
    auto& slides = std::get<JsonArray>(std::get<JsonObject>(document.value).back().value.value);
    const auto same = std::ranges::find_if(slides, [&](const Json& each) {
      return id != nullptr && each.member("id")->value.as<std::string>() != nullptr &&
             id->value.as<std::string>() != nullptr &&
             *each.member("id")->value.as<std::string>() == *id->value.as<std::string>();
    });
    auto draft = with_pictures(slide, pictures);
    if (same != slides.end()) {
      *same = std::move(draft);
    } else {
      slides.push_back(std::move(draft));
    }
    return write_json(document);
  });
}

Result<std::string> document_of(Database& database, PictureBox& pictures, const Json& slide) {
  return database.read([&]() -> Result<std::string> {
    const auto named = slide.member("id") == nullptr ? with_member(slide, "id", "draft") : slide;
    const auto institute = with_pictures(stored_institute(database), pictures);
    return write_json(document_with(institute, {with_pictures(named, pictures)}, std::nullopt));
  });
}

}  // namespace kiosk
