/// Whether a GPU draws here. Internal to screen/; main thread only, SDL's video must be started.
#pragma once

namespace kiosk {

/// False where a processor would play the GPU (Mesa's llvmpipe and its kin): drawing without GL is faster then.
bool has_gpu();

}  // namespace kiosk
