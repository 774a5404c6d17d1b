import { bookedIn } from './data.js';
import { load } from './load.js';
import { type Options } from './options.js';
import { mostBookingsPerSecond, type Site, startSiteGateway } from './site.js';
import { openStatementLog } from './statement-log.js';

const warmUpBookings = 1000;
const writesBookings = /\bINSERT\s+INTO\s+"?appointments"?\s*\(/i;

/** How many bookings share a statement when many come at once, as a log between a gateway and PostgreSQL sees it. */
export async function bookingsPerStatement(
  { databaseUrl, slots }: Site,
  { connections, seconds }: Options,
): Promise<number> {
  const log = await openStatementLog(databaseUrl);
  const gateway = await startSiteGateway(log.url);
  const next = () => slots.ask(slots.take());
  try {
    await slots.reserve(2 * warmUpBookings + seconds * mostBookingsPerSecond);
    await load(gateway.url, next, { connections, seconds, amount: warmUpBookings });
    const before = await bookedIn(databaseUrl);
    log.take();
    await load(gateway.url, next, { connections, seconds });
    // Only then is there nothing on its way that a connection no longer waits for.
    await gateway.stop();
    const written = log.take().filter(({ sql }) => writesBookings.test(sql)).length;
    return ((await bookedIn(databaseUrl)) - before) / written;
  } finally {
    await gateway.kill();
    log.close();
  }
}
