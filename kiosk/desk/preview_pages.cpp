#include "desk/preview_pages.h"

#include "base/format.h"
#include "desk/form_values.h"
#include "desk/session_cookie.h"
#include "editorial/publications.h"
#include "editorial/slides.h"
#include "locale/zone.h"
#include "model/settings.h"
#include "model/when.h"
#include "parse/document.h"
#include "parse/findings.h"
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

HttpResponse failed(const Error& error) {
  const bool unfit = error.code == "preview.nothing" || error.code == "content.unreadable";
  const int status = error.code == "preview.nobody" ? 403 : unfit ? 422 : error.code.ends_with(".missing") ? 404 : 500;
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

/// What is asked for beside the slide itself, as words.
struct Wanted {
  std::string_view size;
  std::string_view language;
  std::string_view at;
};

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

/// The slide of the request, in the programme as it would be with it.
Result<PreviewJob> PreviewPages::job_of(const HttpRequest& request, Instant now) {
  const bool of_form = request.path == preview_path || request.path == remarks_path;
  std::string id = "draft";
  Json slide;
  if (of_form) {
    slide = slide_of_form(request.form);
    if (const auto edited = request.value("_id"); !edited.empty()) id = edited;
  } else {
    const auto path = std::string_view(request.path);
    id = path.substr(slides_folder.size(), path.size() - slides_folder.size() - picture_name.size());
    const SlideBook book(db_);
    std::int64_t number = 0;
    const auto digits = request.query_value("version");
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const auto version = number > 0 ? book.version(id, number) : book.find(id).map(&SlideRecord::draft);
    if (!version) return tl::unexpected(version.error());
    Findings findings(version->json);
    slide = read_json(version->json, findings).value_or(Json());
  }
  const Wanted wanted =
      of_form ? Wanted{request.value("_size"), request.value("_language"), request.value("_at")}
              : Wanted{request.query_value("size"), request.query_value("language"), request.query_value("at")};

  const auto document = document_with_draft(db_, pictures_, shown_everywhere(slide, id));
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
  return PreviewJob{*edition, id, size_of(wanted.size, full_hd), Language(wanted.language),
                    at ? (*edition)->zone.instant(*at, DayEdge::start) : now};
}

/// What the reader says of the slide, and then what people could not read of it; pointers begin at the slide.
Json PreviewPages::remarks_of(const PreviewJob& job, std::string_view writer) {
  JsonArray remarks;
  const auto add = [&](const Problem& problem) {
    std::string_view pointer = problem.pointer;
    if (pointer.starts_with("/slides/")) pointer.remove_prefix(std::min(pointer.find('/', 8), pointer.size()));
    remarks.emplace_back(JsonObject{{"severity", Json(word_of(problem.severity))},
                                    {"message", Json(problem.message)},
                                    {"suggestion", Json(problem.suggestion)},
                                    {"code", Json(problem.code)},
                                    {"pointer", Json(pointer)}});
  };
  for (const auto& problem : job.edition->problems) {
    if (problem.slide == job.slide) add(problem);
  }
  for (const auto& problem : preview_.remarks(job, writer)) add(problem);
  return Json(std::move(remarks));
}

HttpResponse PreviewPages::answer(const HttpRequest& request, Instant now) {
  const auto entrance = enter(request, db_, options_, now);
  if (!entrance.session) return failed({"preview.nobody", "Log in first."});
  const auto job = job_of(request, now);
  if (!job) return failed(job.error());
  if (request.path == remarks_path) {
    const auto remarks = remarks_of(*job, entrance.session->account.language);
    return {200, "application/json", write_json_line(remarks), {{"Cache-Control", "no-store"}}};
  }
  const auto png = preview_.picture(*job);
  if (!png) return failed(png.error());
  const bool of_form = request.path == preview_path;
  return {200, "image/png", *png, {{"Cache-Control", of_form ? "no-store" : "private, max-age=60"}}};
}

}  // namespace kiosk
