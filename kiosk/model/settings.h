/// The settings of one screen, after flags, environment and files have been laid over the defaults. A value; what each
/// setting means is said in model/fields.h.
#pragma once

#include "base/geometry.h"
#include "model/text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Viewing {
  double diagonal_inches = 55;
  double distance_metres = 4;
  bool operator==(const Viewing&) const = default;
};

struct Settings {
  std::string content;              ///< https address or file; empty: what the cache holds, else the built-in slide
  std::string screen;               ///< name of this screen; empty: the machine's host name
  std::vector<Language> languages;  ///< one, or several in turn; empty: all of the institute's, in turn
  std::string theme;                ///< name or file; empty: the document's
  int display = 0;
  int rotate = 0;  ///< 0, 90, 180, 270 degrees clockwise
  bool windowed = false;
  std::string size;  ///< "1920x1080"; empty: the display's own
  double poll_seconds = 30;
  std::string ca_file;
  std::vector<std::string> pins;  ///< "sha256//…": one of these public keys the endpoint must have; empty: any
  std::string token_file;
  std::string report;  ///< https address that is told how this screen is; empty: none
  std::string report_token_file;
  bool allow_http = false;               ///< plain http to other hosts than this one
  std::vector<std::string> media_hosts;  ///< besides the endpoint's own
  std::vector<std::string> keys;         ///< one of these must have signed the content; empty: nobody need to
  std::uint64_t min_revision = 0;        ///< signed content below it is refused
  std::uint64_t max_document_bytes = 4ULL << 20;
  std::uint64_t max_picture_bytes = 32ULL << 20;
  std::string state_dir;
  std::string cache_dir;
  std::uint64_t cache_megabytes = 2048;
  bool snapshot = false;  ///< screen.png, a small picture of what is on
  Viewing viewing;
  bool operator==(const Settings&) const = default;
};

/// Stands among `keys` where nobody can say what they are: nobody signs with it, so nothing new is shown.
inline constexpr std::string_view unreadable_key = "unreadable";

/// "1920x1080", both sides 320 to 16384; Size{} for anything else.
Size parse_size(std::string_view text);

}  // namespace kiosk
