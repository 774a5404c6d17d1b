import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Database, type ExceptionKind, type Prisma } from '#libs/database';
import { aDoctor, aLocation, aVisitType } from '../../../support/clinic.js';

const minute = 60_000;
const minutesOfDay = 24 * 60;

/** Around what the times of a case are: where rules begin and end to hold. */
const anchors = ['now', 'notice', 'clock change', 'horizon'] as const;

interface Part {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A doctor, and times to be asked about; days and minutes are counted from the anchor. */
export interface Given {
  /** Of the doctor's own location, and of another one */
  readonly zones: readonly [string, string];
  readonly anchor: (typeof anchors)[number];
  readonly visit: {
    readonly durationMinutes: number;
    readonly slotIntervalMinutes: number;
    readonly bufferBeforeMinutes: number;
    readonly bufferAfterMinutes: number;
    readonly minimumNoticeMinutes: number;
    readonly horizonDays: number;
  };
  readonly windows: readonly (Part & { readonly isAtOther: boolean; readonly fromDay: number | null })[];
  readonly changes: readonly {
    readonly day: number;
    readonly kind: 'closed' | 'extra' | 'closure';
    readonly isAtOther: boolean;
    readonly part: Part | null;
  }[];
  readonly bookings: readonly {
    readonly at: number;
    readonly minutes: number;
    readonly kind: 'confirmed' | 'pending' | 'held' | 'expired' | 'cancelled' | 'overbooked';
  }[];
  /** Minutes, or which of the starts that the doctor offers */
  readonly starts: readonly ({ readonly minutes: number } | { readonly offered: number })[];
}

const plain = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const quarter = fc.integer({ min: 0, max: 95 }).map((quarters) => quarters * 15);
const part: fc.Arbitrary<Part> = plain({
  startMinute: quarter,
  length: fc.integer({ min: 1, max: 95 }),
}).map(({ startMinute, length }) => ({
  startMinute,
  endMinute: (startMinute + length * 15) % minutesOfDay,
}));
const wholeDay: Part = { startMinute: 0, endMinute: 0 };

const near = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -100, max: 100 }).map((quarters) => quarters * 15) },
  fc.integer({ min: -1500, max: 1500 }),
);

/** Any doctor, and starts on the grid and off it, taken and free, over, too soon and too far off. */
export const givenDoctors: fc.Arbitrary<Given> = plain<Given>({
  zones: fc.constantFrom<[string, string][]>(
    ['America/New_York', 'Europe/Berlin'],
    ['Europe/Berlin', 'Asia/Kathmandu'],
    ['Australia/Lord_Howe', 'UTC'],
    ['America/Havana', 'America/New_York'],
    ['Antarctica/Troll', 'Europe/Berlin'],
    ['America/Nuuk', 'America/Havana'],
    ['UTC', 'Pacific/Kiritimati'],
  ),
  anchor: fc.constantFrom(...anchors),
  visit: plain({
    durationMinutes: fc.constantFrom(15, 30, 50),
    slotIntervalMinutes: fc.constantFrom(5, 15, 30),
    bufferBeforeMinutes: fc.constantFrom(0, 0, 10),
    bufferAfterMinutes: fc.constantFrom(0, 0, 20),
    minimumNoticeMinutes: fc.constantFrom(0, 90, 1500),
    horizonDays: fc.constantFrom(730, 730, 0, 5),
  }),
  windows: fc.array(
    plain({
      part: fc.oneof(part, fc.constant(wholeDay)),
      isAtOther: fc.boolean(),
      fromDay: fc.option(fc.integer({ min: -2, max: 2 }), { freq: 4 }),
    }).map(({ part: times, ...rest }) => ({ ...times, ...rest })),
    { minLength: 1, maxLength: 3 },
  ),
  changes: fc.array(
    plain({
      day: fc.integer({ min: -1, max: 1 }),
      kind: fc.constantFrom('closed', 'extra', 'closure'),
      isAtOther: fc.boolean(),
      part: fc.option(part),
    }),
    { maxLength: 3 },
  ),
  bookings: fc.array(
    plain({
      at: near,
      minutes: fc.integer({ min: 15, max: 120 }),
      kind: fc.constantFrom('confirmed', 'pending', 'held', 'expired', 'cancelled', 'overbooked'),
    }),
    { maxLength: 8 },
  ),
  starts: fc.array(fc.oneof(plain({ minutes: near }), plain({ offered: fc.nat({ max: 500 }) })), {
    minLength: 1,
    maxLength: 8,
  }),
});

/** The instant that the times of a case are counted from, in milliseconds since 1970. */
export function anchorOf({ anchor, zones, visit }: Given, now: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zones[0]);
  switch (anchor) {
    case 'now':
      return now;
    case 'notice':
      return now + visit.minimumNoticeMinutes * minute;
    case 'clock change':
      return (here.getTimeZoneTransition('next') ?? here.add({ days: 30 })).epochMilliseconds;
    case 'horizon':
      return here.startOfDay().add({ days: visit.horizonDays + 1 }).epochMilliseconds;
  }
}

/** A request whose start comes without an answer lapses, which would write rows beside the booking that is tried. */
const lapsesSoon = (start: number): boolean => start < Date.now() + 5 * minute;

const statusOf = {
  confirmed: 'confirmed',
  pending: 'pending',
  held: 'held',
  expired: 'held',
  cancelled: 'cancelled',
  overbooked: 'confirmed',
} as const;

/**
 * Writes a doctor and what is booked already, past the API, which refuses some of it. Bookings that overlap are left out.
 *
 * @param othersId whose bookings they are
 * @returns the doctor's id
 */
export async function writeDoctor(
  database: Database,
  given: Given,
  anchor: number,
  othersId: number,
): Promise<number> {
  const { client } = database;
  const visitType = await aVisitType(database, given.visit);
  const locations = [];
  for (const timeZone of given.zones) locations.push(await aLocation(database, { timeZone }));
  const [locationId = 0, otherId = 0] = locations.map(({ id }) => id);
  const at = (isAtOther: boolean): number => (isAtOther ? otherId : locationId);
  const today = Temporal.Instant.fromEpochMilliseconds(anchor)
    .toZonedDateTimeISO(given.zones[0])
    .toPlainDate();
  const dateOf = (day: number): Date => new Date(today.add({ days: day }).toString());

  const { id: doctorId } = await aDoctor(database, {
    locationId,
    schedule: [],
    visitTypeIds: [visitType.id],
  });
  await client.scheduleWindow.createMany({
    data: given.windows.flatMap(({ startMinute, endMinute, isAtOther, fromDay }) =>
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        doctorId,
        weekday,
        startMinute,
        endMinute,
        locationId: at(isAtOther),
        validFrom: fromDay === null ? null : dateOf(fromDay),
      })),
    ),
  });
  const exceptions: Prisma.ScheduleExceptionCreateManyInput[] = [];
  const closures: Prisma.LocationClosureCreateManyInput[] = [];
  for (const { day, kind, isAtOther, part: times } of given.changes) {
    const change = { date: dateOf(day), ...(times ?? {}) };
    if (kind === 'closure') closures.push({ ...change, locationId: at(isAtOther), name: 'holiday' });
    else if (kind === 'closed') exceptions.push({ ...change, doctorId, kind });
    else {
      const extra: ExceptionKind = 'extra';
      exceptions.push({ ...wholeDay, ...change, doctorId, kind: extra, locationId: at(isAtOther) });
    }
  }
  await client.scheduleException.createMany({ data: exceptions });
  await client.locationClosure.createMany({ data: closures });
  for (const { at: offset, minutes, kind: wanted } of given.bookings) {
    const start = anchor + offset * minute;
    const kind = wanted === 'pending' && lapsesSoon(start) ? 'confirmed' : wanted;
    const [from, to] = [new Date(start), new Date(start + minutes * minute)];
    const expiry =
      kind === 'held'
        ? new Date(Date.now() + 3_600_000)
        : kind === 'expired'
          ? new Date(Date.now() - 1)
          : null;
    await client.$executeRaw`
      INSERT INTO appointments (user_id, doctor_id, visit_type_id, location_id, starts_at, ends_at, busy_from, busy_to,
        status, created_by_id, created_at, hold_expires_at, overbooked)
      VALUES (${othersId}, ${doctorId}, ${visitType.id}, ${locationId}, ${from}, ${to}, ${from}, ${to},
        ${statusOf[kind]}::appointment_status, ${othersId}, now(), ${expiry}, ${kind === 'overbooked'})
      ON CONFLICT DO NOTHING`;
  }
  return doctorId;
}
