import { type Clock, SystemClock } from '#libs/common';

/**
 * Processes and PostgreSQL decide on time, each by its own clock: a hold that is over for one has to be over for all. This
 * far they may be apart, in milliseconds, before a process refuses to work (docs/decisions/0031-one-clock.md).
 */
export const mostClockLead = 2000;

/**
 * By how much the clock here is ahead of another, which is read at some moment between asking and the answer.
 *
 * @param read asks the other clock
 * @returns milliseconds, negative when it is behind, and 0 as long as the way explains the difference
 */
export async function clockLead(
  read: () => Promise<Date>,
  clock: Clock = new SystemClock(),
): Promise<number> {
  const asked = clock.milliseconds();
  const there = (await read()).getTime();
  return there < asked ? asked - there : Math.min(clock.milliseconds() - there, 0);
}
