#include "sync/signature.h"

#include "base/format.h"
#include "crypto/minisign.h"
#include "parse/document.h"

namespace kiosk {
namespace {

constexpr std::string_view suffix = ".minisig";

/// A key that cannot be read is no key; those that can go on counting.
std::vector<PublicKey> keys_of(const Settings& settings) {
  std::vector<PublicKey> keys;
  for (const auto& text : settings.keys) {
    if (const auto key = parse_public_key(text)) keys.push_back(*key);
  }
  return keys;
}

}  // namespace

Place signature_place(const Place& document) {
  if (const auto* file = std::get_if<std::filesystem::path>(&document)) {
    return std::filesystem::path(*file) += std::filesystem::path(suffix);
  }
  Url url = std::get<Url>(document);
  url.path += suffix;
  return url;
}

Result<std::string> signer_of(std::string_view bytes, std::string_view signature, const Settings& settings) {
  if (settings.keys.empty()) return std::string();
  if (signature.empty()) return fail("sync.unsigned", "the document is not signed, and the setting `keys` asks for it");
  const auto key = verify(bytes, signature, keys_of(settings));
  if (key) return to_string(*key);
  const bool unknown = key.error().code == "crypto.unknown_key";
  return fail(unknown ? "sync.unknown_key" : "sync.bad_signature", "the document: " + key.error().message);
}

Result<void> check_signed(const Document& document) {
  if (document.revision == 0) {
    return fail("sync.no_revision", "a signed document must say its \"revision\", so that an older one can be told");
  }
  for (const auto* picture : pictures_of(document)) {
    if (picture->sha256.empty() || !picture->bytes) {
      return fail("sync.picture_unlisted",
                  str("picture \"", picture->src, "\": a signed document must give its \"sha256\" and \"bytes\""));
    }
  }
  return {};
}

Result<void> check_stored(const Generation& generation, const Settings& settings) {
  if (settings.keys.empty()) return {};
  const auto signer = signer_of(generation.document, generation.signature, settings);
  if (!signer) return tl::unexpected(signer.error());
  const auto document = read_document(generation.document).document;
  if (!document) return fail("sync.bad_document", "the document cannot be read");
  if (auto complete = check_signed(*document); !complete) return complete;
  if (document->revision < settings.min_revision) {
    return fail("sync.old_revision", str("the document is older than `min_revision`, ", settings.min_revision));
  }
  // The cache's own list of pictures is not signed.
  for (const auto* meant : pictures_of(*document)) {
    const auto* stored = generation.picture(meant->src);
    if (stored == nullptr || stored->sha256 != meant->sha256 || stored->bytes != *meant->bytes) {
      return fail("sync.picture_hash", str("picture \"", meant->src, "\" is not the one that the document means"));
    }
  }
  return {};
}

}  // namespace kiosk
