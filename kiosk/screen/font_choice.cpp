#include "screen/font_choice.h"

#include "base/format.h"
#include "base/log.h"
#include "locale/bidi.h"

#include <algorithm>

namespace kiosk {
namespace {

/// Of the cut's kind where a font of the system must stand in for all.
constexpr const char* last_resort = "DejaVuSans.ttf";

bool has_all(const FontFile& font, const std::vector<char32_t>& letters) {
  return std::ranges::all_of(letters, [&](char32_t c) { return font.has(c); });
}

bool is_bold(Face face) {
  return face == Face::display || face == Face::semibold;
}

/// "NotoSans-Bold.ttf" for "NotoSans-Regular.ttf"; other names as they are.
std::string bold_name(std::string name) {
  constexpr std::string_view regular = "-Regular.";
  if (const auto at = name.find(regular); at != std::string::npos) name.replace(at, regular.size(), "-Bold.");
  return name;
}

}  // namespace

/// The file at `path`, opened once; nothing where it cannot be read.
FontFile* FontChoice::opened(const std::filesystem::path& path) {
  for (const auto& file : files_) {
    if (file->path() == path) return file.get();
  }
  auto file = FontFile::open(path);
  if (!file) {
    log::warn(file.error());
    return nullptr;
  }
  files_.push_back(std::make_unique<FontFile>(std::move(*file)));
  return files_.back().get();
}

FontFile* FontChoice::named(const std::string& name) {
  const auto [entry, is_new] = by_name_.try_emplace(name);
  if (is_new) {
    if (const auto path = search_->find(name)) entry->second = opened(*path);
  }
  return entry->second;
}

bool FontChoice::open(const FontFiles& files, std::vector<std::filesystem::path> folders) {
  search_.emplace(std::move(folders));
  fallback_ = files.fallback;
  const std::array<std::string, 4> wanted{files.display, files.regular, files.medium, files.semibold};
  std::ranges::transform(wanted, cut_.begin(), [this](const std::string& name) { return named(name); });
  const auto found = std::ranges::find_if(cut_, [](const FontFile* font) { return font != nullptr; });
  FontFile* stand_in = found != cut_.end() ? *found : nullptr;
  for (const auto& name : fallback_) stand_in = stand_in != nullptr ? stand_in : named(name);
  if (stand_in == nullptr) stand_in = named(last_resort);
  if (stand_in == nullptr) {
    for (const auto& path : search_->all()) stand_in = stand_in != nullptr ? stand_in : opened(path);
  }
  if (stand_in == nullptr) return false;
  for (std::size_t i = 0; i < cut_.size(); ++i) {
    if (cut_.at(i) != nullptr) continue;
    log::warn("font.missing",
              str(wanted.at(i), ": not found; ", stand_in->path().filename().string(), " stands in for it"));
    cut_.at(i) = stand_in;
  }
  return true;
}

const std::vector<FontFile*>& FontChoice::listed(bool bold) {
  const auto [entry, is_new] = listed_.try_emplace(bold);
  if (!is_new) return entry->second;
  for (const auto& name : fallback_) {
    FontFile* font = bold ? named(bold_name(name)) : nullptr;
    if (font == nullptr) font = named(name);
    if (font != nullptr) {
      entry->second.push_back(font);
    } else {
      log::warn("font.missing", name + ": not found; letters that only this font has are shown as dots");
    }
  }
  return entry->second;
}

std::vector<FontFile*> FontChoice::stand_ins(const std::string& script, Face face) {
  std::vector<FontFile*> fonts = listed(is_bold(face));
  const std::string name = script_name(script);
  for (const auto& wanted :
       {"NotoSans" + name + "-Regular.ttf", "NotoSerif" + name + "-Regular.ttf", std::string(last_resort)}) {
    if (is_bold(face)) fonts.push_back(named(bold_name(wanted)));
    fonts.push_back(named(wanted));
  }
  std::erase(fonts, nullptr);
  return fonts;
}

FontFile* FontChoice::choose(const Cluster& cluster, const std::string& script, Face face) {
  FontFile& own = of(face);
  if (!cluster.emoji && has_all(own, cluster.letters)) return &own;
  auto fonts = stand_ins(script, face);
  fonts.insert(fonts.begin(), &own);
  std::ranges::stable_partition(fonts, [&](const FontFile* font) { return font->is_coloured() == cluster.emoji; });
  const auto first_with = [&](const std::vector<char32_t>& letters) {
    return std::ranges::find_if(fonts, [&](const FontFile* font) { return has_all(*font, letters); });
  };
  auto found = first_with(cluster.letters);
  if (found == fonts.end()) found = first_with({cluster.letters.front()});
  return found == fonts.end() ? nullptr : *found;
}

}  // namespace kiosk
