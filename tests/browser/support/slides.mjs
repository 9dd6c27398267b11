// One slide of each kind with every field that its form asks for, as the content document has it. Pictures are files of
// this repository; see fill() in form.mjs.
import { source } from "./program.mjs";

const media = (name) => `${source}/media/${name}.jpg`;
const both = (en, nb) => ({ en, nb });
const picture = (name) => ({
  src: media(name),
  alt: both("Cells with blue nuclei and red threads", "Celler med blå kjerner og røde tråder"),
  caption: both("Under the microscope.", "I mikroskopet."),
  credit: both("Photo: Kari Nordmann", "Foto: Kari Nordmann"),
  focus: [0.25, 0.6],
});
const portrait = (name) => ({ src: media(name), alt: both("Portrait", "Portrett") });

export const slides = {
  institute: {
    kind: "institute",
    title: both("Welcome to the institute", "Velkommen til instituttet"),
    lead: both("At the heart of cancer research.", "I sentrum for kreftforskningen."),
    since: 1954,
    head: {
      name: "Ola Nordmann",
      title: both("Head", "Leder"),
      affiliation: both("Department of biology", "Avdeling for biologi"),
      portrait: portrait("lobby"),
    },
    facts: [
      { value: "7", label: both("departments", "avdelinger") },
      { value: "70", unit: "%", label: both("externally funded", "eksternt finansiert") },
    ],
    picture: picture("cells-tumour"),
    from: "2026-01-01",
  },
  news: {
    kind: "news",
    title: both("A “new” way to see <tumours> & cells", "En «ny» måte å se <svulster> & celler på"),
    lead: both("Light sheets show what no one has seen.", "Lysark viser det ingen har sett."),
    picture: picture("cells-actin"),
    published: "2026-02-18T08:30",
    url: "https://www.ous-research.no/institute/",
  },
  award_winner: {
    kind: "award_winner",
    award: both("Researcher of the Year", "Årets forsker"),
    year: 2025,
    people: [
      {
        name: "Kari Nordmann",
        title: both("Project leader", "Prosjektleder"),
        affiliation: both("Tumour biology", "Tumorbiologi"),
        portrait: portrait("lobby"),
      },
      { name: "Ола Шагал" },
    ],
    citation: both("For ten years of patience.", "For ti års tålmodighet."),
    sum: { value: 250000, currency: "NOK" },
    awarded_by: both("The institute", "Instituttet"),
    funded_by: both("The Radium Hospital’s fund", "Radiumhospitalets legater"),
    presented_on: "2026-01-15",
  },
  award_call: {
    kind: "award_call",
    title: both("Early Career Award", "Pris for unge forskere"),
    awards: [
      { name: both("First prize", "Førstepris"), count: 1, sum: { value: 100000.5, currency: "EUR" } },
      { name: both("Second prize", "Andrepris"), count: 2 },
    ],
    opens: "2026-02-01",
    deadline: "2026-03-02T12:00",
    picture: picture("helix-rna"),
  },
  event: {
    kind: "event",
    title: both("Institute seminar", "Instituttseminar"),
    start: "2026-03-05T09:00",
    end: "2026-03-05T15:30",
    place: both("Auditorium, building J", "Auditoriet, bygg J"),
    people: [{ name: "Kari Nordmann", title: both("Host", "Vert") }],
    lead: both("Ten talks and one lunch.", "Ti foredrag og én lunsj."),
    status: "cancelled",
  },
  publication: {
    kind: "publication",
    title: both("RNA therapeutics", "RNA-legemidler"),
    authors: ["K. Nordmann", "O. Nordmann"],
    venue: both("A journal", "Et tidsskrift"),
    date: "2026-01-31",
    cover: picture("helix-rna"),
    lead: both("From small RNA to vaccines.", "Fra små RNA til vaksiner."),
    doi: "10.1000/182",
  },
  report: {
    kind: "report",
    title: both("Annual report", "Årsrapport"),
    year: 2025,
    cover: picture("contour-calm"),
    lead: both("What a year it was.", "For et år det var."),
    url: "https://www.ous-research.no/report/",
  },
  links: {
    kind: "links",
    title: both("Read more", "Les mer"),
    items: [
      { label: both("Research", "Forskning"), note: both("All groups", "Alle grupper"), url: "https://www.ous-research.no/a" },
      { label: both("Clinic", "Klinikk"), url: "https://www.ous-research.no/b" },
    ],
  },
  person: {
    kind: "person",
    name: "Ola Nordmann",
    title: both("New group leader", "Ny gruppeleder"),
    affiliation: both("Cell signalling", "Cellesignalering"),
    portrait: picture("lobby"),
    lead: both("Came home from Boston.", "Kom hjem fra Boston."),
    kicker: both("Welcome", "Velkommen"),
    seconds: 14.5,
    weight: 2,
  },
  picture: {
    kind: "picture",
    picture: picture("network-europe"),
    fit: "cover",
    days: ["mon", "wed", "sun"],
    hours: "08:00-16:30",
    screens: ["lobby-1", "canteen-*"],
    until: "2026-12-31",
  },
  video: {
    kind: "video",
    src: "https://www.ous-research.no/film.mp4",
    poster: picture("lobby"),
    caption: both("The institute in a minute", "Instituttet på ett minutt"),
    max_seconds: 60,
  },
  notice: {
    kind: "notice",
    level: "info",
    title: both("Fire drill at two", "Brannøvelse klokken to"),
    text: both("Use the stairs.", "Bruk trappene."),
    until: "2026-02-20T15:00",
  },
};
