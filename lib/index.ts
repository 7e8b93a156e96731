/**
 * The library, in the order in which a CDK app meets it: read a project, deploy it, change what is deployed; then the
 * passes behind it for tools of your own, and what they find.
 */
export { readEnvironments, readProject, type ReadProjectProps } from './read-project.js';
export { type ProjectInputs } from './project-inputs.js';
export { ComposeApp, type ComposeAppProps } from './constructs/compose-app.js';
export { type BroughtAlong } from './constructs/brought-along.js';
export { type GivenLoadBalancers } from './constructs/given-load-balancers.js';
export { ComposeStack, type ComposeStackProps } from './constructs/compose-stack.js';
export { ComposeStage, type ComposeStageProps } from './constructs/compose-stage.js';
export { ComposePipeline, type ComposePipelineProps } from './constructs/compose-pipeline.js';
export { type Promotion } from './constructs/pipeline/promotion.js';
export { type BuildCloud } from './constructs/pipeline/synth-step.js';
export { composeContext } from './constructs/context.js';
export { stackName } from './constructs/stack-name.js';
export { type ComposeTask } from './constructs/compose-task.js';
export { type ComposeService } from './constructs/compose-service.js';
export { type Policy, type PolicyFinding } from './constructs/policy.js';
export { type Adjust, type ServiceOverride } from './constructs/service-override.js';

export { loadProject, type LoadProjectProps } from './load-project.js';
export { type LoadedProject, type Project, type Service } from './compose/project.js';
export { accountOfKeys, type AccountedKey } from './plan/account-of-keys.js';
export { planDeployment } from './plan/plan.js';
export { type PlanOptions } from './plan/plan-options.js';
export { formatPlan } from './plan/format.js';
export type * from './model/deployment-plan.js';
export type * from './model/image-lock.js';
export type * from './model/bindings.js';
export type * from './model/environment-declaration.js';

export { ComposeError } from './diagnostics/compose-error.js';
export { renderReport } from './diagnostics/report.js';
export {
  type Checked,
  type ComposePath,
  type Diagnostic,
  type DiagnosticCode,
  type Severity,
  type Sources,
  type Span,
} from './diagnostics/diagnostic.js';
