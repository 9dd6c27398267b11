#include "desk/url_path.h"

#include <doctest/doctest.h>

namespace kiosk {

TEST_CASE("a URL's path names a file below the folder") {
  CHECK(file_name("/config/demo/content.json") == "config/demo/content.json");
  CHECK(file_name("/a%20b%C3%A5.jpg") == "a b\xC3\xA5.jpg");
  CHECK(file_name("/media%2fcells.jpg") == "media/cells.jpg");
  CHECK(file_name("/") == "index.html");
  CHECK(file_name("/media/") == "media/index.html");
  CHECK(file_name("/name.with..dots") == "name.with..dots");
}

TEST_CASE("a path that leads outside, or to a hidden file, names nothing") {
  for (const std::string path :
       {"", "*", "relative", "/..", "/../x", "/a/../../x", "/%2e%2e/x", "/a%2f..%2f..%2fx", "/..%2fx", "/.git/config",
        "/a/.hidden", "/%2Egit/config", "/a/./b", "//etc/passwd", "/a//b", "/%2fetc/passwd"}) {
    CAPTURE(path);
    CHECK_FALSE(file_name(path));
  }
}

TEST_CASE("a path with bad escapes or control characters names nothing") {
  for (const std::string path : {"/%", "/%2", "/%zz", "/%+1", "/a%00.json", "/a%0ab", "/a%7f"}) {
    CAPTURE(path);
    CHECK_FALSE(file_name(path));
  }
}

TEST_CASE("the extension gives the media type") {
  CHECK(media_type("config/demo/content.json") == "application/json");
  CHECK(media_type("a.jpg") == "image/jpeg");
  CHECK(media_type("index.html") == "text/html; charset=utf-8");
  CHECK(media_type("json") == "application/octet-stream");
  CHECK(media_type("a.exe") == "application/octet-stream");
}

}  // namespace kiosk
