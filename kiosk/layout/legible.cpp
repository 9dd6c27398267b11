#include "layout/legible.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <concepts>

namespace kiosk {
namespace {

/// Heights of a capital letter as shares of the distance.
constexpr double least_of_any = 1.0 / 300;
constexpr double least_of_body = 0.0044;
constexpr double good_for_body = 0.0058;
constexpr double accessible = 0.0122;

constexpr double enough = 4.5;
constexpr double enough_for_large = 3;
constexpr double least_difference = 0.8;

/// A pixel of CSS is seen under the angle of 1/96 inch at 28 inches (CSS Values 4 § 5.2); WCAG's large text has 24 of
/// them, or 18.66 in bold.
constexpr double css_pixel = 1.0 / 96 / 28;
constexpr double large = 24 * css_pixel;
constexpr double large_bold = 18.66 * css_pixel;

constexpr int most_words_of_body = 100;

constexpr double scanned_from_widths = 10;
constexpr double least_scan_metres = 1;
/// Of a code with an address of up to a hundred letters (version 6 of ISO/IEC 18004).
constexpr double most_usual_modules = 41;

constexpr double millimetres = 1000;
constexpr std::size_t named = 40;  ///< characters of a text, in a sentence about it

constexpr auto unreadable = "legible.unreadable";
constexpr auto small_text = "legible.small";
constexpr auto small_code = "legible.small_code";
constexpr auto weak_contrast = "legible.contrast";

/// The sizes of pixels, seen by someone at a distance.
struct Scale {
  double millimetres_per_pixel;
  double distance_mm;

  Scale(const Size& size, const Viewing& viewing)
      : millimetres_per_pixel(viewing.diagonal_inches * 25.4 / std::hypot(size.width, size.height)),
        distance_mm(viewing.distance_metres * millimetres) {}
};

Element element_of(const TextRun& run) {
  if (run.role == TextRole::body) return Element::body;
  return run.face == Face::display ? Element::headline : Element::label;
}

/// The share of the distance that a capital must have for nobody to complain.
double wanted_share(Element element) {
  return element == Element::body ? good_for_body : least_of_any;
}

Box capitals_of(const TextRun& run, const TextMeasure& measure) {
  const auto metrics = measure.metrics(run.face, run.size);
  const auto letters = static_cast<float>(code_points(run.text).size());
  const float width = run.tabular ? tabular_width(measure, run.text, run.face, run.size)
                                  : measure.width(run.text, run.face, run.size) + run.tracking * letters;
  return {static_cast<int>(run.origin.x), static_cast<int>(run.origin.y - metrics.cap_height), static_cast<int>(width),
          static_cast<int>(metrics.cap_height)};
}

/// Whether one of the pictures in [first, last) holds all of the box.
template <class Iterator>
bool in_picture(Iterator first, Iterator last, const Box& box) {
  return std::any_of(first, last, [&box](const Item& item) {
    const auto* image = std::get_if<Image>(&item);
    return image != nullptr && intersection(image->box, box) == box;
  });
}

/// The next line of the same paragraph: nothing stands between the two, and they look the same.
bool continues(const TextRun& before, const TextRun& run) {
  return before.face == run.face && before.size == run.size && before.colour == run.colour && before.role == run.role &&
         before.tracking == run.tracking && before.origin.y < run.origin.y;
}

/// A word that was divided between two lines is whole again; a hyphen before a capital or a digit was written.
void append_line(std::string& words, std::string_view line) {
  const bool divided = words.ends_with('-') && !line.empty() && !(line[0] >= '0' && line[0] <= 'Z');
  if (divided) {
    words.pop_back();
  } else if (!words.empty() && !words.ends_with('-')) {
    words += ' ';
  }
  words += line;
}

Seen seen_text(const TextRun& run, const TextMeasure& measure, const Scale& scale) {
  Seen seen;
  seen.element = element_of(run);
  seen.ink = run.colour;
  seen.height_mm = static_cast<double>(measure.metrics(run.face, run.size).cap_height) * scale.millimetres_per_pixel;
  seen.required_mm = wanted_share(seen.element) * scale.distance_mm;
  seen.readable_metres = seen.height_mm / wanted_share(seen.element) / millimetres;
  const bool bold = run.face == Face::display;
  const double em = run.size * scale.millimetres_per_pixel / scale.distance_mm;
  seen.required_contrast = em >= (bold ? large_bold : large) ? enough_for_large : enough;
  return seen;
}

Seen seen_code(const Code& code, const Scale& scale) {
  Seen seen;
  seen.element = Element::code;
  seen.lines = {code.box};
  seen.height_mm = code.box.width * scale.millimetres_per_pixel;
  // A long address makes small modules, and it is those that a phone must tell apart.
  const double widths = scanned_from_widths * std::min(1.0, most_usual_modules / code.side);
  seen.required_mm = least_scan_metres * millimetres / widths;
  seen.readable_metres = seen.height_mm * widths / millimetres;
  return seen;
}

bool stands_out(const Seen& seen) {
  return !seen.contrast ||
         (seen.contrast->ratio >= seen.required_contrast && seen.contrast->difference >= least_difference);
}

const Seen* smallest(const std::vector<Seen>& seen, bool (*counts)(Element)) {
  const Seen* found = nullptr;
  for (const auto& each : seen) {
    if (counts(each.element) && (found == nullptr || each.height_mm < found->height_mm)) found = &each;
  }
  return found;
}

bool is_body(Element element) {
  return element == Element::body;
}
bool is_glanced_at(Element element) {
  return element == Element::headline || element == Element::label;
}
bool is_code(Element element) {
  return element == Element::code;
}

/// The text of a slide, const or not, that is its headline; nullptr where the kind has none.
struct HeadlineOf {
  template <class Kind>
  auto operator()(Kind& slide) const -> const Text* {
    if constexpr (std::same_as<std::remove_const_t<Kind>, PersonSlide>) {
      return &slide.name;
    } else if constexpr (requires { slide.title; }) {
      return &slide.title;
    } else {
      return nullptr;
    }
  }
};

/// The one that is read word by word.
struct BodyOf {
  template <class Kind>
  auto operator()(Kind& slide) const -> std::conditional_t<std::is_const_v<Kind>, const Text, Text>* {
    if constexpr (std::same_as<std::remove_const_t<Kind>, AwardWinnerSlide>) {
      return &slide.citation;
    } else if constexpr (std::same_as<std::remove_const_t<Kind>, NoticeSlide>) {
      return &slide.text;
    } else if constexpr (requires { slide.lead; }) {
      return &slide.lead;
    } else {
      return nullptr;
    }
  }
};

/// 57 is "about 60": never less than asked for.
std::int64_t about(std::size_t count) {
  constexpr std::size_t exact = 20;
  return static_cast<std::int64_t>(count <= exact ? count : (count + 9) / 10 * 10);
}

/// How many characters fewer would let the body be set so large that it reads easily, found by trying; 0 where leaving
/// out all but a word would not help.
std::int64_t characters_too_many(Slide slide, const Setting& setting, const Viewing& viewing) {
  Text* const body = std::visit(BodyOf{}, slide.content);
  if (body == nullptr) return 0;
  const std::string whole = body->in(setting.language);
  std::vector<std::size_t> ends;  // of each word, in bytes
  for (std::size_t i = 1; i <= whole.size(); ++i) {
    if ((i == whole.size() || whole[i] == ' ') && whole[i - 1] != ' ') ends.push_back(i);
  }
  const auto reads_easily = [&](std::size_t end) {
    *body = Text(whole.substr(0, end));
    const auto seen = seen_on(shown_alone(slide, setting).scene, setting.measure, viewing);
    const auto* const read = smallest(seen, is_body);
    return read != nullptr && read->height_mm >= read->required_mm;
  };
  const auto first_too_long = std::partition_point(ends.begin(), ends.end(), reads_easily);
  if (first_too_long == ends.begin() || first_too_long == ends.end()) return 0;
  const std::string_view too_much = std::string_view(whole).substr(*(first_too_long - 1));
  return about(code_points(too_much).size());
}

std::int64_t& count_in(Finding& finding) {
  return std::get<std::int64_t>(std::ranges::find(finding.arguments, "count", &Argument::name)->value);
}

/// Among what was found when the slide was composed: that this text was cut.
Finding* cut_of(const Seen& text, std::vector<Finding>& findings) {
  const auto found = std::ranges::find_if(findings, [&](const Finding& finding) {
    if (finding.message != Message::text_cut) return false;
    std::string_view first_line = std::get<std::string>(finding.arguments.front().value);
    if (first_line.ends_with('-')) first_line.remove_suffix(1);
    return text.words.starts_with(first_line);
  });
  return found == findings.end() ? nullptr : &*found;
}

void judge_body(const Seen& body, const Slide& slide, const Setting& setting, const Viewing& viewing,
                std::vector<Finding>& findings) {
  const double share = body.height_mm / (viewing.distance_metres * millimetres);
  if (share >= good_for_body) return;
  const bool illegible = share < least_of_any;
  const auto count = characters_too_many(slide, setting, viewing);
  Finding* const cut = cut_of(body, findings);
  if (cut != nullptr && count > 0) {
    count_in(*cut) = std::max(count_in(*cut), count);
  } else {
    findings.push_back(
        {illegible ? unreadable : small_text,
         share < least_of_body ? Severity::error : Severity::warning,
         illegible ? Message::text_unreadable : Message::text_small,
         {{"text", beginning(body.words, named)}, {"distance", viewing.distance_metres}, {"count", count}}});
  }
}

/// A label is as large as the look has it: fewer words would not help.
void judge_label(const Seen& label, const Viewing& viewing, std::vector<Finding>& findings) {
  if (label.height_mm >= least_of_any * viewing.distance_metres * millimetres) return;
  findings.push_back({unreadable,
                      Severity::error,
                      Message::text_unreadable,
                      {{"text", beginning(label.words, named)}, {"distance", viewing.distance_metres}, {"count", 0}}});
}

void judge_contrasts(const std::vector<Seen>& seen, std::vector<Finding>& findings) {
  for (const auto& text : seen) {
    if (stands_out(text)) continue;
    const double shown = std::floor(text.contrast->ratio * 10) / 10;
    findings.push_back({weak_contrast,
                        Severity::error,
                        text.on_picture ? Message::contrast_on_picture : Message::contrast_on_ground,
                        {{"text", beginning(text.words, named)}, {"ratio", shown}}});
  }
}

void judge_words(const Slide& slide, const Language& language, std::vector<Finding>& findings) {
  const auto words = [&](const Text* text) { return text == nullptr ? 0 : count_words(text->in(language)); };
  const int headline = words(std::visit(HeadlineOf{}, slide.content));
  const int body = words(std::visit(BodyOf{}, slide.content));
  if (headline > most_words_of_headline)
    findings.push_back({"legible.long_headline", Severity::warning, Message::headline_long, {{"count", headline}}});
  if (body > good_words_of_body)
    findings.push_back({"legible.long_body",
                        body > most_words_of_body ? Severity::error : Severity::warning,
                        Message::body_long,
                        {{"count", body}}});
}

}  // namespace

std::vector<Seen> seen_on(const Scene& scene, const TextMeasure& measure, const Viewing& viewing) {
  const Scale scale(scene.size, viewing);
  std::vector<Seen> all;
  const TextRun* before = nullptr;
  for (auto item = scene.items.begin(); item != scene.items.end(); ++item) {
    const auto* const run = std::get_if<TextRun>(&*item);
    if (const auto* code = std::get_if<Code>(&*item)) all.push_back(seen_code(*code, scale));
    if (run == nullptr) {
      before = nullptr;
      continue;
    }
    const Box capitals = capitals_of(*run, measure);
    const bool covered = in_picture(item + 1, scene.items.end(), capitals);
    if (covered || capitals.empty()) continue;
    const bool goes_on = before != nullptr && continues(*before, *run);
    if (!goes_on) all.push_back(seen_text(*run, measure, scale));
    Seen& seen = all.back();
    append_line(seen.words, run->text);
    seen.lines.push_back(capitals);
    seen.on_picture = seen.on_picture || in_picture(scene.items.begin(), item, capitals);
    before = run;
  }
  return all;
}

Verdict verdict_on(const Seen& seen, const Viewing& viewing) {
  const bool small = seen.height_mm < seen.required_mm;
  if (seen.element == Element::code) return small ? Verdict{Grade::hard, small_code} : Verdict{};
  const double share = seen.height_mm / (viewing.distance_metres * millimetres);
  if (share < least_of_any) return {Grade::illegible, unreadable};
  if (!stands_out(seen)) return {Grade::illegible, weak_contrast};
  if (small) return {share < least_of_body ? Grade::illegible : Grade::hard, small_text};
  return {share >= accessible ? Grade::accessible : Grade::good, ""};
}

std::vector<Finding> legibility(const Slide& slide, const Setting& setting, const Viewing& viewing,
                                const std::vector<Seen>& seen, std::vector<Finding> findings) {
  for (auto& finding : findings) {
    if (finding.message == Message::text_cut) count_in(finding) = about(static_cast<std::size_t>(count_in(finding)));
  }
  if (const Seen* label = smallest(seen, is_glanced_at)) judge_label(*label, viewing, findings);
  if (const Seen* body = smallest(seen, is_body)) judge_body(*body, slide, setting, viewing, findings);
  if (const Seen* code = smallest(seen, is_code); code != nullptr && code->height_mm < code->required_mm)
    findings.push_back({small_code, Severity::warning, Message::code_small, {{"distance", code->readable_metres}}});
  judge_words(slide, setting.language, findings);
  judge_contrasts(seen, findings);
  return findings;
}

std::string beginning(const std::string& text, std::size_t most_characters) {
  const auto points = code_points(text);
  if (points.size() <= most_characters) return text;
  auto end = points.begin() + static_cast<std::ptrdiff_t>(most_characters);
  while (end != points.begin() && *end != U' ') --end;
  if (end == points.begin()) end += static_cast<std::ptrdiff_t>(most_characters);
  while (end != points.begin() && (*(end - 1) == U'.' || *(end - 1) == U',')) --end;
  std::string words;
  std::for_each(points.begin(), end, [&words](char32_t c) { append_utf8(words, c); });
  return words + "…";
}

Shown shown_alone(const Slide& slide, const Setting& setting) {
  const auto* const notice = notice_of(slide);
  const bool band = notice != nullptr && notice->level == NoticeLevel::band;
  Composition composition = band ? compose_band(slide, setting) : compose(slide, setting);
  if (composition.foot) {
    const Foot foot = compose_foot(*composition.foot, {}, setting);
    for (const auto* items : {&foot.fixed, &foot.clock})
      composition.scene.items.insert(composition.scene.items.end(), items->begin(), items->end());
  }
  return {std::move(composition.scene), std::move(composition.findings)};
}

}  // namespace kiosk
