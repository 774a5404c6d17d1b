import { randomUUID } from 'node:crypto';
import { type Answer, call } from '../../support/http.js';
import { allArrive } from '../support/rows.js';
import { aDoctorWithAccount, book, freeStarts, idIn, tally } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 180_000;

describe('two gateways and one Idempotency-Key', () => {
  let clinic: Clinic;
  let doctorId: number;
  let starts: string[];

  beforeAll(async () => {
    clinic = await openClinic(2);
  }, patience);

  afterAll(() => clinic.close());

  beforeEach(async () => {
    await clinic.forgetVisits();
    ({ id: doctorId } = await aDoctorWithAccount(clinic.database));
    starts = await freeStarts(clinic.gateway(0), doctorId, 20);
  });

  const everythingArrives = (events: number): Promise<void> => allArrive(clinic.database, events);

  /** The same request five times at once, at both gateways. */
  const fiveTimes = (start: string, key: string): Promise<Answer[]> =>
    Promise.all(
      [0, 1, 2, 3, 4].map((turn) =>
        book(clinic.gateway(turn), clinic.people[0], { doctorId, appointmentDateTime: start }, key),
      ),
    );

  it(
    'book once, however often the request comes at once',
    async () => {
      for (const start of starts) {
        const answers = await fiveTimes(start, randomUUID());
        expect(tally(answers)).toEqual({ '201': 5 });
        expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      }
      expect(await clinic.database.client.appointment.count()).toBe(starts.length);
      expect(await clinic.database.client.appointmentHistory.count()).toBe(starts.length);
      await everythingArrives(starts.length);
    },
    patience,
  );

  it('give the first answer to the byte, even when the visit is cancelled by then', async () => {
    const key = randomUUID();
    const [patient] = clinic.people;
    const wish = { doctorId, appointmentDateTime: starts[0] ?? '', reason: 'A cough – since “May”' };
    const first = await book(clinic.gateway(0), patient, wish, key);
    expect(first.status).toBe(201);
    const cancelled = await call('POST', `${clinic.gateway(1)}/appointments/${idIn(first)}/cancel`, {
      token: patient.token,
      body: {},
    });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', version: 2 } });
    for (const turn of [0, 1]) {
      const again = await book(clinic.gateway(turn), patient, wish, key);
      expect(again.status).toBe(201);
      expect(again.text).toBe(first.text);
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    }
    expect(await clinic.database.client.appointment.count()).toBe(1);
    await everythingArrives(2);
  });

  it('refuse the key for another request', async () => {
    const key = randomUUID();
    const [patient] = clinic.people;
    const [one = '', two = ''] = starts;
    const first = await book(clinic.gateway(0), patient, { doctorId, appointmentDateTime: one }, key);
    expect(first.status).toBe(201);
    const other = await book(clinic.gateway(1), patient, { doctorId, appointmentDateTime: two }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
    await everythingArrives(1);
  });

  it(
    'book one of two different requests that come with the key at once',
    async () => {
      const [patient] = clinic.people;
      for (let pair = 0; pair < 10; pair += 1) {
        const key = randomUUID();
        const answers = await Promise.all(
          [0, 1].map((which) => {
            const appointmentDateTime = starts[2 * pair + which] ?? '';
            return book(clinic.gateway(which), patient, { doctorId, appointmentDateTime }, key);
          }),
        );
        expect(tally(answers)).toEqual({ '201': 1, '422 idempotency.key_reused': 1 });
      }
      expect(await clinic.database.client.appointment.count()).toBe(10);
      await everythingArrives(10);
    },
    patience,
  );

  it('keep the keys of two patients apart', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      clinic.people.slice(0, 2).map((patient, index) => {
        const wish = { doctorId, appointmentDateTime: starts[index] ?? '' };
        return book(clinic.gateway(index), patient, wish, key);
      }),
    );
    expect(tally(answers)).toEqual({ '201': 2 });
    expect(new Set(answers.map(idIn)).size).toBe(2);
    await everythingArrives(2);
  });
});
