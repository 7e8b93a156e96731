import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { attempt } from './attempt.js';
import type { LogEvent, ReadLogs } from './log-events.js';

/** As many events as an answer holds. */
const atOnce = 10_000;

/** Amazon CloudWatch Logs: credentials as the AWS SDK finds them, the region too unless it is given. */
export function cloudWatchLogs(region: string | undefined): ReadLogs {
  const client = new CloudWatchLogsClient(region === undefined ? {} : { region });
  return ({ group, prefix, from, last = Infinity }, abortSignal) =>
    attempt('logs:FilterLogEvents', async () => {
      const found: LogEvent[] = [];
      let nextToken: string | undefined;
      do {
        const page = await client.send(
          new FilterLogEventsCommand({
            logGroupName: group,
            logStreamNamePrefix: prefix,
            startTime: from,
            limit: Math.min(atOnce, last - found.length),
            startFromHead: last === Infinity,
            nextToken,
          }),
          { abortSignal },
        );
        for (const {
          eventId: id = '',
          timestamp: at = 0,
          message = '',
          logStreamName: stream = '',
        } of page.events ?? [])
          found.push({ id, at, message, stream });
        nextToken = page.nextToken;
        // An answer without events may have a next one all the same.
      } while (nextToken !== undefined && found.length < last);
      return found.toSorted((a, b) => a.at - b.at);
    });
}
