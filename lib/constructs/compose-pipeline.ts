import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Stack, Token } from 'aws-cdk-lib/core';
import {
  CodePipeline,
  type CodePipelineProps,
  type IFileSetProducer,
  ManualApprovalStep,
} from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import { ComposeError } from '../diagnostics/compose-error.js';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { RepositoryBinding } from '../model/bindings.js';
import type { Environments } from '../model/environment-declaration.js';
import { ComposeStage, type ComposeStageProps } from './compose-stage.js';
import { environmentsKey } from './environments-context.js';
import { checkStep } from './pipeline/check-step.js';
import { type Promotion, promotionSteps } from './pipeline/promotion.js';
import { type BuildCloud, synthStep } from './pipeline/synth-step.js';

/** What a pipeline is made from. */
export interface ComposePipelineProps {
  /** The repository with the app and the Compose project: a `CodePipelineSource`. */
  readonly source: IFileSetProducer;
  /** The application in every environment, as `readEnvironments` returns it. */
  readonly environments: Readonly<Record<string, ComposeStageProps>>;
  /**
   * The way through the environments.
   *
   * @default - one after the other as they are declared, a person approving each but the first
   */
  readonly promotion?: readonly Promotion[];
  /**
   * The builder of Docker Build Cloud that builds the images.
   *
   * @default - the Docker engine of the build machine
   */
  readonly buildCloud?: BuildCloud;
  /**
   * The declarations of the environments, for the step that builds: needed where code declares them.
   *
   * @default - those of cdk.json
   */
  readonly declarations?: Environments;
  /**
   * The folder of the app, of its cdk.json and of the Compose project within the source.
   *
   * @default '.'
   */
  readonly directory?: string;
  /**
   * What brings the app's packages, cdk-compose and the CDK's command line among them.
   *
   * @default ['npm ci']
   */
  readonly installCommands?: readonly string[];
  /**
   * What writes the cloud assembly into `cdk.out`.
   *
   * @default 'npx cdk synth --quiet'
   */
  readonly synthCommand?: string;
  /**
   * Settings of the pipeline itself; they win over those of this construct.
   *
   * @default - it changes itself, and has keys for other accounts where there are any
   */
  readonly codePipeline?: Omit<CodePipelineProps, 'synth'>;
}

/** The version of the CDK's command line that fits this library; the registry's newest number is an older program. */
const cliVersion = '2.1148.1';

/**
 * A pipeline that builds the images of a Compose project once and promotes them, by digest, through its environments.
 * The stack around it is deployed once by hand, without images and without Docker; from then on it changes itself.
 */
export class ComposePipeline extends Construct {
  /** To add waves and steps of your own, and to customize. */
  public readonly pipeline: CodePipeline;
  /** By environment. */
  public readonly stages: Readonly<Record<string, ComposeStage>>;

  public constructor(scope: Construct, id: string, props: ComposePipelineProps) {
    super(scope, id);
    const own = { account: known(Stack.of(this).account), region: known(Stack.of(this).region) };
    const settled = Object.fromEntries(
      Object.entries(props.environments).map(([name, stage]) => [name, settle(name, stage, own)]),
    );
    const steps = promotionSteps(Object.keys(settled), props.promotion);
    const repositories = Object.values(settled).map(
      ({ bindings, project }): RepositoryBinding => bindings?.repository ?? { name: project.project.name },
    );
    const synth = synthStep({
      source: props.source,
      buildCloud: props.buildCloud,
      directory: props.directory ?? '.',
      installCommands: props.installCommands ?? ['npm ci'],
      synthCommand: props.synthCommand ?? 'npx cdk synth --quiet',
      buildOptions: own.account === undefined ? [] : ['--image-account', own.account],
      context:
        props.declarations === undefined
          ? undefined
          : JSON.stringify({ [environmentsKey]: props.declarations }),
      repositories,
    });
    const accounts = Object.values(settled).map(({ env }) => env?.account);
    this.pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      cliVersion,
      // Otherwise the pipeline names every file by its hash, and has to change itself with every nested template.
      publishAssetsInParallel: false,
      crossAccountKeys: accounts.some((account) => account !== undefined && account !== own.account),
      ...props.codePipeline,
      synth,
    });
    const stages: Record<string, ComposeStage> = {};
    for (const { environments, approval, smokePath = '/', before, after } of steps) {
      const wave = environments.length > 1 ? this.pipeline.addWave(environments.join('-')) : this.pipeline;
      for (const name of environments) {
        const stage = new ComposeStage(this, name, settled[name] as ComposeStageProps);
        stages[name] = stage;
        const place = {
          stage,
          assembly: synth,
          account: own.account ?? Stack.of(this).account,
          region: own.region ?? Stack.of(this).region,
        };
        const check = checkStep('Check', place);
        const comment = typeof approval === 'string' ? { comment: approval } : {};
        const approvals = approval === false ? [] : [new ManualApprovalStep('Approve', comment)];
        // Nobody is asked to approve what cannot be deployed.
        for (const step of approvals) step.addStepDependency(check);
        wave.addStage(stage, {
          pre: [check, ...approvals, ...(before?.(name) ?? [])],
          post: [checkStep('Verify', { ...place, smokePath }), ...(after?.(name) ?? [])],
        });
      }
    }
    this.stages = stages;
  }
}

interface Own {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** The stage with its account and region, and with the repository that its images are pulled from: ours, in its region. */
function settle(name: string, stage: ComposeStageProps, own: Own): ComposeStageProps {
  const account = stage.env?.account ?? own.account;
  const region = stage.env?.region ?? own.region;
  const isElsewhere = stage.env?.account !== undefined || stage.env?.region !== undefined;
  if (isElsewhere && (own.account === undefined || own.region === undefined))
    throw new ComposeError([diagnose('pipeline-place-unknown', { environment: name })]);
  const { version = 1, ...bindings } = stage.bindings ?? {};
  return {
    ...stage,
    ...(account !== undefined && region !== undefined && { env: { account, region } }),
    bindings: {
      ...(own.account !== undefined &&
        region !== undefined && {
          repository: { name: stage.project.project.name, account: own.account, region },
        }),
      version,
      ...bindings,
    },
  };
}

function known(text: string): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}
