/// Editions and themes for the tests of studio/ and app/, in few words; tests/schedule/make.h has the slides.
#pragma once

#include "schedule/make.h"
#include "studio/edition.h"
#include "support/folder.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::test {

inline const ScreenProfile lobby{"lobby", {}};

inline EditionPtr edition(std::string name, std::vector<Slide> slides, const ScreenProfile& profile = lobby,
                          const std::map<std::string, std::filesystem::path>& pictures = {}) {
  Document content = document(std::move(slides));
  content.institute.name = "Institute for Cancer Research";
  const Instant expires = expiry_of(content, zone());
  Programme programme = make_programme(content, profile, zone());
  Programme undated = make_programme(content, profile, zone(), ClockTrust::untrusted);
  PictureSources sources;
  for (const auto& [src, file] : pictures) sources[src].file = file;
  return std::make_shared<const Edition>(Edition{std::move(name),
                                                 std::move(content),
                                                 zone(),
                                                 expires,
                                                 std::move(programme),
                                                 std::move(undated),
                                                 {},
                                                 std::move(sources)});
}

/// The text of a theme file: the institute's, but for the name and two colours.
inline std::string theme(const std::string& name, const std::string& badge, const std::string& ground = "#F5F2EC") {
  auto text = bytes_of(std::filesystem::path(KIOSK_SOURCE_DIR) / "themes/icr.json");
  const auto replace = [&text](const std::string& old, const std::string& fresh) {
    const auto at = text.find(old);
    REQUIRE_MESSAGE(at != std::string::npos, old);
    text.replace(at, old.size(), fresh);
  };
  replace("\"icr\"", '"' + name + '"');
  replace("\"badge\": \"#0B5FFF\"", "\"badge\": \"" + badge + '"');
  replace("\"ground\": \"#F5F2EC\"", "\"ground\": \"" + ground + '"');
  return text;
}

}  // namespace kiosk::test
