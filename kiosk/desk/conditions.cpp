#include "desk/conditions.h"

#include "base/text.h"
#include "desk/http_date.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace kiosk {
namespace {

/// Whether the list of entity tags (or *) names `etag`. Our tags hold no comma, so that a list splits at commas.
bool names(std::string_view list, const std::optional<std::string>& etag, bool weakly) {
  if (trimmed(list) == "*") return true;
  if (!etag) return false;
  for (auto tag : split(list, ',')) {
    tag = trimmed(tag);
    if (weakly && tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == *etag) return true;
  }
  return false;
}

bool changed_since(const std::string& date, const Validators& validators) {
  const auto since = parse_http_date(date);
  return !since || !validators.modified || *validators.modified > *since;
}

bool precondition_fails(const Conditions& conditions, const Validators& validators) {
  if (conditions.if_match) return !names(*conditions.if_match, validators.etag, false);
  if (!conditions.if_unmodified_since || !parse_http_date(*conditions.if_unmodified_since)) return false;
  return changed_since(*conditions.if_unmodified_since, validators);
}

bool client_has_it(const Conditions& conditions, const Validators& validators) {
  if (conditions.if_none_match) return names(*conditions.if_none_match, validators.etag, true);
  return conditions.if_modified_since && !changed_since(*conditions.if_modified_since, validators);
}

/// Whether the part would fit what the client has. By tag alone: a date to the second proves too little.
bool range_holds(const Conditions& conditions, const Validators& validators) {
  return !conditions.if_range || (validators.etag && trimmed(*conditions.if_range) == *validators.etag);
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// "bytes=0-99", "bytes=100-" or "bytes=-100" of a file of `size` bytes; nothing where it is none of these.
std::optional<FileAnswer> part(std::string_view range, std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  range = trimmed(range);
  if (!range.starts_with(unit)) return std::nullopt;
  range.remove_prefix(unit.size());
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = whole_number(range.substr(0, dash));
  const auto last = whole_number(range.substr(dash + 1));

  constexpr FileAnswer unsatisfiable{.status = 416};
  if (dash == 0) {
    if (!last) return std::nullopt;
    const auto length = std::min(*last, size);
    return length == 0 ? unsatisfiable : FileAnswer{206, size - length, length};
  }
  const bool open_ended = dash + 1 == range.size();
  if (!first || (!last && !open_ended) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return unsatisfiable;
  const auto end = last ? std::min(*last, size - 1) : size - 1;
  return FileAnswer{206, *first, end - *first + 1};
}

}  // namespace

FileAnswer judge(const Conditions& conditions, const Validators& validators, std::uint64_t size) {
  if (precondition_fails(conditions, validators)) return {.status = 412};
  if (client_has_it(conditions, validators)) return {.status = 304};
  if (conditions.range && range_holds(conditions, validators)) {
    if (const auto verdict = part(*conditions.range, size)) return *verdict;
  }
  return {200, 0, size};
}

}  // namespace kiosk
