#include "app/check.h"

#include "app/edition.h"
#include "app/source.h"
#include "base/format.h"
#include "decode/decode.h"
#include "parse/document.h"
#include "parse/json.h"
#include "parse/problem_text.h"
#include "sync/picture_file.h"

#include <algorithm>
#include <iostream>
#include <sysexits.h>

namespace kiosk {
namespace {

/// Whether a picture is there, is the one that the document means, and is a picture.
Result<void> check_picture(Source& source, const Picture& picture) {
  const auto bytes = source.picture(picture.src);
  if (!bytes) return tl::unexpected(bytes.error());
  return check_picture_file(*bytes, picture).and_then([&] { return verify(*bytes); });
}

void check_pictures(Source& source, const Document& document, Problems& problems) {
  const auto check = [&](const Picture& picture, const std::string& owner, const std::string& slide) {
    const auto good = check_picture(source, picture);
    if (good) return;
    const auto& [code, message] = good.error();
    problems.push_back({Severity::error, code, 0, 0, "",
                        str("The picture \"", picture.src, "\" of ", owner, " cannot be shown: ", message), "", slide});
  };
  if (const auto& logo = document.institute.logo) check(*logo, "the institute", "");
  for (const auto& slide : document.slides) {
    for (const auto* picture : pictures_of(slide)) check(*picture, str("the slide \"", slide.id, "\""), slide.id);
  }
}

Json as_json(const Problem& problem) {
  return JsonObject{{"severity", problem.severity == Severity::error ? "error" : "warning"},
                    {"code", problem.code},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"pointer", problem.pointer},
                    {"slide", problem.slide},
                    {"message", problem.message},
                    {"suggestion", problem.suggestion}};
}

std::string count_of(std::ptrdiff_t count, std::string_view what) {
  return str(count, " ", what, count == 1 ? "" : "s");
}

}  // namespace

int check(const CheckOptions& options) {
  const std::string& name = options.settings.content;
  auto source = Source::open(options.settings);
  if (!source) {
    std::cerr << "kiosk check: " << source.error().message << " [" << source.error().code << "]\n";
    return source.error().code == "file.missing" ? EX_NOINPUT : EX_UNAVAILABLE;
  }
  auto reading = read_document(source->document());
  if (reading.document) check_pictures(*source, *reading.document, reading.problems);
  if (reading.document) {
    const auto zone = Zone::find(reading.document->institute.time_zone);
    if (!zone)
      reading.problems.push_back(
          {Severity::error, zone.error().code, 0, 0, "/institute/time_zone", zone.error().message, "", ""});
  }

  const auto errors = std::ranges::count(reading.problems, Severity::error, &Problem::severity);
  const auto warnings = static_cast<std::ptrdiff_t>(reading.problems.size()) - errors;
  const auto slides = reading.document ? reading.document->slides.size() : 0;
  const bool good = errors == 0 && (!options.strict || warnings == 0);
  if (options.json) {
    JsonArray list;
    for (const auto& problem : reading.problems) list.push_back(as_json(problem));
    std::cout << write_json(JsonObject{{"content", name},
                                       {"good", good},
                                       {"slides", slides},
                                       {"errors", errors},
                                       {"warnings", warnings},
                                       {"problems", std::move(list)}});
  } else {
    for (const auto& problem : reading.problems) std::cout << to_text(problem, name) << '\n';
    std::cout << name << ": " << count_of(errors, "error") << ", " << count_of(warnings, "warning") << "; "
              << count_of(static_cast<std::ptrdiff_t>(slides), "slide") << " can be shown\n";
  }
  return good ? EX_OK : EX_DATAERR;
}

}  // namespace kiosk
