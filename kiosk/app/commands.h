/// The command line: arguments → command → exit code (sysexits.h).
#pragma once

namespace kiosk {

int run(int argc, char** argv);

}  // namespace kiosk
