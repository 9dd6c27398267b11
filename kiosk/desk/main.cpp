/// kiosk-desk: arguments → a server → an exit code of sysexits(3).

#include "base/clock.h"
#include "base/log.h"
#include "base/streams.h"
#include "desk/arguments.h"
#include "desk/folder_watch.h"
#include "desk/server.h"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sysexits.h>

namespace {

int failed(const kiosk::Error& error, int status) {
  kiosk::log::error(error);
  return status;
}

/// The usual limit, 1024, is there for programs that use select(2); a thousand screens need more.
void allow_many_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int serve(const kiosk::Serve& command) {
  // Blocked before the server's thread begins, so that it inherits the mask and only sigwait() below sees them.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  allow_many_descriptors();

  kiosk::Published folder(command.folder);
  if (const auto opened = folder.reopen(); !opened) return failed(opened.error(), EX_NOINPUT);
  const kiosk::SystemClock clock;
  const auto server = kiosk::Server::start({folder}, command.endpoint, clock);
  if (!server) return failed(server.error(), server.error().code == "desk.listen" ? EX_UNAVAILABLE : EX_USAGE);
  const kiosk::FolderWatch watch(folder, command.folder);

  std::printf("kiosk-desk: serving %s at %s\n", command.folder.c_str(), server->url().c_str());
  std::fflush(stdout);
  int received = 0;
  sigwait(&stop, &received);
  return EX_OK;
}

}  // namespace

int main(int argc, char** argv) {
  kiosk::hold_standard_streams();
  const auto command = kiosk::parse_desk_arguments({argv + 1, argv + argc});
  if (!command) return failed(command.error(), EX_USAGE);
  if (const auto* print = std::get_if<kiosk::Print>(&*command)) {
    std::fputs(print->text.c_str(), stdout);
    return EX_OK;
  }
  return serve(std::get<kiosk::Serve>(*command));
}
