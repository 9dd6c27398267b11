# shellcheck shell=bash
# Sourced by kiosk/run and tests/run: installs the packages that are missing, configures and builds.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
self=$(realpath --relative-to="$top" "$0")

say() { printf '%s: %s\n' "$self" "$*" >&2; }

# Prints the comment at the top of the script that runs.
print_help() { sed -n '2,/^set /{/^#/!d;s/^# \{0,1\}//p}' "$0"; }

# die STATUS TEXT: the status is one of sysexits(3).
die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# The packages of the lists in config/ that are named.
listed_packages() { (cd "$top/config" && sed 's/#.*//' "$@") | tr -s '[:space:]' '\n' | sed '/^$/d'; }

# A command of the package's name does too: somebody may have it from elsewhere, which Debian's own would conflict with.
is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] || type -P "$1" >/dev/null
}

install_missing() {
  local lists=(packages.txt "$@")
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "this is no Debian: ${lists[*]/#/config/} lists what must be there"
    return
  fi
  local package missing=() as_root=()
  for package in $(listed_packages "${lists[@]}"); do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die 69 "packages are missing, and neither root nor sudo is here to install them: ask for
  apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${#missing[@]} packages that are missing: ${missing[*]}"
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  "${as_root[@]}" apt-get -q update </dev/null >&2
  "${as_root[@]}" apt-get -q install --yes --no-install-recommends "${missing[@]}" </dev/null >&2
}

# prepare PRESET [FLAG…]: one of CMakePresets.json, and flags for the build.
prepare() {
  local preset=$1
  shift
  if [ "$preset" = fuzz ]; then install_missing packages-fuzz.txt; else install_missing; fi
  say "building in build/$preset (the first time takes some minutes)"
  cmake -S "$top" --preset "$preset" --log-level=WARNING >&2
  cmake --build "$top/build/$preset" "$@" >&2
}
