/// The other side of decoder.h: what this program is when it is started to decode one picture.
#pragma once

#include <string_view>

namespace kiosk {

/// The first argument of a program that is to be a decoder. Not for people, and in no help text.
inline constexpr std::string_view decoder_argument = "--decode-one-picture";

/// Whether main() was started to be one. To be asked before anything else, as decoder_main() expects to find the
/// process as it was made.
bool is_decoder(int argc, char** argv);

/// Enters the cage, answers one request on stream 0, and ends the process.
[[noreturn]] void decoder_main();

}  // namespace kiosk
