import { DefaultStackSynthesizer, NestedStack, type Stack } from 'aws-cdk-lib/core';
import { AssetManifestArtifact } from 'aws-cdk-lib/cx-api';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { ComposeStack, type ComposeStackProps } from './compose-stack.js';
import { reproducibleApp, type ReproducibleAppProps } from './reproducible-app.js';

/** One stack's template, as it was written into the folder of the cloud assembly. */
export interface SynthesizedTemplate {
  /** Of a nested stack `shop/AppServiceswebStack…`: the stack around it, and its logical id there. */
  readonly stackName: string;
  readonly isNested: boolean;
  /** The file's name within the folder. */
  readonly file: string;
}

/** What synthesis made and found. */
export interface Synthesized {
  /** The stack's own first, then those of nested stacks. */
  readonly templates: readonly SynthesizedTemplate[];
  /** Files and folders that the templates refer to and find in the account's bucket: nested templates, code of functions. */
  readonly uploads: readonly string[];
  /** Warnings and notes. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Synthesizes a Compose application in this process, without the CDK CLI, into the folder `outdir`. Its template can
 * be deployed by any means: it does not ask whether the account was bootstrapped for the CDK. Throws a `ComposeError`
 * when the project cannot be deployed.
 */
export function synthesize(
  stackName: string,
  props: ComposeStackProps,
  options: ReproducibleAppProps & { readonly outdir: string },
): Synthesized {
  const app = reproducibleApp({ validate: false, ...options });
  const stack = new ComposeStack(app, stackName, {
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    ...props,
  });
  const assembly = app.synth();
  return {
    templates: templatesOf(stack),
    uploads: assembly.artifacts
      .filter((artifact) => AssetManifestArtifact.isAssetManifestArtifact(artifact))
      .flatMap(({ contents: { files = {} } }) => Object.values(files).map(({ source }) => source.path ?? ''))
      .filter((path) => path !== stack.templateFile)
      .toSorted(),
    findings: stack.application.findings,
  };
}

function templatesOf(stack: Stack): readonly SynthesizedTemplate[] {
  const nested = stack.node.findAll().filter((construct) => NestedStack.isNestedStack(construct));
  return [
    { stackName: stack.stackName, isNested: false, file: stack.templateFile },
    ...nested.map(({ nestedStackResource, templateFile }) => ({
      stackName: `${stack.stackName}/${String(stack.resolve(nestedStackResource?.logicalId))}`,
      isNested: true,
      file: templateFile,
    })),
  ];
}
