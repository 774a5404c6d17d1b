import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { aUser } from '../../support/clinic.js';
import { anchorOf, type Given, givenDoctors, writeDoctor } from './properties/doctors.js';
import { apiOf, fieldOf } from '../support/api.js';
import { idIn } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 600_000;
const minute = 60_000;

let clinic: Clinic;
let othersId: number;

beforeAll(async () => {
  clinic = await openClinic(1, { withNotifications: false });
  othersId = (await aUser(clinic.database)).id;
}, patience);

afterAll(() => clinic.close());

/** Everything that a booking may write, in a word each. Whether an event is published is not the booking's doing. */
async function rows(): Promise<unknown> {
  return clinic.database.client.$queryRaw`
    SELECT
      (SELECT md5(string_agg(a::text, '/' ORDER BY id)) FROM appointments a) AS appointments,
      (SELECT md5(string_agg(h::text, '/' ORDER BY appointment_id, version)) FROM appointment_history h) AS history,
      (SELECT md5(string_agg(concat_ws('/', event_id, type, data), '/' ORDER BY id)) FROM outbox_events) AS events,
      (SELECT md5(string_agg(k::text, '/' ORDER BY key)) FROM idempotency_keys k) AS keys`;
}

/** Starts that the doctor offers around the anchor; which of them are free does not matter. */
async function offered(doctorId: number, anchor: number): Promise<number[]> {
  const date = (days: number): string => new Date(anchor + days * 1440 * minute).toISOString().slice(0, 10);
  const path = `/doctors/${doctorId}/availability?from=${date(-1)}&to=${date(1)}&timeZone=UTC`;
  const found = fieldOf(await apiOf(clinic.gateway(0)).get(path), 'days') as { slots: { start: string }[] }[];
  return found.flatMap(({ slots }) => slots.map(({ start }) => Date.parse(start)));
}

interface Asked {
  readonly start: string;
  readonly reasons: readonly string[];
  readonly booked: string;
  readonly isUntouched: boolean;
}

/** Asks one gateway why not, and the other for the visit. */
async function ask(doctorId: number, at: number): Promise<Asked> {
  const start = new Date(at).toISOString();
  const [patient] = clinic.people;
  const explained = await apiOf(clinic.gateway(0)).get(
    `/doctors/${doctorId}/availability/explain?at=${start}`,
  );
  const before = await rows();
  const booked = await apiOf(clinic.gateway(1)).post(
    '/appointments',
    { doctorId, appointmentDateTime: start },
    patient.token,
    { 'idempotency-key': randomUUID() },
  );
  const after = await rows();
  // The patient is to be free for what is asked next.
  if (booked.status === 201)
    await clinic.database.client.$executeRaw`
      UPDATE appointments SET status = 'cancelled' WHERE id = ${idIn(booked)}`;
  const reasons = fieldOf(explained, 'reasons') as { code: string }[];
  return {
    start,
    reasons: reasons.map(({ code }) => code),
    booked: booked.status === 201 ? 'yes' : String(fieldOf(booked, 'code')).replace('slot_taken', 'taken'),
    isUntouched: JSON.stringify(after) === JSON.stringify(before),
  };
}

const localDates = ({ zones }: Given): string =>
  zones.map((zone) => Temporal.Now.plainDateISO(zone).toString()).join();

it(
  'explain has nothing to say exactly when a booking succeeds, and one that is refused leaves every row as it was',
  async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(givenDoctors, async (given) => {
        await clinic.forgetVisits();
        const now = Math.floor(Date.now() / minute) * minute;
        const today = localDates(given);
        const anchor = anchorOf(given, now);
        const doctorId = await writeDoctor(clinic.database, given, anchor, othersId);
        const free = await offered(doctorId, anchor);
        for (const start of given.starts) {
          const at =
            'minutes' in start
              ? anchor + start.minutes * minute
              : (free[start.offered % Math.max(free.length, 1)] ?? anchor);
          // A rule may set in between the question and the booking; a few minutes off, on any machine it does not.
          const borders = [now, now + given.visit.minimumNoticeMinutes * minute];
          if (borders.some((border) => Math.abs(at - border) < 5 * minute)) continue;
          const asked = await ask(doctorId, at);
          fc.pre(Date.now() - now < 4 * minute && localDates(given) === today);
          const { reasons, booked, isUntouched } = asked;
          seen.set(reasons[0] ?? 'none', (seen.get(reasons[0] ?? 'none') ?? 0) + 1);
          const isRight =
            reasons.length === 0
              ? booked === 'yes' && !isUntouched
              : reasons.includes(booked.replace('appointment.', '')) && isUntouched;
          expect({ ...asked, isRight }).toEqual({ ...asked, isRight: true });
        }
      }),
      // The time limit ends a long search for the smallest case.
      { numRuns: 60, interruptAfterTimeLimit: patience - 60_000, markInterruptAsFailure: true },
    );
    expect(seen.get('none')).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(1);
  },
  patience,
);
