#include "decode/decoder.h"

#include "base/format.h"
#include "base/log.h"
#include "decode/cage.h"
#include "decode/child.h"
#include "decode/decoder_main.h"
#include "decode/protocol.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <span>
#include <sys/socket.h>
#include <sys/wait.h>

namespace kiosk {

using namespace std::chrono_literals;

namespace {

DecoderOptions completed(DecoderOptions options) {
  if (options.command.empty()) options.command = {"/proc/self/exe", std::string(decoder_argument)};
  if (options.patience == 0ms) options.patience = 2 * picture_time;
  return options;
}

/// What became of a process that closed its socket before the answer was whole.
Error cause_of_death(Child& child) {
  const int status = child.end();
  const auto words = child.last_words();
  const auto said = words.empty() ? "" : str("; it said: ", words);
  if (WIFEXITED(status)) {
    return {"decode.crashed", str("the decoder ended without an answer, with exit code ", WEXITSTATUS(status), said)};
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGXCPU)
    return {"decode.slow", str("the picture takes more than ", picture_time.count(), " s to decode")};
  const auto name = str("signal ", signal, ", ", ::strsignal(signal));
  if (signal == SIGSYS)
    return {"decode.forbidden", str("the decoder tried what no decoder needs, and was ended (", name, ")", said)};
  return {"decode.crashed", str("the picture crashed the decoder (", name, ")", said)};
}

}  // namespace

struct Decoder::Reply {
  PictureAnswer answer;
  std::string message;
  std::string remark;
  Bitmap picture;
};

/// One request and its answer, with an eye on the time.
class Decoder::Talk {
 public:
  Talk(Child& child, const DecoderOptions& options)
      : child_(child), options_(options), ends_(std::chrono::steady_clock::now() + options.patience) {}

  Result<Reply> run(const PictureRequest& request, std::string_view file) {
    // A process that refuses the rest may have said why: so what it says counts, not whether it took all. One that
    // could not be sent the rest shall not wait for it.
    if (send(to_bytes(request)) != Io::done || send(file) != Io::done) ::shutdown(child_.socket(), SHUT_WR);
    std::string head(answer_head_size, '\0');
    if (const auto io = receive(head); io != Io::done) return failure(io);
    const auto answer = parse_answer(head, request);
    if (!answer) return tl::unexpected(answer.error());
    Reply reply{*answer, std::string(answer->message_bytes, '\0'), std::string(answer->remark_bytes, '\0'),
                Bitmap(answer->size)};
    if (const auto io = receive(reply.message); io != Io::done) return failure(io);
    if (const auto io = receive(reply.remark); io != Io::done) return failure(io);
    const auto pixels = reply.picture.pixels();
    if (const auto io = receive({reinterpret_cast<char*>(pixels.data()), pixels.size_bytes()}); io != Io::done)
      return failure(io);
    for (Pixel& pixel : pixels) pixel &= 0xffffffU;
    if (!is_one_line(reply.message) || !is_one_line(reply.remark))
      return fail("decode.nonsense", "the decoder answered with what is no text");
    return reply;
  }

 private:
  enum class Io { done, closed, late, cancelled };

  tl::unexpected<Error> failure(Io io) {
    if (io == Io::late)
      return fail("decode.slow", str("the picture takes more than ",
                                     std::chrono::duration<double>(options_.patience).count(), " s to decode"));
    if (io == Io::cancelled) return fail("decode.cancelled", "the program ends");
    return tl::unexpected(cause_of_death(child_));
  }

  Io send(std::string_view bytes) {
    while (!bytes.empty()) {
      if (const auto io = wait(POLLOUT); io != Io::done) return io;
      const auto put = ::send(child_.socket(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
      if (put < 0 && errno != EAGAIN && errno != EINTR) return Io::closed;
    }
    return Io::done;
  }

  Io receive(std::span<char> bytes) {
    while (!bytes.empty()) {
      if (const auto io = wait(POLLIN); io != Io::done) return io;
      const auto got = ::recv(child_.socket(), bytes.data(), bytes.size(), 0);
      if (got > 0) bytes = bytes.subspan(static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return Io::closed;
    }
    return Io::done;
  }

  Io wait(short event) {
    for (;;) {
      if (options_.stop.stop_requested()) return Io::cancelled;
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - std::chrono::steady_clock::now());
      if (left <= 0ms) return Io::late;
      constexpr auto at_most = 100ms;  // nobody wakes us when the program is to end
      pollfd socket{child_.socket(), event, 0};
      if (::poll(&socket, 1, static_cast<int>(std::min(left, at_most).count())) > 0) return Io::done;
    }
  }

  Child& child_;
  const DecoderOptions& options_;
  const std::chrono::steady_clock::time_point ends_;
};

Decoder::Decoder(DecoderOptions options) : options_(completed(std::move(options))) {}
Decoder::~Decoder() = default;

Result<Decoder::Reply> Decoder::ask(const PictureRequest& asked, std::string_view bytes) {
  if (bytes.size() > most_file_bytes) return fail("decode.too_large", "the file is larger than 256 MB");
  PictureRequest request = asked;
  request.file_bytes = static_cast<std::uint32_t>(bytes.size());
  const auto start = [this] {
    return Child::start(options_.command).map([this](Child&& child) {
      ready_ = std::make_unique<Child>(std::move(child));
    });
  };
  if (!ready_ || !ready_->waits()) {
    if (const auto started = start(); !started) return tl::unexpected(started.error());
  }
  const auto child = std::move(ready_);
  auto reply = Talk(*child, options_).run(request, bytes);
  if (!options_.stop.stop_requested()) static_cast<void>(start());  // where it fails, the next picture will say so
  if (!reply) return reply;
  if (reply->answer.missing != 0 && !told_) {
    told_ = true;
    log::info("decode.cage", str("this machine's kernel does not give all that pictures are decoded behind; missing: ",
                                 names_of_layers(reply->answer.missing)));
  }
  if (!reply->remark.empty()) log::info("decode.profile", reply->remark);
  if (!reply->message.empty()) return fail(code_of(reply->answer.outcome), std::move(reply->message));
  return reply;
}

Result<Bitmap> Decoder::decode(std::string_view bytes, Size box, Fit fit, Focus focus, Colour backdrop) {
  return ask({PictureRequest::Job::decode, 0, box, fit, focus, backdrop}, bytes).map([](Reply&& reply) {
    return std::move(reply.picture);
  });
}

Result<Bitmap> Decoder::reduce(std::string_view bytes, Size box, Colour backdrop) {
  return ask({PictureRequest::Job::reduce, 0, box, Fit::contain, {}, backdrop}, bytes).map([](Reply&& reply) {
    return std::move(reply.picture);
  });
}

Result<void> Decoder::verify(std::string_view bytes) {
  return ask({}, bytes).map([](Reply&&) {});
}

}  // namespace kiosk
