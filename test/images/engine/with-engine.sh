#!/bin/bash
# with-engine.sh COMMAND...: runs a command beside a real Docker engine and two registries, in namespaces of their own:
# 127.0.0.1:5000 is open to all, 127.0.0.1:5001 takes user AWS with password pw. Nothing is left running afterwards.
# Where this can't be done (no root, no packages) it says why and ends with 0: the tests themselves report as skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tools=${CDK_COMPOSE_ENGINE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/cdk-compose/engine}

if [ -z "${INSIDE_ENGINE:-}" ]; then
  skip() { echo "with-engine.sh: SKIPPED, no real Docker engine here: $1" >&2; exit 0; }
  [ "$(id -u)" = 0 ] || skip 'needs root'
  unshare --mount --net --pid --fork true 2>/dev/null || skip 'may not make namespaces'
  if [ ! -x "$tools/usr/sbin/dockerd" ]; then
    "$here/fetch-tools.sh" "$tools" >&2 || skip "can't get Debian's packages"
  fi
  work=$(mktemp -d /tmp/engine.XXXXXX)
  status=0
  INSIDE_ENGINE=1 ENGINE_WORK=$work unshare --mount --net --pid --fork --kill-child --propagation private "$0" "$@" || status=$?
  rm -rf "$work"
  find /sys/fs/cgroup -mindepth 2 -depth -type d \( -path '*/docker*' -o -path '*/buildkit*' \) -exec rmdir {} \; 2>/dev/null || true
  exit $status
fi

work=$ENGINE_WORK
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
ip link set lo up
mkdir -p "$work"/{data,open,guarded,config,base}
export PATH=$tools/usr/sbin:$tools/usr/bin:$tools/bin:$PATH
export DOCKER_HOST=unix://$work/docker.sock DOCKER_CONFIG=$work/config BUILDX_CONFIG=$work/buildx
buildx=$tools/usr/libexec/docker/cli-plugins/docker-buildx
mkdir -p "$DOCKER_CONFIG/cli-plugins"
ln -s "$buildx" "$DOCKER_CONFIG/cli-plugins/docker-buildx"

perl -e 'print "AWS:", crypt("pw", "\$2y\$05\$abcdefghijklmnopqrstuu"), "\n"' >"$work/htpasswd"
registry() { # NAME PORT EXTRA
  printf 'version: 0.1\nlog: {level: warn}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: 127.0.0.1:%s}\n%s\n' \
    "$work/$1" "$2" "$3" >"$work/$1.yml"
  docker-registry serve "$work/$1.yml" >"$work/$1.log" 2>&1 &
}
registry open 5000 ''
registry guarded 5001 "auth: {htpasswd: {realm: test, path: $work/htpasswd}}"
printf '{"features": {"containerd-snapshotter": true}, "builder": {"Entitlements": {"network-host": true}}}' >"$work/daemon.json"
# Without a bridge to the outside there is no need for a firewall; a bridge there must be, for RUN.
dockerd --config-file "$work/daemon.json" -H "$DOCKER_HOST" --data-root "$work/data" --exec-root /run/engine \
  --pidfile /run/dockerd.pid --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false >"$work/dockerd.log" 2>&1 &
for _ in $(seq 150); do
  curl -s --unix-socket "$work/docker.sock" http://engine/_ping >/dev/null &&
    curl -s 127.0.0.1:5000/v2/ >/dev/null && curl -s 127.0.0.1:5001/v2/ >/dev/null && break
  sleep 0.1
done

cp "$(ls "$tools/bin/busybox" "$tools/usr/bin/busybox" 2>/dev/null | head -1)" "$work/base/busybox"
printf 'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "--install", "-s", "/bin"]\nCMD ["/bin/sh"]\n' >"$work/base/Dockerfile"
"$buildx" build -q -t 127.0.0.1:5000/base/busybox:1 --push --provenance=false "$work/base" >/dev/null
CDK_COMPOSE_ENGINE=$work "$@"
