/// Where this program's files lie: systemd's folders where it gives them, else the XDG folders of an ordinary user.
#pragma once

#include "base/result.h"
#include "model/settings.h"

#include <filesystem>
#include <string>

namespace kiosk {

std::filesystem::path cache_folder(const Settings& settings);
std::filesystem::path state_folder(const Settings& settings);
/// status.json, in the state folder: where a screen writes it.
std::filesystem::path status_file(const Settings& settings);
/// Where to read it. A person's shell does not know the folder that systemd gave the service: where nothing else is
/// said or there, that of the service counts.
std::filesystem::path readable_status_file(const Settings& settings);
/// metrics.prom and screen.png, beside status.json.
std::filesystem::path metrics_file(const Settings& settings);
std::filesystem::path snapshot_file(const Settings& settings);
/// What ended the program (app/crashes.h), and the mark that it leaves then (base/fault.h), there too.
std::filesystem::path crashes_file(const Settings& settings);
std::filesystem::path fault_file(const Settings& settings);

/// The newest revision of signed content, in the state folder: apart from the content (sync/revision_floor.h).
std::filesystem::path revision_file(const Settings& settings);

/// This screen's name: the setting, else the machine's host name.
std::string screen_name(const Settings& settings);

/// The bearer token for the endpoint: from token_file, else from systemd's credential "token", else "". Errors:
/// token.unreadable.
Result<std::string> read_token(const Settings& settings);
/// The same for reports to the desk: from report_token_file, else from the credential "report-token", else "".
Result<std::string> read_report_token(const Settings& settings);

}  // namespace kiosk
