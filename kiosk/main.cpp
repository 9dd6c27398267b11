#include "app/commands.h"

int main(int argc, char** argv) { return kiosk::run(argc, argv); }
