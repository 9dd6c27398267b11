#include "parse/document.h"

#include "base/format.h"
#include "parse/kinds.h"
#include "parse/reader.h"

#include <algorithm>
#include <map>

namespace kiosk {
namespace {

using std::chrono::seconds;

/// On the institute's wall clock, or in UTC where the moment says its own offset.
seconds start_of(const When& when) {
  const seconds local = std::chrono::sys_days(when.date).time_since_epoch() + when.time.value_or(seconds{0});
  return local - when.offset.value_or(std::chrono::minutes{0});
}

/// A date as an end is the last second of its day.
seconds end_of(const When& when) {
  return when.time ? start_of(when) : start_of(when) + std::chrono::days{1} - seconds{1};
}

/// Whether `end` lies before `start` in every time zone: no clock is further than 14 hours from UTC, which matters
/// where only one of the two says its offset.
bool ends_before(const When& end, const When& start) {
  const bool comparable = end.offset.has_value() == start.offset.has_value();
  return end_of(end) + (comparable ? seconds{0} : std::chrono::hours{14}) < start_of(start);
}

class DocumentReader {
 public:
  explicit DocumentReader(std::string_view bytes) : bytes_(bytes), findings_(bytes), reader_(findings_) {}

  DocumentReading read() {
    DocumentReading reading;
    if (const auto root = read_json(bytes_, findings_)) reading.document = read_root(*root, reading);
    reading.problems = findings_.take();
    return reading;
  }

 private:
  std::optional<Document> read_root(const Json& root, DocumentReading& reading) {
    if (reader_.object(root) == nullptr || !has_our_version(root)) return std::nullopt;
    auto names = names_of<Document>();
    for (const auto* name : {"$schema", "version", "institute", "slides"}) names.emplace_back(name);
    reader_.check_unknown(root, names);
    Document document;
    reader_.read_members(root, document);
    if (const auto* institute = root.member("institute")) {
      const Reader::Step step(reader_, "institute");
      reader_.read(institute->value, document.institute, {});
    } else {
      reader_.missing(root, "institute", Described<Institute>::help);
    }
    const auto* slides = root.member("slides");
    if (slides == nullptr) {
      reader_.missing(root, "slides", "What the screen shows: a list in [ ].");
      return std::nullopt;
    }
    const JsonArray* const list = slide_list(slides->value);
    if (list == nullptr) return std::nullopt;
    const bool sound = findings_.errors() == 0;
    reading.written = list->size();
    document.slides = read_slides(*list, reading.places);
    const bool none_left = document.slides.empty() && !list->empty();
    return sound && !none_left ? std::optional(std::move(document)) : std::nullopt;
  }

  /// Whether the rest is worth reading: a newer version may mean other things by the same keys.
  bool has_our_version(const Json& root) {
    const auto* version = root.member("version");
    if (version == nullptr) {
      reader_.missing(root, "version", str("The version of this format, ", document_version, "."));
      return true;
    }
    const Reader::Step step(reader_, "version");
    int number = document_version;
    reader_.read(version->value, number, {});
    if (number == document_version) return true;
    findings_.error("document.version", reader_.place(version->value),
                    str("The document has version ", number, "; this program reads version ", document_version, '.'),
                    number > document_version ? "Update the program on the screens." : "");
    return false;
  }

  const JsonArray* slide_list(const Json& json) {
    const Reader::Step step(reader_, "slides");
    const auto* list = reader_.list(json, {{0, static_cast<double>(most_slides)}});
    if (list != nullptr && list->empty()) {
      findings_.warning("document.no_slides", reader_.place(json),
                        "There are no slides: a screen goes on with what it has.");
    }
    return list;
  }

  std::vector<Slide> read_slides(const JsonArray& list, std::vector<SourcePlace>& places) {
    const Reader::Step step(reader_, "slides");
    std::vector<Slide> slides;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Reader::Step at(reader_, std::to_string(i));
      const auto* id = list[i].member("id");
      const auto* name = id != nullptr ? id->value.as<std::string>() : nullptr;
      findings_.set_slide(name != nullptr ? *name : "");
      const int before = findings_.errors();
      auto slide = read_slide(list[i]);
      if (findings_.errors() > before) continue;
      slides.push_back(std::move(slide));
      places.push_back(findings_.locate(reader_.place(list[i])));
    }
    findings_.set_slide("");
    return slides;
  }

  /// A slide that can be shown, or any where an error was found.
  Slide read_slide(const Json& json) {
    Slide slide;
    if (reader_.object(json) == nullptr) return slide;
    const int before = findings_.errors();
    reader_.read_members(json, slide);
    check_id(json, slide.id);
    read_kind(json, slide);
    if (findings_.errors() > before) return slide;
    if (slide.from && slide.until) check_order(json, "until", *slide.until, "from", *slide.from);
    std::visit([&](const auto& content) { check(json, slide, content); }, slide.content);
    return slide;
  }

  void check_id(const Json& json, const std::string& id) {
    if (id.empty()) return;
    const std::size_t at = json.member("id")->value.at;
    const auto [first, is_new] = first_use_.emplace(id, at);
    if (is_new) return;
    const Reader::Step step(reader_, "id");
    findings_.error(
        "slide.duplicate_id", reader_.place(json.member("id")->value),
        str("The slide in line ", findings_.line_of(first->second), " is called ", in_quotes(id), " already."),
        "Give this one another id.");
  }

  void read_kind(const Json& json, Slide& slide) {
    const auto words = kind_words();
    const auto* kind = json.member("kind");
    if (kind == nullptr) {
      reader_.missing(json, "kind", "What kind of slide it is, such as \"news\".");
      return;
    }
    std::optional<std::size_t> index;
    {
      const Reader::Step step(reader_, "kind");
      index = reader_.choice(kind->value, words, "slide.kind");
    }
    if (!index) return;
    for_each_kind([&]<class Kind>(std::type_identity<Kind>) {
      if (Described<Kind>::kind != words[*index]) return;
      Kind content;
      reader_.read_members(json, content);
      slide.content = std::move(content);
      auto names = names_of<Kind>();
      std::ranges::copy(names_of<Slide>(), std::back_inserter(names));
      names.push_back("kind");
      reader_.check_unknown(json, names);
    });
  }

  void check_order(const Json& json, std::string_view end_name, const When& end, std::string_view start_name,
                   const When& start) {
    if (!ends_before(end, start)) return;
    const Reader::Step step(reader_, end_name);
    findings_.error("field.order", reader_.place(json.member(end_name)->value),
                    str(in_quotes(end_name), " (", to_string(end), ") lies before ", in_quotes(start_name), " (",
                        to_string(start), ")."),
                    "One of the two is wrong.");
  }

  template <class Kind>
  void check(const Json&, const Slide&, const Kind&) {}

  void check(const Json& json, const Slide&, const EventSlide& event) {
    if (event.end) check_order(json, "end", *event.end, "start", event.start);
  }

  void check(const Json& json, const Slide&, const AwardCallSlide& call) {
    if (call.opens) check_order(json, "deadline", call.deadline, "opens", *call.opens);
  }

  void check(const Json& json, const Slide& slide, const NoticeSlide&) {
    if (!slide.until) reader_.missing(json, "until", "Until when the notice holds; it is gone by itself after that.");
  }

  const std::string_view bytes_;
  Findings findings_;
  Reader reader_;
  std::map<std::string, std::size_t, std::less<>> first_use_;  // offset of each id
};

}  // namespace

DocumentReading read_document(std::string_view bytes) {
  return DocumentReader(bytes).read();
}

}  // namespace kiosk
