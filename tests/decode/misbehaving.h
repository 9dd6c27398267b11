/// A decoder that does as the picture says: "crash", "connect", "a wrong size". It stands in the same cage, and speaks
/// the same protocol, as the real one; what it does not know it verifies.
#pragma once

#include "decode/decoder.h"

#include <string>

namespace kiosk::test {

/// Behind all of the cage, or behind one layer of it alone.
enum class Behind { everything, limits, landlock, seccomp };

DecoderOptions misbehaving(Behind behind = Behind::everything);

}  // namespace kiosk::test
