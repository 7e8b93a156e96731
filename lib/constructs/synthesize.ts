import { DefaultStackSynthesizer } from 'aws-cdk-lib/core';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { ComposeStack, type ComposeStackProps } from './compose-stack.js';
import { reproducibleApp, type ReproducibleAppProps } from './reproducible-app.js';

/** One stack's template, as it was written into the folder of the cloud assembly. */
export interface SynthesizedTemplate {
  readonly stackName: string;
  /** The file's name within the folder. */
  readonly file: string;
}

/** What synthesis made and found. */
export interface Synthesized {
  readonly templates: readonly SynthesizedTemplate[];
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
  app.synth();
  return {
    templates: [{ stackName: stack.stackName, file: stack.templateFile }],
    findings: stack.application.findings,
  };
}
