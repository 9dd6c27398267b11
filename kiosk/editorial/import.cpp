#include "editorial/import.h"

#include "base/file.h"
#include "base/format.h"
#include "editorial/institute.h"
#include "editorial/slides.h"
#include "editorial/stored_json.h"
#include "model/settings.h"
#include "parse/document.h"
#include "parse/problem_text.h"

#include <algorithm>
#include <map>
#include <string>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// By the src of the document: the src at the desk.
using Sources = std::map<std::string, std::string>;

Account importer() {
  Account account;
  account.full_name = "kiosk-desk import";
  account.role = Role::admin;
  return account;
}

Result<Document> read_sound(std::string_view bytes, const fs::path& file) {
  auto reading = read_document(bytes);
  const auto error = std::ranges::find(reading.problems, Severity::error, &Problem::severity);
  if (error != reading.problems.end()) return fail("import.faulty", to_text(*error, file.string()));
  if (!reading.document) return fail("import.faulty", str(file.string(), ": this is no content document"));
  return std::move(*reading.document);
}

Result<Sources> take_pictures(const Document& document, const fs::path& folder, PictureBox& pictures, Instant now) {
  constexpr std::uint64_t largest = std::uint64_t{32} << 20;
  Sources sources;
  for (const auto* picture : pictures_of(document)) {
    if (picture->src.starts_with("https:"))
      return fail("import.picture",
                  str("the picture ", picture->src, " is elsewhere: put it beside the document first"));
    const auto bytes = read_file(folder / picture->src, largest);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto record = pictures.add(*bytes, fs::path(picture->src).filename().string(), importer(), now);
    if (!record) return tl::unexpected(record.error());
    sources[picture->src] = "media/" + record->file;
  }
  return sources;
}

/// The tree with each of the sources as it is at the desk. Size and hash were those of the file before.
Json at_desk(const Json& json, const Sources& sources) {
  if (const auto* items = json.as<JsonArray>()) {
    JsonArray moved;
    for (const auto& item : *items) moved.push_back(at_desk(item, sources));
    return moved;
  }
  const auto* members = json.as<JsonObject>();
  if (members == nullptr) return json;
  const auto* src = json.member("src");
  const auto* words = src == nullptr ? nullptr : src->value.as<std::string>();
  const auto moved_to = words == nullptr ? sources.end() : sources.find(*words);
  JsonObject moved;
  for (const auto& member : *members) {
    if (moved_to == sources.end()) {
      moved.push_back({member.key, at_desk(member.value, sources)});
    } else if (member.key != "sha256" && member.key != "bytes") {
      moved.push_back({member.key, member.key == "src" ? Json(moved_to->second) : at_desk(member.value, sources)});
    }
  }
  return moved;
}

}  // namespace

Result<Imported> import_content(const fs::path& document, Database& database, PictureBox& pictures,
                                Publications& publications, Instant now) {
  SlideBook book(database);
  const auto there = book.all();
  if (!there) return tl::unexpected(there.error());
  if (!there->empty()) return fail("import.not_empty", "the desk has slides already: import is for an empty one");

  const auto bytes = read_file(document, Settings{}.max_document_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  auto sound = read_sound(*bytes, document);
  if (!sound) return tl::unexpected(sound.error());
  const auto sources = take_pictures(*sound, document.parent_path(), pictures, now);
  if (!sources) return tl::unexpected(sources.error());

  DeskSettings settings{std::move(sound->institute), false};
  if (settings.institute.logo) settings.institute.logo->src = sources->at(settings.institute.logo->src);
  if (auto set = set_desk_settings(database, settings, importer(), now); !set) return tl::unexpected(set.error());

  const Json tree = at_desk(parse_stored(*bytes), *sources);
  for (const auto& slide : *tree.member("slides")->value.as<JsonArray>()) {
    if (const auto added = book.add(slide, importer(), now, "imported"); !added) return tl::unexpected(added.error());
  }
  return publications.publish_all("imported", importer(), now).map([&](const Publication&) {
    return Imported{sound->slides.size(), sources->size()};
  });
}

}  // namespace kiosk
