/// The tables of the desk's database, as steps from one version to the next. Constant. A step that was released is
/// never changed: what is to be different becomes the next one.
#pragma once

#include <array>
#include <cstdint>

namespace kiosk {

/// Times are milliseconds since 1970 in UTC. Secrets are held as SHA-256.
inline constexpr std::array migrations{
    R"sql(
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  full_name TEXT NOT NULL,
  role INTEGER NOT NULL,
  language TEXT NOT NULL DEFAULT 'en',
  closed INTEGER NOT NULL DEFAULT 0,
  password TEXT                         -- Argon2id; none for who comes by a proxy
) STRICT;
CREATE TABLE invitations (
  secret TEXT PRIMARY KEY,
  role INTEGER NOT NULL,
  account INTEGER REFERENCES accounts,  -- none: for a new one
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  secret TEXT PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts,
  begun INTEGER NOT NULL,
  used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE used_forms (
  token TEXT PRIMARY KEY,
  session TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_forms_of_session ON used_forms (session);
CREATE TABLE wrong_logins (
  who TEXT NOT NULL,                    -- a name that was tried, or an address that tried
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_logins_of_whom ON wrong_logins (who, at);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE desk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  institute TEXT NOT NULL,              -- as the content document has it
  review INTEGER NOT NULL
) STRICT;

CREATE TABLE slides (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  live INTEGER,                         -- the version on the screens
  was_live INTEGER NOT NULL DEFAULT 0,
  review INTEGER,                       -- the version that somebody is asked to look at
  removed INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (id, live) REFERENCES versions (slide, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE versions (
  slide TEXT NOT NULL REFERENCES slides,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  by_account INTEGER REFERENCES accounts,
  json TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (slide, number)
) STRICT;

CREATE TABLE pictures (
  file TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,              -- of what was uploaded
  picture TEXT NOT NULL REFERENCES pictures
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
  revision INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE TABLE published_slides (
  revision INTEGER NOT NULL REFERENCES publications,
  position INTEGER NOT NULL,
  slide TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (revision, position),
  FOREIGN KEY (slide, version) REFERENCES versions (slide, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE screens (
  name TEXT PRIMARY KEY,
  secret TEXT NOT NULL UNIQUE,
  added INTEGER NOT NULL,
  reported INTEGER,
  status TEXT NOT NULL DEFAULT '',
  snapshot BLOB
) STRICT;
)sql",
};

inline constexpr auto newest_schema = static_cast<std::int64_t>(migrations.size());

}  // namespace kiosk
