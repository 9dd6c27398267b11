#include "decode/protocol.h"

#include "base/text.h"
#include "decode/byte_reader.h"
#include "decode/cage.h"
#include "decode/decode.h"

#include <algorithm>
#include <array>
#include <bit>

namespace kiosk {
namespace {

constexpr std::uint32_t request_mark = 0x4b50'6963;  // "KPic"
constexpr std::uint32_t answer_mark = 0x4b50'6f6b;   // "KPok"

constexpr std::array<std::string_view, 3> error_codes{"decode.format", "decode.too_large", "decode.broken"};
constexpr auto first_error = static_cast<std::uint32_t>(PictureAnswer::Outcome::format);

class ByteWriter {
 public:
  ByteWriter& u32(std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes_ += static_cast<char>((number >> shift) & 0xffU);
    return *this;
  }
  ByteWriter& side(int number) { return u32(static_cast<std::uint32_t>(number)); }
  ByteWriter& fraction(double number) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    return u32(static_cast<std::uint32_t>(bits >> 32)).u32(static_cast<std::uint32_t>(bits & 0xffffffffU));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

double fraction(ByteReader& in) {
  const std::uint64_t high = in.u32();
  return std::bit_cast<double>((high << 32) | in.u32());
}

bool is_share(double number) {
  return number >= 0 && number <= 1;
}

/// Of a picture that can be asked for. The sides come as any number.
bool is_size(std::uint32_t width, std::uint32_t height) {
  constexpr auto most = static_cast<std::uint32_t>(max_picture_side);
  return width >= 1 && height >= 1 && width <= most && height <= most &&
         std::uint64_t{width} * height <= std::uint64_t{max_picture_pixels};
}

bool is_answer_to(const Size& size, const PictureRequest& request) {
  if (request.job == PictureRequest::Job::reduce) {
    return size.width <= request.box.width && size.height <= request.box.height;
  }
  if (request.fit == Fit::cover) return size == request.box;
  return size.width <= request.box.width && size.height <= request.box.height &&
         (size.width == request.box.width || size.height == request.box.height);
}

tl::unexpected<Error> nonsense(std::string what) {
  return fail("decode.nonsense", std::move(what));
}

}  // namespace

std::string to_bytes(const PictureRequest& request) {
  const auto& [job, file_bytes, box, fit, focus, backdrop] = request;
  const std::uint32_t rgb = (std::uint32_t{backdrop.r} << 16) | (std::uint32_t{backdrop.g} << 8) | backdrop.b;
  return ByteWriter()
      .u32(request_mark)
      .u32(static_cast<std::uint32_t>(job))
      .u32(file_bytes)
      .side(box.width)
      .side(box.height)
      .u32(fit == Fit::cover ? 1 : 0)
      .fraction(focus.x)
      .fraction(focus.y)
      .u32(rgb)
      .take();
}

Result<PictureRequest> parse_request(std::string_view head) {
  ByteReader in(head);
  if (in.u32() != request_mark) return nonsense("the request does not begin as one");
  PictureRequest request;
  const auto job = in.u32();
  request.file_bytes = in.u32();
  const auto width = in.u32();
  const auto height = in.u32();
  const auto fit = in.u32();
  request.focus.x = fraction(in);
  request.focus.y = fraction(in);
  const auto rgb = in.u32();
  if (!in.ok() || !in.rest().empty()) return nonsense("the request's head is not as long as one");
  if (job > static_cast<std::uint32_t>(PictureRequest::Job::reduce) || fit > 1 || rgb > 0xffffffU ||
      !is_share(request.focus.x) || !is_share(request.focus.y)) {
    return nonsense("the request asks for what there is not");
  }
  if (request.file_bytes > most_file_bytes) return nonsense("the request's file is too large");
  if (!is_size(width, height)) return nonsense("the request's box is no size of a picture");
  request.job = static_cast<PictureRequest::Job>(job);
  request.box = {static_cast<int>(width), static_cast<int>(height)};
  request.fit = fit == 1 ? Fit::cover : Fit::contain;
  request.backdrop = {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>((rgb >> 8) & 0xffU),
                      static_cast<std::uint8_t>(rgb & 0xffU)};
  return request;
}

std::string to_bytes(const PictureAnswer& answer) {
  const auto& [outcome, size, message_bytes, remark_bytes, missing] = answer;
  return ByteWriter()
      .u32(answer_mark)
      .u32(static_cast<std::uint32_t>(outcome))
      .side(size.width)
      .side(size.height)
      .u32(message_bytes)
      .u32(remark_bytes)
      .u32(missing)
      .take();
}

Result<PictureAnswer> parse_answer(std::string_view head, const PictureRequest& request) {
  ByteReader in(head);
  if (in.u32() != answer_mark) return nonsense("the answer does not begin as one");
  PictureAnswer answer;
  const auto outcome = in.u32();
  const auto width = in.u32();
  const auto height = in.u32();
  answer.message_bytes = in.u32();
  answer.remark_bytes = in.u32();
  answer.missing = in.u32();
  if (!in.ok() || !in.rest().empty()) return nonsense("the answer's head is not as long as one");
  if (outcome > static_cast<std::uint32_t>(PictureAnswer::Outcome::broken) || answer.missing > all_layers ||
      answer.message_bytes > most_text_bytes || answer.remark_bytes > most_text_bytes) {
    return nonsense("the answer says what there is not");
  }
  answer.outcome = static_cast<PictureAnswer::Outcome>(outcome);
  const bool error = outcome >= first_error;
  const auto good =
      request.job == PictureRequest::Job::verify ? PictureAnswer::Outcome::sound : PictureAnswer::Outcome::picture;
  if (!error && answer.outcome != good) return nonsense("the answer is not to what was asked");
  if (error == (answer.message_bytes == 0)) return nonsense("the answer has a message where there is none to give");
  if (answer.outcome == PictureAnswer::Outcome::picture) {
    if (!is_size(width, height)) return nonsense("the answer's picture has no possible size");
    answer.size = {static_cast<int>(width), static_cast<int>(height)};
    if (!is_answer_to(answer.size, request)) return nonsense("the answer's picture has not the size asked for");
  } else if (width != 0 || height != 0) {
    return nonsense("the answer has a size without a picture");
  }
  return answer;
}

bool is_one_line(std::string_view text) {
  return is_utf8(text) && std::ranges::none_of(text, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7f;
         });
}

std::string code_of(PictureAnswer::Outcome outcome) {
  return std::string(error_codes.at(static_cast<std::uint32_t>(outcome) - first_error));
}

PictureAnswer::Outcome outcome_of(std::string_view code) {
  const auto at = std::ranges::find(error_codes, code);
  const auto index =
      at == error_codes.end() ? error_codes.size() - 1 : static_cast<std::size_t>(at - error_codes.begin());
  return static_cast<PictureAnswer::Outcome>(first_error + index);
}

}  // namespace kiosk
