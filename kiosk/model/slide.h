/// The slides of a content document: one struct per kind, and what they share. Values, no behaviour; what the fields
/// mean to a person, and which are required, is said once, in model/fields.h.
#pragma once

#include "model/text.h"
#include "model/when.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk {

/// Where the eye should rest in a picture, as shares of its width and height from the top left corner.
struct Focus {
  double x = 0.5;
  double y = 0.5;
  bool operator==(const Focus&) const = default;
};

struct Picture {
  std::string src;  ///< relative to the document, or an https address
  Text alt;
  Text caption;
  Text credit;
  Focus focus;
  std::string sha256;  ///< of the file, 64 hexadecimal digits; empty where the document does not say
  std::optional<std::uint64_t> bytes;
  bool operator==(const Picture&) const = default;
};

struct Sum {
  double value = 0;
  std::string currency;  ///< ISO 4217, "NOK"
  bool operator==(const Sum&) const = default;
};

struct Person {
  Text name;
  Text title;
  Text affiliation;
  std::optional<Picture> portrait;
  bool operator==(const Person&) const = default;
};

struct Fact {
  Text value;
  Text unit;
  Text label;
  bool operator==(const Fact&) const = default;
};

struct Prize {
  Text name;
  std::optional<int> count;
  std::optional<Sum> sum;
  bool operator==(const Prize&) const = default;
};

struct Link {
  Text label;
  Text note;
  std::string url;
  bool operator==(const Link&) const = default;
};

enum class EventStatus { planned, cancelled };
enum class Fit { contain, cover };
enum class NoticeLevel { info, band, takeover };

struct InstituteSlide {
  Text title;
  Text lead;
  std::optional<int> since;
  std::optional<Person> head;
  std::vector<Fact> facts;
  std::optional<Picture> picture;
  bool operator==(const InstituteSlide&) const = default;
};

struct NewsSlide {
  Text title;
  Text lead;
  std::optional<Picture> picture;
  std::optional<When> published;
  bool operator==(const NewsSlide&) const = default;
};

struct AwardWinnerSlide {
  Text award;
  std::optional<int> year;
  std::vector<Person> people;
  Text citation;
  std::optional<Sum> sum;
  Text awarded_by;
  Text funded_by;
  std::optional<When> presented_on;
  bool operator==(const AwardWinnerSlide&) const = default;
};

struct AwardCallSlide {
  Text title;
  std::vector<Prize> awards;
  std::optional<When> opens;
  When deadline;  ///< a date means the end of that day
  std::optional<Picture> picture;
  bool operator==(const AwardCallSlide&) const = default;
};

struct EventSlide {
  Text title;
  When start;
  std::optional<When> end;
  bool all_day = false;
  Text place;
  std::vector<Person> people;
  Text lead;
  EventStatus status = EventStatus::planned;
  bool operator==(const EventSlide&) const = default;
};

struct PublicationSlide {
  Text title;
  std::vector<std::string> authors;
  Text venue;
  std::optional<When> date;
  std::optional<Picture> cover;
  Text lead;
  std::string doi;
  bool operator==(const PublicationSlide&) const = default;
};

struct ReportSlide {
  Text title;
  std::optional<int> year;
  std::optional<Picture> cover;
  Text lead;
  bool operator==(const ReportSlide&) const = default;
};

struct LinksSlide {
  Text title;
  std::vector<Link> items;
  bool operator==(const LinksSlide&) const = default;
};

struct PersonSlide {
  Text name;
  Text title;
  Text affiliation;
  std::optional<Picture> portrait;
  Text lead;
  bool operator==(const PersonSlide&) const = default;
};

struct PictureSlide {
  Picture picture;
  Fit fit = Fit::contain;
  bool operator==(const PictureSlide&) const = default;
};

struct VideoSlide {
  std::string src;
  std::optional<Picture> poster;
  Text caption;
  std::optional<double> max_seconds;
  bool operator==(const VideoSlide&) const = default;
};

struct NoticeSlide {
  NoticeLevel level = NoticeLevel::info;
  Text title;
  Text text;
  bool operator==(const NoticeSlide&) const = default;
};

using Content = std::variant<InstituteSlide, NewsSlide, AwardWinnerSlide, AwardCallSlide, EventSlide, PublicationSlide,
                             ReportSlide, LinksSlide, PersonSlide, PictureSlide, VideoSlide, NoticeSlide>;

struct Slide {
  std::string id;
  Text kicker;
  std::string url;                ///< https address behind the QR code
  std::optional<double> seconds;  ///< on screen; else from how long it takes to read
  std::optional<When> from;
  std::optional<When> until;               ///< a date means the end of that day
  std::vector<std::chrono::weekday> days;  ///< empty: every day
  std::optional<Hours> hours;
  std::vector<std::string> screens;  ///< names or globs; empty: every screen
  int weight = 1;                    ///< how many times a round, 1 to 10
  std::string theme;                 ///< empty: the institute's
  Content content;
  bool operator==(const Slide&) const = default;
};

/// The `kind` of the document: "news", "award_winner", …
std::string_view kind_of(const Slide& slide);

/// The notice in the slide, or nullptr.
const NoticeSlide* notice_of(const Slide& slide);

/// Every picture the slide needs, in the order in which the document names them. The pointers live as long as the
/// slide.
std::vector<const Picture*> pictures_of(const Slide& slide);

}  // namespace kiosk
