#include "app/commands.h"
#include "base/ending.h"
#include "base/streams.h"
#include "decode/decoder_main.h"
#include "locale/memory.h"
#include "screen/memory.h"

int main(int argc, char** argv) {
  if (kiosk::is_decoder(argc, argv)) kiosk::decoder_main();
  kiosk::end_where_all_is_lost();
  kiosk::end_where_sdl_has_no_memory();
  kiosk::end_where_icu_has_no_memory();
  kiosk::hold_standard_streams();
  return kiosk::run(argc, argv);
}
