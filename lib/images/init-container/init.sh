#!/bin/sh
# Does what its arguments say, one after the other:
#   file VARIABLE PATH UID GID MODE text|base64    writes the variable's value to a file
#   search DOMAIN                                  looks bare names up in this domain, too
#   tools FOLDER                                   puts fill.sh there, and the shell that runs it in any image
# No value of a variable is ever printed or passed on as an argument.
set -eu
umask 022

fail() {
  echo "init: $*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    file)
      [ $# -ge 7 ] || fail "file takes a variable, a path, an owner, a group, a mode and an encoding"
      variable=$2 path=$3 uid=$4 gid=$5 mode=$6 encoding=$7
      shift 7
      case $variable in '' | [0-9]* | *[!A-Za-z0-9_]*) fail "$variable is no name of a variable" ;; esac
      eval "[ -n \"\${$variable+set}\" ]" || fail "$variable is not set, so $path cannot be written"
      mkdir -p "${path%/*}"
      # printf is a builtin of the shell: the value reaches no process list.
      if [ "$encoding" = base64 ]; then
        eval "printf %s \"\$$variable\"" | base64 -d >"$path"
      else
        eval "printf %s \"\$$variable\"" >"$path"
      fi
      chown "$uid:$gid" "$path"
      chmod "$mode" "$path"
      ;;
    search)
      [ $# -ge 2 ] || fail "search takes a domain"
      domain=$2
      shift 2
      # Of several search lines the last one counts, so it repeats what was there (resolv.conf(5)).
      known=$(sed -n 's/^search[[:space:]]*//p' /etc/resolv.conf | tail -n 1)
      echo "search $domain${known:+ $known}" >>/etc/resolv.conf
      ;;
    tools)
      [ $# -ge 2 ] || fail "tools takes a folder"
      cp /bin/busybox /fill.sh "$2/"
      shift 2
      ;;
    *) fail "there is no '$1'" ;;
  esac
done
