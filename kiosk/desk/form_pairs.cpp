// A slide as its form would send it.
#include "base/format.h"
#include "desk/form_values.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

class Flattening {
 public:
  Pairs take() { return std::move(pairs_); }

  void members(const std::vector<FormField>& fields, const Json& json, const std::string& pointer) {
    for (const auto& field : fields) {
      const auto* member = json.member(field.name);
      if (member == nullptr) continue;
      const auto at = pointer + '/' + std::string(field.name);
      const auto* items = member->value.as<JsonArray>();
      if (!field.list || items == nullptr) {
        one(field, member->value, at);
        continue;
      }
      const bool numbered = field.asks == Asks::group || field.asks == Asks::text;
      for (std::size_t i = 0; i < items->size(); ++i) one(field, (*items)[i], numbered ? str(at, '/', i) : at);
    }
  }

 private:
  void one(const FormField& field, const Json& value, const std::string& at) {
    const auto* words = value.as<std::string>();
    if (field.asks == Asks::group) {
      members(field.fields, value, at);
    } else if (const auto* by_language = value.as<JsonObject>()) {
      for (const auto& [language, text, place] : *by_language) add(at + '/' + language, text);
    } else if (field.asks == Asks::focus) {
      focus(value, at);
    } else if (field.asks == Asks::moment && words != nullptr) {
      const auto parts = parts_of_moment(*words);
      add(at + "/date", std::string(parts.date));
      if (!parts.time.empty()) add(at + "/time", std::string(parts.time));
      if (!parts.offset.empty()) add(at + "/offset", std::string(parts.offset));
    } else if (field.asks == Asks::hours && words != nullptr) {
      const auto [from, to] = parts_of_hours(*words);
      add(at + "/from", std::string(from));
      add(at + "/to", std::string(to));
    } else {
      add(at, value);
    }
  }

  void focus(const Json& value, const std::string& at) {
    const auto* shares = value.as<JsonArray>();
    if (shares == nullptr || shares->size() != 2) return;
    for (const std::size_t i : {0U, 1U}) {
      const auto* share = (*shares)[i].as<double>();
      if (share != nullptr) add(at + (i == 0 ? "/x" : "/y"), std::round(*share * 1000) / 10);
    }
  }

  void add(std::string name, const Json& value) {
    if (const auto* words = value.as<std::string>()) {
      pairs_.emplace_back(std::move(name), *words);
    } else {
      pairs_.emplace_back(std::move(name), write_json_line(value));
    }
  }

  Pairs pairs_;
};

}  // namespace

Pairs form_of_slide(const Json& slide) {
  Flattening flattening;
  flattening.members(fields_of_kind(kind_of_slide(slide)), slide, "");
  flattening.members(fields_of_all_slides(), slide, "");
  auto pairs = flattening.take();
  pairs.insert(pairs.begin(), {"kind", kind_of_slide(slide)});
  return pairs;
}

MomentParts parts_of_moment(std::string_view moment) {
  const auto t = std::min(moment.find('T'), moment.size());
  const auto date = moment.substr(0, t);
  const auto rest = moment.substr(std::min(t + 1, moment.size()));
  const auto offset = std::min(rest.find_first_of("Z+-"), rest.size());
  return {date, rest.substr(0, offset), rest.substr(offset)};
}

std::pair<std::string_view, std::string_view> parts_of_hours(std::string_view hours) {
  const auto dash = std::min(hours.find('-'), hours.size());
  return {hours.substr(0, dash), hours.substr(std::min(dash + 1, hours.size()))};
}

}  // namespace kiosk
