import { missingTarget } from '../../lib/images/build-target.js';
import { folder } from './folder.js';

const dockerfile = `# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.23 AS Builder
RUN make
FROM scratch \\
  as final
COPY --from=builder /a /a
FROM scratch
`;
const path = ['services', 'web', 'build', 'target'];
const found = (target: string, text = dockerfile) =>
  missingTarget({ context: '/nowhere', dockerfile_inline: text, target }, path);

test.each(['builder', 'BUILDER', 'final', '0', '2'])('%s is a stage', (target) => {
  expect(found(target)).toEqual([]);
});

test('a mistyped stage is told with the one that is meant', () => {
  expect(found('bilder')).toMatchObject([
    {
      code: 'build-target-missing',
      message: "the Dockerfile has no stage 'bilder'",
      fix: "did you mean 'builder'?",
      path,
    },
  ]);
});

test.each([
  ['production', dockerfile, 'its stages are: builder, final'],
  ['3', dockerfile, 'its stages are: builder, final'],
  ['production', 'FROM scratch\n', 'name it in the Dockerfile: FROM … AS …'],
])('%s is told with what there is', (target, text, fix) => {
  expect(found(target, text).map((finding) => finding.fix)).toEqual([fix]);
});

test('a Dockerfile on the disk is read', () => {
  const context = folder({ 'web.Dockerfile': dockerfile });
  expect(missingTarget({ context, dockerfile: 'web.Dockerfile', target: 'final' }, path)).toEqual([]);
  expect(missingTarget({ context, dockerfile: 'web.Dockerfile', target: 'last' }, path)).toHaveLength(1);
});

test.each([
  ['another frontend', { dockerfile_inline: '# syntax=acme/nix\nFROM a\n', context: '/x' }],
  ['a remote context', { context: 'https://github.com/acme/shop.git' }],
  ['a missing file, which is told elsewhere', { context: '/nowhere' }],
])('of %s nothing is said', (_, build) => {
  expect(missingTarget({ ...build, target: 'final' }, path)).toEqual([]);
});
