import { bindVolumeName, type TreatedBind } from '../compose/bind-mounts.js';
import { filesInVolumes } from '../compose/files-in-volumes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { plannedBinds } from '../compose/persistent-mounts.js';
import { imageFiles } from './image-files.js';
import type { Planning } from './planning.js';

/** What there is to say about the bind mounts of a project, beside the plan's own lines. */
export function bindFindings(planning: Planning): readonly Diagnostic[] {
  const services = Object.keys(planning.project.services).toSorted();
  const binds = services.flatMap((service) => plannedBinds(planning, service));
  return [
    ...binds.flatMap((bind) => refusal(planning, bind)),
    ...becomeVolumes(planning, binds),
    ...apart(planning, binds),
    ...services.flatMap((service) => filesBelowVolumes(planning, service)),
    ...toldByNames(planning, binds),
    ...builderNeeded(planning, services),
  ];
}

function refusal(planning: Planning, { bind, treatment }: TreatedBind): readonly Diagnostic[] {
  if (treatment.kind !== 'refuse') return [];
  const { because, instead } = treatment;
  return [planning.finding('bind-mount-refused', { ...valuesOf(bind), because, instead }, pathOf(bind))];
}

/** Once per folder, at the first service that writes to it. */
function becomeVolumes(planning: Planning, binds: readonly TreatedBind[]): readonly Diagnostic[] {
  const kept = binds
    .filter(({ treatment }) => treatment.kind === 'persist')
    .toSorted((a, b) => Number(a.bind.readOnly) - Number(b.bind.readOnly));
  return kept
    .filter(({ bind }, index) => kept.findIndex((other) => other.bind.name === bind.name) === index)
    .flatMap(({ bind, treatment }) =>
      bind.stated === undefined
        ? [
            planning.finding(
              'bind-becomes-volume',
              { ...valuesOf(bind), because: treatment.because },
              pathOf(bind),
            ),
          ]
        : [],
    );
}

/** Folders in each other are told once for each pair of folders. */
function apart(planning: Planning, binds: readonly TreatedBind[]): readonly Diagnostic[] {
  const kept = binds.filter(({ treatment }) => treatment.kind === 'persist');
  const folders = kept.filter(
    ({ bind }, index) => kept.findIndex((other) => other.bind.source === bind.source) === index,
  );
  return folders.flatMap(({ bind: inner }) =>
    folders
      .filter(({ bind: outer }) => inner.source.startsWith(`${outer.source}/`))
      .map(({ bind: outer }) => {
        const services = [...new Set([outer.service, inner.service])];
        return planning.finding(
          'volumes-apart',
          { inner: bindVolumeName(inner), outer: bindVolumeName(outer), services },
          pathOf(inner),
        );
      }),
  );
}

/** What a volume would hide is put into it at each start; who else mounts the volume sees it, too. */
function filesBelowVolumes(planning: Planning, service: string): readonly Diagnostic[] {
  const mounts = planning.project.services[service]?.volumes ?? [];
  return filesInVolumes(planning, service, planning.images[service]).map(({ name, target, mount, path }) =>
    planning.finding(
      'file-below-volume',
      { service, source: name, target, volume: mounts[mount]?.target ?? '' },
      path,
    ),
  );
}

function toldByNames(planning: Planning, binds: readonly TreatedBind[]): readonly Diagnostic[] {
  const guessed = binds.filter(({ treatment }) => treatment.kind !== 'refuse' && treatment.isGuess);
  const [first] = guessed;
  if (first === undefined) return [];
  const named = (kind: 'copy' | 'persist'): readonly string[] => [
    ...new Set(guessed.filter(({ treatment }) => treatment.kind === kind).map(({ bind }) => bind.name)),
  ];
  const values = { copied: named('copy'), kept: named('persist') };
  return [planning.finding('told-by-names', values, pathOf(first.bind))];
}

/** Told where nothing else in the project has to be built. */
function builderNeeded(planning: Planning, services: readonly string[]): readonly Diagnostic[] {
  if (services.some((service) => planning.project.services[service]?.build !== undefined)) return [];
  const [first] = services.flatMap((service) =>
    imageFiles(planning, service)
      .filter(({ kind }) => kind === 'copied' || kind === 'linked')
      .map(({ kind, source, cause }) => ({
        service,
        name: kind === 'linked' ? `a link to ${source}` : source,
        path: cause.path,
      })),
  );
  if (first === undefined) return [];
  const { service, name, path } = first;
  return [planning.finding('builder-needed-for-files', { service, name }, path)];
}

function pathOf({ service, index }: TreatedBind['bind']): readonly (string | number)[] {
  return ['services', service, 'volumes', index];
}

function valuesOf(bind: TreatedBind['bind']): { service: string; source: string; target: string } {
  return { service: bind.service, source: bindVolumeName(bind), target: bind.target };
}
