#include "locale/hyphens.h"

#include "support/announced.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <string>

using namespace kiosk;

namespace {

/// The text with - where a hyphen may stand and = where it stands at a joint.
std::string marked(const std::string& text, std::string_view language = "nb") {
  std::string result;
  std::size_t start = 0;
  for (const auto& [at, joint] : hyphens(text, language)) {
    result.append(text, start, at - start) += joint ? '=' : '-';
    start = at;
  }
  return result.append(text, start);
}

}  // namespace

TEST_CASE("Norwegian compounds come apart at their joints") {
  for (const auto* language : {"nb", "nn", "no"}) {
    CHECK(marked("forskningsadministrasjonen", language) == "forsknings=ad-mini-stra-sjonen");
    CHECK(marked("sykehusapotekene", language) == "syke-hus=apo-te-kene");
    CHECK(marked("arbeidsmiljøloven", language) == "arbeids-miljø-loven");
    CHECK(marked("universitetssykehuset", language) == "univer-sitets=syke-huset");
  }
}

TEST_CASE("English is hyphenated as the British do") {
  CHECK(marked("international collaboration", "en") == "inter-na-tional collab-or-a-tion");
}

TEST_CASE("short words stay whole, and so do four letters on either side") {
  CHECK(marked("samarbeid om immunterapi") == "samarbeid om immunterapi");
  CHECK(hyphens("behandlingen", "nb") == std::vector<Hyphen>{{6, false}});
  CHECK(hyphens("å behandlingen", "nb") == std::vector<Hyphen>{{9, false}});  // å takes two bytes
}

TEST_CASE("names, addresses, numbers and what has a hyphen are never parted") {
  for (const std::string whole :
       {"ved Stenstadvoldsen", "kreftforskningsinstituttet.no", "https://example.org/forskningsadministrasjonen",
        "post@forskningsadministrasjonen", "2026forskningsadministrasjonen", "RNA-forskningsadministrasjonen",
        "FORSKNINGSADMINISTRASJONEN", "i Forskningsadministrasjonen", "forskningsAdministrasjonen",
        "李明李明李明李明李明李明", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", ""}) {
    CAPTURE(whole);
    CHECK(marked(whole) == whole);
  }
}

TEST_CASE("a capital that only begins a sentence is no name, where the word is longer than names are") {
  const std::string parted = "Forsknings=ad-mini-stra-sjonen";
  CHECK(marked("Forskningsadministrasjonen") == parted);
  CHECK(marked("Slik er det. Forskningsadministrasjonen") == "Slik er det. " + parted);
  CHECK(marked("Slik er det.» Forskningsadministrasjonen") == "Slik er det.» " + parted);
  CHECK(marked("Slik er Forskningsadministrasjonen") == "Slik er Forskningsadministrasjonen");
  CHECK(marked("Stenstadvoldsen leder det.") == "Stenstadvoldsen leder det.");
}

TEST_CASE("quotes and full stops around a word are no part of it") {
  CHECK(marked("«forskningsadministrasjonen», ") == "«forsknings=ad-mini-stra-sjonen», ");
}

TEST_CASE("a word of thousands of letters stays whole") {
  CHECK(hyphens(std::string(5000, 'a'), "nb").empty());
}

TEST_CASE("a language that nobody promised has no hyphens, and needs none") {
  CHECK(hyphens("forskningsadministrasjonen", "xx").empty());
  CHECK(hyphens("forskningsadministrasjonen", "").empty());
}

TEST_CASE("without dictionaries nothing is hyphenated, and the log says so") {
  const auto folder = std::filesystem::temp_directory_path() / "kiosk-hyphens-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "hyph_en_GB.dic").flush();
  {
    const test::Announced warning("hyphens.missing");
    Hyphenator hyphenator(folder);
    CHECK(hyphenator.hyphens("forskningsadministrasjonen", "nb").empty());
    CHECK(hyphenator.hyphens("international collaboration", "en").empty());
  }
  std::filesystem::remove_all(folder);
}
