#include "decode/protocol.h"

#include "decode/decode.h"

#include <doctest/doctest.h>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace kiosk;

namespace {

using Job = PictureRequest::Job;
using Outcome = PictureAnswer::Outcome;

const PictureRequest asked{Job::decode, 12'345, {1920, 1080}, Fit::cover, {0.3, 0.71}, {0x12, 0x34, 0x56}};
const PictureAnswer picture{Outcome::picture, {1920, 1080}, 0, 17, 4};

bool refuses(const PictureRequest& request) {
  const auto parsed = parse_request(to_bytes(request));
  return !parsed && parsed.error().code == "decode.nonsense";
}

bool refuses(const PictureAnswer& answer, const PictureRequest& request = asked) {
  const auto parsed = parse_answer(to_bytes(answer), request);
  return !parsed && parsed.error().code == "decode.nonsense";
}

}  // namespace

TEST_CASE("a request and an answer are read as they were written") {
  CHECK(to_bytes(asked).size() == request_head_size);
  CHECK(parse_request(to_bytes(asked)) == asked);
  const PictureRequest plain{};
  CHECK(parse_request(to_bytes(plain)) == plain);
  CHECK(to_bytes(picture).size() == answer_head_size);
  CHECK(parse_answer(to_bytes(picture), asked) == picture);
  const PictureAnswer sound{};
  CHECK(parse_answer(to_bytes(sound), plain) == sound);
  for (const auto outcome : {Outcome::format, Outcome::too_large, Outcome::broken}) {
    const PictureAnswer refused{outcome, {0, 0}, 1000, 0, 0};
    CHECK(parse_answer(to_bytes(refused), asked) == refused);
    CHECK(parse_answer(to_bytes(refused), plain) == refused);
    CHECK(outcome_of(code_of(outcome)) == outcome);
  }
}

TEST_CASE("a request that no program of ours makes is refused") {
  const auto with = [](auto change) {
    auto request = asked;
    change(request);
    return request;
  };
  CHECK(refuses(with([](auto& r) { r.file_bytes = most_file_bytes + 1; })));
  CHECK(refuses(with([](auto& r) { r.box = {0, 1080}; })));
  CHECK(refuses(with([](auto& r) { r.box = {1920, -1}; })));
  CHECK(refuses(with([](auto& r) { r.box = {max_picture_side + 1, 1}; })));
  CHECK(refuses(with([](auto& r) { r.box = {10'000, 10'000}; })));
  CHECK(refuses(with([](auto& r) { r.focus.x = 1.01; })));
  CHECK(refuses(with([](auto& r) { r.focus.y = -0.01; })));
  CHECK(refuses(with([](auto& r) { r.focus.y = std::numeric_limits<double>::quiet_NaN(); })));
  CHECK(refuses(with([](auto& r) { r.focus.x = std::numeric_limits<double>::infinity(); })));
  CHECK(refuses(with([](auto& r) { r.job = static_cast<Job>(3); })));
  CHECK_FALSE(parse_request(to_bytes(picture)));
  const auto head = to_bytes(asked);
  for (std::size_t length = 0; length < head.size(); ++length) CHECK_FALSE(parse_request(head.substr(0, length)));
  CHECK_FALSE(parse_request(head + '\0'));
}

TEST_CASE("[M14] an answer that is not to what was asked is refused") {
  const auto with = [](auto change) {
    auto answer = picture;
    change(answer);
    return answer;
  };
  CHECK(refuses(with([](auto& a) { a.size = {1920, 1079}; })));
  CHECK(refuses(with([](auto& a) { a.size = {-1, -1}; })));
  CHECK(refuses(with([](auto& a) { a.outcome = Outcome::sound; })));
  CHECK(refuses(with([](auto& a) { a.outcome = static_cast<Outcome>(5); })));
  CHECK(refuses(with([](auto& a) { a.message_bytes = 1; })));
  CHECK(refuses(with([](auto& a) { a.remark_bytes = most_text_bytes + 1; })));
  CHECK(refuses(with([](auto& a) { a.missing = 8; })));
  CHECK(refuses({Outcome::broken, {0, 0}, 0, 0, 0}));  // an error that does not say what it is
  CHECK(refuses({Outcome::broken, {1, 1}, 9, 0, 0}));
  CHECK(refuses(picture, PictureRequest{}));
  const auto head = to_bytes(picture);
  for (std::size_t length = 0; length < head.size(); ++length) CHECK_FALSE(parse_answer(head.substr(0, length), asked));
  CHECK_FALSE(parse_answer(head + '\0', asked));
}

TEST_CASE("[M14] a picture that is to fit into a box touches two of its sides at least") {
  auto request = asked;
  request.fit = Fit::contain;
  const auto fits = [&](Size size) { return !refuses({Outcome::picture, size, 0, 0, 0}, request); };
  CHECK(fits({1920, 1080}));
  CHECK(fits({1920, 1}));
  CHECK(fits({3, 1080}));
  CHECK_FALSE(fits({1919, 1079}));
  CHECK_FALSE(fits({1921, 1080}));
  CHECK_FALSE(fits({0, 1080}));
}

TEST_CASE("[M14] a picture that is to be reduced is not larger than its box") {
  auto request = asked;
  request.job = Job::reduce;
  const auto fits = [&](Size size) { return !refuses({Outcome::picture, size, 0, 0, 0}, request); };
  CHECK(fits({1920, 1080}));
  CHECK(fits({7, 5}));
  CHECK_FALSE(fits({1921, 1080}));
  CHECK_FALSE(fits({1920, 1081}));
  CHECK_FALSE(fits({0, 1080}));
  CHECK(refuses({Outcome::sound, {0, 0}, 0, 0, 0}, request));
}

TEST_CASE("[M14] whatever bytes come, an answer that is taken is within what was asked") {
  std::mt19937 random(20260220);
  const auto any = [&](std::uint32_t most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
  int taken = 0;
  for (int i = 0; i < 100'000; ++i) {
    auto head = to_bytes(picture);
    for (auto changes = any(4); changes > 0; --changes) {
      head[any(static_cast<std::uint32_t>(head.size() - 1))] = static_cast<char>(any(1) == 0 ? any(2) : any(255));
    }
    const auto answer = parse_answer(head, asked);
    if (!answer) continue;
    ++taken;
    CHECK(answer->message_bytes <= most_text_bytes);
    CHECK(answer->remark_bytes <= most_text_bytes);
    CHECK((answer->size == asked.box || (answer->size == Size{0, 0} && answer->message_bytes > 0)));
    CHECK(parse_answer(to_bytes(*answer), asked) == answer);
  }
  CHECK(taken > 1000);
}

TEST_CASE("[M14] a text with anything but characters in it is no line for a log or a terminal") {
  CHECK(is_one_line("a picture of 6 × 4"));
  CHECK(is_one_line(""));
  for (const auto* text : {"\x1b[31m", "two\nlines", "\xff", "cut \xc3", "\x7f"}) CHECK_FALSE(is_one_line(text));
}
