/** Findings about stacks: whether they hold the project, and how it is laid out in them. */
import { row } from '../row.js';

export const stacks = {
  'too-many-resources': row<{ estimate: number; most: number; layout: 'flat' | 'nested' }>({
    severity: 'error',
    summary: 'The project needs more resources than a CloudFormation stack holds.',
    message: ({ estimate, most, layout }) =>
      layout === 'flat'
        ? `the project needs about ${estimate} resources; a CloudFormation stack holds 500, of which the flat layout uses at most ${most}`
        : `beside its nested stacks the project needs about ${estimate} resources; a CloudFormation stack holds 500, of which we use at most ${most}`,
    fix: ({ layout }) =>
      layout === 'flat'
        ? 'choose the nested layout, or split the project, for example by profiles'
        : 'split the project, for example by profiles',
  }),
  'too-many-nested-resources': row<{ estimate: number; most: number }>({
    severity: 'error',
    summary: 'The project needs more resources than CloudFormation takes in a stack with its nested stacks.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources; one operation of CloudFormation takes ${most}, nested stacks included`,
    fix: () => 'split the project, for example by profiles',
  }),
  'too-many-parameters': row<{ service: string; estimate: number; most: number }>({
    severity: 'error',
    summary: 'A service refers to more than a nested stack has parameters for.',
    message: ({ service, estimate, most }) =>
      `service '${service}' refers to about ${estimate} values of the project's stack; a nested stack takes ${most} parameters`,
    fix: () => 'mount fewer volumes in it, or choose the flat layout',
  }),
  'stack-nearly-full': row<{ estimate: number; most: number }>({
    severity: 'info',
    summary: 'One stack holds the project, but not many services more.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources of the ${most} that we use of one stack`,
    fix: () =>
      'if it will grow, choose the nested layout before it is deployed for the first time: a deployed stack keeps its layout until it is paused',
  }),
  'nested-layout-chosen': row<{ estimate: number; most: number }>({
    severity: 'warning',
    summary: 'One stack would not hold the project, so each service stands in a nested stack.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources, more than the ${most} of one stack: each service stands in a nested stack`,
    fix: () =>
      'state the layout, so that it stays: compose:layout in cdk.json, or --layout nested; a stack that is deployed flat refuses it, unless it was paused: -c compose:paused=true',
  }),
  'services-paused': row<Record<never, never>>({
    severity: 'warning',
    summary: 'The project is paused: a deployment takes its services down and leaves what they share.',
    message: () =>
      'the project is paused: no service, job or schedule is deployed, and those that run are taken down',
    fix: () => 'leave out compose:paused, and deploy again',
  }),
};
