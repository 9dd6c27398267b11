#include "desk/preview_pages.h"

#include "base/format.h"
#include "desk/draft.h"
#include "desk/form_values.h"
#include "desk/page.h"
#include "desk/session_cookie.h"
#include "editorial/publications.h"
#include "editorial/slides.h"
#include "editorial/stored_json.h"
#include "locale/zone.h"
#include "model/settings.h"
#include "model/when.h"
#include "parse/document.h"
#include "parse/problem_text.h"

#include <algorithm>
#include <charconv>

namespace kiosk {
namespace {

constexpr Size full_hd{1920, 1080};
constexpr std::string_view preview_path = "/preview";
constexpr std::string_view remarks_path = "/preview/remarks";
constexpr std::string_view picture_name = "/preview.png";
constexpr std::string_view slides_folder = "/slides/";
constexpr std::string_view media_folder = "media/";

/// The slide is not ready to be shown: no mistake of the one who asks for its picture.
bool is_unfit(const Error& error) {
  return error.code == "preview.nothing" || error.code == "content.unreadable";
}

HttpResponse failed(const Error& error) {
  const int status = error.code == "preview.nobody" ? 403 : error.code.ends_with(".missing") ? 404 : 500;
  return plain_response(status, error.message + "\n");
}

/// "1920x1080": thumbnails are smaller than any screen.
Size size_of(std::string_view text, Size otherwise) {
  constexpr int least = 64;
  constexpr int most = 4096;
  Size size;
  const auto by = text.find('x');
  if (by == std::string_view::npos) return otherwise;
  const auto read = [](std::string_view digits, int& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc{} && end == digits.data() + digits.size() && into >= least && into <= most;
  };
  return read(text.substr(0, by), size.width) && read(text.substr(by + 1), size.height) ? size : otherwise;
}

/// The slide shown on all screens, as `id`.
Json shown_everywhere(const Json& slide, std::string_view id) {
  JsonObject members;
  if (const auto* object = slide.as<JsonObject>()) members = *object;
  std::erase_if(members, [](const JsonMember& member) { return member.key == "screens" || member.key == "id"; });
  members.insert(members.begin(), {"id", Json(id)});
  return Json(std::move(members));
}

}  // namespace

bool is_preview_path(std::string_view path) {
  return path == preview_path || path == remarks_path ||
         (path.starts_with(slides_folder) && path.ends_with(picture_name));
}

Result<PreviewPages::Wanted> PreviewPages::wanted(const HttpRequest& request) const {
  if (request.path == preview_path || request.path == remarks_path) {
    const auto edited = request.value("_id");
    return Wanted{std::string(edited.empty() ? "draft" : edited), slide_of_form(request.form), request.value("_size"),
                  request.value("_language"), request.value("_at")};
  }
  const auto path = std::string_view(request.path);
  const auto id = path.substr(slides_folder.size(), path.size() - slides_folder.size() - picture_name.size());
  const SlideBook book(db_);
  std::int64_t number = 0;
  const auto digits = request.query_value("version");
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const auto version = number > 0 ? book.version(id, number) : book.find(id).map(&SlideRecord::draft);
  if (!version) return tl::unexpected(version.error());
  return Wanted{std::string(id), parse_stored(version->json), request.query_value("size"),
                request.query_value("language"), request.query_value("at")};
}

/// The slide in the programme as it would be with it.
Result<PreviewJob> PreviewPages::job_of(const Wanted& wanted, Instant now) const {
  const auto document = document_with_draft(db_, pictures_, shown_everywhere(wanted.slide, wanted.id));
  if (!document) return tl::unexpected(document.error());
  auto reading = read_document(*document);
  PictureSources sources;
  if (reading.document) {
    for (const auto* picture : pictures_of(*reading.document)) {
      const auto file = std::string_view(picture->src).substr(std::min(media_folder.size(), picture->src.size()));
      if (const auto record = pictures_.find(file)) sources[picture->src].file = pictures_.path_of(*record);
    }
  }
  const auto edition = make_edition("preview", *document, {"", {}}, std::move(sources));
  if (!edition) return tl::unexpected(edition.error());
  const auto at = parse_when(wanted.at);
  return PreviewJob{*edition, wanted.id, size_of(wanted.size, full_hd), Language(wanted.language),
                    at ? (*edition)->zone.instant(*at, DayEdge::start) : now};
}

/// What the reader says of the slide, and then what people could not read of it.
HttpResponse PreviewPages::remarks_of(const Wanted& wanted, const Result<PreviewJob>& job, std::string_view writer) {
  const auto settings = desk_settings(db_);
  if (!settings) return failed(settings.error());
  JsonArray list;
  const auto add = [&list](Severity severity, std::string_view message, std::string_view pointer) {
    list.emplace_back(
        JsonObject{{"severity", Json(word_of(severity))}, {"message", Json(message)}, {"pointer", Json(pointer)}});
  };
  for (const auto& [severity, pointer, field, sentence] :
       read_draft(wanted.slide, *settings, Translator(Language(writer))).remarks) {
    add(severity, field.empty() ? sentence : str(field, ": ", sentence), pointer);
  }
  for (const auto& problem : job ? preview_.remarks(*job, writer) : Problems{}) {
    add(problem.severity, problem.message, "");
  }
  return {200, "application/json", write_json_line(Json(std::move(list))), {{"Cache-Control", "no-store"}}};
}

HttpResponse PreviewPages::answer(const HttpRequest& request, Instant now) {
  const auto entrance = enter(request, db_, options_, now);
  if (!entrance.session) return failed({"preview.nobody", "Log in first."});
  const auto slide = wanted(request);
  if (!slide) return failed(slide.error());
  const auto job = job_of(*slide, now);
  if (request.path == remarks_path) return remarks_of(*slide, job, entrance.session->account.language);
  const bool of_form = request.path == preview_path;
  const auto png = job.and_then([this](const PreviewJob& ready) { return preview_.picture(ready); });
  if (!png && is_unfit(png.error())) {
    return of_form ? plain_response(204, "") : see_other(kind_picture_address(kind_of_slide(slide->slide)));
  }
  if (!png) return failed(png.error());
  return {200, "image/png", *png, {{"Cache-Control", of_form ? "no-store" : "private, max-age=60"}}};
}

}  // namespace kiosk
