import { type Database, type WaitlistOffer, type WaitlistStatus } from '#libs/database';
import { aDoctor, aUser, daily } from '../../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../../support/database.js';
import { type Answer } from '../../../support/http.js';
import { raisedLimits } from '../../../support/limits.js';
import { startGateway, startNotifications } from '../../../support/processes.js';
import { newNamespace, services } from '../../../support/services.js';
import { eventually } from '../../../support/wait.js';
import { type MailServer, startMailServer } from '../../support/listeners/mail-server.js';
import { type Listener, listenTo } from '../../support/listeners/exchange-listener.js';
import { queuesOf } from '../../support/broker.js';
import { type Api, apiOf, fieldOf } from '../../support/api.js';
import { type Account, signIn } from '../../support/site.js';

/** An entry as the API shows it. */
export interface Entry {
  readonly id: number;
  readonly userId: number;
  readonly status: WaitlistStatus;
  readonly appointmentId: number | null;
  readonly offer: {
    readonly doctorId: number;
    readonly appointmentDateTime: string;
    readonly expiresAt: string;
  } | null;
}

/** A patient with a mailbox. */
export interface Person extends Account {
  readonly email: string;
}

/** Two gateways, the sender of messages, and what can be seen of them from outside. */
export interface WaitlistSite {
  readonly clinic: TestDatabase;
  readonly database: Database;
  readonly apis: readonly [Api, Api];
  readonly api: Api;
  readonly url: string;
  readonly mail: MailServer;
  readonly broker: Listener;
  person(role?: 'patient' | 'staff' | 'admin'): Promise<Person>;
  close(): Promise<void>;
}

const patience = { within: 20_000 };

export async function openWaitlistSite(
  env: Partial<Record<'QUOTA_WAITLIST' | 'WAITLIST_OFFER_MINUTES', string>> = {},
): Promise<WaitlistSite> {
  const [clinic, mail] = await Promise.all([createDatabase(), startMailServer()]);
  const namespace = newNamespace();
  const options = {
    ...services(),
    databaseUrl: clinic.url,
    namespace,
    env: {
      ...raisedLimits,
      SMTP_URL: mail.url,
      PUBLIC_URL: 'https://docket.clinic.example',
      DELIVERY_TIMEOUT_SECONDS: '5',
      ...env,
    },
  };
  // One after the other: together they would take each other's time.
  const one = await startGateway(options);
  const two = await startGateway(options);
  const sender = await startNotifications(options);
  const { rabbitmqUrl } = services();
  const broker = await listenTo(rabbitmqUrl, queuesOf(rabbitmqUrl, namespace).events);
  const apis = [apiOf(one.url), apiOf(two.url)] as const;
  return {
    clinic,
    database: clinic.database,
    apis,
    api: apis[0],
    url: one.url,
    mail,
    broker,
    person: async (role = 'patient') => {
      const user = await aUser(clinic.database, { role });
      return { ...(await signIn(one.url, user)), email: user.email };
    },
    close: async () => {
      await Promise.all([one.stop(), two.stop(), sender.stop()]);
      await broker.close();
      await mail.close();
      await clinic.drop();
    },
  };
}

/** A doctor of one slot a day, at 10:00: a patient who gives it up leaves nothing else to be offered. */
export async function aScarceDoctor({ database }: WaitlistSite, more: object = {}): Promise<number> {
  return (await aDoctor(database, { schedule: daily('10:00', '10:30'), ...more })).id;
}

const begun = Date.now();

/** `YYYY-MM-DD` in UTC, some days after these tests began: midnight may pass meanwhile. */
export const dayIn = (days: number): string =>
  new Date(begun + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** That slot, some days from now. */
export const slotIn = (days: number): string => `${dayIn(days)}T10:00:00.000Z`;

/** Some weeks that all of these slots lie in. */
export const soon = { from: dayIn(1), to: dayIn(60) };

export async function join(api: Api, person: Account, wish: object): Promise<Entry> {
  const answer = await api.post('/waitlist', { ...soon, ...wish }, person.token);
  if (answer.status !== 201) throw new Error(`Joining was answered ${answer.status}: ${answer.text}`);
  return answer.body as Entry;
}

export async function book(api: Api, person: Account, doctorId: number, at: string): Promise<number> {
  const answer = await api.post('/appointments', { doctorId, appointmentDateTime: at }, person.token);
  if (answer.status !== 201) throw new Error(`Booking was answered ${answer.status}: ${answer.text}`);
  return fieldOf(answer, 'id') as number;
}

export async function cancel(api: Api, person: Account, id: number): Promise<void> {
  const answer = await api.post(`/appointments/${id}/cancel`, {}, person.token);
  if (answer.status !== 200) throw new Error(`Cancelling was answered ${answer.status}: ${answer.text}`);
}

export const entryOf = async (api: Api, { token }: Account, id: number): Promise<Entry> =>
  (await api.get(`/waitlist/${id}`, token)).body as Entry;

/** Waits until an entry has a status, and gives it then. */
export const becomes = (api: Api, person: Account, id: number, status: WaitlistStatus): Promise<Entry> =>
  eventually(async () => {
    const entry = await entryOf(api, person, id);
    expect([id, entry.status]).toEqual([id, status]);
    return entry;
  }, patience);

/** Waits until the list has been looked through for everything that became free. */
export const allLookedAt = ({ client }: Database): Promise<void> =>
  eventually(async () => {
    expect(await client.waitlistOpening.count()).toBe(0);
  }, patience);

/** The offers of an entry, the first one first. */
export const offersOf = ({ client }: Database, entryId: number): Promise<WaitlistOffer[]> =>
  client.waitlistOffer.findMany({ where: { entryId }, orderBy: { appointmentId: 'asc' } });

export const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];
