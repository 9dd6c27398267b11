#include "app/content_check.h"

#include "app/picture_folder.h"
#include "app/terminal.h"
#include "decode/decoder.h"
#include "locale/messages.h"
#include "parse/document.h"
#include "schedule/calendar.h"
#include "studio/themes.h"
#include "sync/picture_file.h"

#include <algorithm>
#include <set>

namespace kiosk {
namespace {

constexpr Size full_hd{1920, 1080};

class Checker {
 public:
  Checker(Source& source, const Settings& settings, std::string_view writer)
      : source_(source), settings_(settings), writer_(writer) {}

  ContentCheck run(const std::optional<When>& at) {
    auto reading = read_document(source_.document());
    check_.problems = std::move(reading.problems);
    check_.written = reading.written;
    check_.refused = !reading.document;
    if (reading.document) check_document(*reading.document, reading.places, at);
    std::ranges::stable_sort(check_.problems, {}, &Problem::line);
    return std::move(check_);
  }

 private:
  void check_document(const Document& document, const std::vector<SourcePlace>& places, const std::optional<When>& at) {
    check_.faulty = check_.written - document.slides.size();
    if (document.slides.empty()) refuse_empty();
    check_pictures(document, places);
    check_themes(document, places);
    const auto edition = make_edition("check", source_.document(), {}, folder_.files());
    if (!edition) {
      refuse(edition.error().code, {}, edition.error().message, "");
      return;
    }
    check_.edition = *edition;
    const Zone& zone = (*edition)->zone;
    judge(at ? zone.instant(*at, DayEdge::start) : SystemClock().wall());
    std::ranges::move(problems_of(check_.views, **edition, writer_), std::back_inserter(check_.problems));
  }

  void add(Severity severity, std::string code, const SourcePlace& place, std::string what, std::string slide) {
    check_.problems.push_back(
        {severity, std::move(code), place.line, place.column, "", std::move(what), "", std::move(slide)});
  }
  void refuse(std::string code, const SourcePlace& place, std::string what, std::string slide) {
    check_.refused = true;
    add(Severity::error, std::move(code), place, std::move(what), std::move(slide));
  }

  /// The reader takes an empty list for well-formed, but no screen takes it.
  void refuse_empty() {
    check_.refused = true;
    for (auto& problem : check_.problems) {
      if (problem.code == "document.no_slides") problem.severity = Severity::error;
    }
  }

  /// Whether a picture is there, is the one that the document means, and is a picture.
  Result<void> check_picture(const Picture& picture) {
    const auto bytes = source_.picture(picture.src);
    if (!bytes) return tl::unexpected(bytes.error());
    return check_picture_file(*bytes, picture).and_then([&] { return decoder_.verify(*bytes); }).and_then([&] {
      return folder_.keep(picture.src, *bytes);
    });
  }

  void check_pictures(const Document& document, const std::vector<SourcePlace>& places) {
    if (const auto& logo = document.institute.logo) {
      if (const auto good = check_picture(*logo); !good) {
        const auto& [code, why] = good.error();
        refuse(code, {}, message(Message::logo_unusable, writer_, {{"src", logo->src}, {"why", why}}), "");
      }
    }
    for (std::size_t i = 0; i < document.slides.size(); ++i) {
      const Slide& slide = document.slides[i];
      for (const auto* picture : pictures_of(slide)) {
        const auto good = check_picture(*picture);
        if (good) continue;
        const auto& [code, why] = good.error();
        refuse(code, places[i],
               message(Message::picture_unusable, writer_, {{"src", picture->src}, {"id", slide.id}, {"why", why}}),
               slide.id);
      }
    }
  }

  /// Screens may have themes that this machine lacks: a warning is enough.
  void check_themes(const Document& document, const std::vector<SourcePlace>& places) {
    std::set<std::string> seen{""};
    const auto check = [&](const std::string& name, const SourcePlace& place, const std::string& slide) {
      if (!seen.insert(name).second) return;
      const auto found = read_theme_file(name);
      if (found && found->theme) return;
      const auto what = found ? Message::theme_unusable : Message::theme_not_here;
      add(Severity::warning, found ? "theme.unreadable" : "theme.missing", place,
          message(what, writer_, {{"name", name}}), slide);
    };
    if (settings_.theme.empty()) check(document.institute.theme, {}, "");
    for (std::size_t i = 0; i < document.slides.size(); ++i)
      check(document.slides[i].theme, places[i], document.slides[i].id);
  }

  void judge(Instant now) {
    const Edition& edition = *check_.edition;
    Document document = edition.document;
    for (auto& slide : document.slides) slide.screens.clear();
    const Programme programme = make_programme(document, {"", settings_.languages}, edition.zone);
    std::vector<Look> looks;
    const auto add_look = [&](std::size_t slide, const Language& language) {
      const Instant begins = std::max(now, period_of(document.slides[slide], edition.zone).from);
      looks.push_back({check_.edition, slide, language, begins, begins, {}, {}, false});
    };
    std::vector<bool> is_over;
    for (const auto& slide : document.slides) {
      const auto period = period_of(slide, edition.zone);
      is_over.push_back(period.until <= std::max(now, period.from));
    }
    check_.over = static_cast<std::size_t>(std::ranges::count(is_over, true));
    for (const auto& entry : programme.entries()) {
      if (!is_over[entry.slide]) add_look(entry.slide, entry.language);
    }
    for (const auto& notice : programme.notices()) {
      if (is_over[notice.slide]) continue;
      for (const auto& language : notice.languages) add_look(notice.slide, language);
    }
    judge(looks);
  }

  void judge(const std::vector<Look>& looks) {
    const auto screens = screens_to_check(settings_);
    ProgressLine progress("kiosk check", looks.size() * screens.size());
    for (const auto& screen : screens) {
      Studio studio({screen, Rotation::none, settings_.theme});
      for (const auto& look : looks) {
        progress.step();
        check_.views.push_back({look.slide, look.language, screen, studio.judge(look, settings_.viewing)});
      }
    }
  }

  Source& source_;
  const Settings& settings_;
  const std::string_view writer_;
  Decoder decoder_;
  PictureFolder folder_;
  ContentCheck check_;
};

}  // namespace

std::vector<Size> screens_to_check(const Settings& settings) {
  const Size given = parse_size(settings.size);
  const auto rotation = static_cast<Rotation>(settings.rotate);
  if (given.width > 0) return {upright_size(given, rotation)};
  if (settings.rotate != 0) return {upright_size(full_hd, rotation)};
  return {full_hd, {full_hd.height, full_hd.width}};
}

ContentCheck check_content(Source& source, const Settings& settings, const std::optional<When>& at,
                           std::string_view writer) {
  return Checker(source, settings, writer).run(at);
}

}  // namespace kiosk
