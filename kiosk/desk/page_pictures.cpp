#include "base/file.h"
#include "base/format.h"
#include "desk/page.h"
#include "desk/remarks.h"
#include "desk/url_path.h"

#include <array>

namespace kiosk {
namespace {

constexpr std::uint64_t most_picture_bytes = std::uint64_t{64} << 20;

Html picture_card(const Visit& visit, const PictureRecord& picture) {
  const auto& tr = visit.tr;
  const auto address = "/pictures/" + picture.file;
  return tag(
      "li", {{"class", "card picture-card"}},
      {tag("a", {{"href", address}},
           {tag("img", {{"src", address + "?small"}, {"alt", tr("{0}, whole", picture.name)}, {"loading", "lazy"}})}),
       tag("h2", {picture.name}),
       tag("p", {{"class", "help"}}, {tr("{0} × {1} pixels", picture.width, picture.height)}),
       tag("p", {{"class", "help"}}, {tr("{0}, {1}", picture.by, ago_text(visit, picture.at))})});
}

Html upload_form(const Visit& visit, const Error* error) {
  const auto& tr = visit.tr;
  Html above;
  if (error != nullptr) above = tag("p", {{"class", "box wrong"}, {"role", "alert"}}, {words_of(*error, tr)});
  return above +
         post_form(
             visit, "/pictures", {{"class", "card drop"}, {"data-drop-form", true}},
             plain_field("picture", "file", tr("New pictures"),
                         tr("JPEG, PNG or WebP, up to 32 MB each. They are made as small as the screens need them; the "
                            "originals are kept."),
                         "", {{"accept", "image/jpeg,image/png,image/webp"}, {"multiple", true}, {"required", true}}) +
                 tag("p", {submit(tr("Upload"))}),
             true);
}

HttpResponse library(const Visit& visit, const Error* error) {
  const auto& tr = visit.tr;
  const auto pictures = visit.pictures.all();
  if (!pictures) return failed(visit, pictures.error());
  Html cards;
  for (const auto& picture : *pictures) cards += picture_card(visit, picture);
  Html body = tag("h1", {tr("Pictures")}) +
              tag("p", {{"class", "lead"}},
                  {tr("Every picture that was uploaded. What it shows, and who made it, is said where it is used.")}) +
              upload_form(visit, error);
  body += pictures->empty() ? tag("p", {{"class", "empty lead"}}, {tr("There are no pictures yet.")})
                            : tag("ul", {{"class", "grid"}}, {cards});
  return page(visit, {.title = tr("Pictures"),
                      .section = "/pictures",
                      .body = body,
                      .wide = true,
                      .status = error != nullptr ? 422 : 200});
}

HttpResponse list(Visit& visit) {
  return library(visit, nullptr);
}

/// For the script of a form: what was added, and the token for the next one.
HttpResponse answer_script(const Visit& visit, const Result<PictureRecord>& added) {
  JsonObject answer{{"token", form_token(*visit.session)}};
  if (added) {
    answer.push_back({"src", "media/" + added->file});
    answer.push_back({"address", "/pictures/" + added->file});
    answer.push_back({"name", str(added->name, " (", added->width, " × ", added->height, ")")});
  } else {
    answer.push_back({"message", words_of(added.error(), visit.tr)});
  }
  return {added ? 200 : 422, "application/json", write_json_line(answer), {}};
}

HttpResponse add(Visit& visit) {
  Result<PictureRecord> added = fail("pictures.none", "No picture was chosen.");
  for (const auto& upload : visit.request.uploads) {
    if (upload.field != "picture" || upload.bytes.empty()) continue;
    added = visit.pictures.add(upload.bytes, upload.file_name, visit.who(), visit.now);
    if (!added) break;
  }
  if (visit.request.header("accept") == "application/json") return answer_script(visit, added);
  if (!added) return library(visit, &added.error());
  return go_on("/pictures", words("The picture was added."));
}

HttpResponse show(Visit& visit) {
  const auto picture = visit.pictures.find(visit.parts[0]);
  if (!picture) return failed(visit, picture.error());
  const bool small = !visit.request.query.empty() && visit.request.query.front().first == "small";
  auto bytes =
      small ? visit.pictures.small_of(*picture) : read_file(visit.pictures.path_of(*picture), most_picture_bytes);
  if (!bytes) return failed(visit, bytes.error());
  // Named by its hash, it is the same for ever; but only who is logged in may have it.
  return {200,
          std::string(small ? "image/jpeg" : media_type(picture->file)),
          std::move(*bytes),
          {{"Cache-Control", "private, max-age=31536000, immutable"}}};
}

constexpr std::array routes{
    Route{"GET", "/pictures", Door::author, list},
    Route{"POST", "/pictures", Door::author, add},
    Route{"GET", "/pictures/*", Door::author, show},
};

}  // namespace

std::span<const Route> pictures_routes() {
  return routes;
}

}  // namespace kiosk
