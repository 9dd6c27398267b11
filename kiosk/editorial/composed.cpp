#include "editorial/composed.h"

#include "base/format.h"
#include "editorial/stored_institute.h"
#include "editorial/stored_json.h"
#include "model/document.h"
#include "parse/document.h"
#include "parse/tree.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::string_view media = "media/";

std::optional<PictureRecord> in_box(std::string_view src, const PictureBox& pictures) {
  if (!src.starts_with(media)) return std::nullopt;
  auto found = pictures.find(src.substr(media.size()));
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

/// Whatever has a "src" that the box knows is a picture.
void fill_pictures(Json& json, const PictureBox& pictures) {
  if (auto* const items = std::get_if<JsonArray>(&json.value)) {
    for (auto& item : *items) fill_pictures(item, pictures);
  }
  auto* const members = std::get_if<JsonObject>(&json.value);
  if (members == nullptr) return;
  for (auto& member : *members) fill_pictures(member.value, pictures);
  const auto* const src = json.member("src");
  const auto* const text = src == nullptr ? nullptr : src->value.as<std::string>();
  const auto picture = text == nullptr ? std::nullopt : in_box(*text, pictures);
  if (!picture) return;
  std::erase_if(*members, [](const JsonMember& member) { return member.key == "sha256" || member.key == "bytes"; });
  members->push_back({"sha256", picture->sha256});
  members->push_back({"bytes", picture->bytes});
}

Json welcome() {
  const auto slide = built_in_document().slides.front();
  return JsonObject{
      {"kind", kind_of(slide)}, {"id", slide.id}, {"title", to_tree(std::get<InstituteSlide>(slide.content).title)}};
}

std::optional<std::string> missing_picture(const std::vector<const Picture*>& needed, const PictureBox& pictures) {
  for (const auto* picture : needed) {
    const auto found = in_box(picture->src, pictures);
    std::error_code error;
    if (!found) return str("the picture ", picture->src, " is not one that was uploaded here");
    if (!std::filesystem::exists(pictures.path_of(*found), error)) return str("the file of ", picture->src, " is gone");
  }
  return std::nullopt;
}

}  // namespace

Json with_pictures(Json slide, const PictureBox& pictures) {
  fill_pictures(slide, pictures);
  return slide;
}

Json document_with(const Json& institute, JsonArray slides, std::optional<std::uint64_t> revision) {
  JsonObject document{{"version", document_version}};
  if (revision) document.push_back({"revision", *revision});
  document.push_back({"institute", institute});
  document.push_back({"slides", std::move(slides)});
  return document;
}

Json live_document(Database& database, const PictureBox& pictures, std::uint64_t revision) {
  JsonArray slides;
  const auto rows =
      database.ask("SELECT json FROM slides JOIN versions ON slide = id AND number = live ORDER BY position, id");
  while (rows->next()) slides.push_back(with_pictures(parse_stored(rows->text(0)), pictures));
  if (slides.empty()) slides.push_back(welcome());
  return document_with(with_pictures(stored_institute(database), pictures), std::move(slides), revision);
}

std::optional<std::string> fault_of(std::string_view document, std::string_view slide, const PictureBox& pictures) {
  const auto reading = read_document(document);
  for (const auto& problem : reading.problems) {
    const bool ours = problem.slide.empty() || problem.slide == slide;
    if (ours && problem.severity == Severity::error) return problem.message;
  }
  if (!reading.document) return "no slide of the document can be shown";
  std::vector<const Picture*> needed;
  if (reading.document->institute.logo) needed.push_back(&*reading.document->institute.logo);
  for (const auto& each : reading.document->slides) {
    if (each.id == slide) std::ranges::copy(pictures_of(each), std::back_inserter(needed));
  }
  return missing_picture(needed, pictures);
}

}  // namespace kiosk
