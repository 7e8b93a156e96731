import { scheduleExpression } from '../../lib/plan/schedule-expression.js';

function valueOf(text: string): string {
  const result = scheduleExpression(text);
  return result.ok ? result.value : `refused: ${result.problem}`;
}

test.each([
  ['0 3 * * *', 'cron(0 3 * * ? *)'],
  ['*/15 * * * *', 'cron(0,15,30,45 * * * ? *)'],
  ['5/20 * * * *', 'cron(5,25,45 * * * ? *)'],
  ['0 8-18/2 * * *', 'cron(0 8,10,12,14,16,18 * * ? *)'],
  ['30 4 1,15 * *', 'cron(30 4 1,15 * ? *)'],
  ['0 9 * * 1-5', 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)'],
  ['0 9 * * MON-fri', 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)'],
  ['0 9 * * 5-7', 'cron(0 9 ? * SUN,FRI,SAT *)'],
  ['0 9 * * 0', 'cron(0 9 ? * SUN *)'],
  ['0 9 * * 7', 'cron(0 9 ? * SUN *)'],
  ['0 9 * * */2', 'cron(0 9 ? * SUN,TUE,THU,SAT *)'],
  ['0 0 1 JAN-MAR,12 *', 'cron(0 0 1 1-3,12 ? *)'],
  ['0-59 * */1 * 1', 'cron(* * ? * MON *)'],
  ['@daily', 'cron(0 0 * * ? *)'],
  ['@weekly', 'cron(0 0 ? * SUN *)'],
  ['@every 1h30m', 'rate(90 minutes)'],
  ['@every 1m', 'rate(1 minute)'],
  ['rate(5 minutes)', 'rate(5 minutes)'],
  ['rate(1 hours)', 'rate(1 hour)'],
  ['cron(0 10 ? * MON-FRI *)', 'cron(0 10 ? * MON-FRI *)'],
  ['cron( 0  10 L * ? * )', 'cron(0 10 L * ? *)'],
  ['at(2027-01-31T03:00:00)', 'at(2027-01-31T03:00:00)'],
  ['  0 3 * * *  ', 'cron(0 3 * * ? *)'],
])('%s is %s', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test.each([
  ['0 3 1 * 1', "'0 3 1 * 1' names a day of the month and a day of the week"],
  ['60 3 * * *', "'60' is no minute in '60 3 * * *'"],
  ['0 24 * * *', "'24' is no hour"],
  ['0 3 0 * *', "'0' is no day of the month"],
  ['0 3 * FOO *', "'FOO' is no month"],
  ['0 3 * * 8', "'8' is no day of the week"],
  ['5-3 * * * *', "'5-3' is no minute"],
  ['*/0 * * * *', "'*/0' is no minute"],
  ['0 3 * *', 'cron has 5 fields'],
  ['@reboot', 'cron has 5 fields'],
  ['@every', 'cron has 5 fields'],
  ['@every 30s', 'cron has 5 fields'],
  ['rate(0 minutes)', 'it takes a number from 1'],
  ['rate(5 seconds)', 'it takes a number from 1'],
  ['cron(0 3 * * *)', 'has 5 fields instead of 6'],
  ['cron(0 3 * * * *)', "must have '?'"],
  ['cron(0 3 ? * ? *)', "must have '?'"],
  ['cron(0 3 * * ? $)', "'$' in"],
  ['at(tomorrow)', "at() takes 'yyyy-mm-ddThh:mm:ss'"],
  ['', 'cron has 5 fields'],
])('%s is refused', (text, problem) => {
  expect(valueOf(text)).toMatch(/^refused: /);
  expect(valueOf(text)).toContain(problem);
});
