#include "parse/forms.h"

// GCC 12 sees uninitialised memory in its own <regex> when sanitizers are on (GCC bug 105616).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <array>
#include <limits>
#include <regex>

namespace kiosk {
namespace {

constexpr std::size_t form_count = static_cast<std::size_t>(Form::pin) + 1;

constexpr double as_the_pattern_says = std::numeric_limits<double>::infinity();

std::array<FormFacts, form_count> all_facts() {
  // Printable ASCII without what RFC 3986 leaves out ("<>\^`{|}), and no user:password@ before the host: it would end
  // up in logs and QR codes.
  const std::string https = R"(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-;=?-Z\[\]_a-z~]*)?)";
  // No scheme and no leading slash: the file lies beside the document, wherever that is served from.
  const std::string relative = R"((?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)[^\\\u0000-\u001f]+)";
  return {{
      {"", 4000, "a text", ""},
      {"^[a-z0-9_-]+$", 64, "a name of small letters (a to z), digits, - and _", "annual-report"},
      {"^" + https + "$", 2048, "an address that begins with https:// and has no spaces, accents or password in it",
       "https://example.org/news"},
      {"^(" + https + "|" + relative + ")$", 2048,
       "a file beside this document, with / between folders, or an https:// address", "../media/group.jpg"},
      {R"(^(?!\.)[^/\\\u0000-\u001f]+$)", 255, "the name of a file beside this one, without folders", "logo.png"},
      {"^[0-9A-Fa-f]{64}$", 64, "64 hexadecimal digits", ""},
      {"^[A-Z]{3}$", as_the_pattern_says, "three capital letters", "NOK"},
      {"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", 64, "a time zone by its IANA name", "Europe/Oslo"},
      {R"(^10\.[0-9]{4,9}/[!-~]+$)", 256, "a DOI without an address before it", "10.1000/182"},
      {"^[a-z]{2,3}$", as_the_pattern_says, "a language by its two letters", "nb"},
      {"^RW[Q-T][A-Za-z0-9+/]{53}$", as_the_pattern_says, "a public key as minisign prints it",
       "RWTv7PDLmcL2NoOpUd+zpOylq7+9RuonuuYlNdpyTcvaLZzbLOVAYaFl"},
      {"^sha256//[A-Za-z0-9+/]{43}=$", as_the_pattern_says, "\"sha256//\" and a SHA-256 in base64",
       "sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
  }};
}

std::array<std::regex, form_count> compiled() {
  std::array<std::regex, form_count> patterns;
  for (std::size_t i = 0; i < form_count; ++i) patterns[i].assign(facts_of(static_cast<Form>(i)).pattern);
  return patterns;
}

}  // namespace

const FormFacts& facts_of(Form form) {
  static const auto facts = all_facts();
  return facts[static_cast<std::size_t>(form)];
}

bool fits(Form form, std::string_view text) {
  static const auto patterns = compiled();
  if (form == Form::words) return true;
  return std::regex_match(text.begin(), text.end(), patterns[static_cast<std::size_t>(form)]);
}

}  // namespace kiosk
