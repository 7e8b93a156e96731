/** The keys of a service, and with them its type: https://docs.docker.com/reference/compose-file/services/ */
import { annotations } from './annotations.js';
import { blkioConfig } from './blkio-config.js';
import { build } from './build.js';
import { capAdd } from './cap-add.js';
import { capDrop } from './cap-drop.js';
import { command } from './command.js';
import { configs } from './configs.js';
import { containerName } from './container-name.js';
import { cpus } from './cpus.js';
import { dependsOn } from './depends-on.js';
import { deploy } from './deploy.js';
import { develop } from './develop.js';
import { devices } from './devices.js';
import { dns } from './dns.js';
import { dnsOpt } from './dns-opt.js';
import { dnsSearch } from './dns-search.js';
import { domainname } from './domainname.js';
import { entrypoint } from './entrypoint.js';
import { envFile } from './env-file.js';
import { environment } from './environment.js';
import { expose } from './expose.js';
import { extendsKey } from './extends.js';
import { externalLinks } from './external-links.js';
import { extraHosts } from './extra-hosts.js';
import { gpus } from './gpus.js';
import { healthcheck } from './healthcheck.js';
import { hostname } from './hostname.js';
import { image } from './image.js';
import { init } from './init.js';
import { labelFile } from './label-file.js';
import { labels } from './labels.js';
import { links } from './links.js';
import { attach, pullPolicy, pullRefreshAfter } from './local-only.js';
import { logging } from './logging.js';
import { memLimit } from './mem-limit.js';
import { memReservation } from './mem-reservation.js';
import { models } from './models.js';
import { networkMode } from './network-mode.js';
import { networks } from './networks.js';
import { platform } from './platform.js';
import { ports } from './ports.js';
import { postStart } from './post-start.js';
import { preStart } from './pre-start.js';
import { preStop } from './pre-stop.js';
import { privileged } from './privileged.js';
import { profiles } from './profiles.js';
import { provider } from './provider.js';
import { readOnly } from './read-only.js';
import { restart } from './restart.js';
import { scale } from './scale.js';
import { secrets } from './secrets.js';
import { securityOpt } from './security-opt.js';
import { shmSize } from './shm-size.js';
import { stdinOpen } from './stdin-open.js';
import { stopGracePeriod } from './stop-grace-period.js';
import { stopSignal } from './stop-signal.js';
import { storageOpt } from './storage-opt.js';
import { sysctls } from './sysctls.js';
import { tmpfs } from './tmpfs.js';
import { tty } from './tty.js';
import { ulimits } from './ulimits.js';
import {
  cgroup,
  cgroupParent,
  cpuCount,
  cpuPercent,
  cpuShares,
  cpuQuota,
  cpuPeriod,
  cpuRtPeriod,
  cpuRtRuntime,
  cpuset,
  credentialSpec,
  deviceCgroupRules,
  groupAdd,
  ipc,
  isolation,
  macAddress,
  memSwappiness,
  memswapLimit,
  oomKillDisable,
  oomScoreAdj,
  pid,
  pidsLimit,
  runtime,
  useApiSocket,
  usernsMode,
  uts,
} from './unavailable.js';
import { user } from './user.js';
import { volumes } from './volumes.js';
import { volumesFrom } from './volumes-from.js';
import { workingDir } from './working-dir.js';

export const serviceKeys = [
  annotations,
  attach,
  blkioConfig,
  build,
  capAdd,
  capDrop,
  cgroup,
  cgroupParent,
  command,
  configs,
  containerName,
  cpuCount,
  cpuPercent,
  cpuPeriod,
  cpuQuota,
  cpuRtPeriod,
  cpuRtRuntime,
  cpuShares,
  cpus,
  cpuset,
  credentialSpec,
  dependsOn,
  deploy,
  develop,
  deviceCgroupRules,
  devices,
  dns,
  dnsOpt,
  dnsSearch,
  domainname,
  entrypoint,
  envFile,
  environment,
  expose,
  extendsKey,
  externalLinks,
  extraHosts,
  gpus,
  groupAdd,
  healthcheck,
  hostname,
  image,
  init,
  ipc,
  isolation,
  labelFile,
  labels,
  links,
  logging,
  macAddress,
  memLimit,
  memReservation,
  memSwappiness,
  memswapLimit,
  models,
  networkMode,
  networks,
  oomKillDisable,
  oomScoreAdj,
  pid,
  pidsLimit,
  platform,
  ports,
  postStart,
  preStart,
  preStop,
  privileged,
  profiles,
  provider,
  pullPolicy,
  pullRefreshAfter,
  readOnly,
  restart,
  runtime,
  scale,
  secrets,
  securityOpt,
  shmSize,
  stdinOpen,
  stopGracePeriod,
  stopSignal,
  storageOpt,
  sysctls,
  tmpfs,
  tty,
  ulimits,
  useApiSocket,
  user,
  usernsMode,
  uts,
  volumes,
  volumesFrom,
  workingDir,
] as const;
