/// kiosk-desk: arguments → a command → an exit code of sysexits(3). Or else it is a decoder.

#include "base/log.h"
#include "base/streams.h"
#include "decode/decoder_main.h"
#include "desk/arguments.h"
#include "desk/desk.h"

#include <cstdio>
#include <sysexits.h>

namespace {

struct Run {
  int operator()(const kiosk::Serve& command) const { return kiosk::serve_desk(command); }
  int operator()(const kiosk::ServeFiles& command) const { return kiosk::serve_files(command); }
  int operator()(const kiosk::PublishTo& command) const { return kiosk::publish_to(command); }
  int operator()(const kiosk::Import& command) const { return kiosk::import_document(command); }
  int operator()(const kiosk::Invite& command) const { return kiosk::invite(command); }
  int operator()(const kiosk::AddScreen& command) const { return kiosk::add_screen(command); }
  int operator()(const kiosk::KeyCommand& command) const { return kiosk::make_key(command); }
  int operator()(const kiosk::Print& command) const {
    std::fputs(command.text.c_str(), stdout);
    return EX_OK;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (kiosk::is_decoder(argc, argv)) kiosk::decoder_main();
  kiosk::hold_standard_streams();
  const auto command = kiosk::parse_desk_arguments({argv + 1, argv + argc});
  if (!command) {
    kiosk::log::error(command.error());
    return EX_USAGE;
  }
  return std::visit(Run{}, *command);
}
