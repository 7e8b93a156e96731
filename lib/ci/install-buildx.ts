/** The version of buildx that pipelines install: the first that drives Docker Build Cloud and merges platforms safely. */
export const buildxVersion = '0.37.1';

/** SHA-256 of the release's program for Linux, by the architecture's name in its file name. */
const checksums = {
  amd64: '9447199cdb435f25880548343c128a4b6650e8891ee598905d8d29d39a8e359b',
  arm64: 'e5cc9fe3bbff5cbc91230981f7860e06076110730a2db997082652199042a1f2',
} as const;

/**
 * Installs that buildx as a plugin of the Docker CLI, and nothing that has another checksum. Machines of pipelines carry
 * older ones, which know no cloud driver.
 */
export const installBuildx = `set -eu
case "$(uname -m)" in
  x86_64) arch=amd64 sum=${checksums.amd64} ;;
  aarch64 | arm64) arch=arm64 sum=${checksums.arm64} ;;
  *) echo "no docker buildx is pinned for $(uname -m)" >&2; exit 1 ;;
esac
plugin="\${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/docker-buildx"
mkdir -p "$(dirname "$plugin")"
curl -fsSL --retry 3 -o "$plugin.download" "https://github.com/docker/buildx/releases/download/v${buildxVersion}/buildx-v${buildxVersion}.linux-$arch"
echo "$sum  $plugin.download" | sha256sum -c -
mv "$plugin.download" "$plugin"
chmod +x "$plugin"
docker buildx version`;

/**
 * Logs in to Docker Build Cloud with an organization's access token, which goes by standard input and never by the list
 * of processes. DOCKER_ACCOUNT and CLOUD_BUILDER_NAME then choose the builder, as in Docker's own guides.
 */
export const loginToBuildCloud = `printenv DOCKER_ACCESS_TOKEN | docker login --username "$DOCKER_ACCOUNT" --password-stdin`;
