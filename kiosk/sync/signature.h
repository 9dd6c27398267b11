/// Who may say what is shown: where the settings name `keys`, only documents that one of them signed, and all that such
/// a document must say. Why, and what it defends against: kiosk/sync/README.md. Pure functions; any thread.
#pragma once

#include "base/result.h"
#include "model/document.h"
#include "model/settings.h"
#include "store/generation.h"
#include "sync/address.h"

#include <string>
#include <string_view>

namespace kiosk {

/// Where the signature of a document lies: beside it, with ".minisig" behind its name.
Place signature_place(const Place& document);

/// The id of the key that signed these bytes; "" where the settings name no keys. Errors: sync.unsigned (`signature` is
/// empty), sync.unknown_key, sync.bad_signature.
Result<std::string> signer_of(std::string_view bytes, std::string_view signature, const Settings& settings);

/// That a signed document says which revision it is, and names each picture by size and hash: else what the signature
/// covers could still be swapped. Errors: sync.no_revision, sync.picture_unlisted.
Result<void> check_signed(const Document& document);

/// Whether a start may show what lies in the cache: as for content that comes now, but for the revision, which only
/// `min_revision` bounds. Errors: those of signer_of and check_signed, sync.bad_document, sync.old_revision,
/// sync.picture_hash.
Result<void> check_stored(const Generation& generation, const Settings& settings);

}  // namespace kiosk
