#!/bin/sh
# Gives volumes what a service's image has, as Docker does when it makes a container. It runs in a container of that
# image, which alone holds the files, by the shell that the init image put beside this file: the image may have none.
#   fill SOURCE VOLUME KEY    an empty volume gets the files at SOURCE, and its folder their owners and modes
#   file SOURCE VOLUME PATH   the file SOURCE stands at PATH of the volume, whatever stood there
# Tasks that do this at the same time, or that end in the middle of it, must not spoil it: files are copied beside the
# volume's own, each made by a rename; one complete copy is chosen, by a rename; its files are moved in, each by a
# rename and only once, by whoever comes by. KEY names the image's files: what one task began, the next one goes on with.
set -eu
umask 022
here=${0%/*}
box=$here/busybox
working=.cdk-compose-filling
finished=.cdk-compose-finished

fail() {
  echo "fill: $*" >&2
  exit 1
}

exists() {
  [ -e "$1" ] || [ -L "$1" ]
}

# A name that no other task uses.
unique() {
  read -r id </proc/sys/kernel/random/uuid
  echo "$id"
}

# Whether a folder holds anything but our own work.
holds() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    case ${entry##*/} in lost+found | .cdk-compose-*) continue ;; esac
    if exists "$entry"; then return 0; fi
  done
  return 1
}

# Away with a folder that others may remove at the same time, or still add to: rm gives up where it finds it changed.
remove() {
  attempts=0
  while exists "$1" && [ $attempts -lt 100 ]; do
    attempts=$((attempts + 1))
    "$box" rm -rf "$1" 2>/dev/null || :
  done
}

# Owner and mode of a folder, as far as we may: an access point that acts as one user gives no file away.
alike() {
  set -- "$2" $("$box" stat -c '%u:%g %a' "$1" 2>/dev/null)
  [ $# -eq 3 ] || return 0
  { "$box" chown "$2" "$1" && "$box" chmod "$3" "$1" || "$box" chmod "$3" "$1"; } 2>/dev/null || :
}

# Goes on with the copy of a folder, several folders at a time: a file system in the network answers each call late.
copy_all() {
  (cd "$1" && "$box" find . -type d -print0) | (cd "$2/files" && "$box" xargs -0 "$box" mkdir -p) &&
    (cd "$1" && "$box" find . -type d -print0) |
    "$box" xargs -0 -n 16 -P 16 "$box" sh "$0" copy-files "$1" "$2" &&
    (cd "$1" && "$box" find . -depth -type d -print0) |
    "$box" xargs -0 -n 16 -P 16 "$box" sh "$0" copy-owners "$1" "$2"
}

# The files of some folders, without those that are there.
copy_files() {
  source=$1 copy=$2 part=$2/part/$(unique)
  shift 2
  "$box" mkdir "$part"
  for folder; do copy_folder "$source/$folder" "$copy/files/$folder"; done
  "$box" rm -rf "$part" "$part.log"
}

copy_folder() {
  from=$1 to=$2
  set --
  for entry in "$from"/* "$from"/.[!.]* "$from"/..?*; do
    if [ -d "$entry" ] && [ ! -L "$entry" ] || [ -S "$entry" ] || ! exists "$entry"; then continue; fi
    if exists "$to/${entry##*/}"; then continue; fi
    set -- "$@" "$entry"
    if [ $# -ge 64 ]; then
      copy_into "$to" "$@"
      set --
    fi
  done
  if [ $# -gt 0 ]; then copy_into "$to" "$@"; fi
}

copy_into() {
  folder_of_copy=$1
  shift
  # Warns of each owner that can't be kept, and fails only where a file can't be.
  "$box" cp -a "$@" "$part/" 2>"$part.log" || { "$box" cat "$part.log" >&2 && exit 1; }
  "$box" find "$part" -mindepth 1 -maxdepth 1 -exec "$box" mv -f -t "$folder_of_copy" {} +
  if holds "$part"; then exit 1; fi
}

# Moves what the chosen copy holds into the volume.
publish() {
  volume=$1 chosen=$1/$working/ready/files
  alike "$chosen" "$volume"
  for entry in "$chosen"/* "$chosen"/.[!.]* "$chosen"/..?*; do
    if ! exists "$entry" || exists "$volume/${entry##*/}"; then continue; fi
    # Another task may have moved it just now.
    "$box" mv "$entry" "$volume/" 2>/dev/null || exists "$volume/${entry##*/}" ||
      ! exists "$entry" || fail "can't move $entry"
  done
  "$box" mv "$volume/$working" "$volume/$finished-$(unique)" 2>/dev/null || :
}

# What others left, and what this task still wrote while another one finished.
clear_away() {
  for entry in "$1/$finished"-*; do remove "$entry"; done
}

fill() {
  source=$1 volume=$2 key=$3 copy=$2/$working/$3
  [ -d "$source" ] || return 0
  if ! exists "$volume/$working" && holds "$volume"; then return 0; fi
  if ! exists "$volume/$working" && ! holds "$source"; then
    alike "$source" "$volume"
    return 0
  fi
  tries=0 failures=0
  while [ $tries -lt 100 ]; do
    tries=$((tries + 1))
    if exists "$volume/$working/ready"; then
      publish "$volume"
      return 0
    fi
    # Seen after this folder is made: what another task has finished by then, and what was in the volume before.
    if ! "$box" mkdir -p "$copy/files" "$copy/part" 2>/dev/null; then continue; fi
    if holds "$volume"; then
      if exists "$volume/$working/ready"; then continue; fi
      remove "$volume/$working"
      return 0
    fi
    if copy_all "$source" "$copy"; then
      "$box" mv -T "$copy" "$volume/$working/ready" 2>/dev/null || exists "$volume/$working/ready" || :
    elif exists "$copy"; then
      # Once it may be that another task had finished, and a third one begun it anew.
      failures=$((failures + 1))
      [ $failures -lt 3 ] || fail "can't copy $source"
    fi
  done
  fail "can't fill the volume from $source"
}

place() {
  source=$1 target=$2/$3 part=$2/.cdk-compose-file-$(unique)
  exists "$source" || fail "the image has no $source"
  if [ -d "$target" ] && [ ! -L "$target" ]; then fail "there is a folder at $target"; fi
  "$box" mkdir -p "${target%/*}"
  "$box" cp -a "$source" "$part" 2>/dev/null || fail "can't copy $source"
  "$box" mv -f "$part" "$target"
}

case ${1:-} in
  copy-files)
    shift
    copy_files "$@"
    exit
    ;;
  copy-owners)
    source=$2 copy=$3
    shift 3
    for path; do alike "$source/$path" "$copy/files/$path"; done
    exit
    ;;
esac

while [ $# -gt 0 ]; do
  [ $# -ge 4 ] || fail "$1 takes a path of the image, a volume and a name"
  case $1 in
    fill)
      clear_away "$3"
      fill "$2" "$3" "$4"
      clear_away "$3"
      ;;
    file) place "$2" "$3" "$4" ;;
    *) fail "there is no '$1'" ;;
  esac
  shift 4
done
