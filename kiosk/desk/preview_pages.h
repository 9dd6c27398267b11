/// What the preview worker answers: pictures of drafts, and what is wrong with them. Only to people who are logged in.
///
///   POST /preview            the form of a slide (its _id, where it has one) with _size, _language and _at → PNG
///   POST /preview/remarks    the same → JSON: a list of severity, message, pointer
///   GET  /slides/ID/preview.png?size=480x270&language=en&version=3&at=2026-03-02T09:00
///
/// Of a slide that lacks something no picture can be drawn: the first answers 204, and the last shows the kind's
/// picture.
#pragma once

#include "base/clock.h"
#include "desk/http.h"
#include "desk/preview.h"
#include "desk/site.h"
#include "editorial/database.h"
#include "editorial/pictures.h"
#include "parse/json.h"

#include <string>
#include <string_view>
#include <utility>

namespace kiosk {

bool is_preview_path(std::string_view path);

class PreviewPages {
 public:
  /// The first two must outlive it. Of the options, what names the user counts.
  PreviewPages(Database& database, PictureBox& pictures, SiteOptions options)
      : db_(database), pictures_(pictures), options_(std::move(options)) {}

  HttpResponse answer(const HttpRequest& request, Instant now);

 private:
  /// What is asked for: a slide that somebody writes, or a version that was saved. The words are the request's.
  struct Wanted {
    std::string id;
    Json slide;
    std::string_view size;
    std::string_view language;
    std::string_view at;
  };
  Result<Wanted> wanted(const HttpRequest& request) const;
  Result<PreviewJob> job_of(const Wanted& wanted, Instant now) const;
  HttpResponse remarks_of(const Wanted& wanted, const Result<PreviewJob>& job, std::string_view writer);

  Database& db_;
  PictureBox& pictures_;
  const SiteOptions options_;
  Preview preview_;
};

}  // namespace kiosk
