import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  readonly Properties: {
    readonly Stages?: readonly {
      readonly Name: string;
      readonly Actions: readonly {
        readonly ActionTypeId: { readonly Category: string };
        readonly RunOrder: number;
      }[];
    }[];
  };
}

/** What a synthesized pipeline deploys. */
export interface PipelineAssembly {
  /** The stages that deploy, in their order; approved: a person is asked before CloudFormation is. */
  readonly stages: readonly { readonly name: string; readonly isApproved: boolean }[];
  /** By stage, the image digests that its task definitions name, sorted. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

/** Reads the folder of a cloud assembly with one pipeline. */
export function readPipelineAssembly(folder: string): PipelineAssembly {
  const stages = resources(folder)
    .flatMap(({ Type: type, Properties: { Stages: all = [] } }) =>
      type === 'AWS::CodePipeline::Pipeline' ? all : [],
    )
    .flatMap(({ Name: name, Actions: actions }) => {
      const first = (category: string): number =>
        Math.min(
          ...actions
            .filter(({ ActionTypeId: { Category: found } }) => found === category)
            .map(({ RunOrder: order }) => order),
        );
      return first('Deploy') === Infinity ? [] : [{ name, isApproved: first('Approval') < first('Deploy') }];
    });
  const nested = readdirSync(folder).filter((name) => name.startsWith('assembly-'));
  const digests = stages.map(({ name }) => {
    const own = nested.filter((assembly) => assembly.endsWith(`-${name}`));
    const definitions = own
      .flatMap((assembly) => resources(join(folder, assembly)))
      .filter(({ Type: type }) => type === 'AWS::ECS::TaskDefinition');
    return [
      name,
      [...new Set(JSON.stringify(definitions).match(/sha256:[0-9a-f]{64}/g))].toSorted(),
    ] as const;
  });
  return { stages, digests: Object.fromEntries(digests) };
}

function resources(folder: string): readonly Resource[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .flatMap((name) => {
      const { Resources: all = {} } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        Resources?: Readonly<Record<string, Resource>>;
      };
      return Object.values(all);
    });
}
