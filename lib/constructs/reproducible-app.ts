import { App } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/** How an app of ours is synthesized. */
export interface ReproducibleAppProps {
  /**
   * Where the cloud assembly is written.
   *
   * @default - where the CDK CLI says, else a temporary folder
   */
  readonly outdir?: string;
  /**
   * Whether the templates are validated, at several times the cost of making them.
   *
   * @default - as the CDK CLI was asked
   */
  readonly validate?: boolean;
}

/**
 * A CDK app whose assembly depends on nothing but its input: neither on the feature flags and switches in somebody's
 * cdk.json, nor on the folder that it runs in.
 */
export function reproducibleApp(props: ReproducibleAppProps = {}): App {
  return new App({
    ...(props.outdir === undefined ? {} : { outdir: props.outdir }),
    ...(props.validate === undefined ? {} : { builtinCloudFormationValidation: props.validate }),
    analyticsReporting: false,
    stackTraces: false,
    treeMetadata: false,
    postCliContext: {
      ...recommendedFlags,
      // Usage data; it has no part in the template.
      '@aws-cdk/core:enableAdditionalMetadataCollection': false,
      // The CLI shows annotations itself; with this flag the app prints them once more.
      '@aws-cdk/core:annotationsInValidationReport': false,
      // Stack traces hold absolute paths.
      'aws:cdk:disable-creation-stack-traces': true,
      // The CLI turns both on, an app that runs without it has them off.
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:enable-asset-metadata': false,
    },
  });
}
