#include "model/slide.h"

#include "model/document.h"
#include "model/fields.h"

#include <algorithm>
#include <set>

namespace kiosk {
namespace {

void collect(const Picture& picture, std::vector<const Picture*>& found) {
  found.push_back(&picture);
}

template <class T>
void collect(const std::optional<T>& value, std::vector<const Picture*>& found);
template <class T>
void collect(const std::vector<T>& values, std::vector<const Picture*>& found);

/// Whatever has fields may have pictures in them; everything else has none.
template <class T>
void collect(const T& value, std::vector<const Picture*>& found) {
  if constexpr (HasFields<T>) {
    for_each_field<T>([&](const auto& field) { collect(value.*field.member, found); });
  }
}

template <class T>
void collect(const std::optional<T>& value, std::vector<const Picture*>& found) {
  if (value) collect(*value, found);
}

template <class T>
void collect(const std::vector<T>& values, std::vector<const Picture*>& found) {
  for (const auto& value : values) collect(value, found);
}

}  // namespace

std::string_view kind_of(const Slide& slide) {
  return std::visit([](const auto& content) { return Described<std::decay_t<decltype(content)>>::kind; },
                    slide.content);
}

const NoticeSlide* notice_of(const Slide& slide) {
  return std::get_if<NoticeSlide>(&slide.content);
}

std::vector<const Picture*> pictures_of(const Slide& slide) {
  std::vector<const Picture*> found;
  std::visit([&found](const auto& content) { collect(content, found); }, slide.content);
  return found;
}

std::vector<const Picture*> pictures_of(const Document& document) {
  std::vector<const Picture*> all;
  collect(document.institute, all);
  for (const auto& slide : document.slides) std::ranges::copy(pictures_of(slide), std::back_inserter(all));
  std::set<std::string_view> seen;
  std::erase_if(all, [&seen](const Picture* picture) { return !seen.insert(picture->src).second; });
  return all;
}

}  // namespace kiosk
