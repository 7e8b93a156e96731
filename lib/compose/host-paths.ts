/** Paths of the machine that Compose runs on, which a task of Fargate does not have. */
interface HostPath {
  readonly path: RegExp;
  readonly level: 'ignore' | 'refuse';
  readonly because: string;
  readonly instead?: string;
}

const HOST_PATHS: readonly HostPath[] = [
  {
    path: /^\/(?:etc\/(?:localtime|timezone)|usr\/share\/zoneinfo(?:\/.*)?)$/,
    level: 'ignore',
    because: 'the clock of Fargate is set to UTC, as is the container’s',
  },
  {
    path: /^\/etc\/(?:hosts|hostname|resolv\.conf|machine-id)$/,
    level: 'ignore',
    because: 'Fargate gives every container its own',
  },
  {
    path: /^\/(?:etc\/(?:ssl|pki|ca-certificates)(?:\/certs)?|usr\/(?:local\/)?share\/ca-certificates)(?:\/ca-(?:certificates|bundle)\.crt)?$/,
    level: 'ignore',
    because: 'the image has certificates of its own',
  },
  { path: /^\/dev\/null$/, level: 'ignore', because: 'nothing is mounted' },
  {
    path: /(?:\.sock|\.socket)$/,
    level: 'refuse',
    because: 'a Fargate task has no engine of a host to talk to',
    instead: 'leave out what drives containers of the host; on ECS, services find each other by name',
  },
  {
    path: /^\/dev\/shm(?:\/|$)/,
    level: 'refuse',
    because: 'a Fargate task shares no memory with a host',
    instead: 'use tmpfs',
  },
  {
    path: /^\/(?:proc|sys|dev|boot|run|var\/run|var\/log|lib\/modules|usr\/src|tmp\/\.X11-unix|var\/lib\/(?:docker|containerd|kubelet)|cgroup)(?:\/|$)/,
    level: 'refuse',
    because: 'a Fargate task has no host whose folders it could see',
    instead:
      'take the service out with a profile or an override file; CloudWatch Container Insights measures tasks',
  },
  {
    path: /^\/(?:|etc|usr|var|var\/lib|home|root|bin|sbin|lib|lib64|opt|mnt|media|srv)$/,
    level: 'refuse',
    because: 'a Fargate task has no host whose folders it could see',
    instead: 'mount the folder that the application needs, or use a named volume',
  },
];

/** What becomes of a mount of this path; undefined: it is no path that only a host has. */
export function hostPath(source: string): HostPath | undefined {
  return HOST_PATHS.find(({ path }) => path.test(source));
}
