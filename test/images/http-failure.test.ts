import { httpFailure } from '../../lib/images/http-failure.js';

test.each<[string, unknown, string]>([
  ['an error', new Error('connect ECONNREFUSED 127.0.0.1:1'), 'connect ECONNREFUSED 127.0.0.1:1'],
  [
    'a host of several addresses',
    Object.assign(new AggregateError([new Error('::1'), new Error('127.0.0.1')]), { code: 'ECONNREFUSED' }),
    'ECONNREFUSED',
  ],
  ['an error of TLS, which ends its line', new Error('wrong version number:\n'), 'wrong version number:'],
  ['an error with its cause', new TypeError('fetch failed', { cause: new Error('ENOTFOUND') }), 'ENOTFOUND'],
  ['silence', Object.assign(new Error('aborted'), { name: 'TimeoutError' }), 'no answer within 10 s'],
  ['what is no error', 'odd', 'odd'],
])('%s is told in words', (_, error, words) => {
  expect(httpFailure(error, 10_000)).toBe(words);
});
