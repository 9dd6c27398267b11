#include "editorial/publish_folder.h"

#include "base/format.h"
#include "crypto/sha256.h"
#include "editorial/office.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <map>
#include <sys/stat.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::code_of;
using test::Folder;

/// Documents of a few pictures, written into a folder.
struct Rack {
  Folder folder;
  fs::path to = folder / "published";
  std::optional<SecretKey> key = make_secret_key();
  std::map<std::string, fs::path> files;

  /// The src of a picture of these bytes.
  std::string picture(std::string_view bytes) {
    const auto src = str("media/", sha256_hex(bytes), ".jpg");
    files[src] = folder.write("box/" + sha256_hex(bytes), bytes);
    return src;
  }
  std::string document(int revision, const std::vector<std::string>& pictures) const {
    std::string slides;
    for (const auto& src : pictures) {
      const auto bytes = bytes_of(files.at(src));
      slides += str(slides.empty() ? "" : ",", R"({"kind": "news", "id": "s)", slides.size(),
                    R"(", "title": "A", "picture": {"src": ")", src, R"(", "sha256": ")", sha256_hex(bytes),
                    R"(", "bytes": )", bytes.size(), "}}");
    }
    return str(R"({"version": 1, "revision": )", revision,
               R"(, "institute": {"name": "I", "time_zone": "Europe/Oslo"}, "slides": [)", slides, "]}");
  }
  Result<void> write(const std::string& document) const {
    return write_publish_folder(to, document, key, [&](const Picture& picture) -> Result<fs::path> {
      const auto found = files.find(picture.src);
      if (found == files.end()) return fail("test.no_picture", picture.src);
      return found->second;
    });
  }
};

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) names.push_back(entry.path().lexically_relative(folder).string());
  }
  std::ranges::sort(names);
  return names;
}

ino_t inode_of(const fs::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_ino;
}

bool shell(const fs::path& folder, const std::string& command) {
  return std::system(str("cd ", folder.string(), " && ", command, " >/dev/null 2>&1").c_str()) == 0;
}

TEST_CASE("a folder that is named from where one stands is made there") {
  Rack rack;
  const auto stood = fs::current_path();
  fs::current_path(rack.folder.path());
  for (const auto* name : {"plain", "./dotted", "slashed/", "within/another"}) {
    INFO(name);
    rack.to = name;
    const auto written = rack.write(rack.document(1, {}));
    CHECK_MESSAGE(written, (written ? "" : written.error().message));
    CHECK(fs::exists(fs::path(name) / "content.json"));
  }
  fs::current_path(stood);
}

TEST_CASE("a folder holds document, signature, the document packed, and its pictures, for everybody to read") {
  Rack rack;
  const auto src = rack.picture("one");
  const auto document = rack.document(1, {src});
  const auto umask_before = ::umask(077);
  REQUIRE(rack.write(document));
  ::umask(umask_before);
  CHECK(names_in(rack.to) == std::vector<std::string>{"content.json", "content.json.gz", "content.json.minisig", src});
  CHECK(bytes_of(rack.to / "content.json") == document);
  CHECK(bytes_of(rack.to / src) == "one");
  CHECK(publish_folder_holds(rack.to, document, rack.key));
  CHECK(document_in_folder(rack.to, rack.key) == document);
  for (const auto& name : names_in(rack.to)) {
    CHECK(fs::status(rack.to / name).permissions() == fs::perms{0644});
  }
  CHECK(fs::status(rack.to).permissions() == fs::perms{0755});
  CHECK(fs::status(rack.to / "media").permissions() == fs::perms{0755});
}

TEST_CASE("the programs minisign and gzip agree with what is in the folder") {
  Rack rack;
  const auto document = rack.document(7, {rack.picture("one")});
  REQUIRE(rack.write(document));
  rack.folder.write("public", "untrusted comment: ours\n" + to_string(public_key_of(*rack.key)) + "\n");
  CHECK(shell(rack.to, "minisign -V -m content.json -p ../public"));
  CHECK(shell(rack.to, "gzip -dc content.json.gz | cmp - content.json"));
  CHECK(shell(rack.to, "(cd media && for f in *; do echo \"${f%.*}  $f\"; done | sha256sum -c)"));
  CHECK(bytes_of(rack.to / "content.json.minisig").find("revision:7") != std::string::npos);
  rack.folder.write("published/content.json", document + " ");
  CHECK_FALSE(shell(rack.to, "minisign -V -m content.json -p ../public"));
}

TEST_CASE("without a key nothing is signed, and an older signature is gone") {
  Rack rack;
  REQUIRE(rack.write(rack.document(1, {})));
  rack.key.reset();
  const auto document = rack.document(2, {});
  REQUIRE(rack.write(document));
  CHECK_FALSE(fs::exists(rack.to / "content.json.minisig"));
  CHECK(publish_folder_holds(rack.to, document, rack.key));
  CHECK_FALSE(publish_folder_holds(rack.to, document, make_secret_key()));
}

TEST_CASE("pictures are linked from the folder before, and stay for one more publication") {
  Rack rack;
  const auto one = rack.picture("one");
  const auto two = rack.picture("two");
  REQUIRE(rack.write(rack.document(1, {one})));
  const auto inode = inode_of(rack.to / one);
  CHECK(inode != inode_of(rack.files[one]));  // what is served cannot spoil what the desk keeps
  rack.files.erase(one);
  rack.files[one] = rack.folder / "gone";
  REQUIRE(rack.write(R"({"version": 1, "revision": 2, "institute": {"name": "I", "time_zone": "UTC"}, "slides": [)"
                     R"({"kind": "news", "id": "a", "title": "no picture"}]})"));
  CHECK(inode_of(rack.to / one) == inode);
  const auto third = rack.document(3, {two});
  REQUIRE(rack.write(third));
  CHECK(names_in(rack.to / "media") == std::vector{two.substr(6)});
  REQUIRE(rack.write(rack.document(4, {two, two})));
  CHECK(publish_folder_holds(rack.to, rack.document(4, {two, two}), rack.key));
}

TEST_CASE("who has the folder open goes on reading what was there") {
  Rack rack;
  const auto one = rack.picture("one");
  REQUIRE(rack.write(rack.document(1, {one})));
  const fs::path open_folder = rack.folder / ".published.before";
  const auto inode = inode_of(rack.to);
  REQUIRE(rack.write(rack.document(2, {})));
  CHECK(inode_of(open_folder) == inode);
  CHECK(publish_folder_holds(open_folder, rack.document(1, {one}), rack.key));
  CHECK(inode_of(rack.to) != inode);
}

TEST_CASE("what no publication wrote is not touched") {
  Rack rack;
  for (const std::string name : {"published/index.html", "published/media/photo.jpg", "published/.git/config"}) {
    CAPTURE(name);
    fs::remove_all(rack.to);
    rack.folder.write(name, "somebody's");
    CHECK(code_of(rack.write(rack.document(1, {}))) == "publish.folder");
    CHECK(bytes_of(rack.folder / name) == "somebody's");
  }
  fs::remove_all(rack.to);
  rack.folder.write("published", "a file");
  CHECK(code_of(rack.write(rack.document(1, {}))) == "publish.folder");
  CHECK(bytes_of(rack.to) == "a file");
  fs::remove_all(rack.to);
  fs::create_directories(rack.to);
  CHECK(rack.write(rack.document(1, {})));
}

TEST_CASE("a link to the folder stays a link") {
  Rack rack;
  const auto real = rack.folder / "disk/real";
  fs::create_directories(real);
  fs::create_directory_symlink(real, rack.to);
  const auto document = rack.document(1, {rack.picture("one")});
  REQUIRE(rack.write(document));
  REQUIRE(rack.write(document));
  CHECK(fs::is_symlink(rack.to));
  CHECK(publish_folder_holds(real, document, rack.key));
}

TEST_CASE("a picture with other bytes than the document says is not published, nor the document") {
  Rack rack;
  const auto before = rack.document(1, {});
  REQUIRE(rack.write(before));
  const auto src = rack.picture("one");
  const auto document = rack.document(2, {src});
  rack.files[src] = rack.folder.write("other", "eno");
  CHECK(code_of(rack.write(document)) == "publish.picture");
  rack.files.erase(src);
  CHECK(code_of(rack.write(document)) == "test.no_picture");
  CHECK(publish_folder_holds(rack.to, before, rack.key));
  const auto without_hash = R"({"version": 1, "institute": {"name": "I", "time_zone": "UTC"}, "slides": [)"
                            R"({"kind": "news", "id": "a", "title": "A", "picture": {"src": "a.jpg"}}]})";
  CHECK(code_of(rack.write(without_hash)) == "publish.picture");
  CHECK(publish_folder_holds(rack.to, before, rack.key));
}

TEST_CASE("any byte that is wrong in the folder is seen, and the same publication once more mends it") {
  Rack rack;
  const auto src = rack.picture("one");
  const auto document = rack.document(1, {src});
  REQUIRE(rack.write(document));
  for (const auto& name : names_in(rack.to)) {
    CAPTURE(name);
    auto bytes = bytes_of(rack.to / name);
    bytes[bytes.size() - 2] = static_cast<char>(bytes[bytes.size() - 2] ^ 1);
    rack.folder.write("published/" + name, bytes);
    CHECK_FALSE(publish_folder_holds(rack.to, document, rack.key));
    REQUIRE(rack.write(document));
    CHECK(publish_folder_holds(rack.to, document, rack.key));
    fs::remove(rack.to / name);
    CHECK_FALSE(publish_folder_holds(rack.to, document, rack.key));
    REQUIRE(rack.write(document));
    CHECK(publish_folder_holds(rack.to, document, rack.key));
  }
  CHECK_FALSE(publish_folder_holds(rack.to, document, make_secret_key()));
  CHECK_FALSE(publish_folder_holds(rack.to, document, std::nullopt));
}

}  // namespace
}  // namespace kiosk
