/// The kinds of slides, one after the other. Constant.
#pragma once

#include "model/fields.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace kiosk {

/// Calls f(std::type_identity<NewsSlide>{}) and so on for each kind, in the order of Content.
template <class F>
void for_each_kind(F&& f) {
  [&f]<std::size_t... I>(std::index_sequence<I...>) {
    (f(std::type_identity<std::variant_alternative_t<I, Content>>{}), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Content>>{});
}

/// "institute", "news", …
inline std::vector<std::string_view> kind_words() {
  std::vector<std::string_view> words;
  for_each_kind([&words]<class Kind>(std::type_identity<Kind>) { words.push_back(Described<Kind>::kind); });
  return words;
}

}  // namespace kiosk
