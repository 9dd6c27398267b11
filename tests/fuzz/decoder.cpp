// What the program and its decoder say to each other. An input is the head of a request, the head of an answer, and a
// text that comes with it.
#include "base/text.h"
#include "decode/decode.h"
#include "decode/protocol.h"
#include "fuzz/fuzz.h"

#include <algorithm>

namespace kiosk {
namespace {

using test::must;
using Outcome = PictureAnswer::Outcome;
using Job = PictureRequest::Job;

void check_answer(std::string_view head, const PictureRequest& request) {
  const auto answer = parse_answer(head, request);
  if (!answer) return;
  must(to_bytes(*answer) == head, "an answer has one form");
  must(answer->message_bytes <= most_text_bytes && answer->remark_bytes <= most_text_bytes, "its texts are short");
  const bool picture = answer->outcome == Outcome::picture;
  const bool sound = answer->outcome == Outcome::sound;
  must(!picture || request.job != Job::verify, "there are pixels only where they were asked for");
  must(!sound || request.job == Job::verify, "and a mere yes only where that was");
  must(picture == (answer->size != Size{0, 0}), "only a picture has a size");
  must(answer->size.width <= request.box.width && answer->size.height <= request.box.height, "it fits into its box");
  if (!picture && !sound) must(outcome_of(code_of(answer->outcome)) == answer->outcome, "each error has its code");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  auto rest = test::as_text(data, size);
  const auto take = [&rest](std::size_t count) {
    const auto taken = rest.substr(0, count);
    rest.remove_prefix(taken.size());
    return taken;
  };
  const auto request_head = take(request_head_size);
  const auto answer_head = take(answer_head_size);
  if (is_one_line(rest))
    must(is_utf8(rest) && rest.find_first_of("\n\r\x1b") == std::string_view::npos, "a line is one line");
  // To what was asked last and best known, whatever the input's own request is worth.
  check_answer(answer_head, {});
  check_answer(answer_head, {Job::decode, 0, {24, 10}, Fit::cover, {}, {}});
  const auto request = parse_request(request_head);
  if (!request) return 0;
  must(to_bytes(*request) == request_head, "a request has one form");
  must(request->file_bytes <= most_file_bytes, "its file is not too large");
  must(request->box.width >= 1 && request->box.height >= 1, "its box holds a picture");
  must(std::int64_t{request->box.width} * request->box.height <= max_picture_pixels, "and none that is too large");
  check_answer(answer_head, *request);
  return 0;
}
