import { call } from '../../support/http.js';
import { quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';

const days = 30;
const warmUps = 20;
const searches = 100;
const work = 'earliest slot of all doctors, 30 days';

const dateIn = (count: number): string =>
  new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/** One request after the other for those doctors of all who are free first, with the slots of each. */
export async function earliest({ sites: [site] }: Stage): Promise<Row[]> {
  const times: number[] = [];
  for (let turn = 0; turn < warmUps + searches; turn += 1) {
    // Nothing of this is kept, but no two in a row need be alike either.
    const first = 1 + (turn % 10);
    const dates = `availableFrom=${dateIn(first)}&availableTo=${dateIn(first + days - 1)}`;
    const started = performance.now();
    const { status, body } = await call('GET', `${site.gateway.url}/doctors?sort=earliest&slots=3&${dates}`);
    if (status !== 200 || (body as unknown[]).length === 0)
      throw new Error(`The earliest slots were answered ${status}.`);
    if (turn >= warmUps) times.push(performance.now() - started);
  }
  const p95 = quantile(times, 0.95);
  const note = `p95 while idle, p50 ${quantile(times, 0.5).toFixed(0)} ms, over ${site.amounts.doctors} doctors`;
  return [{ work, name: site.name, ratio: { value: p95, unit: ' ms', atMost: 200 }, note }];
}
