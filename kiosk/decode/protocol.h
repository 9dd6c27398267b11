/// What the program and the process that decodes say to each other: one request, one answer, over a stream socket.
///
///   request   a head of 44 bytes, then the picture file
///   answer    a head of 28 bytes, then a message, a remark for the log, and the pixels
///
/// Numbers are of 32 bits, the highest byte first; what is a fraction is an IEEE 754 double. Both sides are the same
/// program, so there are no versions. Pure functions: each side takes the other's bytes for hostile.
#pragma once

#include "base/bitmap.h"
#include "base/colour.h"
#include "base/result.h"
#include "model/slide.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk {

inline constexpr std::size_t request_head_size = 44;
inline constexpr std::size_t answer_head_size = 28;
inline constexpr std::uint32_t most_file_bytes = 256U << 20;
inline constexpr std::uint32_t most_text_bytes = 1000;

struct PictureRequest {
  enum class Job : std::uint32_t { verify, decode, reduce };

  Job job = Job::verify;
  std::uint32_t file_bytes = 0;  ///< how many follow
  Size box{1, 1};                ///< for decode() and reduce()
  Fit fit = Fit::contain;        ///< this and the next: for decode() alone
  Focus focus{};
  Colour backdrop{};  ///< for decode() and reduce()
  bool operator==(const PictureRequest&) const = default;
};

struct PictureAnswer {
  enum class Outcome : std::uint32_t { sound, picture, format, too_large, broken };

  Outcome outcome = Outcome::sound;
  Size size{0, 0};                  ///< of the picture, whose pixels (in the machine's own byte order) come last
  std::uint32_t message_bytes = 0;  ///< UTF-8: why there is no picture
  std::uint32_t remark_bytes = 0;   ///< UTF-8: a line for the log, about a picture that is shown
  std::uint32_t missing = 0;        ///< the cage's layers that the kernel did not give
  bool operator==(const PictureAnswer&) const = default;
};

std::string to_bytes(const PictureRequest& request);
std::string to_bytes(const PictureAnswer& answer);

/// Of a head of just the right length. Errors: decode.nonsense, for all that no request of ours says.
Result<PictureRequest> parse_request(std::string_view head);

/// Likewise; and the answer must be one to `request`: a picture of the size that was asked for, with as many pixels.
/// Errors: decode.nonsense.
Result<PictureAnswer> parse_answer(std::string_view head, const PictureRequest& request);

/// Whether a text of the other side may stand in a log or on a terminal: one line of UTF-8.
bool is_one_line(std::string_view text);

/// "decode.broken" and the like: the code of an outcome that is an error.
std::string code_of(PictureAnswer::Outcome outcome);
/// The outcome for a code of decode.h's errors.
PictureAnswer::Outcome outcome_of(std::string_view code);

}  // namespace kiosk
