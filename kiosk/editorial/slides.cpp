#include "editorial/slides.h"

#include "base/format.h"
#include "base/text.h"
#include "editorial/events.h"
#include "editorial/instants.h"
#include "editorial/slide_name.h"
#include "editorial/stored_json.h"
#include "parse/forms.h"
#include "parse/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::string_view version_columns = "number, at, versions.by, by_account, json, note";

/// Of a row that begins with version_columns at `first`.
Version version_of(const Rows& rows, int first = 0) {
  return {rows.number(first),   from_stored(rows.number(first + 1)),
          rows.text(first + 2), rows.number(first + 3),
          rows.text(first + 4), rows.text(first + 5)};
}

constexpr std::string_view slides_with_drafts =
    "SELECT id, position, live, was_live, review, removed, json_extract(json, '$.kind'), "
    "number, at, versions.by, by_account, json, note FROM slides JOIN versions ON slide = id "
    "AND number = (SELECT max(number) FROM versions WHERE slide = id) ";

SlideState state_of(const Rows& rows, std::int64_t newest) {
  const auto is_newest = [&](int column) { return !rows.is_null(column) && rows.number(column) == newest; };
  if (rows.number(5) != 0) return SlideState::removed;
  if (is_newest(4)) return SlideState::review;
  if (is_newest(2)) return SlideState::live;
  if (!rows.is_null(2)) return SlideState::changed;
  return rows.number(3) != 0 ? SlideState::taken_down : SlideState::draft;
}

SlideRecord slide_of(const Rows& rows) {
  SlideRecord slide;
  slide.id = rows.text(0);
  slide.position = rows.number(1);
  if (!rows.is_null(2)) slide.live = rows.number(2);
  slide.kind = rows.text(6);
  slide.draft = version_of(rows, 7);
  slide.state = state_of(rows, slide.draft.number);
  return slide;
}

std::vector<SlideRecord> all_slides(Database& db) {
  std::vector<SlideRecord> slides;
  const auto rows = db.ask(str(slides_with_drafts, "WHERE removed = 0 ORDER BY position, id"));
  while (rows->next()) slides.push_back(slide_of(*rows));
  return slides;
}

Result<SlideRecord> slide_by(Database& db, std::string_view id) {
  const auto rows = db.ask(str(slides_with_drafts, "WHERE id = ?"), id);
  if (!rows->next()) return fail("slides.missing", str("There is no slide ", id, '.'));
  return slide_of(*rows);
}

Result<Version> version_by(Database& db, std::string_view id, std::int64_t number) {
  const auto rows =
      db.ask(str("SELECT ", version_columns, " FROM versions WHERE slide = ? AND number = ?"), id, number);
  if (!rows->next()) return fail("slides.missing", str("There is no version ", number, " of the slide ", id, '.'));
  return version_of(*rows);
}

/// The next version of the slide. Its id is the slide's, whatever the JSON says.
void add_version(Database& db, std::string_view id, const Json& slide, const Account& by, Instant now,
                 std::string_view note) {
  const auto account = by.id == 0 ? std::nullopt : std::optional(by.id);
  db.run(
      "INSERT INTO versions (slide, number, at, by, by_account, json, note) "
      "SELECT ?, 1 + ifnull(max(number), 0), ?, ?, ?, ?, ? FROM versions WHERE slide = ?",
      id, to_stored(now), by.full_name, account, write_json_line(with_member(slide, "id", id)), note, id);
}

Result<SlideRecord> add_slide(Database& db, const Json& slide, const Account& by, Instant now, std::string_view note,
                              std::string_view action) {
  const auto* const kind = slide.member("kind");
  const auto* const word = kind == nullptr ? nullptr : kind->value.as<std::string>();
  const auto kinds = kind_words();
  if (word == nullptr || std::ranges::find(kinds, *word) == kinds.end()) {
    return fail("slides.kind", "Say first what kind of slide it is.");
  }
  const auto taken = [&](const std::string& name) { return db.ask("SELECT 1 FROM slides WHERE id = ?", name)->next(); };
  const auto* const own = slide.member("id");
  const auto* const name = own == nullptr ? nullptr : own->value.as<std::string>();
  const auto id = name != nullptr && fits(Form::name, *name) && !taken(*name)
                      ? *name
                      : name_of_title(title_of(slide, "en"), str(*word), taken);
  db.run("INSERT INTO slides (id, position) SELECT ?, 1 + ifnull(max(position), 0) FROM slides", id);
  add_version(db, id, slide, by, now, note);
  record(db, by, action, id, note, now);
  return slide_by(db, id);
}

/// Nothing where the newest version is still `base`.
Result<void> check_newest(const SlideRecord& slide, std::int64_t base) {
  if (slide.state == SlideState::removed) {
    return fail("slides.conflict", "Somebody has thrown this slide away since. Its history is still there.");
  }
  if (slide.draft.number == base) return {};
  return fail("slides.conflict", str(slide.draft.by, " has saved version ", slide.draft.number, " of this slide (",
                                     to_iso(slide.draft.at), "); yours began with version ", base, '.'));
}

const std::string* words_in(const Json& text, std::string_view language) {
  if (const auto* plain = text.as<std::string>()) return plain;
  const auto* const members = text.as<JsonObject>();
  if (members == nullptr || members->empty()) return nullptr;
  const auto* own = text.member(language);
  for (const auto& member : *members) {
    if (own == nullptr && member.value.as<std::string>() != nullptr) own = &member;
  }
  return own == nullptr ? nullptr : own->value.as<std::string>();
}

}  // namespace

std::string title_of(const Json& slide, std::string_view language) {
  const auto* const kind = slide.member("kind");
  const auto* const word = kind == nullptr ? nullptr : kind->value.as<std::string>();
  if (word == nullptr) return {};
  std::string title;
  for_each_kind([&]<class Kind>(std::type_identity<Kind>) {
    if (Described<Kind>::kind != *word) return;
    for_each_field<Kind>([&]<class Owner, class Member>(const Field<Owner, Member>& field) {
      if constexpr (std::is_same_v<Member, Text>) {
        const auto* const member = slide.member(field.name);
        const auto* const words = member == nullptr ? nullptr : words_in(member->value, language);
        if (title.empty() && words != nullptr) title = trimmed(*words);
      }
    });
  });
  return title.empty() ? *word : title;
}

Result<std::vector<SlideRecord>> SlideBook::all() const {
  return db_.read([&]() -> Result<std::vector<SlideRecord>> { return all_slides(db_); });
}

Result<SlideRecord> SlideBook::find(std::string_view id) const {
  return db_.read([&] { return slide_by(db_, id); });
}

Result<std::vector<Version>> SlideBook::history(std::string_view id) const {
  return db_.read([&]() -> Result<std::vector<Version>> {
    std::vector<Version> versions;
    const auto rows =
        db_.ask(str("SELECT ", version_columns, " FROM versions WHERE slide = ? ORDER BY number DESC"), id);
    while (rows->next()) versions.push_back(version_of(*rows));
    if (versions.empty()) return fail("slides.missing", str("There is no slide ", id, '.'));
    return versions;
  });
}

Result<Version> SlideBook::version(std::string_view id, std::int64_t number) const {
  return db_.read([&] { return version_by(db_, id, number); });
}

Result<SlideRecord> SlideBook::add(const Json& slide, const Account& by, Instant now, std::string_view note) {
  return db_.in_transaction([&] { return add_slide(db_, slide, by, now, note, "add"); });
}

Result<SlideRecord> SlideBook::save(std::string_view id, std::int64_t base, const Json& slide, const Account& by,
                                    Instant now, std::string_view note) {
  return db_.in_transaction([&]() -> Result<SlideRecord> {
    const auto before = slide_by(db_, id);
    if (!before) return before;
    if (auto newest = check_newest(*before, base); !newest) return tl::unexpected(newest.error());
    const auto json = write_json_line(with_member(slide, "id", id));
    if (json == before->draft.json) return before;
    const auto* const kind = slide.member("kind");
    if (kind == nullptr || kind->value.as<std::string>() == nullptr || *kind->value.as<std::string>() != before->kind) {
      return fail("slides.kind", "A slide stays of the kind that it was made as.");
    }
    add_version(db_, id, slide, by, now, note);
    record(db_, by, "save", id, note, now);
    return slide_by(db_, id);
  });
}

Result<SlideRecord> SlideBook::restore(std::string_view id, std::int64_t number, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<SlideRecord> {
    const auto older = version_by(db_, id, number);
    if (!older) return tl::unexpected(older.error());
    const auto note = str("from version ", number);
    add_version(db_, id, parse_stored(older->json), by, now, note);
    db_.run("UPDATE slides SET removed = 0 WHERE id = ?", id);
    record(db_, by, "restore", id, note, now);
    return slide_by(db_, id);
  });
}

Result<SlideRecord> SlideBook::duplicate(std::string_view id, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<SlideRecord> {
    const auto slide = slide_by(db_, id);
    if (!slide) return slide;
    return add_slide(db_, parse_stored(slide->draft.json), by, now, str("copy of ", id), "duplicate");
  });
}

Result<void> SlideBook::ask_for_review(std::string_view id, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<void> {
    const auto slide = slide_by(db_, id);
    if (!slide) return tl::unexpected(slide.error());
    db_.run("UPDATE slides SET review = ? WHERE id = ?", slide->draft.number, id);
    record(db_, by, "review", id, str("version ", slide->draft.number), now);
    return {};
  });
}

Result<void> SlideBook::reorder(const std::vector<std::string>& ids, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<void> {
    std::vector<std::string> before;
    for (auto& slide : all_slides(db_)) before.push_back(std::move(slide.id));
    if (!std::ranges::is_permutation(ids, before)) {
      return fail("slides.order", "Somebody has added or removed a slide since. Open the page anew.");
    }
    if (ids == before) return {};
    int position = 0;
    for (const auto& id : ids) db_.run("UPDATE slides SET position = ? WHERE id = ?", ++position, id);
    record(db_, by, "order", "", "", now);
    return {};
  });
}

Result<void> SlideBook::remove(std::string_view id, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<void> {
    const auto slide = slide_by(db_, id);
    if (!slide) return tl::unexpected(slide.error());
    if (slide->live) return fail("slides.live", "This slide is on the screens. Take it down first.");
    db_.run("UPDATE slides SET removed = 1, review = NULL WHERE id = ?", id);
    record(db_, by, "remove", id, "", now);
    return {};
  });
}

}  // namespace kiosk
