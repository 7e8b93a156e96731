/** What may move in the templates of real applications when something around them, or in one service, moves. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedProject } from '../../lib/compose/project.js';
import { get, text, type Json } from '../fargate/json.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, materialized, sampled, type CorpusCase } from './corpus-case.js';
import { loadCase, loadFrom } from './load-case.js';
import { mapProject } from './map-project.js';

/** Each of them is synthesized five times. */
const SAMPLE = 60;

type Templates = Readonly<Record<string, Json>>;

describeWith(sharedMaterial('corpus'), 'no corpus of real projects', 'real applications', (corpus) => {
  const deployable: {
    readonly each: CorpusCase;
    readonly loaded: LoadedProject;
    readonly before: Templates;
  }[] = [];
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const each of sampled(applications(corpus), SAMPLE)) {
      const { value: loaded } = loadCase(corpus, each);
      const before = loaded && templatesOf(loaded);
      if (loaded && before) deployable.push({ each, loaded, before });
    }
  }, 120_000);

  const differing = (changed: (of: (typeof deployable)[number]) => Templates | undefined) =>
    deployable
      .filter((of) => JSON.stringify(changed(of)) !== JSON.stringify(of.before))
      .map(({ each }) => each.id);

  test('there are some', () => {
    expect(deployable.length).toBeGreaterThan(10);
  });

  test('in another folder they give the same bytes', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cdk-compose-elsewhere-'));
    const moved = ({ each }: (typeof deployable)[number]) => {
      const copy = join(elsewhere, each.id);
      cpSync(materialized(corpus, each), copy, { recursive: true });
      const { value } = loadFrom(join(copy, each.cwd), each);
      return value && mapProject(value).templates;
    };
    expect(differing(moved)).toEqual([]);
    rmSync(elsewhere, { recursive: true, force: true });
  }, 120_000);

  test('with their services in another order they give the same bytes', () => {
    const reversed = ({ loaded }: (typeof deployable)[number]) => {
      const { project } = loaded;
      const services = Object.fromEntries(Object.entries(project.services).toReversed());
      return mapProject({ ...loaded, project: { ...project, services } }).templates;
    };
    expect(differing(reversed)).toEqual([]);
  }, 120_000);

  test('a change of one service moves that service alone', () => {
    const strays = deployable.flatMap(({ each, loaded, before }) => {
      const { project } = loaded;
      const [name = ''] = Object.keys(project.services).filter(
        (other) => !isWaitedFor(loaded, other) && !isGuest(loaded, other),
      );
      const service = project.services[name];
      if (service === undefined) return [];
      const changed = { ...service, environment: { ...service.environment, CHANGED: 'yes' } };
      const services = { ...project.services, [name]: changed };
      const after = mapProject({ ...loaded, project: { ...project, services } }).templates ?? {};
      return moves(before, after)
        .filter((path) => !path.includes(`/Services/${name}/`))
        .map((path) => `${each.id}: ${name} moves ${path}`);
    });
    expect(strays).toEqual([]);
  }, 120_000);

  test('a new service leaves all others alone', () => {
    const strays = deployable.flatMap(({ each, loaded, before }) => {
      const { project } = loaded;
      const services = { ...project.services, aaa: { image: 'example.com/new', networks: {} } };
      const after =
        mapProject({ ...loaded, project: { ...project, services } as typeof project }).templates ?? {};
      return moves(before, after)
        .filter((path) => !path.includes('/Services/aaa/'))
        .map((path) => `${each.id}: ${path}`);
    });
    expect(strays).toEqual([]);
  }, 120_000);
});

/** A crash is another test's business. */
function templatesOf(loaded: LoadedProject): Templates | undefined {
  try {
    return mapProject(loaded).templates;
  } catch {
    return undefined;
  }
}

/** Jobs run again when they change, and what waits for them is another then; so is what asks for a restart. */
function isWaitedFor({ project }: LoadedProject, name: string): boolean {
  return Object.values(project.services).some((service) => {
    const dependency = service.depends_on?.[name];
    return dependency?.restart === true || dependency?.condition === 'service_completed_successfully';
  });
}

/** Its container is in the task of another service. */
function isGuest({ project }: LoadedProject, name: string): boolean {
  return project.services[name]?.network_mode?.startsWith('service:') === true;
}

/** The construct paths of resources that differ, came or went. */
function moves(before: Templates, after: Templates): readonly string[] {
  const [old, now] = [resourcesOf(before), resourcesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [text(get(is ?? was, 'Metadata', 'aws:cdk:path')) ?? id];
  });
}

function resourcesOf(templates: Templates): ReadonlyMap<string, Json> {
  return new Map(
    Object.values(templates).flatMap((template) => Object.entries(get(template, 'Resources') ?? {})),
  );
}
