#include "decode/decoder_main.h"

#include "base/bitmap.h"
#include "base/log.h"
#include "decode/cage.h"
#include "decode/decode.h"
#include "decode/protocol.h"
#include "decode/streams.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <new>
#include <sys/prctl.h>
#include <unistd.h>

namespace kiosk {
namespace {

/// All that goes back, except for how long its texts are.
struct Finding {
  PictureAnswer answer;
  std::string message;
  Bitmap picture;
};

Finding failure(const Error& error) {
  Finding finding;
  finding.answer.outcome = outcome_of(error.code);
  finding.message = is_one_line(error.message) ? error.message : "the picture's data is damaged";
  return finding;
}

Finding carry_out(const PictureRequest& request, std::string_view file) {
  Finding finding;
  if (request.job == PictureRequest::Job::verify) {
    const auto verified = verify(file);
    return verified ? finding : failure(verified.error());
  }
  auto picture = request.job == PictureRequest::Job::reduce
                     ? reduce(file, request.box, request.backdrop)
                     : decode(file, request.box, request.fit, request.focus, request.backdrop);
  if (!picture) return failure(picture.error());
  finding.answer.outcome = PictureAnswer::Outcome::picture;
  finding.answer.size = picture->size();
  finding.picture = std::move(*picture);
  return finding;
}

/// A text cut to what a head can say, between two characters.
std::string_view fitting(std::string_view text) {
  auto length = std::min<std::size_t>(text.size(), most_text_bytes);
  while (length > 0 && !is_one_line(text.substr(0, length))) --length;
  return text.substr(0, length);
}

/// True when there was a request and it has its answer.
bool serve(std::uint32_t missing) {
  std::string head(request_head_size, '\0');
  if (!read_all(STDIN_FILENO, head)) return false;
  const auto request = parse_request(head);
  if (!request) return false;
  std::string remark;
  log::set_sink([&](log::Level, std::string_view, std::string_view text) { remark = text; });
  Finding finding;
  try {
    std::string file(request->file_bytes, '\0');
    if (!read_all(STDIN_FILENO, file)) return false;
    finding = carry_out(*request, file);
  } catch (const std::bad_alloc&) {
    finding = failure({"decode.too_large", "the picture takes more memory to decode than one may"});
  }
  const auto message = fitting(finding.message);
  const auto about = fitting(remark);
  finding.answer.message_bytes = static_cast<std::uint32_t>(message.size());
  finding.answer.remark_bytes = static_cast<std::uint32_t>(about.size());
  finding.answer.missing = missing;
  const auto pixels = finding.picture.pixels();
  const std::string_view rows(reinterpret_cast<const char*>(pixels.data()), pixels.size_bytes());
  return write_all(STDIN_FILENO, to_bytes(finding.answer).append(message).append(about)) &&
         write_all(STDIN_FILENO, rows);
}

}  // namespace

bool is_decoder(int argc, char** argv) {
  return argc == 2 && argv[1] == decoder_argument;
}

void decoder_main() {
  ::prctl(PR_SET_NAME, "kiosk-decoder");
  // It ends with its parent: by this signal, and by reading the end of a socket that nobody holds any more. Signals to
  // the whole group are for the parent to obey.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
  const auto missing = enter_cage();
  ::_exit(serve(missing) ? EXIT_SUCCESS : EXIT_FAILURE);
}

}  // namespace kiosk
