#include "desk/http.h"

#include "base/text.h"

#include <algorithm>

namespace kiosk {
namespace {

std::string_view first_of(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find_if(pairs, [name](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace

std::string_view HttpRequest::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view HttpRequest::value(std::string_view name) const {
  return first_of(form, name);
}

std::string_view HttpRequest::query_value(std::string_view name) const {
  return first_of(query, name);
}

std::string_view HttpRequest::cookie(std::string_view name) const {
  // RFC 6265 § 4.2.1: name=value pairs between semicolons.
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = trimmed(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

HttpResponse see_other(std::string where) {
  return {303, "text/plain; charset=utf-8", "", {{"Location", std::move(where)}}};
}

HttpResponse plain_response(int status, std::string text) {
  return {status, "text/plain; charset=utf-8", std::move(text), {}};
}

}  // namespace kiosk
