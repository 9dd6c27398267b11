/// What every field of the content document is called, means and may be: written here once. The reader (parse/), the
/// schema (config/content.schema.json), the reading time (schedule/) and later the desk's forms all come from it.
///
/// Described<T>::fields is a tuple of Field; for_each_field<T>() walks it. Constant data, no state.
#pragma once

#include "model/document.h"
#include "model/settings.h"
#include "model/slide.h"
#include "model/theme.h"

#include <array>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

namespace kiosk {

/// The least and the most: of a number itself, of the items of a list, of the characters of a string.
struct Bounds {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

enum class Need { optional, required };

/// What a string must look like beyond its length; parse/forms.h says what fits.
enum class Form { words, name, https, file, beside, sha256, currency, time_zone, doi, language, signing_key, pin };

template <class Owner, class Member>
struct Field {
  std::string_view name;  ///< the key in JSON
  Member Owner::*member;
  Need need;
  std::string_view help;  ///< one sentence for the person who writes it
  Bounds bounds{};
  Form form = Form::words;  ///< of the string, or of each string in the list
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member, Need need, std::string_view help,
                                     Bounds bounds = {}, Form form = Form::words) {
  return {name, member, need, help, bounds, form};
}
template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member, Need need, std::string_view help,
                                     Form form) {
  return {name, member, need, help, {}, form};
}

template <class T>
struct Described;  // specialised below for every struct of the document

template <class T>
concept HasFields = requires {
  Described<T>::fields;
};

/// Calls f(field) for each field of T, in the order in which people should see them.
template <HasFields T, class F>
constexpr void for_each_field(F&& f) {
  std::apply([&f](const auto&... each) { (f(each), ...); }, Described<T>::fields);
}

/// The words of an enumeration, in the order of its values.
template <class E>
struct Words;

template <>
struct Words<EventStatus> {
  static constexpr std::array<std::string_view, 2> list{"planned", "cancelled"};
};
template <>
struct Words<Fit> {
  static constexpr std::array<std::string_view, 2> list{"contain", "cover"};
};
template <>
struct Words<NoticeLevel> {
  static constexpr std::array<std::string_view, 3> list{"info", "band", "takeover"};
};

/// In std::chrono::weekday's order, Sunday first.
inline constexpr std::array<std::string_view, 7> weekday_words{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

// ---------------------------------------------------------------------------------------------- parts of slides

template <>
struct Described<Picture> {
  static constexpr std::string_view help = "A picture: where its file is, and what to say about it.";
  static constexpr auto fields = std::tuple{
      field("src", &Picture::src, Need::required,
            "The file: relative to this document, or an https address of an allowed host. JPEG, PNG or WebP.",
            Form::file),
      field("alt", &Picture::alt, Need::optional, "What the picture shows, for those who cannot see it."),
      field("caption", &Picture::caption, Need::optional, "One line under the picture."),
      field("credit", &Picture::credit, Need::optional, "Who made it: \"Photo: Kari Nordmann, OUS\"."),
      field("focus", &Picture::focus, Need::optional,
            "What must stay visible when the picture is cropped: [x, y], each 0 to 1 from the top left corner."),
      field("sha256", &Picture::sha256, Need::optional,
            "SHA-256 of the file, in hexadecimal: a file that differs is refused.", Form::sha256),
      field("bytes", &Picture::bytes, Need::optional, "Size of the file in bytes: a file that differs is refused.",
            {1}),
  };
};

template <>
struct Described<Sum> {
  static constexpr std::string_view help = "An amount of money; the program writes it as each language does.";
  static constexpr auto fields = std::tuple{
      field("value", &Sum::value, Need::required, "The amount, a number above nought.", {0.01, 1e12}),
      field("currency", &Sum::currency, Need::required, "The currency's three letters (ISO 4217): \"NOK\".",
            Form::currency),
  };
};

template <>
struct Described<Person> {
  static constexpr std::string_view help = "A person. Without a portrait the initials are drawn.";
  static constexpr auto fields = std::tuple{
      field("name", &Person::name, Need::required, "Full name, as it should stand on the screen."),
      field("title", &Person::title, Need::optional, "Position: \"Project leader\"."),
      field("affiliation", &Person::affiliation, Need::optional, "Group, department or institution."),
      field("portrait", &Person::portrait, Need::optional, "A portrait; the focus is the face."),
  };
};

template <>
struct Described<Fact> {
  static constexpr std::string_view help = "A number worth knowing.";
  static constexpr auto fields = std::tuple{
      field("value", &Fact::value, Need::required, "The number, as it should stand: \"380+\"."),
      field("unit", &Fact::unit, Need::optional, "What stands behind it: \"%\"."),
      field("label", &Fact::label, Need::required, "What it counts: \"employees\"."),
  };
};

template <>
struct Described<Prize> {
  static constexpr std::string_view help = "A prize of a call.";
  static constexpr auto fields = std::tuple{
      field("name", &Prize::name, Need::required, "The prize's name."),
      field("count", &Prize::count, Need::optional, "How many are given.", {1, 99}),
      field("sum", &Prize::sum, Need::optional, "What each winner gets."),
  };
};

template <>
struct Described<Link> {
  static constexpr std::string_view help = "An address to go to, as a card with a QR code.";
  static constexpr auto fields = std::tuple{
      field("label", &Link::label, Need::required, "What it is called."),
      field("note", &Link::note, Need::optional, "One line about it."),
      field("url", &Link::url, Need::required, "The https address.", Form::https),
  };
};

// ---------------------------------------------------------------------------------------------- the kinds

template <>
struct Described<InstituteSlide> {
  static constexpr std::string_view kind = "institute";
  static constexpr std::string_view help = "The welcome: who we are, in one sentence and a few numbers.";
  static constexpr auto fields = std::tuple{
      field("title", &InstituteSlide::title, Need::required, "The institute's name, or a greeting."),
      field("lead", &InstituteSlide::lead, Need::optional, "One or two sentences."),
      field("since", &InstituteSlide::since, Need::optional, "Year of foundation.", {1000, 9999}),
      field("head", &InstituteSlide::head, Need::optional, "Who leads it."),
      field("facts", &InstituteSlide::facts, Need::optional, "Up to four numbers.", {0, 4}),
      field("picture", &InstituteSlide::picture, Need::optional, "Fills the screen behind the words."),
  };
};

template <>
struct Described<NewsSlide> {
  static constexpr std::string_view kind = "news";
  static constexpr std::string_view help = "A piece of news: a picture, a headline, a few lines.";
  static constexpr auto fields = std::tuple{
      field("title", &NewsSlide::title, Need::required, "The headline: at most ten words read well."),
      field("lead", &NewsSlide::lead, Need::optional, "What happened, in at most 40 words."),
      field("picture", &NewsSlide::picture, Need::optional, "The photograph."),
      field("published", &NewsSlide::published, Need::optional, "When it was published."),
  };
};

template <>
struct Described<AwardWinnerSlide> {
  static constexpr std::string_view kind = "award_winner";
  static constexpr std::string_view help = "One to four people who won an award.";
  static constexpr auto fields = std::tuple{
      field("award", &AwardWinnerSlide::award, Need::required, "The award's name, without the year."),
      field("year", &AwardWinnerSlide::year, Need::optional, "The year it is for.", {1000, 9999}),
      field("people", &AwardWinnerSlide::people, Need::required, "Who won it: one large, two to four side by side.",
            {1, 4}),
      field("citation", &AwardWinnerSlide::citation, Need::optional, "What they won it for, in at most 40 words."),
      field("sum", &AwardWinnerSlide::sum, Need::optional, "The prize money."),
      field("awarded_by", &AwardWinnerSlide::awarded_by, Need::optional, "Who gives the award."),
      field("funded_by", &AwardWinnerSlide::funded_by, Need::optional, "Who pays for it."),
      field("presented_on", &AwardWinnerSlide::presented_on, Need::optional, "When it was presented."),
  };
};

template <>
struct Described<AwardCallSlide> {
  static constexpr std::string_view kind = "award_call";
  static constexpr std::string_view help = "An open call. Counts the days down, and is gone after the deadline.";
  static constexpr auto fields = std::tuple{
      field("title", &AwardCallSlide::title, Need::required, "What can be applied or nominated for."),
      field("awards", &AwardCallSlide::awards, Need::optional, "The prizes, up to four.", {0, 4}),
      field("opens", &AwardCallSlide::opens, Need::optional, "From when nominations are taken."),
      field("deadline", &AwardCallSlide::deadline, Need::required, "Until when; a date means the end of that day."),
      field("picture", &AwardCallSlide::picture, Need::optional, "Behind the countdown."),
  };
};

template <>
struct Described<EventSlide> {
  static constexpr std::string_view kind = "event";
  static constexpr std::string_view help = "Something that people can come to. Gone at its end.";
  static constexpr auto fields = std::tuple{
      field("title", &EventSlide::title, Need::required, "What it is."),
      field("start", &EventSlide::start, Need::required, "When it begins."),
      field("end", &EventSlide::end, Need::optional,
            "When it is over; without one it stays until the day's end, and \"now\" is never said."),
      field("all_day", &EventSlide::all_day, Need::optional, "Whole days: no time of day is shown."),
      field("place", &EventSlide::place, Need::optional, "Room and building."),
      field("people", &EventSlide::people, Need::optional, "Hosts or speakers, up to six.", {0, 6}),
      field("lead", &EventSlide::lead, Need::optional, "What to expect, in at most 40 words."),
      field("status", &EventSlide::status, Need::optional,
            "A cancelled event is struck out, so that nobody comes in vain."),
  };
};

template <>
struct Described<PublicationSlide> {
  static constexpr std::string_view kind = "publication";
  static constexpr std::string_view help = "A book or a paper.";
  static constexpr auto fields = std::tuple{
      field("title", &PublicationSlide::title, Need::required, "Its title."),
      field("authors", &PublicationSlide::authors, Need::optional, "The authors or editors, up to twelve.", {0, 12}),
      field("venue", &PublicationSlide::venue, Need::optional, "Journal or publisher."),
      field("date", &PublicationSlide::date, Need::optional, "Date of publication."),
      field("cover", &PublicationSlide::cover, Need::optional, "The cover, or a figure."),
      field("lead", &PublicationSlide::lead, Need::optional, "What it is about, in at most 40 words."),
      field("doi", &PublicationSlide::doi, Need::optional,
            "Its DOI: \"10.1000/182\"; becomes the QR code where there is no url.", Form::doi),
  };
};

template <>
struct Described<ReportSlide> {
  static constexpr std::string_view kind = "report";
  static constexpr std::string_view help = "An annual report or a publication overview.";
  static constexpr auto fields = std::tuple{
      field("title", &ReportSlide::title, Need::required, "Its title."),
      field("year", &ReportSlide::year, Need::optional, "The year it covers.", {1000, 9999}),
      field("cover", &ReportSlide::cover, Need::optional, "The cover."),
      field("lead", &ReportSlide::lead, Need::optional, "What is in it, in at most 40 words."),
  };
};

template <>
struct Described<LinksSlide> {
  static constexpr std::string_view kind = "links";
  static constexpr std::string_view help = "Where to read more: cards with a QR code each.";
  static constexpr auto fields = std::tuple{
      field("title", &LinksSlide::title, Need::required, "What the links have in common."),
      field("items", &LinksSlide::items, Need::required, "The links: two to four read well, eight is the most.",
            {1, 8}),
  };
};

template <>
struct Described<PersonSlide> {
  static constexpr std::string_view kind = "person";
  static constexpr std::string_view help = "One person: the head of the institute, a new colleague.";
  static constexpr auto fields = std::tuple{
      field("name", &PersonSlide::name, Need::required, "Full name."),
      field("title", &PersonSlide::title, Need::optional, "Position."),
      field("affiliation", &PersonSlide::affiliation, Need::optional, "Group or department."),
      field("portrait", &PersonSlide::portrait, Need::optional, "A portrait; the focus is the face."),
      field("lead", &PersonSlide::lead, Need::optional, "A few lines about them."),
  };
};

template <>
struct Described<PictureSlide> {
  static constexpr std::string_view kind = "picture";
  static constexpr std::string_view help = "A poster that was made elsewhere.";
  static constexpr auto fields = std::tuple{
      field("picture", &PictureSlide::picture, Need::required, "The poster."),
      field("fit", &PictureSlide::fit, Need::optional, "\"contain\" shows all of it, \"cover\" fills the screen."),
  };
};

template <>
struct Described<VideoSlide> {
  static constexpr std::string_view kind = "video";
  static constexpr std::string_view help = "A film, without sound. Where it cannot be played, its poster is shown.";
  static constexpr auto fields = std::tuple{
      field("src", &VideoSlide::src, Need::required, "The film's file.", Form::file),
      field("poster", &VideoSlide::poster, Need::optional, "A picture from it."),
      field("caption", &VideoSlide::caption, Need::optional, "One line about it."),
      field("max_seconds", &VideoSlide::max_seconds, Need::optional, "Stop after so long.", {3, 600}),
  };
};

template <>
struct Described<NoticeSlide> {
  static constexpr std::string_view kind = "notice";
  static constexpr std::string_view help = "A message that matters now. It must have an `until`.";
  static constexpr auto fields = std::tuple{
      field("level", &NoticeSlide::level, Need::required,
            "\"info\" is a slide among the others, \"band\" lies over every slide, \"takeover\" replaces all at once."),
      field("title", &NoticeSlide::title, Need::required, "What people must know."),
      field("text", &NoticeSlide::text, Need::optional, "What they should do."),
  };
};

/// What every slide may have beside `kind` and the fields of its kind.
template <>
struct Described<Slide> {
  static constexpr std::string_view help = "What all slides have in common.";
  static constexpr auto fields = std::tuple{
      field("id", &Slide::id, Need::required, "A name of its own: small letters, digits, - and _.", {1, 64},
            Form::name),
      field("kicker", &Slide::kicker, Need::optional, "The short line above the headline; else the kind's own."),
      field("url", &Slide::url, Need::optional, "Where to read more, an https address: shown as a QR code.",
            Form::https),
      field("seconds", &Slide::seconds, Need::optional, "Time on screen; else as long as it takes to read.", {3, 600}),
      field("from", &Slide::from, Need::optional, "Not shown before."),
      field("until", &Slide::until, Need::optional, "Not shown after; a date means the end of that day."),
      field("days", &Slide::days, Need::optional, "Only on these days: \"mon\" to \"sun\".", {0, 7}),
      field("hours", &Slide::hours, Need::optional, "Only at this time of day: \"08:00-16:00\"."),
      field("screens", &Slide::screens, Need::optional, "Only on these screens: names, or patterns with * and ?.",
            {0, 64}),
      field("weight", &Slide::weight, Need::optional, "How many times a round.", {1, 10}),
      field("theme", &Slide::theme, Need::optional, "The name of another theme, for this slide.", {1, 64}, Form::name),
  };
};

template <>
struct Described<Institute> {
  static constexpr std::string_view help = "Whose screen it is.";
  static constexpr auto fields = std::tuple{
      field("name", &Institute::name, Need::required, "The institute's name, as it stands at the foot of every slide."),
      field("time_zone", &Institute::time_zone, Need::required, "Its time zone by IANA name: \"Europe/Oslo\".",
            Form::time_zone),
      field("languages", &Institute::languages, Need::optional, "The languages shown, in turn: [\"en\", \"nb\"].",
            {1, 8}, Form::language),
      field("theme", &Institute::theme, Need::optional, "The name of a theme: \"icr\".", {1, 64}, Form::name),
      field("logo", &Institute::logo, Need::optional, "The institute's own mark."),
  };
};

/// What a document says of itself, beside its version, institute and slides.
template <>
struct Described<Document> {
  static constexpr std::string_view help = "The institute and its slides.";
  static constexpr auto fields = std::tuple{
      field("revision", &Document::revision, Need::optional,
            "A whole number that rises with every change. Signed content must have it: screens refuse to go back.",
            {1, static_cast<double>(most_revision)}),
      field("expires", &Document::expires, Need::optional,
            "Until when this may be believed: after that, calls, events and notices are no longer shown."),
  };
};

// ---------------------------------------------------------------------------------------------- themes and settings

template <>
struct Described<Surface> {
  static constexpr std::string_view help = "A ground and what stands on it. Colours are \"#RRGGBB\".";
  static constexpr auto fields = std::tuple{
      field("ground", &Surface::ground, Need::required, "The ground itself."),
      field("text", &Surface::text, Need::required, "Headlines and text: at least 7:1 against the ground."),
      field("muted", &Surface::muted, Need::required, "Second lines: at least 4.5:1 against the ground."),
      field("accent", &Surface::accent, Need::required, "Kickers and sums: at least 4.5:1 against the ground."),
      field("card", &Surface::card, Need::required, "Boxes on the ground: text on them has 7:1."),
  };
};

template <>
struct Described<FontFiles> {
  static constexpr std::string_view help = "Font files, looked for beside the theme and in the system's font folders.";
  static constexpr auto fields = std::tuple{
      field("display", &FontFiles::display, Need::optional, "Headlines, names and numbers.", Form::beside),
      field("regular", &FontFiles::regular, Need::optional, "Text.", Form::beside),
      field("medium", &FontFiles::medium, Need::optional, "Labels.", Form::beside),
      field("semibold", &FontFiles::semibold, Need::optional, "Kickers.", Form::beside),
      field("fallback", &FontFiles::fallback, Need::optional, "For letters that the others lack, in this order.",
            {0, 16}, Form::beside),
  };
};

template <>
struct Described<Theme> {
  static constexpr std::string_view help = "How an institute looks.";
  static constexpr auto fields = std::tuple{
      field("name", &Theme::name, Need::required, "The theme's name: that of its file.", {1, 64}, Form::name),
      field("paper", &Theme::paper, Need::required, "The light ground."),
      field("night", &Theme::night, Need::required, "The dark ground."),
      field("panel", &Theme::panel, Need::required, "The ground of a countdown: white has 4.5:1 on it."),
      field("badge", &Theme::badge, Need::required, "The ground of a date and of the mark."),
      field("on_panel", &Theme::on_panel, Need::required, "What stands on panel, badge and notice."),
      field("award", &Theme::award, Need::required, "The accent of awards, on night."),
      field("notice", &Theme::notice, Need::required, "The ground of notices."),
      field("tints", &Theme::tints, Need::optional, "The grounds of monograms, in turn: dark text has 4.5:1 on them.",
            {1, 12}),
      field("on_night", &Theme::on_night, Need::optional, "The kinds that stand on the dark ground.", {0, 12}),
      field("fonts", &Theme::fonts, Need::optional, "Font files."),
      field("logo", &Theme::logo, Need::optional,
            "The institute's logo: a picture file beside the theme. Without it a mark is drawn.", Form::beside),
  };
};

template <>
struct Described<Viewing> {
  static constexpr std::string_view help = "From where the screen is read.";
  static constexpr auto fields = std::tuple{
      field("diagonal_inches", &Viewing::diagonal_inches, Need::optional, "The screen's diagonal.", {5, 500}),
      field("distance_metres", &Viewing::distance_metres, Need::optional, "Where people stand.", {0.3, 100}),
  };
};

template <>
struct Described<Settings> {
  static constexpr std::string_view help = "The settings of one screen.";
  static constexpr auto fields = std::tuple{
      field("content", &Settings::content, Need::optional, "The content document: an https address, or a file."),
      field("screen", &Settings::screen, Need::optional, "This screen's name; else the machine's host name."),
      field("languages", &Settings::languages, Need::optional,
            "The language shown, or several in turn; else all of the institute's.", {0, 8}, Form::language),
      field("theme", &Settings::theme, Need::optional, "A theme's name or file; else the document's."),
      field("display", &Settings::display, Need::optional, "Which display, counted from 0.", {0, 15}),
      field("rotate", &Settings::rotate, Need::optional,
            "0, 90, 180 or 270 degrees clockwise, for a screen on its side.", {0, 270}),
      field("windowed", &Settings::windowed, Need::optional, "In a window instead of full screen."),
      field("size", &Settings::size, Need::optional, "Size in pixels, \"1920x1080\"; else the display's own."),
      field("poll_seconds", &Settings::poll_seconds, Need::optional, "How often to ask for new content.", {1, 86400}),
      field("ca_file", &Settings::ca_file, Need::optional, "Certificates (PEM) to trust instead of the system's."),
      field("pins", &Settings::pins, Need::optional,
            "Public keys that the endpoint's certificate may have, each \"sha256//\" and 44 characters; else any.",
            {0, 8}, Form::pin),
      field("token_file", &Settings::token_file, Need::optional,
            "A file with the bearer token for the endpoint; else systemd's credential \"token\"."),
      field("report", &Settings::report, Need::optional,
            "Where this screen tells how it is, and with a small picture what it shows: the desk's https address, "
            "ending in /report; else nowhere."),
      field("report_token_file", &Settings::report_token_file, Need::optional,
            "A file with the token that the desk made for this screen; else systemd's credential \"report-token\"."),
      field("allow_http", &Settings::allow_http, Need::optional,
            "Allow plain http to other machines. Not recommended."),
      field("media_hosts", &Settings::media_hosts, Need::optional,
            "Hosts that pictures may come from, besides the endpoint's own.", {0, 64}),
      field("keys", &Settings::keys, Need::optional,
            "Public keys of minisign: only content that one of them signed is shown. Two, while one takes over.",
            {0, 2}, Form::signing_key),
      field("min_revision", &Settings::min_revision, Need::optional, "Signed content below this revision is refused.",
            {0, static_cast<double>(most_revision)}),
      field("max_document_bytes", &Settings::max_document_bytes, Need::optional, "The largest document taken.",
            {1024, 1e9}),
      field("max_picture_bytes", &Settings::max_picture_bytes, Need::optional, "The largest picture taken.",
            {1024, 1e9}),
      field("state_dir", &Settings::state_dir, Need::optional,
            "Where status.json is written; else systemd's, or XDG's."),
      field("cache_dir", &Settings::cache_dir, Need::optional, "Where content is kept; else systemd's, or XDG's."),
      field("cache_megabytes", &Settings::cache_megabytes, Need::optional, "How much of the disk the content may take.",
            {16, 1e6}),
      field("snapshot", &Settings::snapshot, Need::optional,
            "Whether a small picture of the screen is kept beside status.json."),
      field("viewing", &Settings::viewing, Need::optional, "From where the screen is read."),
  };
};

}  // namespace kiosk
