/**
 * The library, in the order in which a CDK app meets it: read a project, deploy it, change what is deployed; then the
 * passes behind it for tools of your own, and what they find.
 */
export { readProject, type ReadProjectProps } from './read-project.js';
export { type ProjectInputs } from './project-inputs.js';
export { ComposeApp, type ComposeAppProps } from './constructs/compose-app.js';
export { ComposeStack, type ComposeStackProps } from './constructs/compose-stack.js';
export { type ComposeService } from './constructs/compose-service.js';
export { type Adjust, type ServiceOverride } from './constructs/service-override.js';

export { loadProject } from './compose/load.js';
export { type LoadedProject, type Project, type Service } from './compose/project.js';
export { accountOfKeys, type AccountedKey } from './plan/account-of-keys.js';
export { planDeployment } from './plan/plan.js';
export { type PlanOptions } from './plan/plan-options.js';
export { formatPlan } from './plan/format.js';
export type * from './model/deployment-plan.js';
export type * from './model/image-lock.js';
export type * from './model/bindings.js';

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
