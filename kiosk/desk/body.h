/// The body of a POST while it comes in: a form, urlencoded or multipart, piece by piece into an HttpRequest. All
/// bodies together may hold so much memory and no more. For the thread that speaks HTTP.
#pragma once

#include "desk/http.h"

#include <cstddef>
#include <memory>
#include <string_view>

struct MHD_Connection;
struct MHD_PostProcessor;

namespace kiosk {

/// A photograph as a camera makes it, and its form.
inline constexpr std::size_t most_body_bytes = std::size_t{40} << 20;
/// Of all bodies that are coming in or waiting for their answer.
inline constexpr std::size_t most_bytes_in_flight = std::size_t{256} << 20;
inline constexpr std::size_t most_field_bytes = std::size_t{256} << 10;
inline constexpr std::size_t most_fields = 4000;

class Body {
 public:
  /// `in_flight` counts the bytes of all bodies, and outlives them.
  Body(MHD_Connection* connection, HttpRequest& into, std::size_t& in_flight);
  ~Body();
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  void add(std::string_view bytes);
  /// After the last piece: 0 where all is well, else 400 (no form), 413 (too large) or 503 (no room for it now).
  int finish();

 private:
  struct Processor {
    void operator()(MHD_PostProcessor* processor) const;
  };
  struct Target;

  std::size_t& in_flight_;
  std::size_t size_ = 0;
  int refused_ = 0;
  std::unique_ptr<Target> target_;
  std::unique_ptr<MHD_PostProcessor, Processor> processor_;
};

}  // namespace kiosk
