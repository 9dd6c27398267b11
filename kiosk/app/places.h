/// Where this program's files lie: systemd's folders where it gives them, else the XDG folders of an ordinary user.
#pragma once

#include "base/result.h"
#include "model/settings.h"

#include <filesystem>
#include <string>

namespace kiosk {

std::filesystem::path cache_folder(const Settings& settings);
std::filesystem::path state_folder(const Settings& settings);
/// status.json, in the state folder.
std::filesystem::path status_file(const Settings& settings);

/// This screen's name: the setting, else the machine's host name.
std::string screen_name(const Settings& settings);

/// The bearer token: from token_file, else from systemd's credential "token", else "". Errors: token.unreadable.
Result<std::string> read_token(const Settings& settings);

}  // namespace kiosk
