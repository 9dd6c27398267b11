#include "locale/messages.h"

#include "locale/format.h"
#include "locale/tag.h"

#include <array>
#include <unicode/msgfmt.h>

namespace kiosk {
namespace {

/// ICU's message format: {name}, and {count, plural, one {…} other {…}}.
struct Row {
  Message id;
  const char* en;
  const char* nb;
  const char* nn;
};

// clang-format off
constexpr std::array table{
    Row{Message::welcome, "Welcome", "Velkommen", "Velkomen"},
    Row{Message::news, "News", "Nyheter", "Nyhende"},
    Row{Message::award_winner,
        "{count, plural, one {Award winner} other {Award winners}}",
        "{count, plural, one {Prisvinner} other {Prisvinnere}}",
        "{count, plural, one {Prisvinnar} other {Prisvinnarar}}"},
    Row{Message::award_winner_of_year,
        "{count, plural, one {Award winner} other {Award winners}} {year, number, ::group-off}",
        "{count, plural, one {Prisvinner} other {Prisvinnere}} {year, number, ::group-off}",
        "{count, plural, one {Prisvinnar} other {Prisvinnarar}} {year, number, ::group-off}"},
    Row{Message::open_call, "Open call", "Utlysning", "Utlysing"},
    Row{Message::event, "Event", "Arrangement", "Arrangement"},
    Row{Message::new_publication, "New publication", "Ny publikasjon", "Ny publikasjon"},
    Row{Message::report, "Report", "Rapport", "Rapport"},
    Row{Message::person, "Person", "Person", "Person"},
    Row{Message::picture, "Picture", "Bilde", "Bilete"},
    Row{Message::video, "Film", "Film", "Film"},
    Row{Message::important_message, "Important message", "Viktig melding", "Viktig melding"},
    Row{Message::read_more, "Read more", "Les mer", "Les meir"},
    Row{Message::scan_with_phone, "Scan with your phone", "Skann med mobilen", "Skann med mobilen"},
    Row{Message::nominate_colleague, "Nominate a colleague", "Nominer en kollega", "Nominer ein kollega"},
    Row{Message::programme_and_sign_up, "Programme and sign-up", "Program og påmelding", "Program og påmelding"},
    Row{Message::nominations_open, "Nominations open", "Nominasjonen åpner", "Nominasjonen opnar"},
    Row{Message::nominations_close, "Nominations close", "Nominasjonsfristen er", "Nominasjonsfristen er"},
    Row{Message::days_left,
        "{count, plural, one {day left} other {days left}}",
        "{count, plural, one {dag igjen} other {dager igjen}}",
        "{count, plural, one {dag igjen} other {dagar igjen}}"},
    Row{Message::last_day, "last day", "siste dag", "siste dag"},
    Row{Message::prizes,
        "{spelled} {count, plural, one {prize} other {prizes}}",
        "{spelled} {count, plural, one {pris} other {priser}}",
        "{spelled} {count, plural, one {pris} other {prisar}}"},
    Row{Message::time, "Time", "Tid", "Tid"},
    Row{Message::place, "Place", "Sted", "Stad"},
    Row{Message::host, "Host", "Vert", "Vert"},
    Row{Message::speakers,
        "{count, plural, one {Speaker} other {Speakers}}",
        "{count, plural, one {Foredragsholder} other {Foredragsholdere}}",
        "{count, plural, one {Foredragshaldar} other {Foredragshaldarar}}"},
    Row{Message::today, "today", "i dag", "i dag"},
    Row{Message::today_at, "today {time}", "i dag {time}", "i dag {time}"},
    Row{Message::tomorrow, "tomorrow", "i morgen", "i morgon"},
    Row{Message::tomorrow_at, "tomorrow {time}", "i morgen {time}", "i morgon {time}"},
    Row{Message::now, "now", "nå", "no"},
    Row{Message::cancelled, "cancelled", "avlyst", "avlyst"},
    Row{Message::from_funder, "from {funder}", "fra {funder}", "frå {funder}"},
    Row{Message::awarded_by, "Awarded by {who}", "Tildelt av {who}", "Tildelt av {who}"},
    Row{Message::presented_on, "Presented on {date}", "Delt ut {date}", "Delt ut {date}"},
    Row{Message::since, "Since {year, number, ::group-off}", "Siden {year, number, ::group-off}",
        "Sidan {year, number, ::group-off}"},
    Row{Message::editor,
        "{count, plural, one {editor} other {editors}}",
        "{count, plural, one {redaktør} other {redaktører}}",
        "{count, plural, one {redaktør} other {redaktørar}}"},
    Row{Message::and_others, "{name} et\u00a0al.", "{name} mfl.", "{name} mfl."},
    Row{Message::text_cut,
        "The text “{text}” does not fit and is cut. Shorten it by about {count, plural, one {# character} other {# characters}}.",
        "Teksten «{text}» får ikke plass og er kuttet. Kort den ned med omtrent {count} tegn.",
        "Teksten «{text}» får ikkje plass og er kutta. Kort han ned med omtrent {count} teikn."},
    Row{Message::left_out,
        "There is no room for all that the slide has, and a part of it is left out. Shorten its texts.",
        "Det er ikke plass til alt på lysbildet, og noe av det er utelatt. Kort ned tekstene.",
        "Det er ikkje plass til alt på lysbiletet, og noko av det er utelate. Kort ned tekstane."},
    Row{Message::letters_missing,
        "{count, plural, one {No font of the screen has the letter “{letters}”; a dot stands for it.} other {No font of the screen has the letters “{letters}”; dots stand for them.}}",
        "{count, plural, one {Ingen skrift på skjermen har tegnet «{letters}»; en prikk står for det.} other {Ingen skrift på skjermen har tegnene «{letters}»; prikker står for dem.}}",
        "{count, plural, one {Inga skrift på skjermen har teiknet «{letters}»; ein prikk står for det.} other {Inga skrift på skjermen har teikna «{letters}»; prikkar står for dei.}}"},
    Row{Message::text_unreadable,
        "The text “{text}” cannot be read from {distance, number, ::.#} m."
        "{count, plural, =0 {} one { Shorten it by about # character.} other { Shorten it by about # characters.}}",
        "Teksten «{text}» kan ikke leses fra {distance, number, ::.#} m."
        "{count, plural, =0 {} other { Kort den ned med omtrent # tegn.}}",
        "Teksten «{text}» kan ikkje lesast frå {distance, number, ::.#} m."
        "{count, plural, =0 {} other { Kort han ned med omtrent # teikn.}}"},
    Row{Message::text_small,
        "The text “{text}” is too small to be read easily from {distance, number, ::.#} m."
        "{count, plural, =0 {} one { Shorten it by about # character.} other { Shorten it by about # characters.}}",
        "Teksten «{text}» er for liten til å leses lett fra {distance, number, ::.#} m."
        "{count, plural, =0 {} other { Kort den ned med omtrent # tegn.}}",
        "Teksten «{text}» er for liten til å lesast lett frå {distance, number, ::.#} m."
        "{count, plural, =0 {} other { Kort han ned med omtrent # teikn.}}"},
    Row{Message::headline_long,
        "The headline has {count} words; at most ten read well.",
        "Overskriften har {count} ord; høyst ti er lette å lese.",
        "Overskrifta har {count} ord; høgst ti er lette å lese."},
    Row{Message::body_long,
        "The text has {count} words; at most 40 read well on a screen.",
        "Teksten har {count} ord; høyst 40 er lette å lese på en skjerm.",
        "Teksten har {count} ord; høgst 40 er lette å lese på ein skjerm."},
    Row{Message::code_small,
        "A QR code is small: it can be scanned from no more than {distance, number, ::.#} m.",
        "En QR-kode er liten: den kan ikke skannes fra mer enn {distance, number, ::.#} m.",
        "Ein QR-kode er liten: han kan ikkje skannast frå meir enn {distance, number, ::.#} m."},
    Row{Message::contrast_on_picture,
        "The text “{text}” does not stand out from the picture behind it (contrast {ratio, number, ::.0}:1). Choose a calmer picture.",
        "Teksten «{text}» skiller seg for lite fra bildet bak (kontrast {ratio, number, ::.0}:1). Velg et roligere bilde.",
        "Teksten «{text}» skil seg for lite frå biletet bak (kontrast {ratio, number, ::.0}:1). Vel eit rolegare bilete."},
    Row{Message::contrast_on_ground,
        "The text “{text}” does not stand out from its background (contrast {ratio, number, ::.0}:1). The colours of the theme are too much alike.",
        "Teksten «{text}» skiller seg for lite fra bakgrunnen (kontrast {ratio, number, ::.0}:1). Fargene i temaet er for like.",
        "Teksten «{text}» skil seg for lite frå bakgrunnen (kontrast {ratio, number, ::.0}:1). Fargane i temaet er for like."},
    Row{Message::on_slide, "Slide “{id}”: {what}", "Lysbildet «{id}»: {what}", "Lysbiletet «{id}»: {what}"},
    Row{Message::on_some_slides,
        "Slide “{id}” ({where}): {what}", "Lysbildet «{id}» ({where}): {what}", "Lysbiletet «{id}» ({where}): {what}"},
    Row{Message::wide_screen, "wide screen", "liggende skjerm", "liggjande skjerm"},
    Row{Message::upright_screen, "upright screen", "stående skjerm", "ståande skjerm"},
    Row{Message::theme_not_here,
        "The theme “{name}” is not on this machine. A screen that lacks it shows the built-in look.",
        "Temaet «{name}» finnes ikke på denne maskinen. En skjerm som mangler det, bruker det innebygde utseendet.",
        "Temaet «{name}» finst ikkje på denne maskina. Ein skjerm som manglar det, bruker den innebygde utsjånaden."},
    Row{Message::theme_unusable,
        "The theme “{name}” has errors, and the built-in look is shown instead.",
        "Temaet «{name}» har feil, og det innebygde utseendet brukes i stedet.",
        "Temaet «{name}» har feil, og den innebygde utsjånaden blir brukt i staden."},
    Row{Message::picture_unusable,
        "The picture “{src}” of slide “{id}” cannot be shown: {why}",
        "Bildet «{src}» på lysbildet «{id}» kan ikke vises: {why}",
        "Biletet «{src}» på lysbiletet «{id}» kan ikkje visast: {why}"},
    Row{Message::logo_unusable,
        "The institute’s logo “{src}” cannot be shown: {why}",
        "Instituttets logo «{src}» kan ikke vises: {why}",
        "Logoen til instituttet «{src}» kan ikkje visast: {why}"},
    Row{Message::error, "error", "feil", "feil"},
    Row{Message::warning, "warning", "advarsel", "åtvaring"},
    Row{Message::problem_counts,
        "{errors, plural, one {# error} other {# errors}}, {warnings, plural, one {# warning} other {# warnings}}",
        "{errors} feil, {warnings, plural, one {# advarsel} other {# advarsler}}",
        "{errors} feil, {warnings, plural, one {# åtvaring} other {# åtvaringar}}"},
    Row{Message::slides_shown,
        "{count} of {total, plural, one {# slide} other {# slides}} can be shown",
        "{count} av {total, plural, one {# lysbilde} other {# lysbilder}} kan vises",
        "{count} av {total, plural, one {# lysbilete} other {# lysbilete}} kan visast"},
    Row{Message::slides_over,
        "{count, plural, one {# is over} other {# are over}}", "{count} er over", "{count} er over"},
    Row{Message::slides_with_errors,
        "{count, plural, one {# has errors} other {# have errors}}", "{count} har feil", "{count} har feil"},
    Row{Message::screens_keep,
        "Screens go on with what they have until the errors are mended.",
        "Skjermene fortsetter med det de har, til feilene er rettet.",
        "Skjermane held fram med det dei har, til feila er retta."},
    Row{Message::theme_usable, "The theme can be used.", "Temaet kan brukes.", "Temaet kan brukast."},
    Row{Message::theme_not_usable,
        "The theme cannot be used until the errors are mended.",
        "Temaet kan ikke brukes før feilene er rettet.",
        "Temaet kan ikkje brukast før feila er retta."},
    Row{Message::legible_for,
        "What can be read from {distance, number, ::.#} m on a screen of {diagonal, number, ::.#} inches, {width} × {height}",
        "Hva som kan leses fra {distance, number, ::.#} m på en skjerm på {diagonal, number, ::.#} tommer, {width} × {height}",
        "Kva som kan lesast frå {distance, number, ::.#} m på ein skjerm på {diagonal, number, ::.#} tommar, {width} × {height}"},
    Row{Message::headline, "headline", "overskrift", "overskrift"},
    Row{Message::body, "text", "tekst", "tekst"},
    Row{Message::label, "small text", "småtekst", "småtekst"},
    Row{Message::code, "QR code", "QR-kode", "QR-kode"},
    Row{Message::verdict_accessible, "accessible", "tilgjengelig", "tilgjengeleg"},
    Row{Message::verdict_good, "good", "god", "god"},
    Row{Message::verdict_warning, "hard to read", "tung å lese", "tung å lese"},
    Row{Message::verdict_error, "NOT LEGIBLE", "IKKE LESBAR", "IKKJE LESBAR"},
    Row{Message::seen_text,
        "{height, number, ::.0} mm, contrast {contrast, number, ::.0}:1",
        "{height, number, ::.0} mm, kontrast {contrast, number, ::.0}:1",
        "{height, number, ::.0} mm, kontrast {contrast, number, ::.0}:1"},
    Row{Message::seen_code,
        "{height, number, ::.0} mm, scanned from {distance, number, ::.0} m",
        "{height, number, ::.0} mm, skannes fra {distance, number, ::.0} m",
        "{height, number, ::.0} mm, blir skanna frå {distance, number, ::.0} m"},
    Row{Message::what_accessible_means,
        "The height is that of a capital letter, the contrast is that to what is really behind the text. “Accessible” is what people with low vision can read too.",
        "Høyden er høyden på en stor bokstav, kontrasten er til det som faktisk er bak teksten. «Tilgjengelig» er det som også svaksynte kan lese.",
        "Høgda er høgda på ein stor bokstav, kontrasten er til det som faktisk er bak teksten. «Tilgjengeleg» er det som også svaksynte kan lese."},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].id) != i) return false;
  }
  return table.back().id == last_message;
}
static_assert(in_order(), "the table has a row for each message, in the order of the enumeration");

/// The language whose words serve a reader of `language`.
std::string_view words_of(std::string_view language) {
  if (language == "nn") return "nn";
  return is_norwegian(language) ? "nb" : "en";
}

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

std::string message(Message id, std::string_view language, const std::vector<Argument>& arguments) {
  const Row& row = table[static_cast<std::size_t>(id)];
  const auto words = words_of(language);
  const char* const pattern = words == "nn" ? row.nn : words == "nb" ? row.nb : row.en;
  if (arguments.empty()) return pattern;

  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& argument : arguments) {
    names.push_back(unicode(argument.name));
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) {
      values.emplace_back(*number);
    } else if (const auto* fraction = std::get_if<double>(&argument.value)) {
      values.emplace_back(*fraction);
    } else {
      values.emplace_back(unicode(std::get<std::string>(argument.value)));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(unicode(pattern), icu::Locale(icu_locale(words).c_str()), status);
  icu::UnicodeString text;
  format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), text, status);
  std::string bytes;
  return text.toUTF8String(bytes);
}

Countdown days_left(std::int64_t days, std::string_view language) {
  return {format_integer(days, language), message(Message::days_left, language, {{"count", days}})};
}

std::string prizes(std::int64_t count, std::string_view language) {
  return message(Message::prizes, language, {{"spelled", spelled_out(count, words_of(language))}, {"count", count}});
}

namespace {

struct KickerOf {
  std::string_view language;

  std::string operator()(const InstituteSlide&) const { return message(Message::welcome, language); }
  std::string operator()(const NewsSlide&) const { return message(Message::news, language); }
  std::string operator()(const AwardWinnerSlide& slide) const {
    const auto count = static_cast<std::int64_t>(slide.people.size());
    if (!slide.year) return message(Message::award_winner, language, {{"count", count}});
    return message(Message::award_winner_of_year, language, {{"count", count}, {"year", *slide.year}});
  }
  std::string operator()(const AwardCallSlide&) const { return message(Message::open_call, language); }
  std::string operator()(const EventSlide&) const { return message(Message::event, language); }
  std::string operator()(const PublicationSlide&) const { return message(Message::new_publication, language); }
  std::string operator()(const ReportSlide&) const { return message(Message::report, language); }
  std::string operator()(const LinksSlide&) const { return message(Message::read_more, language); }
  std::string operator()(const PersonSlide&) const { return message(Message::person, language); }
  std::string operator()(const PictureSlide&) const { return message(Message::picture, language); }
  std::string operator()(const VideoSlide&) const { return message(Message::video, language); }
  std::string operator()(const NoticeSlide&) const { return message(Message::important_message, language); }
};

}  // namespace

std::string kicker(const Slide& slide, std::string_view language) {
  const auto& own = slide.kicker.in(language);
  return own.empty() ? std::visit(KickerOf{language}, slide.content) : own;
}

}  // namespace kiosk
