#include "schedule/shown_text.h"

#include "model/fields.h"

namespace kiosk {
namespace {

using Visitor = std::function<void(const Text&)>;

void visit(const Text& text, const Visitor& f) {
  if (!text.empty()) f(text);
}

void visit(const Picture& picture, const Visitor& f) {
  visit(picture.caption, f);
}

void visit(const std::vector<std::string>& names, const Visitor& f) {  // authors
  for (const auto& name : names) visit(Text(name), f);
}

template <class T>
void visit(const std::optional<T>& value, const Visitor& f);
template <class T>
void visit(const std::vector<T>& values, const Visitor& f);

/// Whatever has fields may have texts in them; everything else has none.
template <class T>
void visit(const T& value, const Visitor& f) {
  if constexpr (HasFields<T>) {
    for_each_field<T>([&](const auto& field) { visit(value.*field.member, f); });
  }
}

template <class T>
void visit(const std::optional<T>& value, const Visitor& f) {
  if (value) visit(*value, f);
}

template <class T>
void visit(const std::vector<T>& values, const Visitor& f) {
  for (const auto& value : values) visit(value, f);
}

}  // namespace

void for_each_shown_text(const Slide& slide, const Visitor& f) {
  visit(slide.kicker, f);
  std::visit([&f](const auto& content) { visit(content, f); }, slide.content);
}

}  // namespace kiosk
