#include "app/check.h"

#include "app/edition.h"
#include "app/picture_folder.h"
#include "app/source.h"
#include "app/studio.h"
#include "base/format.h"
#include "decode/decoder.h"
#include "parse/document.h"
#include "parse/json.h"
#include "parse/problem_text.h"
#include "sync/picture_file.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sysexits.h>

namespace kiosk {
namespace {

constexpr Size full_hd{1920, 1080};

/// Whether a picture is there, is the one that the document means, and is a picture.
Result<void> check_picture(Source& source, const Picture& picture, Decoder& decoder, PictureFolder& folder) {
  const auto bytes = source.picture(picture.src);
  if (!bytes) return tl::unexpected(bytes.error());
  return check_picture_file(*bytes, picture).and_then([&] { return decoder.verify(*bytes); }).and_then([&] {
    return folder.keep(picture.src, *bytes);
  });
}

void check_pictures(Source& source, const Document& document, PictureFolder& folder, Problems& problems) {
  Decoder decoder;
  const auto check = [&](const Picture& picture, const std::string& owner, const std::string& slide) {
    const auto good = check_picture(source, picture, decoder, folder);
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

/// Who runs this is told in the screen's first language, or else in that of the terminal.
Language language_of_writer(const Settings& settings) {
  if (!settings.languages.empty()) return settings.languages.front();
  const char* const terminal = std::getenv("LANG");
  return terminal == nullptr ? "en" : std::string(terminal).substr(0, 2);
}

/// What people in front of the screen could not see or read, each slide in each language.
void check_legible(const CheckOptions& options, const EditionPtr& edition, Problems& problems) {
  const Settings& settings = options.settings;
  const auto rotation = static_cast<Rotation>(settings.rotate);
  const Size given = parse_size(settings.size);
  Studio studio({given.width > 0 ? given : upright_size(full_hd, rotation), rotation, settings.theme});
  const Instant now = SystemClock().wall();
  const Language writer = language_of_writer(settings);
  const Document& document = edition->document;
  for (std::size_t i = 0; i < document.slides.size(); ++i) {
    const std::string& id = document.slides[i].id;
    for (const auto& language : document.institute.languages) {
      for (const auto& finding : studio.judge({edition, i, language, now, now, {}, {}, false}, settings.viewing)) {
        const auto what = message(Message::on_slide, writer,
                                  {{"id", id}, {"language", language}, {"what", to_text(finding, writer)}});
        problems.push_back({finding.severity, finding.code, 0, 0, "", what, "", id});
      }
    }
  }
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
  PictureFolder folder;
  if (reading.document) check_pictures(*source, *reading.document, folder, reading.problems);
  if (reading.document) {
    const auto zone = Zone::find(reading.document->institute.time_zone);
    if (!zone)
      reading.problems.push_back(
          {Severity::error, zone.error().code, 0, 0, "/institute/time_zone", zone.error().message, "", ""});
  }

  if (const auto edition = make_edition("check", source->document(), {}, folder.files()))
    check_legible(options, *edition, reading.problems);

  const auto errors = std::ranges::count(reading.problems, Severity::error, &Problem::severity);
  const auto warnings = static_cast<std::ptrdiff_t>(reading.problems.size()) - errors;
  const auto slides = reading.document ? reading.document->slides.size() : 0;
  const bool good = errors == 0 && (!options.strict || warnings == 0);
  if (options.json) {
    std::cout << write_json(JsonObject{{"content", name},
                                       {"good", good},
                                       {"slides", slides},
                                       {"errors", errors},
                                       {"warnings", warnings},
                                       {"problems", to_json(reading.problems)}});
  } else {
    for (const auto& problem : reading.problems) std::cout << to_text(problem, name) << '\n';
    std::cout << name << ": " << count_of(errors, "error") << ", " << count_of(warnings, "warning") << "; "
              << count_of(static_cast<std::ptrdiff_t>(slides), "slide") << " can be shown\n";
  }
  return good ? EX_OK : EX_DATAERR;
}

}  // namespace kiosk
