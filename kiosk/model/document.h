/// What an endpoint serves, after reading: the institute and its slides. A value.
#pragma once

#include "model/slide.h"
#include "model/text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct Institute {
  Text name;
  std::string time_zone = "UTC";  ///< IANA name, "Europe/Oslo"
  std::vector<Language> languages{"en"};
  std::string theme;  ///< the name of a theme, "icr"; empty: the built-in one
  std::optional<Picture> logo;
  bool operator==(const Institute&) const = default;
};

/// The format version that this program reads (`version` of the document).
inline constexpr int document_version = 1;

/// The highest revision: above it, JSON's numbers are no longer exact everywhere (RFC 8259 § 6).
inline constexpr std::uint64_t most_revision = (1ULL << 53) - 1;

struct Document {
  Institute institute;
  std::vector<Slide> slides;
  std::uint64_t revision = 0;   ///< rises with every change; 0: it does not say
  std::optional<When> expires;  ///< how long what is in it may be believed; none: for ever
  bool operator==(const Document&) const = default;
};

/// Every picture of the document, each src once, in the document's order. The pointers live as long as the document.
std::vector<const Picture*> pictures_of(const Document& document);

/// Shown when there is nothing else: no content yet, no network, no cache. Needs no file and no picture.
Document built_in_document();

}  // namespace kiosk
