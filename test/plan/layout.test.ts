import type { Layout } from '../../lib/model/layout.js';
import { planned } from '../support/planned.js';

function services(count: number, more = ''): string {
  const names = Array.from({ length: count }, (_, index) => `s${index}: { image: x ${more} }`);
  return `services: { ${names.join(', ')} }`;
}

function layoutOf(text: string, layout?: Layout) {
  const { plan, codes, messages } = planned(text, layout === undefined ? {} : { options: { layout } });
  return { ...plan.layout, codes, messages };
}

test('a project that one stack holds is flat', () => {
  expect(layoutOf(services(20))).toMatchObject({
    value: 'flat',
    codes: [],
    cause: { because: 'one stack holds everything' },
  });
});

test('a note says when one stack is nearly full', () => {
  expect(layoutOf(services(52))).toMatchObject({ value: 'flat', codes: ['stack-nearly-full'] });
  expect(layoutOf(services(52), 'flat').codes).toEqual([]);
});

test('services of a larger project stand in nested stacks, with a word about keeping it so', () => {
  expect(layoutOf(services(80))).toMatchObject({
    value: 'nested',
    codes: ['nested-layout-chosen'],
    cause: { because: expect.stringMatching(/^about \d+ resources, more than the 480/) as string },
  });
});

test.each(['flat', 'nested'] as const)(
  'the layout %s that is stated is taken, and nothing is said',
  (layout) => {
    expect(layoutOf(services(20), layout)).toMatchObject({
      value: layout,
      codes: [],
      cause: { because: `layout ${layout}` },
    });
  },
);

test('a flat layout that one stack does not hold is an error that says so', () => {
  const { value, codes, messages } = layoutOf(services(80), 'flat');
  expect([value, codes]).toEqual(['flat', ['too-many-resources']]);
  expect(messages[0]).toMatch(/the project needs about 6\d\d resources; .* flat layout uses at most 480$/);
});

test('what stands beside nested stacks has to fit in one stack, too', () => {
  const { codes, messages } = layoutOf(services(500));
  expect(codes).toEqual(['nested-layout-chosen', 'too-many-resources']);
  expect(messages.join()).toContain('beside its nested stacks the project needs about');
});

test('nested stacks together take no more than one operation of CloudFormation does', () => {
  const more =
    ', x-aws-role: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }] }, deploy: { x-aws-autoscaling: { max: 3, cpu: 50 } }';
  expect(layoutOf(services(215, more)).codes).toEqual(['nested-layout-chosen', 'too-many-nested-resources']);
});

test('a nested stack takes no more than 200 parameters', () => {
  const names = Array.from({ length: 70 }, (_, index) => `v${index}`);
  const text = `
    services: { db: { image: x, volumes: [${names.map((name) => `"${name}:/${name}"`).join(', ')}] } }
    volumes: { ${names.map((name) => `${name}: {}`).join(', ')} }`;
  expect(layoutOf(text, 'nested').codes).toContain('too-many-parameters');
  expect(layoutOf(text, 'flat').codes).not.toContain('too-many-parameters');
});
