#include "crypto/minisign.h"

#include "support/folder.h"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <memory>
#include <vector>

namespace kiosk {
namespace {

using test::bytes_of;
using test::Folder;

std::string code_of(const Result<KeyId>& verified) {
  return verified ? "" : verified.error().code;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) c == '\n' ? lines.emplace_back() : lines.back() += c;
  return lines;
}

TEST_CASE("what is signed is verified, by the key that signed it and by no other") {
  const auto key = make_secret_key();
  const auto other = make_secret_key();
  const std::vector both{public_key_of(other), public_key_of(key)};
  for (const std::string bytes : {"", "a", "{\"version\": 1}\n", "\0\xff"}) {
    for (const auto prehash : {Prehash::yes, Prehash::no}) {
      const auto file = sign(bytes, key, "a comment\tof ours", prehash);
      CHECK(verify(bytes, file, both).value() == key.id);
      CHECK(code_of(verify(bytes, file, std::vector{public_key_of(other)})) == "crypto.unknown_key");
      CHECK(code_of(verify(bytes, file, {})) == "crypto.unknown_key");
      CHECK(code_of(verify(bytes + " ", file, both)) == "crypto.bad_signature");
      const std::vector<PublicKey> claimed{{key.id, public_key_of(other).point}};
      CHECK(code_of(verify(bytes, file, claimed)) == "crypto.bad_signature");
    }
  }
}

TEST_CASE("[S11] a signature file with any one character changed, added or left out is refused") {
  const auto key = make_secret_key();
  const std::vector keys{public_key_of(key)};
  const std::string bytes = "the document";
  for (const auto prehash : {Prehash::yes, Prehash::no}) {
    const auto file = sign(bytes, key, "of today", prehash);
    const auto untrusted_end = file.find('\n');  // the first line may say anything, as its name tells
    for (std::size_t i = 0; i < file.size(); ++i) {
      if (i > 18 && i < untrusted_end) continue;
      CAPTURE(i);
      auto changed = file;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      CHECK_FALSE(verify(bytes, changed, keys));
      if (i != 18) CHECK_FALSE(verify(bytes, file.substr(0, i), keys));
      CHECK_FALSE(verify(bytes, file.substr(0, i) + file.substr(i + 1), keys));
      CHECK_FALSE(verify(bytes, std::string(file).insert(i, 1, '\n'), keys));
    }
    CHECK_FALSE(verify(bytes, file + "\n", keys));
    CHECK_FALSE(verify(bytes, file + file, keys));
    CHECK_FALSE(verify(bytes, std::string(most_signature_bytes, 'x') + file, keys));
  }
}

TEST_CASE("a public key is read as it was written, and nothing else is a key") {
  const auto key = public_key_of(make_secret_key());
  const auto text = to_string(key);
  CHECK(text.size() == 56);
  CHECK(text.starts_with("RW"));
  CHECK(parse_public_key(text).value() == key);
  const std::string line = "RWTv7PDLmcL2NoOpUd+zpOylq7+9RuonuuYlNdpyTcvaLZzbLOVAYaFl";  // printed by minisign
  CHECK(to_string(parse_public_key(line).value()) == line);
  CHECK(to_string(parse_public_key(line).value().id) == "36F6C299CBF0ECEF");
  for (const auto& wrong : {std::string(), text.substr(1), text + "A", text + "\n", " " + text, "RU" + text.substr(2),
                            text.substr(0, 52) + "AA==", std::string(56, '-'), text.substr(0, 53) + "\xff\xff\xff"}) {
    CAPTURE(wrong);
    CHECK(parse_public_key(wrong).error().code == "crypto.key");
  }
}

TEST_CASE("a secret key comes back from its file, and nothing else is one") {
  const auto key = make_secret_key();
  const auto file = secret_key_file(key);
  const auto read = read_secret_key(file);
  REQUIRE(read);
  CHECK(public_key_of(*read) == public_key_of(key));
  CHECK(read->bytes == key.bytes);
  for (const auto& wrong : {std::string(), file.substr(0, 60), "x" + file, to_string(public_key_of(key))}) {
    CHECK(read_secret_key(wrong).error().code == "crypto.key");
  }
}

// -------------------------------------------------------------------------------- against the program itself

bool shell(const Folder& folder, const std::string& command) {
  const auto line = "cd '" + folder.path().string() + "' && " + command + " >out 2>&1";
  return std::system(line.c_str()) == 0;
}

TEST_CASE("the program minisign verifies what we sign, and we what it signs") {
  const Folder folder;
  folder.write("document.json", "{\"version\": 1}\n");
  const auto bytes = bytes_of(folder / "document.json");
  REQUIRE(shell(folder, "minisign -G -W -p public -s secret"));
  const auto key = read_secret_key(bytes_of(folder / "secret"));
  REQUIRE(key);
  const auto printed = lines_of(bytes_of(folder / "public")).at(1);
  CHECK(to_string(public_key_of(*key)) == printed);
  const std::vector keys{parse_public_key(printed).value()};

  for (const std::string flags : {"", "-l", "-t 'blå comment'", "-c 'untrusted' -t ''"}) {
    CAPTURE(flags);
    REQUIRE(shell(folder, "minisign -S " + flags + " -s secret -m document.json -x theirs"));
    CHECK(verify(bytes, bytes_of(folder / "theirs"), keys).value() == key->id);
    CHECK_FALSE(verify(bytes + " ", bytes_of(folder / "theirs"), keys));
  }
  for (const auto prehash : {Prehash::yes, Prehash::no}) {
    folder.write("ours", sign(bytes, *key, "revision 7", prehash));
    CHECK(shell(folder, "minisign -V -m document.json -x ours -p public"));
    CHECK(bytes_of(folder / "out").find("Trusted comment: revision 7") != std::string::npos);
  }
  folder.write("ours", sign(bytes + " ", *key, "revision 7"));
  CHECK_FALSE(shell(folder, "minisign -V -m document.json -x ours -p public"));

  // A key of ours, in a file of ours, signs for the program.
  const auto own = make_secret_key();
  folder.write("own", secret_key_file(own));
  REQUIRE(shell(folder, "minisign -S -W -s own -m document.json -x theirs"));
  CHECK(verify(bytes, bytes_of(folder / "theirs"), std::vector{public_key_of(own)}).value() == own.id);
}

TEST_CASE("a key file that minisign encrypted opens with its password" *
          doctest::skip(std::getenv("KIOSK_LONG_TESTS") == nullptr)) {
  const Folder folder;
  REQUIRE(shell(folder, "printf 'correct horse\\ncorrect horse\\n' | minisign -G -p public -s secret"));
  const auto file = bytes_of(folder / "secret");
  const auto key = read_secret_key(file, "correct horse");
  REQUIRE(key);
  CHECK(to_string(public_key_of(*key)) == lines_of(bytes_of(folder / "public")).at(1));
  CHECK(read_secret_key(file, "battery").error().code == "crypto.password");
  CHECK(read_secret_key(file).error().code == "crypto.password");
}

}  // namespace
}  // namespace kiosk
