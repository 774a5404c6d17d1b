import { Temporal } from 'temporal-polyfill';
import { type Database, type Doctor, type Location, type Prisma } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';
import { type Account } from './site.js';

/** Where the doctors of series work. */
export const timeZone = 'Europe/Berlin';

const places = new WeakMap<Database, Promise<Location>>();

function placeOf(database: Database): Promise<Location> {
  const known = places.get(database) ?? aLocation(database, { timeZone });
  places.set(database, known);
  return known;
}

/** A doctor of that zone with an account, every day from 08:00 to 18:00, who can be booked two years ahead. */
export async function aDoctorForSeries(
  database: Database,
  visitType: Partial<Prisma.VisitTypeUncheckedCreateInput> = {},
): Promise<Doctor> {
  const { id: locationId } = await placeOf(database);
  const { id: userId } = await aUser(database, { role: 'doctor' });
  const { id } = await aVisitType(database, { horizonDays: 730, ...visitType });
  return aDoctor(database, {
    locationId,
    userId,
    visitTypeIds: [id],
    schedule: daily('08:00', '18:00'),
  });
}

/** A local time some weeks from today, as an instant. */
export const weekFromNow = (weeks: number, time = '10:00'): string =>
  Temporal.Now.plainDateISO(timeZone)
    .add({ weeks })
    .toZonedDateTime({ timeZone, plainTime: time })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** Local times in weeks that follow each other. */
export const weeksFrom = (first: number, count: number, time = '10:00'): string[] =>
  Array.from({ length: count }, (_, index) => weekFromNow(first + index, time));

export interface SeriesWish {
  readonly doctorId: number;
  readonly appointmentDateTime: string;
  readonly recurrence: { readonly frequency: string; readonly interval?: number; readonly count: number };
  readonly skip?: readonly number[];
}

/** Asks for a series; the answer may be any. */
export const bookSeries = (
  gateway: string,
  { token }: Account,
  wish: object,
  idempotencyKey?: string,
): Promise<Answer> =>
  call('POST', `${gateway}/appointments/series`, {
    token,
    body: wish,
    ...(idempotencyKey !== undefined && { headers: { 'idempotency-key': idempotencyKey } }),
  });

interface Visit {
  readonly id: number;
  readonly appointmentDateTime: string;
  readonly status: string;
}

/** The series in an answer. */
export const seriesIn = ({ body }: Answer) =>
  body as { seriesId: string; appointments: (Visit & Record<string, unknown>)[] };

/** Its starts. */
export const startsIn = (answer: Answer): string[] =>
  seriesIn(answer).appointments.map(({ appointmentDateTime }) => appointmentDateTime);

/** The conflicts in an answer, each as its number and its code. */
export const conflictsIn = ({ body }: Answer): string[] =>
  (body as { conflicts: { occurrence: number; code: string }[] }).conflicts.map(
    ({ occurrence, code }) => `${occurrence} ${code}`,
  );

/** Everything that booking a series could leave behind. */
export const traces = ({ client }: Database): Promise<unknown[]> =>
  Promise.all([
    client.appointment.findMany({ orderBy: { id: 'asc' } }),
    client.appointmentHistory.findMany({ orderBy: [{ appointmentId: 'asc' }, { version: 'asc' }] }),
    client.outboxEvent.count(),
    client.idempotencyKey.count(),
  ]);
