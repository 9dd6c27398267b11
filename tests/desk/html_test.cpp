#include "desk/html.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("text and values of attributes are escaped, whatever they hold") {
  const std::string evil = "<script>alert(1)</script>\" onload='x' &amp;";
  CHECK(Html(evil).markup() == "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp;");
  const auto element = tag("p", {{"title", evil}}, {evil}).markup();
  CHECK(element.find("<script") == std::string::npos);
  CHECK(element.find("\" onload") == std::string::npos);
  CHECK(element.starts_with("<p title=\"&lt;script&gt;"));
  CHECK(Html(std::string_view("a\0b", 3)).markup() ==
        "a\xef\xbf\xbd"
        "b");
}

TEST_CASE("elements stand in each other as they were put together") {
  const Html page = tag("ul", {tag("li", {"one"}), tag("li", {{"class", "last"}}, {"two ", tag("b", {"&"})})});
  CHECK(page.markup() == "<ul><li>one</li><li class=\"last\">two <b>&amp;</b></li></ul>");
  CHECK(tag("input", {{"name", "a"}, {"required", true}, {"disabled", false}, {"maxlength", 12}}).markup() ==
        "<input name=\"a\" required=\"\" maxlength=\"12\">");
  CHECK(document("nb", tag("body", {"x"})).markup() == "<!DOCTYPE html>\n<html lang=\"nb\"><body>x</body></html>");
}

TEST_CASE("an address leads into the site or to https, or nowhere") {
  const auto href = [](std::string_view address) { return tag("a", {{"href", address}}, {}).markup(); };
  CHECK(href("/slides/a?b=1") == "<a href=\"/slides/a?b=1\"></a>");
  CHECK(href("https://example.org/") == "<a href=\"https://example.org/\"></a>");
  CHECK(href("#/title") == "<a href=\"#/title\"></a>");
  for (const auto* address : {"javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example",
                              "/\\evil.example", "http://example.org", "", "JAVASCRIPT:x"}) {
    INFO(address);
    CHECK(href(address) == "<a href=\"#\"></a>");
  }
  CHECK(tag("img", {{"src", "data:image/png;base64,"}}).markup() == "<img src=\"#\">");
  CHECK(tag("button", {{"formaction", "javascript:x"}}, {}).markup() == "<button formaction=\"#\"></button>");
}

}  // namespace
}  // namespace kiosk
