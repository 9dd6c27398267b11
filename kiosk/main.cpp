#include "app/commands.h"
#include "base/streams.h"

int main(int argc, char** argv) {
  kiosk::hold_standard_streams();
  return kiosk::run(argc, argv);
}
