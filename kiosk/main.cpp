#include "app/commands.h"
#include "base/streams.h"
#include "decode/decoder_main.h"

int main(int argc, char** argv) {
  if (kiosk::is_decoder(argc, argv)) kiosk::decoder_main();
  kiosk::hold_standard_streams();
  return kiosk::run(argc, argv);
}
