import { asked } from '../asked.js';
import { metered } from '../cost/meter.js';
import { type Ask, load, quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { calendarPaths, searchPaths, turns } from './reading.js';

const secondsBetweenLooks = 1;
const bookingsPerMinute = 20_000;

/** Of ten requests six search, three look at a calendar and one books, for as long as there are free slots. */
async function mixOf({ sites: [site], options }: Stage): Promise<() => Ask> {
  const search = turns(searchPaths);
  const calendar = turns(calendarPaths(site, 14));
  const bookings = Math.ceil(options.memoryMinutes * bookingsPerMinute);
  await site.slots.reserve(bookings);
  let turn = 0;
  return () => {
    turn += 1;
    if (turn % 10 === 0 && turn < bookings * 10) return site.slots.ask(site.slots.take());
    return turn % 3 === 0 ? calendar() : search();
  };
}

/** Whether the gateway's memory keeps growing: its size at the end of the load against that after a tenth of it. */
export async function memory(stage: Stage): Promise<Row[]> {
  const { sites, options } = stage;
  const [site] = sites;
  const next = await mixOf(stage);
  const sizes: number[] = [];
  const looking = setInterval(() => {
    void site.metric('process_resident_memory_bytes').then(
      (bytes) => sizes.push(bytes),
      () => undefined,
    );
  }, secondsBetweenLooks * 1000);
  const seconds = options.memoryMinutes * 60;
  const result = await metered(site.workers, () =>
    load(site.gateway.url, next, { connections: options.connections, seconds }),
  );
  clearInterval(looking);
  const tenth = Math.max(1, Math.floor(sizes.length / 10));
  const early = quantile(sizes.slice(tenth, 2 * tenth), 0.5);
  const late = quantile(sizes.slice(-tenth), 0.5);
  const work = `memory, ${options.memoryMinutes} min of all work`;
  const note = `${Math.round(late / 2 ** 20)} MiB at the end against ${Math.round(early / 2 ** 20)} MiB after a tenth`;
  return [
    { work, name: site.name, result, ratio: { value: late / early, unit: '×', ...asked.memory }, note },
  ];
}
