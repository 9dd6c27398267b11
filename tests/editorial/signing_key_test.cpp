#include "editorial/signing_key.h"

#include "editorial/office.h"
#include "support/variables.h"

#include <array>
#include <doctest/doctest.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::code_of;
using test::Folder;
using test::Variables;

TEST_CASE("a new key is for its owner only, signs, and is never written over") {
  const Folder folder;
  const auto file = folder / "signing.key";
  const auto made = new_signing_key(file);
  REQUIRE(made);
  CHECK(fs::status(file).permissions() == fs::perms{0600});
  const auto key = read_signing_key(file);
  REQUIRE(key);
  REQUIRE(key->has_value());
  CHECK(public_key_of(**key) == *made);
  const std::array keys{*made};
  CHECK(verify("text", sign("text", **key, "c"), keys));
  const auto bytes = bytes_of(file);
  CHECK(code_of(new_signing_key(file)) == "key.exists");
  CHECK(bytes_of(file) == bytes);
  CHECK(code_of(new_signing_key(folder / "no" / "key")) == "file.unwritable");
}

TEST_CASE("a key that others may read is not used, nor one that is missing, damaged or locked") {
  const Folder folder;
  const auto file = folder / "signing.key";
  REQUIRE(new_signing_key(file));
  for (const mode_t mode : {0640U, 0604U, 0620U}) {
    REQUIRE(::chmod(file.c_str(), mode) == 0);
    CHECK(code_of(read_signing_key(file)) == "key.open_to_others");
  }
  CHECK(code_of(read_signing_key(folder / "none")) == "key.unreadable");
  const auto damaged = folder.write("damaged", "untrusted comment: x\nRWxxx\n");
  ::chmod(damaged.c_str(), 0600);
  CHECK(code_of(read_signing_key(damaged)) == "crypto.key");
}

TEST_CASE("without a file it is systemd's credential, where there is one") {
  const Folder folder;
  {
    const Variables none({{"CREDENTIALS_DIRECTORY", folder.path().string()}});
    CHECK_FALSE(read_signing_key({})->has_value());
  }
  REQUIRE(new_signing_key(folder / "signing-key"));
  const Variables credentials({{"CREDENTIALS_DIRECTORY", folder.path().string()}});
  // As systemd shows it, where the service's user has it by an access list.
  REQUIRE(::chmod((folder / "signing-key").c_str(), 0440) == 0);
  CHECK(read_signing_key({})->has_value());
}

TEST_CASE("the next key lies beside until it takes over, and the old one stays") {
  const Folder folder;
  const auto file = folder / "signing.key";
  CHECK(code_of(begin_rotation(file)) == "key.unreadable");
  const auto old = new_signing_key(file).value();
  CHECK(code_of(finish_rotation(file)) == "key.not_rotating");
  const auto next = begin_rotation(file).value();
  CHECK(next != old);
  CHECK(code_of(begin_rotation(file)) == "key.rotating");
  CHECK(public_key_of(**read_signing_key(file)) == old);
  CHECK(finish_rotation(file).value() == next);
  CHECK(public_key_of(**read_signing_key(file)) == next);
  CHECK(public_key_of(**read_signing_key(folder / "signing.key.old")) == old);
  CHECK_FALSE(fs::exists(folder / "signing.key.next"));
  CHECK(begin_rotation(file));
}

}  // namespace
}  // namespace kiosk
