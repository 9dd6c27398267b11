#include "app/source.h"

#include "app/places.h"
#include "base/file.h"
#include "base/format.h"
#include "net/curl_http.h"

namespace kiosk {

Result<Source> Source::open(const Settings& settings) {
  auto place = content_place(settings);
  if (!place) return tl::unexpected(place.error());
  auto token = read_token(settings);
  if (!token) return tl::unexpected(token.error());
  auto http = std::make_unique<CurlHttp>(
      CurlOptions{settings.content, *token, settings.ca_file, settings.allow_http, settings.pins});
  Source source(settings, std::move(http), std::move(*place));
  auto document = source.read(source.place_, settings.max_document_bytes);
  if (!document) return tl::unexpected(document.error());
  source.document_ = std::move(*document);
  return source;
}

Result<std::string> Source::picture(const std::string& src) {
  auto place = picture_place(place_, src, settings_);
  if (!place) return tl::unexpected(place.error());
  return read(*place, settings_.max_picture_bytes);
}

Result<std::string> Source::read(Place& place, std::uint64_t cap) {
  if (const auto* file = std::get_if<std::filesystem::path>(&place)) return read_file(*file, cap);
  const auto url = to_string(std::get<Url>(place));
  Request request;
  request.url = url;
  request.max_bytes = cap;
  auto response = http_->get(request);
  if (!response) return tl::unexpected(response.error());
  if (response->status != 200) return fail("source.status", str(url, " answers with status ", response->status));
  if (auto final_place = parse_url(response->final_url)) place = std::move(*final_place);
  return std::move(response->body);
}

}  // namespace kiosk
