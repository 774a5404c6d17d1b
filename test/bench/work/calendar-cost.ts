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
  const secondsOfProcessor = (): Promise<number> => site.metric('process_cpu_seconds_total');
  await load(site.gateway.url, next, { connections, seconds });
  const before = await secondsOfProcessor();
  const result = await load(site.gateway.url, next, { connections, seconds: 2 * seconds });
  const used = (await secondsOfProcessor()) - before;
  const value = (used / result.answers) * 1000;
  const note = 'CPU of the gateway for one request';
  return [
    {
      work: `availability, ${days} days`,
      name: site.name,
      result,
      ratio: { value, unit: ' ms', atMost: 2 },
      note,
    },
  ];
}
