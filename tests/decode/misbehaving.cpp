#include "decode/misbehaving.h"

#include "decode/cage.h"
#include "decode/decode.h"
#include "decode/protocol.h"
#include "decode/streams.h"
#include "support/child.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <map>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace kiosk::test {
namespace {

using Outcome = PictureAnswer::Outcome;

struct Heard {
  PictureRequest request;
  std::string before_the_cage;  ///< what it was born with
};

void say(const PictureAnswer& answer, std::string_view rest = "") {
  write_all(STDIN_FILENO, to_bytes(answer).append(rest));
}

void tell(std::string_view message) {
  say({Outcome::broken, {0, 0}, static_cast<std::uint32_t>(message.size()), 0, 0}, message);
}

/// What came of a call that should not have worked.
void tell_result(bool worked) {
  tell(worked ? "it worked" : std::strerror(errno));
}

/// What a process was given that it need not have.
std::string inventory() {
  std::string found;
  for (char** variable = environ; *variable != nullptr; ++variable) found += std::string(" ") + *variable;
  for (int fd = STDERR_FILENO + 1; fd < 1024; ++fd) {
    if (::fcntl(fd, F_GETFD) != -1) found += " " + std::to_string(fd);
  }
  return "born with:" + found;
}

void connect_somewhere() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(9);
  tell_result(fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

void run_something() {
  const char* const arguments[]{"/bin/true", nullptr};
  ::execv("/bin/true", const_cast<char* const*>(arguments));
  tell_result(false);
}

void take_memory() {
  constexpr std::size_t step = std::size_t{16} << 20;
  std::size_t got = 0;
  while (got < (std::size_t{64} << 30) && std::malloc(step) != nullptr) got += step;
  tell(std::to_string(got >> 20) + " MB");
}

void say_no_pixels(const PictureRequest& request, Size size) {
  PictureAnswer answer;
  answer.outcome = request.job == PictureRequest::Job::verify ? Outcome::sound : Outcome::picture;
  answer.size = size;
  say(answer, "not as many bytes as pixels");
}

const std::map<std::string, std::function<void(const Heard&)>, std::less<>>& deeds() {
  static const std::map<std::string, std::function<void(const Heard&)>, std::less<>> all{
      {"crash", [](const Heard&) { std::raise(SIGSEGV); }},
      {"abort",
       [](const Heard&) {
         write_all(STDERR_FILENO, "free(): invalid pointer\x1b[31m\n");
         std::abort();
       }},
      {"leave", [](const Heard&) { ::_exit(3); }},
      {"hang",
       [](const Heard&) {
         for (volatile bool forever = true; forever;) {
         }
       }},
      {"read on",
       [](const Heard&) {
         std::string more(1, '\0');
         read_all(STDIN_FILENO, more);
       }},
      {"garbage", [](const Heard&) { write_all(STDIN_FILENO, std::string(10'000, '\xee')); }},
      {"half a head", [](const Heard&) { write_all(STDIN_FILENO, to_bytes(PictureAnswer{}).substr(0, 11)); }},
      {"a wrong size",
       [](const Heard& heard) {
         say_no_pixels(heard.request, {7, 5});
       }},
      {"an endless picture",
       [](const Heard& heard) {
         say_no_pixels(heard.request, {0x7fffffff, 0x7fffffff});
       }},
      {"too few pixels", [](const Heard& heard) { say_no_pixels(heard.request, heard.request.box); }},
      {"a message that is a command", [](const Heard&) { tell("\x1b]0;owned\x07"); }},
      {"a message of 4 GB",
       [](const Heard&) {
         say({Outcome::broken, {0, 0}, 0xfffffff0U, 0, 0});
       }},
      {"another's answer",
       [](const Heard&) {
         say({Outcome::picture, {1, 1}, 0, 0, 0}, "\xff\xff\xff\xff");
       }},
      {"a transparent picture",
       [](const Heard& heard) {
         say({Outcome::picture, heard.request.box, 0, 0, 0},
             std::string(static_cast<std::size_t>(heard.request.box.width * heard.request.box.height) * 4, '\xff'));
       }},
      {"lacking",
       [](const Heard&) {
         say({Outcome::sound, {0, 0}, 0, 9, 6}, "of a kind");
       }},
      {"inventory", [](const Heard& heard) { tell(heard.before_the_cage); }},
      {"memory", [](const Heard&) { take_memory(); }},
      {"connect", [](const Heard&) { connect_somewhere(); }},
      {"open", [](const Heard&) { tell_result(::open("/etc/passwd", O_RDONLY) >= 0); }},
      {"create", [](const Heard&) { tell_result(::open("/tmp", O_TMPFILE | O_WRONLY, 0600) >= 0); }},
      {"exec", [](const Heard&) { run_something(); }},
      {"fork",
       [](const Heard&) {
         const pid_t pid = ::fork();
         if (pid == 0) ::_exit(0);
         if (pid > 0) ::waitpid(pid, nullptr, 0);
         tell_result(pid > 0);
       }},
      {"kill the parent", [](const Heard&) { tell_result(::kill(::getppid(), 0) == 0); }},
  };
  return all;
}

void serve(std::string before_the_cage) {
  std::string head(request_head_size, '\0');
  if (!read_all(STDIN_FILENO, head)) return;
  const auto request = parse_request(head);
  if (!request) return;
  std::string file(request->file_bytes, '\0');
  if (!read_all(STDIN_FILENO, file)) return;
  const auto deed = deeds().find(file);
  if (deed != deeds().end()) {
    deed->second({*request, std::move(before_the_cage)});
  } else if (const auto good = verify(file)) {
    say({});
  } else {
    tell(good.error().message);
  }
}

template <class Enter>
void behind(Enter enter) {
  auto born_with = inventory();
  enter();
  serve(std::move(born_with));
  ::_exit(0);
}

const ChildProgram everything("--misbehave-0", [] { behind(enter_cage); });
const ChildProgram limits("--misbehave-1", [] { behind(enter_limits); });
const ChildProgram landlock("--misbehave-2", [] { behind(enter_landlock); });
const ChildProgram seccomp("--misbehave-3", [] { behind(enter_seccomp); });

}  // namespace

DecoderOptions misbehaving(Behind behind) {
  DecoderOptions options;
  options.command = {"/proc/self/exe", "--misbehave-" + std::to_string(static_cast<int>(behind))};
  return options;
}

}  // namespace kiosk::test
