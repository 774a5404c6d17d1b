import { startBareFastify } from '../peers/peers.js';
import { asked } from '../asked.js';
import { type Workers } from '../cost/meter.js';
import { firstDoctorId } from '../data.js';
import { compare, type Contestant } from '../compare.js';
import { load } from '../load.js';
import { type Options } from '../options.js';
import { type Bounds, growth, type Row, share, type Stage } from '../row.js';
import { type Site } from '../site.js';

const searches = [
  'cardio',
  'derma',
  'endo',
  'gastro',
  'general',
  'gyne',
  'neuro',
  'onco',
  'ophthal',
  'ortho',
  'pedia',
  'psych',
];

/** What people look for: a specialization, some with a language. */
export const searchPaths = searches.flatMap((name) => [
  `/doctors?specialization=${name}`,
  `/doctors?specialization=${name}&language=de`,
]);

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The calendars of 1,000 doctors, from tomorrow on unless told otherwise. */
export function calendarPaths({ amounts }: Site, days: number, firstDay = 1): string[] {
  const count = Math.min(amounts.doctors, 1000);
  const range = `from=${dateIn(firstDay)}&to=${dateIn(firstDay + days - 1)}`;
  return Array.from({ length: count }, (_, index) => {
    const doctorId = firstDoctorId + Math.floor((index * amounts.doctors) / count);
    return `/doctors/${doctorId}/availability?${range}`;
  });
}

/** Asks for the paths in turn. */
export function turns(paths: readonly string[]): () => { path: string } {
  let turn = 0;
  return () => {
    turn += 1;
    return { path: paths[turn % paths.length] ?? '/' };
  };
}

const reader = (
  name: string,
  { url, workers }: { readonly url: string; readonly workers: Workers },
  paths: readonly string[],
  { connections }: Options,
): Contestant => ({
  name,
  workers,
  run: (effort) => load(url, turns(paths), { connections, ...effort }),
});

async function reading(
  { sites, options }: Stage,
  work: string,
  bounds: Bounds,
  pathsOf: (site: Site) => readonly string[],
): Promise<Row[]> {
  const [site] = sites;
  const bare = await startBareFastify(site.gateway.url, pathsOf(site));
  const contestants = [
    ...sites.map((each) =>
      reader(each.name, { url: each.gateway.url, workers: each.workers }, pathsOf(each), options),
    ),
    reader('bare Fastify, same bytes', bare, pathsOf(site), options),
  ];
  const measured = await compare(contestants, options);
  const docket = measured[0];
  return contestants.map(({ name }, index): Row => {
    const result = measured[index];
    if (index === 0 || docket === undefined || result === undefined) return { work, name, result };
    return index < sites.length
      ? { work, name, result, ratio: growth(docket, result), note: 'p99 against the usual data' }
      : { work, name, result, ratio: share(docket, result, bounds), note: 'Docket against this' };
  });
}

/** Finding doctors, all from the cache. */
export const search = (stage: Stage): Promise<Row[]> =>
  reading(stage, 'cached doctor search', asked.cachedSearch, () => searchPaths);

/** When a doctor is free in the next fortnight. */
export const availability = (stage: Stage): Promise<Row[]> =>
  reading(stage, 'availability, 14 days', asked.availability, (site) => calendarPaths(site, 14));
