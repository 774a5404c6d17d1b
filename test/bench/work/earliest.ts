import { call } from '../../support/http.js';
import { asked } from '../asked.js';
import { metered } from '../cost/meter.js';
import { type Measured, quantile } from '../load.js';
import { growth, type Row, type Stage } from '../row.js';

const days = 30;
const warmUps = 20;
const searches = 100;
const work = 'earliest slot of all doctors, 30 days';

const dateIn = (count: number): string =>
  new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/** @returns milliseconds of each of so many searches, one after the other */
async function searchOften(url: string, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    // Nothing of this is kept, but no two in a row need be alike either.
    const first = 1 + (times.length % 10);
    const dates = `availableFrom=${dateIn(first)}&availableTo=${dateIn(first + days - 1)}`;
    const started = performance.now();
    const { status, body } = await call('GET', `${url}/doctors?sort=earliest&slots=3&${dates}`);
    if (status !== 200 || (body as unknown[]).length === 0)
      throw new Error(`The earliest slots were answered ${status}.`);
    times.push(performance.now() - started);
  }
  return times;
}

/** One request after the other for those doctors of all who are free first, with the slots of each. */
export async function earliest({ sites }: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, gateway, workers, amounts } of sites) {
    await searchOften(gateway.url, warmUps);
    let p95 = Number.NaN;
    const result = await metered(workers, async (): Promise<Measured> => {
      const times = await searchOften(gateway.url, searches);
      const rate = (1000 * searches) / times.reduce((sum, time) => sum + time, 0);
      p95 = quantile(times, 0.95);
      return { answers: searches, rate, p50: quantile(times, 0.5), p99: quantile(times, 0.99), errors: {} };
    });
    const usual = rows[0]?.result;
    const over = `over ${amounts.doctors} doctors`;
    rows.push(
      usual === undefined
        ? {
            work,
            name,
            result,
            ratio: { value: p95, unit: ' ms', ...asked.earliestMilliseconds },
            note: `p95 while idle, ${over}`,
          }
        : { work, name, result, ratio: growth(usual, result), note: `p99 against the usual data, ${over}` },
    );
  }
  return rows;
}
