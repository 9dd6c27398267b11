// For test programs whose code decodes pictures in a process: as the program does, they start themselves for it.
#include "decode/decoder_main.h"
#include "support/child.h"

namespace {
const kiosk::test::ChildProgram decoder(kiosk::decoder_argument, kiosk::decoder_main);
}
