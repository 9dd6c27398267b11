// What can go wrong: the sentences of the desk itself, and those of the records (editorial/), by their text or, where
// they hold a name or a number, by their code.
#include "desk/words.h"

#include <array>

namespace kiosk {
namespace {

// clang-format off
constexpr std::array table{
    // At the fields of forms
    WordsRow{"This must be filled in.", "Dette må fylles ut."},
    WordsRow{"This must be {0} or more.", "Dette må være {0} eller mer."},
    WordsRow{"This must be between {0} and {1}.", "Dette må være mellom {0} og {1}."},
    WordsRow{"There must be {0} to {1} of these.", "Det må være {0} til {1} av disse."},
    WordsRow{"There may be {0} of these at the most.", "Det kan være høyst {0} av disse."},
    WordsRow{"This must be a date; the time of day may be left out.", "Dette må være en dato; klokkeslettet kan utelates."},
    WordsRow{"Both times are needed: from and to.", "Begge klokkeslettene trengs: fra og til."},
    WordsRow{"This must be a web address that begins with https:// and has no spaces or accents in it.", "Dette må være en nettadresse som begynner med https:// og ikke har mellomrom, æ, ø, å eller aksenter i seg."},
    WordsRow{"Choose a picture from the library, or upload one.", "Velg et bilde fra biblioteket, eller last opp et."},
    WordsRow{"This must be the three letters of a currency, such as NOK.", "Dette må være de tre bokstavene for en valuta, for eksempel NOK."},
    WordsRow{"This must be a DOI such as 10.1000/182, without an address before it.", "Dette må være en DOI som 10.1000/182, uten nettadresse foran."},
    WordsRow{"This must be a name of small letters, digits, - and _.", "Dette må være et navn av små bokstaver, sifre, - og _."},
    WordsRow{"This must be the name of a time zone, such as Europe/Oslo.", "Dette må være navnet på en tidssone, for eksempel Europe/Oslo."},
    WordsRow{"This must be the two letters of a language, such as nb.", "Dette må være de to bokstavene for et språk, for eksempel nb."},
    WordsRow{"This cannot be used as it is. Please check it.", "Dette kan ikke brukes slik det er. Vennligst se over det."},
    WordsRow{"This lies before the time at which it begins.", "Dette ligger før det begynner."},
    WordsRow{"Choose one of these.", "Velg en av disse."},
    WordsRow{"This must be a number.", "Dette må være et tall."},
    WordsRow{"This is too long: {0} characters at the most.", "Dette er for langt: høyst {0} tegn."},
    WordsRow{"There is an invisible character in it. Type the text anew instead of pasting it.", "Det er et usynlig tegn i det. Skriv teksten på nytt i stedet for å lime den inn."},

    // Whole pages
    WordsRow{"This is not here", "Dette finnes ikke"},
    WordsRow{"You may not do this", "Du har ikke tilgang til dette"},
    WordsRow{"The desk has a problem", "Programmet har et problem"},
    WordsRow{"That did not work", "Det gikk ikke"},
    WordsRow{"The address is wrong, or what was here is gone.", "Adressen er feil, eller det som var her, er borte."},
    WordsRow{"This address takes no such request.", "Denne adressen tar ikke imot slikt."},
    WordsRow{"This form was not sent by a page of this desk.", "Dette skjemaet ble ikke sendt fra en av sidene her."},
    WordsRow{"Your role is {0}. Ask somebody with the role {1}.", "Rollen din er {0}. Spør en som har rollen {1}."},

    // Of the records, by their text
    WordsRow{"The settings of the institute cannot be read by this program.", "Innstillingene for instituttet kan ikke leses av dette programmet."},
    WordsRow{"These settings of the institute are none that a screen would take.", "Disse innstillingene for instituttet ville ingen skjerm godta."},
    WordsRow{"This account was closed.", "Denne kontoen er stengt."},
    WordsRow{"This form was not made for you, or you have logged out since. Open the page anew.", "Dette skjemaet ble ikke laget for deg, eller du har logget ut siden.", "This form was not made for you, or you have logged out since."},
    WordsRow{"This form was sent already. What it asked for was done once.", "Dette skjemaet er allerede sendt. Det som ble bedt om, er gjort én gang."},
    WordsRow{"This address was used already, or is too old. Ask for a new one.", "Denne adressen er allerede brukt, eller er for gammel. Be om en ny."},
    WordsRow{"The desk speaks English and Norwegian.", "Programmet snakker engelsk og norsk."},
    WordsRow{"This is the last account that may look after people. Make another admin first.", "Dette er den siste kontoen som har ansvar for personer. Gjør først en annen til administrator.", "This is the last account that may look after people. Make somebody else an administrator first."},
    WordsRow{"There is no such account.", "Det finnes ingen slik konto."},
    WordsRow{"Say the full name, as others should see it.", "Oppgi det fulle navnet, slik andre skal se det."},
    WordsRow{"The proxy in front names a user that cannot be one.", "Proxyen foran oppgir en bruker som ikke kan være det."},
    WordsRow{"Somebody has this name already.", "Noen har allerede dette navnet."},
    WordsRow{"A password has at least 12 characters. Three or four words are easy to remember.", "Et passord har minst 12 tegn. Tre eller fire ord er lette å huske."},
    WordsRow{"A password has at most 256 characters.", "Et passord har høyst 256 tegn."},
    WordsRow{"This password is one of the first that anybody would try. Take another one.", "Dette passordet er et av de første noen ville prøve. Velg et annet."},
    WordsRow{"Too many wrong passwords. Wait a minute, then try once more.", "For mange feil passord. Vent et minutt, og prøv igjen."},
    WordsRow{"The name or the password is wrong.", "Navnet eller passordet er feil."},
    WordsRow{"There is no such picture here.", "Det finnes ikke noe slikt bilde her."},
    WordsRow{"No picture was chosen.", "Ikke noe bilde er valgt."},
    WordsRow{"A picture may have 32 MB at most.", "Et bilde kan ha høyst 32 MB."},
    WordsRow{"This is neither a JPEG, nor a PNG, nor a WebP, whatever its name says.", "Dette er verken JPEG, PNG eller WebP, hva enn navnet sier."},
    WordsRow{"This slide is not on the screens.", "Dette lysbildet er ikke på skjermene."},
    WordsRow{"Nothing was published yet.", "Ingenting er publisert ennå."},
    WordsRow{"You wrote this version yourself: somebody else has to look at it.", "Du har selv skrevet denne versjonen: en annen må se på den."},
    WordsRow{"An editor has to look at it before it is published.", "En redaktør må se på det før det publiseres."},
    WordsRow{"Only an editor puts a notice on the screens or ends it.", "Bare en redaktør setter et varsel på skjermene eller avslutter det."},
    WordsRow{"An editor must take this down.", "En redaktør må ta dette ned."},
    WordsRow{"There is no picture of such a screen.", "Det finnes ikke noe bilde av en slik skjerm."},
    WordsRow{"There is no such screen.", "Det finnes ingen slik skjerm."},
    WordsRow{"A screen's name has 1 to 64 characters, and neither * nor ? among them.", "Navnet på en skjerm har 1 til 64 tegn, og verken * eller ? blant dem."},
    WordsRow{"A report is one JSON object of at most 64 KiB.", "En melding fra en skjerm er høyst 64 KiB."},
    WordsRow{"A snapshot is a PNG of at most 1 MiB.", "Et skjermbilde er en PNG på høyst 1 MiB."},
    WordsRow{"This token is of no screen here.", "Denne nøkkelen hører ikke til noen skjerm her."},
    WordsRow{"Somebody has thrown this slide away since. Its history is still there.", "Noen har kastet dette lysbildet siden. Historikken er der fortsatt."},
    WordsRow{"A slide stays of the kind that it was made as.", "Et lysbilde forblir av det slaget det ble laget som."},
    WordsRow{"Say first what kind of slide it is.", "Si først hva slags lysbilde det er."},
    WordsRow{"There is no such kind of slide.", "Det finnes ikke et slikt slags lysbilde."},
    WordsRow{"This slide is on the screens. Take it down first.", "Dette lysbildet er på skjermene. Ta det ned først."},
    WordsRow{"Somebody has added or removed a slide since. Open the page anew.", "Noen har lagt til eller fjernet et lysbilde siden. Åpne siden på nytt."},

    // Of the records, by their code
    WordsRow{"error:people.name", "Et brukernavn har 2 til 64 tegn: bokstaver, sifre, punktum, - og _, uten mellomrom.", "A user name has 2 to 64 characters: letters, digits, full stops, - and _, without spaces."},
    WordsRow{"error:slides.missing", "Dette lysbildet finnes ikke, eller er kastet.", "This slide is not here, or was thrown away."},
    WordsRow{"error:slides.conflict", "En annen har lagret dette lysbildet siden. Åpne siden på nytt.", "Somebody else has saved this slide since. Open the page anew."},
    WordsRow{"error:publish.faulty", "Utkastet er lagret, men kan ikke publiseres slik det er. Hva som må endres, står nedenfor.", "The draft is saved, but it cannot be published as it is. What must be changed is said below."},
    WordsRow{"error:publish.missing", "Denne utgaven finnes ikke.", "There is no such publication."},
    WordsRow{"error:publish.picture", "Et av bildene hører ikke til i biblioteket.", "One of the pictures does not belong to the library."},
    WordsRow{"error:pictures.undecodable", "Bildet kan ikke vises: filen er skadet, eller har noe i seg som skjermene ikke tar imot.", "This picture cannot be shown: its file is damaged, or has something in it that screens do not take."},
    WordsRow{"error:database.failed", "Det som ble bedt om, kunne ikke lagres. Prøv igjen om litt, og si fra til den som har ansvar for programmet.", "What was asked for could not be stored. Try again in a while, and tell whoever looks after the program."},
    WordsRow{"error:database.full", "Disken er full. Si fra til den som har ansvar for programmet.", "The disk is full. Tell whoever looks after the program."},
    WordsRow{"error:database.damaged", "Databasen er skadet. Si fra til den som har ansvar for programmet.", "The database is damaged. Tell whoever looks after the program."},
    WordsRow{"error:file.unwritable", "Filen kunne ikke lagres. Si fra til den som har ansvar for programmet.", "The file could not be stored. Tell whoever looks after the program."},
    WordsRow{"error:decode.no_process", "Bilder kan ikke tas imot akkurat nå. Prøv igjen om litt.", "Pictures cannot be taken right now. Try again in a while."},
};
// clang-format on

}  // namespace

std::span<const WordsRow> words_of_problems() {
  return table;
}

}  // namespace kiosk
