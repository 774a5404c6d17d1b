import { type Doctor, type Location } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';
import { dayFromNow } from '../support/api.js';
import { allArrive, overlaps } from '../support/rows.js';
import { type Account, book, idIn, signIn, tally } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 180_000;
const crowd = 9;
const date = dayFromNow(2);
const at = (time: string, day = date): string => `${day}T${time}:00.000Z`;

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(crowd);
}, patience);

afterAll(() => clinic.close());

let specialties = 0;
let specialization: string;

beforeEach(async () => {
  await clinic.forgetVisits();
  specialties += 1;
  specialization = `Specialty ${specialties}%`;
});

type Wish = Parameters<typeof aDoctor>[1];

/** Another doctor of the specialization of this test. */
const another = (wish: Wish = {}): Promise<Doctor> =>
  aDoctor(clinic.database, { specialization, schedule: daily('09:00', '12:00'), ...wish });

async function several(count: number, wish: Wish = {}): Promise<Doctor[]> {
  const made: Doctor[] = [];
  for (let index = 0; index < count; index += 1) made.push(await another(wish));
  return made;
}

const idsOf = (made: readonly Doctor[]): number[] => made.map(({ id }) => id);

interface Shared {
  readonly timeZone: string;
  readonly days: { date: string; slots: { start: string; end: string; doctorIds: number[] }[] }[];
  readonly nextAvailable: string | null;
}

const ask = (query: Record<string, string | number>): Promise<Answer> => {
  const search = new URLSearchParams({ specialization, from: date, to: date });
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return call('GET', `${clinic.gateway(0)}/availability?${search.toString()}`);
};

const shared = async (query: Record<string, string | number> = {}): Promise<Shared> => {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  return answer.body as Shared;
};

describe('when any doctor is free', () => {
  it('tells at each start who is', async () => {
    const [one, two] = (await several(2)) as [Doctor, Doctor];
    const [patient] = clinic.people;
    await aDoctor(clinic.database, { specialization: `${specialization} and more` });
    await aDoctor(clinic.database, { specialization: specialization.replace('%', 'x') });
    const booked = await book(clinic.gateway(1), patient, {
      doctorId: one.id,
      appointmentDateTime: at('10:00'),
    });
    expect(booked.status).toBe(201);
    const { days, timeZone, nextAvailable } = await shared({ specialization: specialization.toUpperCase() });
    expect({ timeZone, nextAvailable }).toEqual({ timeZone: 'UTC', nextAvailable: at('09:00') });
    expect(days).toEqual([
      {
        date,
        slots: ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'].map((time) => {
          const start = at(time);
          const end = new Date(Date.parse(start) + 30 * 60_000).toISOString();
          return { start, end, doctorIds: time === '10:00' ? [two.id] : idsOf([one, two]) };
        }),
      },
    ]);
  });

  it('keeps doctors apart who take longer', async () => {
    const visitType = await aVisitType(clinic.database, { slotIntervalMinutes: 60 });
    const [one, two] = (await several(2, { visitTypeIds: [visitType.id] })) as [Doctor, Doctor];
    await clinic.database.client.doctorVisitType.updateMany({
      where: { doctorId: two.id },
      data: { durationMinutes: 45 },
    });
    const { days } = await shared({ visitTypeId: visitType.id });
    expect(days[0]?.slots.slice(0, 2)).toEqual([
      { start: at('09:00'), end: at('09:30'), doctorIds: [one.id] },
      { start: at('09:00'), end: at('09:45'), doctorIds: [two.id] },
    ]);
  });

  it('looks at one location, by the hours there, and in its zone', async () => {
    const [here, there] = [
      await aLocation(clinic.database, { timeZone: 'Asia/Kathmandu' }),
      await aLocation(clinic.database),
    ] as [Location, Location];
    const local = await another({ locationId: here.id });
    const visitor = await another({ locationId: there.id });
    await another({ locationId: there.id });
    const weekday = ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    await clinic.database.client.scheduleWindow.create({
      data: { doctorId: visitor.id, locationId: here.id, weekday, startMinute: 600, endMinute: 630 },
    });
    const { timeZone, days } = await shared({ locationId: here.id });
    expect(timeZone).toBe('Asia/Kathmandu');
    expect(days[0]?.slots.map(({ start, doctorIds }) => [start, doctorIds])).toEqual(
      ['03:15', '03:45', '04:15', '04:45', '05:15', '05:45'].map((time) => [
        at(time),
        time === '04:15' ? [local.id, visitor.id] : [local.id],
      ]),
    );
    expect((await shared()).timeZone).toBe('UTC');
    expect((await shared({ timeZone: 'Europe/Berlin' })).timeZone).toBe('Europe/Berlin');
  });

  it('looks ahead for the first start of any doctor', async () => {
    const visitType = await aVisitType(clinic.database);
    const later = dayFromNow(40);
    for (const day of [dayFromNow(42), later, dayFromNow(41), dayFromNow(43)]) {
      const { id: doctorId } = await another({ schedule: [], visitTypeIds: [visitType.id] });
      await clinic.database.client.scheduleException.create({
        data: { doctorId, date: new Date(day), kind: 'extra', startMinute: 600, endMinute: 660 },
      });
    }
    const { days, nextAvailable } = await shared();
    expect(days).toEqual([{ date, slots: [] }]);
    expect(nextAvailable).toBe(at('10:00', later));
    await clinic.database.client.scheduleException.deleteMany();
    expect((await shared()).nextAvailable).toBeNull();
  });

  it('refuses what makes no sense', async () => {
    await several(1);
    const other = await aVisitType(clinic.database);
    const wrong = async (query: Record<string, string | number>): Promise<unknown[]> => {
      const { status, body } = await ask(query);
      const { code, errors } = body as { code: string; errors: { pointer: string }[] };
      return [status, code, errors.map(({ pointer }) => pointer)];
    };
    const invalid = 'request.invalid';
    expect(await wrong({ to: dayFromNow(16) })).toEqual([422, invalid, ['/to']]);
    expect(await wrong({ to: dayFromNow(1) })).toEqual([422, invalid, ['/to']]);
    expect(await wrong({ specialization: '' })).toEqual([422, invalid, ['/specialization']]);
    expect(await wrong({ specialization: 'Specialty' })).toEqual([
      422,
      'appointment.no_such_doctors',
      ['/specialization'],
    ]);
    expect(await wrong({ locationId: 2147483647 })).toEqual([
      422,
      'appointment.no_such_doctors',
      ['/specialization', '/locationId'],
    ]);
    expect(await wrong({ visitTypeId: other.id })).toEqual([
      422,
      'appointment.visit_type_not_offered',
      ['/visitTypeId'],
    ]);
    expect(await wrong({ from: '0000-01-01' })).toEqual([422, invalid, ['/from']]);
    const far = await ask({ from: '9999-12-31', to: '9999-12-31' });
    expect(far.body).toMatchObject({ days: [{ date: '9999-12-31', slots: [] }], nextAvailable: null });
  });
});

/** Asks for a visit with any doctor. */
const wish = (turn: number, who: Account, body: Record<string, unknown>, key?: string): Promise<Answer> =>
  call('POST', `${clinic.gateway(turn)}/appointments`, {
    token: who.token,
    body: { specialization, ...body },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });

const doctorIn = (answer: Answer): number => (answer.body as { doctorId: number }).doctorId;

const refusal = ({ status, body }: Answer): unknown[] => {
  const { code, errors } = body as { code: string; errors?: { pointer: string }[] };
  return [status, code, ...(errors ?? []).map(({ pointer }) => pointer)];
};

describe('a visit with any doctor', () => {
  it(
    '27: N free, N + 1 racers: N succeed, with N doctors',
    async () => {
      const free = await several(crowd - 1, { schedule: daily('00:00', '00:00') });
      const rounds = 6;
      for (let round = 0; round < rounds; round += 1) {
        const start = at(`0${round}:00`);
        const answers = await Promise.all(
          clinic.people.map((who, turn) => wish(turn, who, { appointmentDateTime: start })),
        );
        expect(tally(answers)).toEqual({ '201': crowd - 1, '409 appointment.slot_taken': 1 });
        const winners = answers.filter(({ status }) => status === 201);
        expect(winners.map(doctorIn).sort((a, b) => a - b)).toEqual(idsOf(free));
        const { alternatives } = answers.find(({ status }) => status === 409)?.body as {
          alternatives: { start: string; doctorId: number }[];
        };
        expect(alternatives).toHaveLength(3);
        for (const { doctorId } of alternatives) expect(idsOf(free)).toContain(doctorId);
      }
      const { client } = clinic.database;
      expect(await client.appointment.count()).toBe(rounds * (crowd - 1));
      expect(await client.appointmentHistory.count()).toBe(rounds * (crowd - 1));
      expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
    },
    patience,
  );

  it('goes to the doctor with the fewest visits on that day', async () => {
    const [one, two, three] = (await several(3)) as [Doctor, Doctor, Doctor];
    const [patient, other] = clinic.people;
    const busyTimes: [Doctor, string][] = [
      [one, at('09:00')],
      [one, at('09:30')],
      [two, at('10:00')],
      [three, at('09:00', dayFromNow(3))],
      [three, at('09:30', dayFromNow(3))],
      [three, at('10:00', dayFromNow(3))],
    ];
    for (const [doctor, appointmentDateTime] of busyTimes) {
      const booked = await book(clinic.gateway(0), patient, { doctorId: doctor.id, appointmentDateTime });
      expect(booked.status).toBe(201);
    }
    const chosen: number[] = [];
    for (const time of ['11:00', '11:30', '10:30']) {
      const answer = await wish(1, other ?? patient, { appointmentDateTime: at(time), reason: 'cough' });
      expect(answer).toMatchObject({
        status: 201,
        body: { reason: 'cough', status: 'confirmed', version: 1 },
      });
      chosen.push(doctorIn(answer));
    }
    expect(chosen[0]).toBe(three.id);
    // These two have one each by then, and the first of the three has two.
    expect(chosen.slice(1).sort((a, b) => a - b)).toEqual([two.id, three.id]);
  });

  it('takes place at the location that is named', async () => {
    const here = await aLocation(clinic.database);
    await several(2);
    const visitor = await another();
    const weekday = ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    await clinic.database.client.scheduleWindow.create({
      data: { doctorId: visitor.id, locationId: here.id, weekday, startMinute: 840, endMinute: 870 },
    });
    const [patient] = clinic.people;
    const wanted = { locationId: here.id, appointmentDateTime: at('14:00') };
    const elsewhere = await wish(0, patient, { ...wanted, appointmentDateTime: at('09:00') });
    expect(refusal(elsewhere)).toEqual([422, 'appointment.outside_hours', '/appointmentDateTime']);
    const booked = await wish(0, patient, wanted);
    expect(booked).toMatchObject({ status: 201, body: { doctorId: visitor.id, locationId: here.id } });
    const taken = await wish(1, clinic.people[1] ?? patient, wanted);
    expect(refusal(taken)).toEqual([409, 'appointment.slot_taken']);
    for (const { locationId } of (taken.body as { alternatives: { locationId: number }[] }).alternatives)
      expect(locationId).toBe(here.id);
  });

  it('is not for a patient who is elsewhere then', async () => {
    await several(3);
    const busyWith = await aDoctor(clinic.database);
    const [patient] = clinic.people;
    const appointmentDateTime = at('09:30');
    await book(clinic.gateway(0), patient, { doctorId: busyWith.id, appointmentDateTime });
    expect(refusal(await wish(1, patient, { appointmentDateTime }))).toEqual([
      409,
      'appointment.patient_busy',
    ]);
    const twice = await Promise.all(
      [0, 1].map((turn) => wish(turn, patient, { appointmentDateTime: at('11:00') })),
    );
    expect(tally(twice)).toEqual({ '201': 1, '409 appointment.patient_busy': 1 });
    expect(await clinic.database.client.appointment.count()).toBe(2);
  });

  it('is refused by the rule that comes nearest', async () => {
    const [one] = (await several(2)) as [Doctor, Doctor];
    const [patient] = clinic.people;
    const ask = (appointmentDateTime: string): Promise<Answer> => wish(0, patient, { appointmentDateTime });
    const rule = (code: string): unknown[] => [422, `appointment.${code}`, '/appointmentDateTime'];
    await clinic.database.client.scheduleException.create({
      data: { doctorId: one.id, date: new Date(date), kind: 'closed' },
    });
    expect(refusal(await ask(at('09:10')))).toEqual(rule('off_grid'));
    expect(refusal(await ask(at('13:00')))).toEqual(rule('outside_hours'));
    expect(refusal(await ask('2020-01-01T09:00:00Z'))).toEqual(rule('in_past'));
    expect(refusal(await ask(at('09:00', dayFromNow(200))))).toEqual(rule('beyond_horizon'));
    expect(refusal(await ask('9999-01-01T09:00:00Z'))).toEqual(rule('beyond_horizon'));
    await clinic.database.client.scheduleException.create({
      data: { doctorId: one.id + 1, date: new Date(date), kind: 'closed' },
    });
    expect(refusal(await ask(at('09:00')))).toEqual(rule('closed'));
    expect(await clinic.database.client.appointment.count()).toBe(0);
  });

  it('is asked for in a way that makes sense', async () => {
    const { id: doctorId } = await another();
    const [patient] = clinic.people;
    const appointmentDateTime = at('09:00');
    const strange = await aVisitType(clinic.database);
    const refused = async (body: Record<string, unknown>): Promise<unknown[]> =>
      refusal(await wish(0, patient, { appointmentDateTime, ...body }));
    const invalid = (pointer: string): unknown[] => [422, 'request.invalid', pointer];
    expect(await refused({ specialization: undefined })).toEqual(invalid('/doctorId'));
    expect(await refused({ doctorId })).toEqual(invalid('/specialization'));
    expect(await refused({ specialization: undefined, doctorId, locationId: 1 })).toEqual(
      invalid('/locationId'),
    );
    expect(await refused({ holdId: 1 })).toEqual(invalid('/holdId'));
    expect(await refused({ specialization: '' })).toEqual(invalid('/specialization'));
    expect(await refused({ specialization: 'Specialty' })).toEqual([
      422,
      'appointment.no_such_doctors',
      '/specialization',
    ]);
    expect(await refused({ visitTypeId: strange.id })).toEqual([
      422,
      'appointment.visit_type_not_offered',
      '/visitTypeId',
    ]);
    expect(await refused({ userId: clinic.people[1]?.id })).toEqual([403, 'appointment.not_for_others']);
    const desk = await signIn(clinic.gateway(0), await aUser(clinic.database, { role: 'staff' }));
    const unsure = await wish(0, desk, { appointmentDateTime, overbookReason: 'why not' });
    expect(refusal(unsure)).toEqual(invalid('/overbookReason'));
    expect(await clinic.database.client.appointment.count()).toBe(0);
  });

  it('is booked once for one Idempotency-Key, and tells its doctor once', async () => {
    for (let index = 0; index < 4; index += 1) {
      const { id: userId } = await aUser(clinic.database, { role: 'doctor' });
      await another({ userId });
    }
    const [patient] = clinic.people;
    const times = ['09:00', '09:30', '10:00', '10:30', '11:00'];
    for (const time of times) {
      const body = { appointmentDateTime: at(time) };
      const answers = await Promise.all([0, 1, 2, 3].map((turn) => wish(turn, patient, body, time)));
      expect(tally(answers)).toEqual({ '201': 4 });
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      const id = Math.max(...answers.map(idIn));
      const cancelled = await call('POST', `${clinic.gateway(0)}/appointments/${id}/cancel`, {
        token: patient.token,
        body: {},
      });
      expect(cancelled.status).toBe(200);
      expect((await wish(1, patient, body, time)).text).toBe(answers[0]?.text);
      const other = await wish(
        0,
        patient,
        { ...body, specialization: `${specialization} of children` },
        time,
      );
      expect(other.status).toBe(422);
    }
    expect(await clinic.database.client.appointment.count()).toBe(times.length);
    await allArrive(clinic.database, 2 * times.length);
  });
});
