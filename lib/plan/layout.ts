import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Decided, DeploymentPlan, Layout } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { type ResourceEstimate, resourceEstimate } from './resource-estimate.js';

/** Of the 500 resources that a stack holds (AWS CloudFormation User Guide, "quotas"): callers add their own. */
const MOST_RESOURCES = 480;
/** From here on a few services more do not fit. */
const NEARLY_FULL = 400;
/** In one operation on a stack and all its nested stacks (the same page). */
const MOST_NESTED_RESOURCES = 2500;
/** Of one template (the same page). */
const MOST_PARAMETERS = 200;

/** Where the resources of services stand: as the caller says, else nested only where one stack would not hold them. */
export function layout(planning: Planning, plan: Omit<DeploymentPlan, 'layout'>): Found<Decided<Layout>> {
  const flat = resourceEstimate(plan, 'flat');
  const fits = flat.stack <= MOST_RESOURCES;
  const { layout: stated } = planning.options;
  const value = stated ?? (fits ? 'flat' : 'nested');
  const because =
    stated === undefined
      ? fits
        ? 'one stack holds everything'
        : `about ${flat.stack} resources, more than the ${MOST_RESOURCES} that we use of a stack`
      : `layout ${stated}`;
  const estimate = value === 'flat' ? flat : resourceEstimate(plan, 'nested');
  return found(planning.decided(value, ['services'], because), [
    ...tooMany(planning, estimate, value),
    ...(stated === undefined ? chosen(planning, flat.stack) : []),
  ]);
}

/** A layout that nobody stated changes when the project does: what to know before it is deployed. */
function chosen(planning: Planning, estimate: number): readonly Diagnostic[] {
  if (estimate < NEARLY_FULL) return [];
  const code = estimate > MOST_RESOURCES ? 'nested-layout-chosen' : 'stack-nearly-full';
  return [planning.finding(code, { estimate, most: MOST_RESOURCES }, ['services'])];
}

function tooMany(planning: Planning, estimate: ResourceEstimate, value: Layout): readonly Diagnostic[] {
  const { stack, nested } = estimate;
  const total = nested.reduce((sum, { resources }) => sum + resources, stack);
  if (stack > MOST_RESOURCES)
    return [
      planning.finding('too-many-resources', { estimate: stack, most: MOST_RESOURCES, layout: value }, [
        'services',
      ]),
    ];
  if (total > MOST_NESTED_RESOURCES)
    return [
      planning.finding('too-many-nested-resources', { estimate: total, most: MOST_NESTED_RESOURCES }, [
        'services',
      ]),
    ];
  return nested
    .filter(({ parameters }) => parameters > MOST_PARAMETERS)
    .map(({ service, parameters }) =>
      planning.finding('too-many-parameters', { service, estimate: parameters, most: MOST_PARAMETERS }, [
        'services',
        service,
      ]),
    );
}
