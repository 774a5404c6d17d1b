import { Temporal } from 'temporal-polyfill';
import { Clock } from '#libs/common';
import { clockLead } from './clocks.js';

/** Shows these milliseconds, one after the other. */
class ShownClock extends Clock {
  constructor(private readonly times: number[]) {
    super();
  }

  override now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.times.shift() ?? NaN);
  }
}

const lead = (there: number, asked: number, answered: number): Promise<number> =>
  clockLead(() => Promise.resolve(new Date(there)), new ShownClock([asked, answered]));

it('counts what the way may have taken in favour of the clocks', async () => {
  expect(await lead(5000, 5000, 5000)).toBe(0);
  expect(await lead(5000, 1000, 9000)).toBe(0);
});

it('tells by how much a clock is ahead, and by how much behind', async () => {
  expect(await lead(1000, 5000, 5100)).toBe(4000);
  expect(await lead(9000, 5000, 5100)).toBe(-3900);
});
