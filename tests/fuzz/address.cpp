// Addresses, and what else an answer's header says in words. An input is four lines: the document's address, a
// reference to a picture or the target of a redirect, a validator, and an IP address.
#include "sync/address.h"

#include "fuzz/fuzz.h"
#include "net/reach.h"
#include "sync/validator.h"

#include <algorithm>

namespace kiosk {
namespace {

using test::must;

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

void check_url(const Url& url) {
  const auto text = to_string(url);
  must(is_visible_ascii(text), "an address is of letters that a request can hold");
  must(parse_url(text) == url, "an address is read as it was written");
  must(url.scheme == "https" || url.scheme == "http", "an address is of the web");
  must(!url.host.empty() && url.port != 0, "an address has a host and a port");
  must(url.path.starts_with('/'), "an address has a path");
  for (const auto* dots : {"/./", "/../"})
    must((url.path + "/").find(dots) == std::string::npos, "a path has no dot segments");
}

void check_picture(const Place& document, std::string_view src, const Settings& settings) {
  const auto place = picture_place(document, src, settings);
  if (!place) return;
  if (const auto* file = std::get_if<std::filesystem::path>(&*place)) {
    must(std::holds_alternative<std::filesystem::path>(document), "an endpoint cannot name files of this machine");
    must(file->string().find('\0') == std::string::npos, "a file's name has no NUL");
    return;
  }
  const Url& url = std::get<Url>(*place);
  check_url(url);
  const auto* endpoint = std::get_if<Url>(&document);
  must((endpoint != nullptr && url.host == endpoint->host) || url.host == "media.example.org",
       "pictures come from the endpoint's host or one of those that are allowed");
  must(url.scheme == "https" || is_loopback(url.host), "plain http goes to this machine only");
}

void check_redirect(const Url& from, std::string_view target) {
  const auto to = redirected(from, target, false);
  if (!to) return;
  check_url(*to);
  must(to->scheme == "https" || (from.scheme == "http" && is_loopback(to->host)), "no redirect leads out of https");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  auto rest = test::as_text(data, size);
  const auto endpoint = test::take_line(rest);
  const auto reference = test::take_line(rest);
  const auto validator = test::take_line(rest);
  const auto ip = test::take_line(rest);

  Settings settings;
  settings.content = endpoint;
  settings.media_hosts = {"Media.example.org"};
  if (const auto url = parse_url(endpoint)) {
    check_url(*url);
    must(same_origin(*url, *url), "an address is of its own origin");
    if (const auto there = resolve(*url, reference)) check_url(*there);
    check_redirect(*url, reference);
  }
  if (const auto place = content_place(settings)) check_picture(*place, reference, settings);
  if (can_be_sent_back(validator))
    must(validator.find_first_of("\r\n\0\x7f", 0, 4) == std::string_view::npos, "a validator is part of one line");
  must(may_redirect(reach_of(ip), AddressReach::world), "the world may be reached from anywhere");
  must(may_redirect(AddressReach::world, reach_of(ip)) == (reach_of(ip) == AddressReach::world),
       "and from the world only it");
  return 0;
}
