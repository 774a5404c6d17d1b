import { asked } from '../asked.js';
import { metered } from '../cost/meter.js';
import { load } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { calendarPaths, turns } from './reading.js';

const days = 31;
const distinctStarts = 40;

/** The processor time that the gateway spends on a whole request for a month's calendar, PostgreSQL's left aside. */
export async function calendarCost({ sites: [site], options }: Stage): Promise<Row[]> {
  const { connections, seconds } = options;
  // No two alike for longer than a gateway keeps what it answered: every one is computed.
  const paths = Array.from({ length: distinctStarts }, (_, first) =>
    calendarPaths(site, days, first + 1),
  ).flat();
  const next = turns(paths);
  await load(site.gateway.url, next, { connections, seconds });
  const result = await metered(site.workers, () =>
    load(site.gateway.url, next, { connections, seconds: 2 * seconds }),
  );
  const value = result.cost?.server ?? Number.NaN;
  const note = 'CPU of the gateway for one request';
  return [
    {
      work: `availability, ${days} days`,
      name: site.name,
      result,
      ratio: { value, unit: ' ms', ...asked.calendarMilliseconds },
      note,
    },
  ];
}
