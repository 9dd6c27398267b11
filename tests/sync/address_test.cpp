#include "sync/address.h"

#include "sync/validator.h"

#include <doctest/doctest.h>
#include <utility>
#include <vector>

namespace kiosk {
namespace {

std::string resolved(const std::string& base, const std::string& reference) {
  const auto from = parse_url(base);
  REQUIRE(from);
  const auto url = resolve(*from, reference);
  return url ? to_string(*url) : "refused";
}

TEST_CASE("relative addresses resolve as RFC 3986 § 5.4 has them") {
  // The examples of § 5.4.1 and § 5.4.2, but for those with a scheme of their own and a fragment in the outcome.
  const std::vector<std::pair<std::string, std::string>> table{
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g/"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q"},
      {"g#s", "http://a/b/c/g"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"http://g", "http://g/"},
  };
  for (const auto& row : table) {
    CAPTURE(row.first);
    CHECK(resolved("http://a/b/c/d;p?q", row.first) == row.second);
  }
}

TEST_CASE("what people type into an address is encoded, and what is encoded stays") {
  CHECK(resolved("https://example.org/x/", "my photo å.jpg") == "https://example.org/x/my%20photo%20%C3%A5.jpg");
  CHECK(resolved("https://example.org/x/", "my%20photo.jpg") == "https://example.org/x/my%20photo.jpg");
  CHECK(resolved("https://example.org/x/", "100%.jpg") == "https://example.org/x/100%25.jpg");
  CHECK(resolved("https://example.org/x/", "a\\b.jpg") == "https://example.org/x/a%5Cb.jpg");
}

TEST_CASE("[H14, J09] other schemes, user names and control characters are no address") {
  for (const std::string reference :
       {"file:///etc/passwd", "data:image/png;base64,AA", "javascript:1", "ftp://a/b", "https://user:word@a/",
        "https://", "https:///x", "https:a", "//user@a/", "a\nb.jpg", "https://a:0/", "https://a:65536/",
        "https://a:b/", "https://[zz]/", "https://a b/", "https://å.no/"}) {
    CAPTURE(reference);
    CHECK(resolved("https://example.org/x/", reference) == "refused");
  }
  CHECK_FALSE(parse_url("relative"));
  CHECK_FALSE(parse_url(std::string("https://a/\0b", 12)));
}

TEST_CASE("an address has one form") {
  CHECK(to_string(*parse_url("HTTPS://Example.ORG:443/a/../b")) == "https://example.org/b");
  CHECK(to_string(*parse_url("http://[::1]:8080")) == "http://[::1]:8080/");
  CHECK(to_string(*parse_url("https://a?q#f")) == "https://a/?q");
  CHECK(same_origin(*parse_url("https://a/x"), *parse_url("https://A:443/y")));
  CHECK_FALSE(same_origin(*parse_url("https://a/"), *parse_url("http://a/")));
  CHECK_FALSE(same_origin(*parse_url("https://a/"), *parse_url("https://a:444/")));
  CHECK_FALSE(same_origin(*parse_url("https://a/"), *parse_url("https://b/")));
}

TEST_CASE("[F03] plain http goes to this machine only, unless the settings say so") {
  Settings settings;
  const auto allowed = [&settings](const std::string& content) {
    settings.content = content;
    return content_place(settings).has_value();
  };
  CHECK(allowed("https://example.org/content.json"));
  CHECK(allowed("http://127.0.0.1:8080/content.json"));
  CHECK(allowed("http://localhost/content.json"));
  CHECK_FALSE(allowed(std::string("content\0.json", 13)));
  CHECK(allowed("http://[::1]/content.json"));
  CHECK(allowed("config/demo/content.json"));
  CHECK_FALSE(allowed("http://example.org/content.json"));
  CHECK_FALSE(allowed("http://127.0.0.1.example.org/"));
  CHECK_FALSE(allowed("http://localhost.example.org/"));
  CHECK_FALSE(allowed("file:///etc/passwd"));
  CHECK_FALSE(allowed("https://user:word@example.org/"));
  CHECK_FALSE(allowed(""));
  settings.allow_http = true;
  CHECK(allowed("http://example.org/content.json"));
}

TEST_CASE("[F03] reports go over https, or to this machine, unless the settings say so") {
  Settings settings;
  for (const auto* good : {"https://desk.example.org/report", "http://127.0.0.1:8080/report"}) {
    settings.report = good;
    const auto url = report_address(settings);
    REQUIRE(url);
    CHECK(to_string(*url) == good);
  }
  for (const auto* bad : {"http://desk.example.org/report", "ftp://desk.example.org/", "desk.example.org/report",
                          "/report", "https://user:word@desk.example.org/"}) {
    CAPTURE(bad);
    settings.report = bad;
    const auto url = report_address(settings);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == "sync.address");
  }
  settings.report = "http://desk.example.org/report";
  settings.allow_http = true;
  CHECK(report_address(settings));
}

TEST_CASE("pictures come from the endpoint's host or a host that the settings name") {
  Settings settings;
  settings.content = "https://example.org/a/content.json";
  settings.media_hosts = {"Media.example.org"};
  const Place document = *parse_url(settings.content);
  const auto place = [&](const std::string& src) {
    const auto found = picture_place(document, src, settings);
    return found ? to_string(*found) : found.error().code;
  };
  CHECK(place("media/x.jpg") == "https://example.org/a/media/x.jpg");
  CHECK(place("https://example.org/x.jpg") == "https://example.org/x.jpg");
  CHECK(place("https://media.example.org/x.jpg") == "https://media.example.org/x.jpg");
  CHECK(place("https://elsewhere.org/x.jpg") == "sync.address");
  CHECK(place("//elsewhere.org/x.jpg") == "sync.address");
  CHECK(place("https://media.example.org.elsewhere.org/x.jpg") == "sync.address");
  CHECK(place("http://example.org/x.jpg") == "sync.address");
  CHECK(place("file:///etc/passwd") == "sync.address");
  CHECK(place("") == "sync.address");
}

TEST_CASE("[H14] nobody is sent on out of https, nor anywhere but to the web") {
  const auto from = [](const std::string& here, std::string_view target, bool allow_http = false) {
    const auto to = redirected(*parse_url(here), target, allow_http);
    return to ? to_string(*to) : to.error().code;
  };
  CHECK(from("https://example.org/", "https://elsewhere.org/a?b#c") == "https://elsewhere.org/a?b");
  CHECK(from("https://example.org/", "http://example.org/", true) == "net.redirect");
  CHECK(from("https://example.org/", "http://127.0.0.1/") == "net.redirect");
  CHECK(from("http://127.0.0.1/", "http://127.0.0.1:8080/") == "http://127.0.0.1:8080/");
  CHECK(from("http://127.0.0.1/", "http://example.org/") == "net.redirect");
  CHECK(from("http://127.0.0.1/", "http://example.org/", true) == "http://example.org/");
  for (const auto* target : {"", "/a", "file:///etc/passwd", "ftp://example.org/", "https://a\r\nb/"})
    CHECK(from("https://example.org/", target) == "net.redirect");
}

TEST_CASE("a validator is sent back only where it can stand in one line") {
  CHECK(can_be_sent_back("\"5f3-1\""));
  CHECK(can_be_sent_back(""));
  CHECK_FALSE(can_be_sent_back("\"a\"\r\nX: y"));
  CHECK_FALSE(can_be_sent_back(std::string_view("a\0b", 3)));
  CHECK_FALSE(can_be_sent_back(std::string(1025, 'a')));
}

TEST_CASE("the pictures of a file lie beside it, or come from a host that the settings name") {
  Settings settings;
  settings.content = "config/demo/content.json";
  settings.media_hosts = {"media.example.org"};
  const Place document = std::filesystem::path(settings.content);
  const auto place = [&](const std::string& src) {
    const auto found = picture_place(document, src, settings);
    return found ? to_string(*found) : found.error().code;
  };
  CHECK(place("../../media/x.jpg") == "media/x.jpg");
  CHECK(place("my%20photo.jpg?v=2") == "config/demo/my photo.jpg");
  CHECK(place("https://media.example.org/x.jpg") == "https://media.example.org/x.jpg");
  CHECK(place("https://example.org/x.jpg") == "sync.address");
  CHECK(place("/etc/passwd") == "sync.address");
  CHECK(place("file:///etc/passwd") == "sync.address");
  CHECK(place("a%00b") == "sync.address");
}

}  // namespace
}  // namespace kiosk
