import { leaksIn } from './leaks.js';

const secret = 'canary "1"/+é%0001';

test.each([
  ['as it is', secret],
  ['hex', Buffer.from(secret).toString('hex')],
  ['URL-encoded', `https://x/?password=${encodeURIComponent(secret)}&b`],
  ['JSON', JSON.stringify({ password: secret })],
  ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ password: secret }) })],
  ...['', 'a', 'ab', 'abc'].map((before) => [
    'base64',
    Buffer.from(`${before}${secret} and more`).toString('base64'),
  ]),
  ['base64url', Buffer.from(secret).toString('base64url')],
])('a secret is found %s', (_, text = '') => {
  expect(leaksIn(new Map([['template', text]]), [secret])[0]).toMatchObject({ where: 'template', secret });
});

test('what only resembles it is not', () => {
  const text = `canary 1 ${Buffer.from('canary "2"/+é%0001').toString('base64')}`;
  expect(leaksIn(new Map([['template', text]]), [secret])).toEqual([]);
});
