#include "sync/signature.h"

#include "crypto/minisign.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

Settings with_keys(std::vector<std::string> keys) {
  Settings settings;
  settings.keys = std::move(keys);
  return settings;
}

std::string code_of(const Result<std::string>& signer) {
  return signer ? *signer : signer.error().code;
}

TEST_CASE("the signature lies beside the document") {
  const auto beside = [](std::string_view url) { return to_string(signature_place(*parse_url(url))); };
  CHECK(beside("https://example.org/lobby/content.json") == "https://example.org/lobby/content.json.minisig");
  CHECK(beside("https://example.org/content?lobby=1") == "https://example.org/content.minisig?lobby=1");
  CHECK(beside("https://example.org/") == "https://example.org/.minisig");
  CHECK(to_string(signature_place(std::filesystem::path("a/content.json"))) == "a/content.json.minisig");
}

TEST_CASE("[S11] without keys anybody may sign; with keys only they") {
  const auto key = make_secret_key();
  const auto spare = make_secret_key();
  const auto id = to_string(key.id);
  const auto printed = to_string(public_key_of(key));
  const auto file = sign("document", key, "");
  CHECK(code_of(signer_of("document", "", with_keys({}))) == "");
  CHECK(code_of(signer_of("document", "nonsense", with_keys({}))) == "");
  CHECK(code_of(signer_of("document", file, with_keys({printed}))) == id);
  CHECK(code_of(signer_of("document", file, with_keys({to_string(public_key_of(spare)), printed}))) == id);
  CHECK(code_of(signer_of("document", "", with_keys({printed}))) == "sync.unsigned");
  CHECK(code_of(signer_of("another", file, with_keys({printed}))) == "sync.bad_signature");
  CHECK(code_of(signer_of("document", file, with_keys({to_string(public_key_of(spare))}))) == "sync.unknown_key");
}

TEST_CASE("[F01] a key that cannot be read is nobody's, and never the end of asking for signatures") {
  const auto key = make_secret_key();
  const auto file = sign("document", key, "");
  CHECK(code_of(signer_of("document", file, with_keys({std::string(unreadable_key)}))) == "sync.unknown_key");
  CHECK(code_of(signer_of("document", "", with_keys({""}))) == "sync.unsigned");
  CHECK(code_of(signer_of("document", file, with_keys({"RW", to_string(public_key_of(key))}))) == to_string(key.id));
}

}  // namespace
}  // namespace kiosk
