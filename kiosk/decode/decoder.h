/// Pictures decoded in a cage. Files come from the network, and decoders have had holes for as long as there have been
/// any: so each picture is decoded in a process of its own (cage.h), which has nothing to read or write but the socket
/// to us (protocol.h), and which never sees another picture. It may crash, hang or talk nonsense: that costs this
/// picture. The process for the next one is started as soon as one is used, so that it is ready before it is needed.
///
/// One thread at a time; it ends its processes when it goes. They also end with the thread that first needed them.
#pragma once

#include "base/bitmap.h"
#include "base/colour.h"
#include "base/result.h"
#include "model/slide.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

class Child;
struct PictureRequest;

struct DecoderOptions {
  std::vector<std::string> command;       ///< of a process; empty: this program, as decoder_main.h makes it one
  std::chrono::milliseconds patience{0};  ///< for a picture; 0: twice the processor time that it may take
  std::stop_token stop;                   ///< when asked, what is under way ends with decode.cancelled
};

class Decoder {
 public:
  explicit Decoder(DecoderOptions options = {});
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// These are decode(), reduce() and verify() of decode.h. Errors: theirs, and: decode.crashed, decode.slow,
  /// decode.forbidden (the process tried what the cage does not let out), decode.nonsense (it answered what no decoder
  /// would), all of them the picture's fault; decode.no_process (none could be started: try again later),
  /// decode.cancelled.
  Result<Bitmap> decode(std::string_view bytes, Size box, Fit fit, Focus focus, Colour backdrop);
  Result<Bitmap> reduce(std::string_view bytes, Size box, Colour backdrop);
  Result<void> verify(std::string_view bytes);

 private:
  class Talk;
  struct Reply;

  Result<Reply> ask(const PictureRequest& asked, std::string_view bytes);

  const DecoderOptions options_;
  std::unique_ptr<Child> ready_;  ///< started and not yet used; or none
  bool told_ = false;             ///< what the cage lacks on this machine
};

}  // namespace kiosk
