#include "desk/html.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

/// Good for text and for values in double quotes alike.
void append_escaped(std::string& to, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        to += "&amp;";
        break;
      case '<':
        to += "&lt;";
        break;
      case '>':
        to += "&gt;";
        break;
      case '"':
        to += "&quot;";
        break;
      case '\'':
        to += "&#39;";
        break;
      case '\0':
        to += "\xef\xbf\xbd";  // U+FFFD: HTML has no character 0
        break;
      default:
        to += c;
    }
  }
}

bool is_address(std::string_view name) {
  return name == "href" || name == "src" || name == "action" || name == "formaction";
}

/// "//host" would leave the site, and browsers read a backslash as a slash.
bool leads_somewhere_safe(std::string_view address) {
  if (address.starts_with("https://") || address.starts_with('#') || address.starts_with('?')) return true;
  return address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
}

bool has_no_end(std::string_view name) {
  constexpr std::array<std::string_view, 6> list{"input", "img", "br", "hr", "meta", "link"};
  return std::ranges::find(list, name) != list.end();
}

}  // namespace

Html::Html(std::string_view text) {
  markup_.reserve(text.size());
  append_escaped(markup_, text);
}

Html tag(std::string_view name, const Attributes& attributes, std::initializer_list<Html> children) {
  Html html;
  std::string& out = html.markup_;
  out += '<';
  out += name;
  for (const auto& attribute : attributes) {
    if (!attribute.value) continue;
    out += ' ';
    out += attribute.name;
    if (attribute.value->empty() && !is_address(attribute.name)) {
      out += "=\"\"";
      continue;
    }
    out += "=\"";
    append_escaped(out, is_address(attribute.name) && !leads_somewhere_safe(*attribute.value) ? "#" : *attribute.value);
    out += '"';
  }
  out += '>';
  if (has_no_end(name)) return html;
  for (const auto& child : children) out += child.markup_;
  out += "</";
  out += name;
  out += '>';
  return html;
}

Html document(std::string_view language, const Html& head_and_body) {
  Html html;
  html.markup_ = "<!DOCTYPE html>\n" + tag("html", {{"lang", language}}, {head_and_body}).markup();
  return html;
}

Html hidden(std::string_view name, std::string_view value) {
  return tag("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

}  // namespace kiosk
