import { randomUUID } from 'node:crypto';
import { type Doctor, type Prisma } from '#libs/database';
import { aDoctor, aUser, aVisitType, daily } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { letBegin, letExpire } from '../support/passing-time.js';
import { allArrive, overlaps } from '../support/rows.js';
import { type Account, idIn, signIn, tally } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

/*
 * The cases of concurrency and life cycle that other booking systems shipped as bugs, each by its number, on the real
 * database, with two gateways and the notifications app. Those of time and slots are in availability.spec.ts, 27 in
 * any-doctor.spec.ts, 39 in series.spec.ts.
 */

const patience = 180_000;
const rounds = 5;

let clinic: Clinic;
let patient: Account;
let rivals: readonly Account[];
let desk: Account;

beforeAll(async () => {
  clinic = await openClinic(5);
  [patient, ...rivals] = clinic.people;
  desk = await signIn(clinic.gateway(0), await aUser(clinic.database, { role: 'staff' }));
}, patience);

afterAll(() => clinic.close());

beforeEach(() => clinic.forgetVisits());

const begun = dayFromNow(2);

/** An instant some days after the first day of these tests. */
const at = (time: string, days = 0): string =>
  new Date(Date.parse(`${begun}T${time}:00.000Z`) + days * 86_400_000).toISOString();

/** A client of one gateway and the other, by turns. */
const api = (turn: number): Api => apiOf(clinic.gateway(turn));

/** A doctor at all hours, with an account, so that whatever happens is told to two. */
async function doctorWith(
  ...visitTypes: readonly Partial<Prisma.VisitTypeUncheckedCreateInput>[]
): Promise<Doctor & { visitTypeIds: number[] }> {
  const { id: userId } = await aUser(clinic.database, { role: 'doctor' });
  const visitTypeIds: number[] = [];
  for (const visitType of visitTypes.length === 0 ? [{}] : visitTypes)
    visitTypeIds.push((await aVisitType(clinic.database, { slotIntervalMinutes: 15, ...visitType })).id);
  const schedule = daily('00:00', '00:00');
  return { ...(await aDoctor(clinic.database, { userId, schedule, visitTypeIds })), visitTypeIds };
}

interface Wish {
  readonly doctorId: number;
  readonly appointmentDateTime: string;
  readonly visitTypeId?: number | undefined;
  readonly holdId?: number;
}

const book = (turn: number, who: Account, wish: Wish, key?: string): Promise<Answer> =>
  api(turn).post('/appointments', wish, who.token, key === undefined ? {} : { 'idempotency-key': key });
const hold = (turn: number, who: Account, wish: Wish): Promise<Answer> =>
  api(turn).post('/appointments/holds', wish, who.token);
const move = (turn: number, who: Account, id: number, changes: object): Promise<Answer> =>
  api(turn).patch(`/appointments/${id}`, changes, who.token);
const cancel = (turn: number, who: Account, id: number, body: object = {}): Promise<Answer> =>
  api(turn).post(`/appointments/${id}/cancel`, body, who.token);

const refusal = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

/** Everything that is stored about an appointment. */
const recordOf = async (id: number) => {
  const { client } = clinic.database;
  const events = await client.outboxEvent.findMany({
    where: { data: { path: ['appointmentId'], equals: id } },
    orderBy: { id: 'asc' },
  });
  return {
    row: await client.appointment.findUniqueOrThrow({ where: { id } }),
    history: await client.appointmentHistory.findMany({
      where: { appointmentId: id },
      orderBy: { version: 'asc' },
    }),
    events: events.map(({ type }) => type),
  };
};

const stepsOf = async (id: number): Promise<unknown[]> =>
  (await recordOf(id)).history.map(({ fromStatus, toStatus, reason }) => [fromStatus, toStatus, reason]);

/** Every row that a request may write. */
const everything = async (): Promise<unknown[]> => {
  const { appointment, appointmentHistory, outboxEvent, idempotencyKey } = clinic.database.client;
  return Promise.all([
    appointment.findMany({ orderBy: { id: 'asc' } }),
    appointmentHistory.findMany({ orderBy: [{ appointmentId: 'asc' }, { version: 'asc' }] }),
    // When an event is published is not the request's doing.
    outboxEvent.findMany({ select: { eventId: true, type: true, data: true }, orderBy: { id: 'asc' } }),
    idempotencyKey.findMany({ orderBy: { key: 'asc' } }),
  ]);
};

describe('at two gateways', () => {
  it(
    '25: overlap with another start, length or visit type of the same doctor: one wins',
    async () => {
      const { id: doctorId, visitTypeIds } = await doctorWith(
        {},
        { durationMinutes: 60 },
        { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 },
      );
      const [short, long, buffered] = visitTypeIds;
      for (let round = 0; round < rounds; round += 1) {
        const wishes = [
          [short, '10:00'],
          [short, '10:15'],
          [long, '09:30'],
          [long, '10:00'],
          [buffered, '10:30'],
        ] as const;
        const answers = await Promise.all(
          wishes.map(([visitTypeId, time], index) =>
            book(round + index, clinic.people[index] ?? patient, {
              doctorId,
              visitTypeId,
              appointmentDateTime: at(time, round),
            }),
          ),
        );
        expect(tally(answers)).toEqual({ '201': 1, '409 appointment.slot_taken': wishes.length - 1 });
      }
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
      expect(await clinic.database.client.appointmentHistory.count()).toBe(rounds);
      await allArrive(clinic.database, rounds);
    },
    patience,
  );

  it(
    '26: the same patient with two doctors, partly overlapping: refused',
    async () => {
      const doctors = [await doctorWith(), await doctorWith()];
      for (let round = 0; round < rounds; round += 1) {
        const answers = await Promise.all(
          doctors.map(({ id: doctorId }, index) => {
            const appointmentDateTime = at(index === 0 ? '10:00' : '10:15', round);
            return book(round + index, patient, { doctorId, appointmentDateTime });
          }),
        );
        expect(tally(answers)).toEqual({ '201': 1, '409 appointment.patient_busy': 1 });
      }
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
      expect(await clinic.database.client.appointmentHistory.count()).toBe(rounds);
      await allArrive(clinic.database, rounds);
    },
    patience,
  );

  it('28: confirming a hold after it expired → 410; unknown → 404; the same idempotency key again → the same answer', async () => {
    const { id: doctorId } = await doctorWith();
    const wish = { doctorId, appointmentDateTime: at('10:00') };
    const late = idIn(await hold(0, patient, wish));
    await letExpire(clinic.database, late);
    const before = await everything();
    expect(refusal(await book(1, patient, { ...wish, holdId: late }))).toEqual([410, 'hold.expired']);
    expect(refusal(await book(1, patient, { ...wish, holdId: 999_999 }))).toEqual([404, 'hold.not_found']);
    expect(await everything()).toEqual(before);

    for (let round = 1; round <= rounds; round += 1) {
      const next = { doctorId, appointmentDateTime: at('10:00', round) };
      const holdId = idIn(await hold(round, patient, next));
      const key = randomUUID();
      const together = await Promise.all([0, 1].map((turn) => book(turn, patient, { ...next, holdId }, key)));
      const again = await book(round, patient, { ...next, holdId }, key);
      expect(tally([...together, again])).toEqual({ '201': 3 });
      expect(new Set([...together, again].map(({ text }) => text)).size).toBe(1);
      expect(idIn(again)).toBe(holdId);
      expect((await recordOf(holdId)).events).toEqual(['appointment.booked.v1']);
    }
    await allArrive(clinic.database, rounds);
  });

  it('29: an expired hold frees the slot before any sweeper runs', async () => {
    const { id: doctorId } = await doctorWith();
    const wish = { doctorId, appointmentDateTime: at('10:00') };
    const day = wish.appointmentDateTime.slice(0, 10);
    const isFree = async (turn: number): Promise<boolean> => {
      const found = await api(turn).get(`/doctors/${doctorId}/availability?from=${day}&to=${day}`);
      const [{ slots } = { slots: [] }] = fieldOf(found, 'days') as { slots: { start: string }[] }[];
      return slots.some(({ start }) => start === wish.appointmentDateTime);
    };
    const [rival = patient] = rivals;
    const held = idIn(await hold(0, patient, wish));
    expect(await isFree(1)).toBe(false);
    expect(refusal(await book(1, rival, wish))).toEqual([409, 'appointment.slot_taken']);
    await letExpire(clinic.database, held);
    expect(await isFree(1)).toBe(true);
    expect((await recordOf(held)).row.status).toBe('held');
    const booked = await book(1, rival, wish);
    expect(booked.status).toBe(201);
    expect(await stepsOf(held)).toEqual([
      [null, 'held', null],
      ['held', 'cancelled', 'expired'],
    ]);
    expect((await recordOf(held)).events).toEqual([]);
    await allArrive(clinic.database, 1);
  });

  it(
    '30: confirm races expiry; hold races book: one outcome, never both',
    async () => {
      const { id: doctorId } = await doctorWith();
      const [rival = patient] = rivals;
      for (let round = 0; round < rounds; round += 1) {
        const wish = { doctorId, appointmentDateTime: at('10:00', round) };
        const holdId = idIn(await hold(round, patient, wish));
        const [confirmed, stolen] = await Promise.all([
          book(round, patient, { ...wish, holdId }),
          book(round + 1, rival, wish),
          letExpire(clinic.database, holdId),
        ]);
        expect([201, 410]).toContain(confirmed.status);
        // Before the hold expired the time was taken, and may be lost to no other booking.
        expect([201, 409]).toContain(stolen.status);
        expect([confirmed.status, stolen.status]).not.toEqual([201, 201]);
        const winners = [confirmed, stolen].filter(({ status }) => status === 201).map(idIn);
        const { status } = (await recordOf(holdId)).row;
        expect(status === 'confirmed').toBe(winners.includes(holdId));
        for (const id of winners) expect((await recordOf(id)).events).toEqual(['appointment.booked.v1']);
      }
      for (let round = 0; round < rounds; round += 1) {
        const wish = { doctorId, appointmentDateTime: at('12:00', round) };
        await letExpire(clinic.database, idIn(await hold(round, patient, wish)));
        const answers = await Promise.all(
          clinic.people.flatMap((who, index) => [hold(index, who, wish), book(index + 1, who, wish)]),
        );
        expect(tally(answers)).toEqual({ '201': 1, '409 appointment.slot_taken': answers.length - 1 });
      }
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
    },
    patience,
  );

  it('31: cancel races cancel: one event, one message', async () => {
    const { id: doctorId } = await doctorWith();
    const wish = { doctorId, appointmentDateTime: at('10:00') };
    const id = idIn(await book(0, patient, wish));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => cancel(turn, patient, id, { reason: 'I am well again' })),
    );
    expect(tally(answers)).toEqual({ '200': 10 });
    for (const { body } of answers) expect(body).toMatchObject({ id, status: 'cancelled', version: 2 });
    expect(await stepsOf(id)).toEqual([
      [null, 'confirmed', null],
      ['confirmed', 'cancelled', 'I am well again'],
    ]);
    expect((await recordOf(id)).events).toEqual(['appointment.booked.v1', 'appointment.cancelled.v1']);
    await allArrive(clinic.database, 2);
    const again = await book(1, rivals[0] ?? patient, wish);
    expect(again.status).toBe(201);
    await allArrive(clinic.database, 3);
  });

  it(
    '32: cancel races reschedule: cancelled, or moved and then cancelled; never an active orphan',
    async () => {
      const { id: doctorId } = await doctorWith();
      let events = 0;
      for (let round = 0; round < rounds; round += 1) {
        const id = idIn(await book(round, patient, { doctorId, appointmentDateTime: at('10:00', round) }));
        const [moved, cancelled] = await Promise.all([
          move(round, patient, id, { appointmentDateTime: at('12:00', round) }),
          cancel(round + 1, patient, id),
        ]);
        expect(cancelled.status).toBe(200);
        expect([200, 409]).toContain(moved.status);
        const { row, history, events: told } = await recordOf(id);
        const wasMoved = moved.status === 200;
        expect(told).toEqual([
          'appointment.booked.v1',
          ...(wasMoved ? ['appointment.rescheduled.v1'] : []),
          'appointment.cancelled.v1',
        ]);
        expect(row).toMatchObject({ status: 'cancelled', version: told.length });
        expect(history).toHaveLength(told.length);
        expect(row.appointmentDateTime.toISOString()).toBe(at(wasMoved ? '12:00' : '10:00', round));
        events += told.length;
        for (const time of ['10:00', '12:00']) {
          const wish = { doctorId, appointmentDateTime: at(time, round) };
          const free = await book(round, rivals[0] ?? patient, wish);
          expect(free.status).toBe(201);
          events += 1;
        }
      }
      await allArrive(clinic.database, events);
    },
    patience,
  );

  it('33: reschedule by 15 minutes onto part of its own time: accepted, same id; to the identical time: nothing happens, no message', async () => {
    const { id: doctorId } = await doctorWith();
    const booked = await book(0, patient, { doctorId, appointmentDateTime: at('10:00') });
    const moved = await move(1, patient, idIn(booked), { appointmentDateTime: at('10:15') });
    expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"2"']);
    expect(moved.body).toEqual({
      ...(booked.body as object),
      appointmentDateTime: at('10:15'),
      endsAt: at('10:45'),
      version: 2,
    });
    const before = await everything();
    const same = await move(0, patient, idIn(booked), { appointmentDateTime: at('10:15') });
    expect([same.status, same.text]).toEqual([200, moved.text]);
    expect((await move(0, patient, idIn(booked), {})).text).toBe(moved.text);
    expect(await everything()).toEqual(before);
    const { events } = await recordOf(idIn(booked));
    expect(events).toEqual(['appointment.booked.v1', 'appointment.rescheduled.v1']);
    await allArrive(clinic.database, 2);
  });

  it(
    '34: reschedule whose target is lost: the original stays, untouched',
    async () => {
      const { id: doctorId } = await doctorWith();
      const [rival = patient] = rivals;
      let events = 0;
      for (let round = 0; round < rounds; round += 1) {
        const id = idIn(await book(round, patient, { doctorId, appointmentDateTime: at('10:00', round) }));
        const before = await recordOf(id);
        const target = at('12:00', round);
        const [moved, booked] = await Promise.all([
          move(round, patient, id, { appointmentDateTime: target }),
          book(round + 1, rival, { doctorId, appointmentDateTime: target }),
        ]);
        expect([moved.status, booked.status].sort()).toEqual(moved.status === 200 ? [200, 409] : [201, 409]);
        if (booked.status === 201) {
          expect(refusal(moved)).toEqual([409, 'appointment.slot_taken']);
          expect(await recordOf(id)).toEqual(before);
        }
        events += 2;
        // Now it is lost for certain, to a visit that overlaps the target in part.
        const rest = await everything();
        const late = await move(round, moved.status === 200 ? rival : patient, id, {
          appointmentDateTime: at('11:45', round),
        });
        if (moved.status === 409) {
          expect(refusal(late)).toEqual([409, 'appointment.slot_taken']);
          expect(fieldOf(late, 'alternatives')).toHaveLength(3);
        } else expect(late.status).toBe(404);
        expect(await everything()).toEqual(rest);
      }
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
      await allArrive(clinic.database, events);
    },
    patience,
  );

  it(
    '35: swap, A to B’s slot while B to A’s: no deadlock reaches a client',
    async () => {
      const { id: doctorId } = await doctorWith();
      for (let round = 0; round < rounds; round += 1) {
        const times = ['10:00', '10:30', '11:00', '11:30', '12:00'];
        const ids: number[] = [];
        for (const [index, who] of clinic.people.entries()) {
          const appointmentDateTime = at(times[index] ?? '', round);
          ids.push(idIn(await book(index, who, { doctorId, appointmentDateTime })));
        }
        const before = await everything();
        // Everybody to the time of the next, which is theirs still.
        const swapped = await Promise.all(
          clinic.people.map((who, index) => {
            const appointmentDateTime = at(times[(index + 1) % times.length] ?? '', round);
            return move(index, who, ids[index] ?? 0, { appointmentDateTime });
          }),
        );
        expect(tally(swapped)).toEqual({ '409 appointment.slot_taken': ids.length });
        expect(await everything()).toEqual(before);
        // All at once to times that are free and overlap: no request sees another in the way until PostgreSQL does.
        const rushed = await Promise.all(
          clinic.people.map((who, index) => {
            const appointmentDateTime = at(index % 2 === 0 ? '14:00' : '14:15', round);
            return move(round + index, who, ids[index] ?? 0, { appointmentDateTime });
          }),
        );
        expect(tally(rushed)).toEqual({ '200': 1, '409 appointment.slot_taken': ids.length - 1 });
      }
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
      await allArrive(clinic.database, rounds * (clinic.people.length + 1));
    },
    patience,
  );
});

it(
  '35: nor a deadlock between two visits that PostgreSQL sees on their way to one time',
  async () => {
    const { id: doctorId, locationId, visitTypeIds } = await doctorWith();
    const movers = [patient, ...rivals].slice(0, 2);
    const ids: number[] = [];
    for (const [index, who] of movers.entries())
      ids.push(
        idIn(await book(index, who, { doctorId, appointmentDateTime: at(index === 0 ? '10:00' : '11:00') })),
      );
    const { client } = clinic.database;
    const target = at('14:00');
    const waiting = async (): Promise<number> => {
      const [row] = await client.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return row?.count ?? 0;
    };
    const moves: Promise<Answer>[] = [];
    // A request waits three seconds for another's lock; who is told so asks again.
    const insist = async (turn: number, who: Account, id: number): Promise<Answer> => {
      const answer = await move(turn, who, id, { appointmentDateTime: target });
      return answer.status === 503 ? insist(turn, who, id) : answer;
    };
    // Another transaction is just writing a third one. Both wait for it, each with its own new row in the index already, and when
    // it is withdrawn each finds the other.
    const withdrawn = client.$transaction(
      async (queries) => {
        await queries.appointment.create({
          data: {
            appointmentDateTime: target,
            endsAt: at('14:30'),
            busyFrom: target,
            busyTo: at('14:30'),
            userId: desk.id,
            doctorId,
            locationId,
            visitTypeId: visitTypeIds[0] ?? 0,
            status: 'confirmed',
            createdById: desk.id,
            createdAt: target,
          },
        });
        for (const [index, who] of movers.entries()) moves.push(insist(index, who, ids[index] ?? 0));
        await eventually(async () => {
          expect(await waiting()).toBe(movers.length);
        });
        throw new Error('withdrawn');
      },
      { timeout: patience },
    );
    await expect(withdrawn).rejects.toThrow('withdrawn');
    expect(tally(await Promise.all(moves))).toEqual({ '200': 1, '409 appointment.slot_taken': 1 });
    expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
    await allArrive(clinic.database, movers.length + 1);
  },
  patience,
);

describe('by the rules', () => {
  /** What another patient is told, but for the id of the request. */
  const told = ({ status, text, headers }: Answer): unknown[] => [
    status,
    text.replace(/"requestId":"[^"]*"/, ''),
    headers.get('etag'),
    headers.get('content-type'),
  ];

  it('36: another patient’s appointment: 404 for every verb, the same bytes as a missing id', async () => {
    const { id: doctorId } = await doctorWith();
    const [stranger = patient] = rivals;
    const wish = { doctorId, appointmentDateTime: at('10:00') };
    const theirs = idIn(await book(0, patient, wish));
    const held = idIn(await hold(0, patient, { doctorId, appointmentDateTime: at('11:00') }));
    const other = await signIn(clinic.gateway(0), await aUser(clinic.database, { role: 'doctor' }));
    const missing = 999_999;
    const before = await everything();
    const verbs: [name: string, ask: (id: number, who: Account) => Promise<Answer>][] = [
      ['read', (id, who) => api(0).get(`/appointments/${id}`, who.token)],
      ['history', (id, who) => api(1).get(`/appointments/${id}/history`, who.token)],
      ['move', (id, who) => move(0, who, id, { appointmentDateTime: at('12:00') })],
      ['note', (id, who) => move(1, who, id, { reason: 'mine now' })],
      ['cancel', (id, who) => cancel(0, who, id)],
      ['release', (id, who) => api(1).delete(`/appointments/holds/${id}`, who.token)],
      ['extend', (id, who) => api(0).post(`/appointments/holds/${id}/extend`, {}, who.token)],
      ['book the hold', (id, who) => book(1, who, { ...wish, holdId: id })],
    ];
    const steps = ['confirm', 'check-in', 'complete', 'no-show', 'undo'].map(
      (step): (typeof verbs)[number] => [
        step,
        (id, who) => api(0).post(`/appointments/${id}/${step}`, {}, who.token),
      ],
    );
    for (const [name, ask] of verbs) {
      const nothing = await ask(missing, stranger);
      expect([name, nothing.status]).toEqual([name, 404]);
      for (const id of [theirs, held])
        for (const who of [stranger, other])
          expect([name, told(await ask(id, who))]).toEqual([name, told(nothing)]);
    }
    for (const [name, ask] of steps) {
      const nothing = await ask(missing, other);
      expect([name, nothing.status]).toEqual([name, 404]);
      expect([name, told(await ask(theirs, other))]).toEqual([name, told(nothing)]);
      // These are not for patients at all, whosever the appointment is.
      expect(told(await ask(theirs, stranger))).toEqual(told(await ask(missing, stranger)));
    }
    expect(listOf(await api(0).get('/appointments', stranger.token))).toEqual([]);
    expect(listOf(await api(1).get('/appointments', other.token))).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('37: the cut-off boundary holds; staff may pass it with a reason, recorded', async () => {
    const minutesLeft = (start: string): number => Math.floor((Date.parse(start) - Date.now()) / 60_000);
    const start = at('10:00');
    // A quarter of an hour to either side: no machine is so slow that it passes while this runs.
    const inTime = minutesLeft(start) - 15;
    const past = minutesLeft(start) + 15;
    const { id: doctorId, visitTypeIds } = await doctorWith(
      { cancelCutoffMinutes: inTime, rescheduleCutoffMinutes: inTime },
      { cancelCutoffMinutes: past, rescheduleCutoffMinutes: past },
    );
    const [early, late] = visitTypeIds;
    const soon = idIn(await book(0, patient, { doctorId, visitTypeId: early, appointmentDateTime: start }));
    expect((await cancel(1, patient, soon)).status).toBe(200);
    const again = idIn(await book(0, patient, { doctorId, visitTypeId: early, appointmentDateTime: start }));
    expect((await move(1, patient, again, { appointmentDateTime: at('12:00') })).status).toBe(200);

    const id = idIn(await book(0, patient, { doctorId, visitTypeId: late, appointmentDateTime: start }));
    const before = await everything();
    const target = { appointmentDateTime: at('14:00') };
    expect(refusal(await cancel(1, patient, id, { reason: 'ill' }))).toEqual([
      422,
      'appointment.cancel_too_late',
    ]);
    expect(refusal(await move(1, patient, id, { ...target, changeReason: 'ill' }))).toEqual([
      422,
      'appointment.reschedule_too_late',
    ]);
    expect(refusal(await cancel(1, desk, id))).toEqual([422, 'appointment.reason_required']);
    expect(refusal(await move(1, desk, id, target))).toEqual([422, 'appointment.reason_required']);
    expect(await everything()).toEqual(before);
    expect((await move(0, desk, id, { ...target, changeReason: 'asked by phone' })).status).toBe(200);
    expect((await cancel(1, desk, id, { reason: 'the doctor is ill' })).status).toBe(200);
    const { history, events } = await recordOf(id);
    expect(history.map(({ reason, actorId }) => [reason, actorId])).toEqual([
      [null, patient.id],
      ['asked by phone', desk.id],
      ['the doctor is ill', desk.id],
    ]);
    expect(events).toEqual([
      'appointment.booked.v1',
      'appointment.rescheduled.v1',
      'appointment.cancelled.v1',
    ]);
    // Two of the visit that was called off in time, two of the one that was moved in time.
    await allArrive(clinic.database, 4 + events.length);
  });

  it('37: past visits do not change', async () => {
    const { id: doctorId } = await doctorWith();
    const id = idIn(await book(0, patient, { doctorId, appointmentDateTime: at('10:00') }));
    await letBegin(clinic.database, id);
    const before = await everything();
    const target = { appointmentDateTime: at('12:00'), changeReason: 'too late' };
    for (const who of [patient, desk]) {
      expect(refusal(await move(0, who, id, target))).toEqual([409, 'appointment.has_begun']);
      expect(refusal(await move(1, who, id, { reason: 'something else' }))).toEqual([
        409,
        'appointment.has_begun',
      ]);
    }
    // Staff can close what is over (decision 0022); the patient cannot.
    expect(refusal(await cancel(1, patient, id, { reason: 'too late' }))).toEqual([
      409,
      'appointment.has_begun',
    ]);
    expect(await everything()).toEqual(before);
    await allArrive(clinic.database, 1);
  });

  it('38: shortened hours under a booking: flagged, not deleted', async () => {
    const { id: doctorId } = await doctorWith();
    const inside = await book(0, patient, { doctorId, appointmentDateTime: at('10:00') });
    const outside = await book(1, rivals[0] ?? patient, { doctorId, appointmentDateTime: at('18:00') });
    const [visits, history, events, keys] = await everything();
    const shortened = await api(0).put(
      `/doctors/${doctorId}/schedule`,
      { windows: daily('09:00', '17:00') },
      desk.token,
    );
    expect([shortened.status, fieldOf(shortened, 'outsideHours')]).toEqual([200, [outside.body]]);
    const told = expect.objectContaining({ type: 'schedule.changed.v1' }) as unknown;
    expect(await everything()).toEqual([visits, history, [...(events as unknown[]), told], keys]);
    for (const booked of [inside, outside]) {
      const found = await api(1).get(`/appointments/${idIn(booked)}`, desk.token);
      expect(found.text).toBe(booked.text);
    }
    await allArrive(clinic.database, 2);
  });
});
