/// Which font draws which letter: the face that was asked for, else the first of the theme's fallback fonts that has
/// it, else the Noto font of its script. Internal to screen/. Not synchronised; opens files when a letter first needs
/// them.
#pragma once

#include "locale/clusters.h"
#include "model/theme.h"
#include "screen/font_file.h"
#include "screen/font_search.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

class FontChoice {
 public:
  /// Opens the four cuts; one that is missing is stood in for by another ("font.missing" in the log). False where there
  /// is no font at all.
  bool open(const FontFiles& files, std::vector<std::filesystem::path> folders);

  FontFile& of(Face face) { return *cut_.at(static_cast<std::size_t>(face)); }

  /// A font that has all of the cluster, else one that has its first letter, else nothing. Emoji come from a font of
  /// coloured pictures where there is one, all else from any other; a bold face's stand-in is bold where that exists.
  FontFile* choose(const Cluster& cluster, const std::string& script, Face face);

 private:
  FontFile* opened(const std::filesystem::path& path);
  FontFile* named(const std::string& name);
  /// The fonts to ask after the face itself, in order.
  std::vector<FontFile*> stand_ins(const std::string& script, Face face);
  const std::vector<FontFile*>& listed(bool bold);

  std::vector<std::unique_ptr<FontFile>> files_;
  std::optional<FontSearch> search_;
  std::array<FontFile*, 4> cut_{};                 // by Face, into files_
  std::vector<std::string> fallback_;              // names
  std::map<std::string, FontFile*> by_name_;       // nullptr: not found
  std::map<bool, std::vector<FontFile*>> listed_;  // the theme's fallback fonts, by boldness
};

}  // namespace kiosk
