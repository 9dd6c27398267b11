/// Whole texts through a blocking stream: what a decoder's process reads and writes with. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// Fills `bytes`. False at the end of the stream, or where it fails.
bool read_all(int stream, std::string& bytes);
/// False where it fails.
bool write_all(int stream, std::string_view bytes);

}  // namespace kiosk
