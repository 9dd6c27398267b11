#include "desk/body.h"

#include <cstdint>
#include <microhttpd.h>

namespace kiosk {

/// Where the pieces of the form go, in the order in which they come.
struct Body::Target {
  HttpRequest& request;
  int refused = 0;

  static MHD_Result piece(void* self, MHD_ValueKind, const char* key, const char* file_name, const char*, const char*,
                          const char* data, std::uint64_t offset, std::size_t size) {
    return static_cast<Target*>(self)->take(key != nullptr ? key : "", file_name, {data, size}, offset);
  }

  MHD_Result take(std::string_view key, const char* file_name, std::string_view data, std::uint64_t offset) {
    if (refused != 0) return MHD_NO;
    if (request.form.size() + request.uploads.size() >= most_fields) return refuse();
    if (file_name != nullptr) {
      if (offset == 0) request.uploads.push_back({std::string(key), file_name, {}});
      if (request.uploads.empty()) return refuse();
      request.uploads.back().bytes.append(data);
      return MHD_YES;
    }
    if (offset == 0) request.form.emplace_back(key, "");
    if (request.form.empty()) return refuse();
    auto& value = request.form.back().second;
    if (value.size() + data.size() > most_field_bytes) return refuse();
    value.append(data);
    return MHD_YES;
  }

  MHD_Result refuse() {
    refused = 413;
    return MHD_NO;
  }
};

void Body::Processor::operator()(MHD_PostProcessor* processor) const {
  MHD_destroy_post_processor(processor);
}

Body::Body(MHD_Connection* connection, HttpRequest& into, std::size_t& in_flight)
    : in_flight_(in_flight), target_(std::make_unique<Target>(Target{into})) {
  constexpr std::size_t buffer = 4096;
  processor_.reset(MHD_create_post_processor(connection, buffer, &Target::piece, target_.get()));
}

Body::~Body() {
  in_flight_ -= size_;
}

void Body::add(std::string_view bytes) {
  if (refused_ != 0) return;
  if (size_ + bytes.size() > most_body_bytes) {
    refused_ = 413;
  } else if (in_flight_ + bytes.size() > most_bytes_in_flight) {
    refused_ = 503;
  } else if (!processor_) {
    refused_ = 400;
  } else {
    size_ += bytes.size();
    in_flight_ += bytes.size();
    if (MHD_post_process(processor_.get(), bytes.data(), bytes.size()) != MHD_YES)
      refused_ = target_->refused != 0 ? target_->refused : 400;
  }
}

int Body::finish() {
  // What the library still holds back comes out when it is destroyed; it says MHD_NO where the form was cut short.
  const bool whole = !processor_ || MHD_destroy_post_processor(processor_.release()) == MHD_YES;
  if (refused_ == 0 && target_->refused != 0) refused_ = target_->refused;
  if (refused_ == 0 && !whole) refused_ = 400;
  return refused_;
}

}  // namespace kiosk
