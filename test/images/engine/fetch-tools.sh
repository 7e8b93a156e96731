#!/bin/bash
# fetch-tools.sh FOLDER: a Docker engine, buildx and a registry from Debian's packages, unpacked into FOLDER.
# Nothing is installed; the mirror is the one that this machine's apt uses, and its signatures are checked.
set -euo pipefail
folder=$1
mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
[ -n "$mirror" ] || mirror=$(awk '$1 == "deb" { print $2; exit }' /etc/apt/sources.list)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod a+rx "$work"

fetch() { # SUITE PACKAGE...
  local suite=$1 apt="$work/$1"
  shift
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,debs}
  chmod -R a+rwX "$apt"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
  local options=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o "Dir::State::status=/dev/null")
  apt-get "${options[@]}" update
  (cd "$apt/debs" && apt-get "${options[@]}" download "$@")
  for deb in "$apt"/debs/*.deb; do dpkg-deb -x "$deb" "$work/tools"; done
}

fetch sid docker.io docker-cli docker-buildx containerd tini-static
# Those of the newest suite want a newer C library than the stable suites have.
fetch bookworm runc docker-registry busybox-static
mkdir -p "$(dirname "$folder")"
rm -rf "$folder"
mv "$work/tools" "$folder"
