#include "studio/legibility_report.h"

#include "base/format.h"
#include "base/text.h"
#include "locale/format.h"
#include "locale/messages.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kiosk {
namespace {

Message shape_of(const Size& screen) {
  return screen.height > screen.width ? Message::upright_screen : Message::wide_screen;
}

/// In which languages, and on screens of which shapes.
struct Where {
  std::set<Language> languages;
  std::set<Message> shapes;

  void add(const View& view) {
    languages.insert(view.language);
    shapes.insert(shape_of(view.screen));
  }
};

/// A finding, and where it is the same.
struct Told {
  const Finding* finding;
  Where where;
};

/// "English, upright screen": only what tells it from `all`.
std::string words_for(const Where& where, const Where& all, std::string_view writer) {
  std::string words;
  const auto add = [&words](const std::string& word) { words += (words.empty() ? "" : ", ") + word; };
  if (where.languages != all.languages) {
    for (const auto& language : where.languages) add(language_name(language, writer));
  }
  if (where.shapes != all.shapes) {
    for (const auto shape : where.shapes) add(message(shape, writer));
  }
  return words;
}

Problem problem_of(const Told& told, const Where& all, const std::string& id, const SourcePlace& place,
                   std::string_view writer) {
  const auto where = words_for(told.where, all, writer);
  const auto what = to_text(*told.finding, writer);
  const auto sentence = where.empty()
                            ? message(Message::on_slide, writer, {{"id", id}, {"what", what}})
                            : message(Message::on_some_slides, writer, {{"id", id}, {"where", where}, {"what", what}});
  return {told.finding->severity, told.finding->code, place.line, place.column, "", sentence, "", id};
}

SourcePlace place_of(const Edition& edition, std::size_t slide) {
  return slide < edition.places.size() ? edition.places[slide] : SourcePlace{};
}

std::string_view word_of(Element element) {
  switch (element) {
    case Element::headline:
      return "headline";
    case Element::body:
      return "body";
    case Element::label:
      return "label";
    case Element::code:
      return "code";
  }
  return "";
}

std::string_view severity_of(Grade grade) {
  return grade == Grade::illegible ? "error" : grade == Grade::hard ? "warning" : "none";
}

double tenths(double number) {
  return std::round(number * 10) / 10;
}

Json record_of(const View& view, const Seen& seen, const Edition& edition, const Viewing& viewing) {
  const bool text = seen.element != Element::code;
  const auto [grade, code] = verdict_on(seen, viewing);
  return JsonObject{{"slide", edition.document.slides[view.slide].id},
                    {"line", place_of(edition, view.slide).line},
                    {"language", view.language},
                    {"screen", str(view.screen.width, 'x', view.screen.height)},
                    {"element", word_of(seen.element)},
                    {"text", seen.words},
                    {"height_mm", tenths(seen.height_mm)},
                    {"required_mm", tenths(seen.required_mm)},
                    {"readable_m", tenths(seen.readable_metres)},
                    {"contrast", seen.contrast ? Json(tenths(seen.contrast->ratio)) : Json()},
                    {"required_contrast", text ? Json(seen.required_contrast) : Json()},
                    {"qr_distance_m", text ? Json() : Json(tenths(seen.readable_metres))},
                    {"accessible", grade == Grade::accessible},
                    {"severity", severity_of(grade)},
                    {"code", code}};
}

Message name_of(Grade grade) {
  switch (grade) {
    case Grade::accessible:
      return Message::verdict_accessible;
    case Grade::good:
      return Message::verdict_good;
    case Grade::hard:
      return Message::verdict_warning;
    case Grade::illegible:
      return Message::verdict_error;
  }
  return Message::verdict_good;
}

Message name_of(Element element) {
  switch (element) {
    case Element::headline:
      return Message::headline;
    case Element::body:
      return Message::body;
    case Element::label:
      return Message::label;
    case Element::code:
      return Message::code;
  }
  return Message::label;
}

/// `text`, and spaces up to `columns` letters.
std::string padded(std::string text, std::size_t columns) {
  const auto letters = code_points(text).size();
  return text + std::string(letters < columns ? columns - letters : 0, ' ');
}

std::string row_of(const Seen& seen, const Viewing& viewing, std::string_view writer) {
  const auto measures =
      seen.element == Element::code
          ? message(Message::seen_code, writer, {{"height", seen.height_mm}, {"distance", seen.readable_metres}})
          : message(Message::seen_text, writer,
                    {{"height", seen.height_mm}, {"contrast", seen.contrast ? seen.contrast->ratio : 0.0}});
  const auto row =
      str("  ", padded(message(name_of(verdict_on(seen, viewing).grade), writer), 13),
          padded(message(name_of(seen.element), writer), 12), padded(measures, 32), beginning(seen.words, 60));
  return row.substr(0, row.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

Problems problems_of(const std::vector<View>& views, const Edition& edition, std::string_view writer) {
  Problems problems;
  for (std::size_t slide = 0; slide < edition.document.slides.size(); ++slide) {
    Where all;
    std::vector<Told> told;
    for (const auto& view : views) {
      if (view.slide != slide) continue;
      all.add(view);
      for (const auto& finding : view.judgement.findings) {
        auto same = std::ranges::find_if(told, [&](const Told& other) { return *other.finding == finding; });
        if (same == told.end()) same = told.insert(same, {&finding, {}});
        same->where.add(view);
      }
    }
    for (const auto& each : told)
      problems.push_back(problem_of(each, all, edition.document.slides[slide].id, place_of(edition, slide), writer));
  }
  return problems;
}

Json records_of(const std::vector<View>& views, const Edition& edition, const Viewing& viewing) {
  JsonArray records;
  for (const auto& view : views) {
    for (const auto& seen : view.judgement.seen) records.push_back(record_of(view, seen, edition, viewing));
  }
  return records;
}

std::string table_of(const std::vector<View>& views, const Edition& edition, const Viewing& viewing,
                     std::string_view writer) {
  std::string table;
  Size screen;
  for (const auto& view : views) {
    if (view.screen != screen) {
      screen = view.screen;
      table += message(Message::legible_for, writer,
                       {{"distance", viewing.distance_metres},
                        {"diagonal", viewing.diagonal_inches},
                        {"width", std::to_string(screen.width)},
                        {"height", std::to_string(screen.height)}}) +
               "\n\n";
    }
    table += str(edition.document.slides[view.slide].id, " (", language_name(view.language, writer), ")\n");
    for (const auto& seen : view.judgement.seen) table += row_of(seen, viewing, writer);
    table += '\n';
  }
  return table + message(Message::what_accessible_means, writer) + '\n';
}

}  // namespace kiosk
