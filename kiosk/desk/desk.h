/// The desk as a whole: its folder, its key, its two workers and its server, put together. And what the command line
/// can do with a desk without a server. The main thread.
#pragma once

#include "desk/arguments.h"

namespace kiosk {

/// Each returns an exit code of sysexits(3), after saying on stderr what went wrong.
int serve_desk(const Serve& command);
int serve_files(const ServeFiles& command);
int publish_to(const PublishTo& command);
int import_document(const Import& command);
int invite(const Invite& command);
int add_screen(const AddScreen& command);
int make_key(const KeyCommand& command);

}  // namespace kiosk
