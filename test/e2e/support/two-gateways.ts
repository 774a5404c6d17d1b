import { type Database } from '#libs/database';
import { type Account, patients } from './site.js';
import { openStage } from './stage.js';

/** Two gateways and the notifications app on one database. */
export interface Clinic {
  readonly database: Database;
  readonly people: readonly [Account, ...Account[]];
  /** The URL of one gateway and the other, by turns */
  gateway(turn: number): string;
  /** Removes all visits and what followed from them, so that a test can count its own. */
  forgetVisits(): Promise<void>;
  close(): Promise<void>;
}

/** @param withNotifications whether the notifications app takes the events out of the queue; a test of rows alone does not need it */
export async function openClinic(people: number, { withNotifications = true } = {}): Promise<Clinic> {
  const stage = await openStage();
  const { database } = stage.clinic;
  if (withNotifications) await stage.startNotifications();
  const [one, two] = await Promise.all([stage.startGateway(), stage.startGateway()]);
  return {
    database,
    people: await patients(database, one.url, people),
    gateway: (turn) => (turn % 2 === 0 ? one : two).url,
    forgetVisits: async () => {
      // What is still being told of the last test's visits may be in the way.
      await database.insisting(
        () => database.client.$executeRaw`
          TRUNCATE appointments, appointment_history, waitlist_entries, waitlist_offers, waitlist_openings, outbox_events, inbox_events, notifications, deliveries,
            idempotency_keys`,
      );
    },
    close: () => stage.close(),
  };
}
