/// Pieces of HTML that escape by construction: a string can only become text or the value of an attribute, so that no
/// page can forget to escape. Values; pure functions.
#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A name and a value; without a value it is left out. `true` is an attribute without a value ("required").
struct Attribute {
  std::string_view name;
  std::optional<std::string> value;

  Attribute(std::string_view its_name, std::string_view its_value) : name(its_name), value(its_value) {}
  Attribute(std::string_view its_name, const char* its_value) : Attribute(its_name, std::string_view(its_value)) {}
  Attribute(std::string_view its_name, const std::string& its_value)
      : Attribute(its_name, std::string_view(its_value)) {}
  Attribute(std::string_view its_name, std::same_as<bool> auto there)
      : name(its_name), value(there ? std::optional<std::string>(std::in_place) : std::nullopt) {}
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) Attribute(std::string_view its_name, Number number)
      : name(its_name), value(std::to_string(number)) {}
};
using Attributes = std::vector<Attribute>;

class Html {
 public:
  Html() = default;
  /// Text, escaped.
  Html(std::string_view text);  // NOLINT(google-explicit-constructor): words are a piece of a page
  Html(const std::string& text) : Html(std::string_view(text)) {}
  Html(const char* text) : Html(std::string_view(text)) {}

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  friend Html operator+(Html left, const Html& right) { return left += right; }

  bool empty() const { return markup_.empty(); }
  /// The page, to be sent.
  const std::string& markup() const { return markup_; }

 private:
  friend Html tag(std::string_view, const Attributes&, std::initializer_list<Html>);
  friend Html document(std::string_view, const Html&);

  std::string markup_;
};

/// `<name attributes>children</name>`; an element that HTML knows as empty (input, img, …) has neither children nor an
/// end. `name` and the attributes' names are literals of this program. An address (href, src, action, formaction) that
/// leads neither into this site nor to https becomes "#": no field of a slide can make a link run a script.
Html tag(std::string_view name, const Attributes& attributes, std::initializer_list<Html> children = {});
inline Html tag(std::string_view name, std::initializer_list<Html> children) {
  return tag(name, Attributes{}, children);
}

/// The whole page, with its doctype.
Html document(std::string_view language, const Html& head_and_body);

/// A hidden field of a form.
Html hidden(std::string_view name, std::string_view value);

}  // namespace kiosk
