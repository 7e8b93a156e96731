import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routedDriver } from '../../lib/keys/logging/drivers.js';
import { root } from '../support/source-files.js';

const page = readFileSync(join(root, 'docs/logs.md'), 'utf8');

test.each(['fluentd', 'gelf', 'syslog', 'loki', 'splunk'])(
  'docs/logs.md names every option of %s',
  (driver) => {
    const [, section = ''] = page.split(`- **\`${driver}\`**`);
    const own = section.split('\n- **')[0] ?? '';
    const general = ['mode', 'max-buffer-size'];
    const options = Object.keys(routedDriver(driver)?.options ?? {}).filter(
      (name) => !general.includes(name),
    );
    expect(options.length).toBeGreaterThan(5);
    expect(options.filter((name) => !own.includes(`\`${name}\``))).toEqual([]);
  },
);
