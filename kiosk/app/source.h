/// A content document and its pictures, wherever they are, without a cache: for `check` and `render`. One thread.
#pragma once

#include "base/result.h"
#include "model/settings.h"
#include "sync/address.h"
#include "sync/http.h"

#include <memory>
#include <string>

namespace kiosk {

class Source {
 public:
  /// Reads the document at `settings.content`, an https address or a file. Errors: those of Http and of files,
  /// source.status where a server answers with something else than the document.
  static Result<Source> open(const Settings& settings);

  const std::string& document() const { return document_; }
  /// The bytes of a picture of the document. Errors as of open(), and sync.address.
  Result<std::string> picture(const std::string& src);

 private:
  Source(Settings settings, std::unique_ptr<Http> http, Place place)
      : settings_(std::move(settings)), http_(std::move(http)), place_(std::move(place)) {}
  Result<std::string> read(Place& place, std::uint64_t cap);

  Settings settings_;
  std::unique_ptr<Http> http_;
  Place place_;  ///< after redirects
  std::string document_;
};

}  // namespace kiosk
