import { randomUUID } from 'node:crypto';
import { type Answer, call } from '../../support/http.js';
import { eventually } from '../../support/wait.js';
import { allArrive, ledger, overlaps } from '../support/rows.js';
import {
  aDoctorForSeries,
  bookSeries,
  conflictsIn,
  seriesIn,
  weekFromNow,
  weeksFrom,
} from '../support/series.js';
import { book, idIn, tally } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 180_000;

describe('two gateways and series that want the same times', () => {
  let clinic: Clinic;
  let doctorId: number;

  beforeAll(async () => {
    clinic = await openClinic(8);
  }, patience);

  afterAll(() => clinic.close());

  beforeEach(async () => {
    await clinic.forgetVisits();
    ({ id: doctorId } = await aDoctorForSeries(clinic.database));
  });

  const times = Array.from({ length: 10 }, (_, index) => `${String(8 + index).padStart(2, '0')}:00`);

  const series = (turn: number, week: number, time: string, who = turn, doctor = doctorId): Promise<Answer> =>
    bookSeries(clinic.gateway(turn), clinic.people[who] ?? clinic.people[0], {
      doctorId: doctor,
      appointmentDateTime: weekFromNow(week, time),
      recurrence: { frequency: 'weekly', count: 20 },
    });

  /** Each series that was answered is there whole, nothing else is, and each visit has its history and its event. */
  async function expectWhole(won: readonly Answer[], others = 0): Promise<void> {
    const { client } = clinic.database;
    const groups = await client.appointment.groupBy({
      by: ['seriesId'],
      where: { seriesId: { not: null } },
      _count: true,
    });
    const found = groups.map((group) => [group.seriesId, group._count]);
    expect(found.sort()).toEqual(won.map((answer) => [seriesIn(answer).seriesId, 20]).sort());
    const visits = 20 * won.length + others;
    expect(await client.appointment.count()).toBe(visits);
    expect(await client.appointmentHistory.count()).toBe(visits);
    expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
    await allArrive(clinic.database, visits);
  }

  it(
    'give all of them to one patient and nothing to the other',
    async () => {
      const won: Answer[] = [];
      for (const time of times) {
        // The first series has the second one's first weeks for its last.
        const answers = await Promise.all([series(0, 1, time), series(1, 12, time)]);
        expect(tally(answers)).toEqual({ '201': 1, '409 series.conflicts': 1 });
        const lost = answers.findIndex(({ status }) => status === 409);
        const shared = Array.from({ length: 9 }, (_, index) => (lost === 0 ? 12 : 1) + index);
        expect(answers.slice(lost, lost + 1).flatMap(conflictsIn)).toEqual(
          shared.map((number) => `${number} taken`),
        );
        won.push(...answers.filter(({ status }) => status === 201));
      }
      await expectWhole(won);
    },
    patience,
  );

  it(
    'answer without an error when eight of them get in each other’s way',
    async () => {
      const won: Answer[] = [];
      for (const time of times.slice(0, 5)) {
        const answers = await Promise.all(
          clinic.people.map((_, turn) => series(turn, 1 + 5 * (turn % 4), time)),
        );
        expect(answers.filter(({ status }) => ![201, 409].includes(status)).map(({ text }) => text)).toEqual(
          [],
        );
        const winners = answers.filter(({ status }) => status === 201);
        expect(winners.length).toBeGreaterThanOrEqual(1);
        won.push(...winners);
      }
      await expectWhole(won);
    },
    patience,
  );

  it(
    'do not let a patient be with two doctors at once',
    async () => {
      const second = await aDoctorForSeries(clinic.database);
      const won: Answer[] = [];
      for (const time of times) {
        const answers = await Promise.all([series(0, 1, time), series(1, 6, time, 0, second.id)]);
        expect(tally(answers)).toEqual({ '201': 1, '409 series.conflicts': 1 });
        const lost = answers.filter(({ status }) => status === 409).flatMap(conflictsIn);
        expect(lost).toHaveLength(15);
        expect(new Set(lost.map((conflict) => conflict.split(' ')[1]))).toEqual(new Set(['patient_busy']));
        won.push(...answers.filter(({ status }) => status === 201));
      }
      await expectWhole(won);
    },
    patience,
  );

  it(
    'let a single visit and a series race for one time: one has it',
    async () => {
      const won: Answer[] = [];
      let singles = 0;
      for (const time of times) {
        const appointmentDateTime = weekFromNow(20, time);
        const [whole, single] = await Promise.all([
          series(0, 1, time),
          book(clinic.gateway(1), clinic.people[1] ?? clinic.people[0], { doctorId, appointmentDateTime }),
        ]);
        if (whole.status === 201) {
          won.push(whole);
          expect(tally([single])).toEqual({ '409 appointment.slot_taken': 1 });
        } else {
          singles += 1;
          expect(single.status).toBe(201);
          expect(conflictsIn(whole)).toEqual(['20 taken']);
        }
      }
      await expectWhole(won, singles);
    },
    patience,
  );

  describe('R26b: moved with all that follow', () => {
    const follow = (turn: number, given: Answer, appointmentDateTime: string, who = turn): Promise<Answer> =>
      call(
        'POST',
        `${clinic.gateway(turn)}/appointments/${seriesIn(given).appointments[0]?.id}/move-following`,
        { token: (clinic.people[who] ?? clinic.people[0]).token, body: { appointmentDateTime } },
      );
    /** The starts of each series, and the versions of its visits. */
    const expectSeries = async (given: Answer, starts: string[], version: number): Promise<void> => {
      const visits = await clinic.database.client.appointment.findMany({
        where: { seriesId: seriesIn(given).seriesId },
        orderBy: { appointmentDateTime: 'asc' },
      });
      expect(visits.map((visit) => visit.appointmentDateTime.toISOString())).toEqual(starts);
      expect(new Set(visits.map((visit) => visit.version))).toEqual(new Set([version]));
    };

    it(
      'go to one of two times that are asked for at once, whole, though each takes the times that others leave',
      async () => {
        const booked = await series(0, 1, '10:00');
        for (const [round, [here, there]] of [
          [2, 3],
          [1, 4],
          [5, 2],
        ].entries()) {
          const before = round * 2;
          const answers = await Promise.all(
            [here, there].map((week, turn) => follow(turn, booked, weekFromNow(week ?? 1), 0)),
          );
          expect(answers.map(({ status, text }) => [status, status === 200 ? '' : text])).toEqual([
            [200, ''],
            [200, ''],
          ]);
          const last = answers.map(({ body }) => body as { moved: { version: number }[] });
          const winner = last[0]?.moved[0]?.version === before + 3 ? here : there;
          await expectSeries(booked, weeksFrom(winner ?? 1, 20), before + 3);
        }
        expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
        // A message of a version that another one has overtaken is told or not, as it comes.
        await eventually(
          async () => {
            const events = 20 * 7;
            expect(await ledger(clinic.database)).toMatchObject({ events, waiting: 0, handled: events });
          },
          { within: 60_000, every: 100 },
        );
      },
      patience,
    );

    it(
      'give the times that two patients want to one of them, and leave the other where it was',
      async () => {
        const booked = [await series(0, 1, '08:00'), await series(1, 1, '09:00')] as const;
        let moves = 0;
        for (const time of ['10:00', '11:00', '12:00']) {
          const wanted = weekFromNow(1, time);
          const answers = await Promise.all(booked.map((given, turn) => follow(turn, given, wanted)));
          expect(tally(answers)).toEqual({ '200': 1, '409 series.conflicts': 1 });
          const lost = answers.flatMap(({ status, body }) =>
            status === 409 ? (body as { conflicts: { code: string }[] }).conflicts : [],
          );
          expect(lost.map((conflict) => conflict.code)).toEqual(Array(20).fill('appointment.slot_taken'));
          moves += 1;
        }
        expect(await clinic.database.client.appointmentHistory.count()).toBe(40 + 20 * moves);
        expect(await clinic.database.client.appointment.count({ where: { status: 'confirmed' } })).toBe(40);
        expect(await overlaps(clinic.database)).toEqual({ ofDoctors: 0, ofPatients: 0 });
        await allArrive(clinic.database, 40 + 20 * moves);
      },
      patience,
    );

    it(
      'cannot swap with another series that moves at the same time: each sees what stands there',
      async () => {
        const booked = [await series(0, 1, '08:00'), await series(1, 1, '09:00')] as const;
        const answers = await Promise.all([
          follow(0, booked[0], weekFromNow(1, '09:00')),
          follow(1, booked[1], weekFromNow(1, '08:00')),
        ]);
        expect(tally(answers)).toEqual({ '409 series.conflicts': 2 });
        await expectSeries(booked[0], weeksFrom(1, 20, '08:00'), 1);
        await expectSeries(booked[1], weeksFrom(1, 20, '09:00'), 1);
        await allArrive(clinic.database, 40);
      },
      patience,
    );
  });

  describe('with one Idempotency-Key', () => {
    const wish = (week: number, time: string) => ({
      doctorId,
      appointmentDateTime: weekFromNow(week, time),
      recurrence: { frequency: 'weekly', count: 20 },
    });
    const ask = (turn: number, key: string, given: object): Promise<Answer> =>
      bookSeries(clinic.gateway(turn), clinic.people[0], given, key);

    it(
      'book one series, however often the request comes at once',
      async () => {
        const won: Answer[] = [];
        for (const time of times.slice(0, 5)) {
          const key = randomUUID();
          const answers = await Promise.all([0, 1, 2, 3, 4].map((turn) => ask(turn, key, wish(1, time))));
          expect(tally(answers)).toEqual({ '201': 5 });
          expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
          won.push(...answers.slice(0, 1));
        }
        await expectWhole(won);
      },
      patience,
    );

    it('give the first answer to the byte, even when the series is called off by then', async () => {
      const key = randomUUID();
      const first = await ask(0, key, wish(1, '10:00'));
      expect(first.status).toBe(201);
      const url = `${clinic.gateway(1)}/appointments/series/${seriesIn(first).seriesId}/cancel`;
      expect((await call('POST', url, { token: clinic.people[0].token, body: {} })).status).toBe(200);
      for (const turn of [0, 1]) {
        const again = await ask(turn, key, wish(1, '10:00'));
        expect([again.status, again.text]).toEqual([201, first.text]);
      }
      for (const other of [wish(2, '10:00'), wish(1, '12:00'), { ...wish(1, '10:00'), skip: [3] }]) {
        const answer = await ask(1, key, other);
        expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
      }
      expect(await clinic.database.client.appointment.count()).toBe(20);
      await allArrive(clinic.database, 40);
    });

    it('remember nothing of a series that was refused', async () => {
      const key = randomUUID();
      const [blocker = clinic.people[0]] = clinic.people.slice(1);
      const single = await book(clinic.gateway(0), blocker, {
        doctorId,
        appointmentDateTime: weekFromNow(20),
      });
      expect(conflictsIn(await ask(0, key, wish(1, '10:00')))).toEqual(['20 taken']);
      const url = `${clinic.gateway(1)}/appointments/${idIn(single)}/cancel`;
      expect((await call('POST', url, { token: blocker.token, body: {} })).status).toBe(200);
      const booked = await ask(1, key, wish(1, '10:00'));
      expect(booked.status).toBe(201);
      expect((await ask(0, key, wish(1, '10:00'))).text).toBe(booked.text);
    });
  });
});
