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
    log.take();
    const { answers } = await load(gateway.url, next, { connections, seconds });
    return answers / log.take().filter(({ sql }) => writesBookings.test(sql)).length;
  } finally {
    await gateway.stop();
    log.close();
  }
}
