/** Linux capabilities that a container has unless it drops them (Docker Engine, "Runtime privilege and Linux capabilities"). */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** A capability's name as ECS takes it: upper case, without `CAP_`. */
export function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
