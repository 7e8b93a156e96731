import type { CorpusCase, ExpectedService } from './corpus-case.js';

/** What Fargate's kernel grants every container, so that adding it asks nothing of the host. */
const dockerDefaults =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );

const systemFolder =
  /^\/(proc|sys|dev|boot|lib\/modules|usr\/src|etc\/(pihole|dnsmasq\.d)|var\/lib\/docker|var\/run|run)?(\/|$)/;

/**
 * Why an application needs the machine that it runs on, and may be refused; empty for one that must be deployable.
 * A single word each: `socket`, `privileged`, `network`, `pid`, `ipc`, `devices`, `capabilities`, `folders`, `runtime`.
 */
export function needsOfHost({ expected }: CorpusCase): readonly string[] {
  return [...new Set(Object.values(expected.services).flatMap(needsOfService))].toSorted();
}

function needsOfService(service: ExpectedService): readonly string[] {
  const sources = entries(service, 'volumes')
    .filter(({ type }) => type === 'bind')
    .map(({ source }) => String(source));
  const needs: readonly (readonly [string, boolean])[] = [
    ['socket', sources.some((source) => source.endsWith('docker.sock'))],
    ['privileged', service['privileged'] === true],
    ['network', service['network_mode'] === 'host'],
    ['pid', service['pid'] === 'host'],
    ['ipc', service['ipc'] === 'host'],
    ['devices', entries(service, 'devices').length > 0 || reservesDevices(service)],
    ['capabilities', entries(service, 'cap_add').some((each) => !isGranted(String(each)))],
    ['folders', sources.some((source) => systemFolder.test(source) && source !== '/dev/null')],
    ['runtime', service['runtime'] !== undefined],
  ];
  return needs.flatMap(([need, isThere]) => (isThere ? [need] : []));
}

function isGranted(capability: string): boolean {
  return [...dockerDefaults, 'SYS_PTRACE'].includes(capability.replace(/^CAP_/, '').toUpperCase());
}

function reservesDevices({ deploy }: ExpectedService): boolean {
  return JSON.stringify(deploy ?? {}).includes('"devices"');
}

function entries(service: ExpectedService, key: string): readonly Readonly<Record<string, unknown>>[] {
  const value = service[key];
  return Array.isArray(value) ? value : [];
}
