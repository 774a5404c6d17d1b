import { randomUUID } from 'node:crypto';
import { type Answer } from '../../support/http.js';
import { type App } from '../../support/processes.js';
import { eventually } from '../../support/wait.js';
import { allArrive, ledger } from '../support/rows.js';
import { type Account, aDoctorWithAccount, book, freeStarts, patients, tally } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;
/** For a part of the bookings, on a machine that does other things beside. */
const share = { within: 60_000, every: 10 };
/** A relay that dies keeps what it has claimed for 15 seconds. */
const afterLease = 40_000;
const bookings = 200;
const atOnce = 8;

interface Wish {
  readonly appointmentDateTime: string;
  readonly key: string;
}

describe('a clinic whose processes die', () => {
  let stage: Stage;
  let gateway: App;
  let notifications: App;
  let patient: Account;
  let doctorId: number;
  let wishes: Wish[];

  beforeEach(async () => {
    stage = await openStage();
    [gateway, notifications] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
    [patient] = await patients(stage.clinic.database, gateway.url, 1);
    ({ id: doctorId } = await aDoctorWithAccount(stage.clinic.database));
    const starts = await freeStarts(gateway.url, doctorId, bookings);
    wishes = starts.map((appointmentDateTime) => ({ appointmentDateTime, key: randomUUID() }));
  }, patience);

  afterEach(() => stage.close());

  const ask = ({ appointmentDateTime, key }: Wish): Promise<Answer> =>
    book(gateway.url, patient, { doctorId, appointmentDateTime }, key);

  /** Keeps some requests in flight until all wishes are answered, and hands over each answer as it comes. */
  async function bookAllWishes(answered: (answer: Answer) => void): Promise<void> {
    const waiting = [...wishes];
    const client = async (): Promise<void> => {
      for (let wish = waiting.shift(); wish !== undefined; wish = waiting.shift()) answered(await ask(wish));
    };
    await Promise.all(Array.from({ length: atOnce }, client));
  }

  const handled = async (): Promise<number> => (await ledger(stage.clinic.database)).handled;

  /** Everything was booked, and everybody was told once: nothing is lost, doubled or left over. */
  async function expectAllIsWell(): Promise<void> {
    const { database } = stage.clinic;
    await allArrive(database, bookings, afterLease);
    expect(await database.client.appointment.count()).toBe(bookings);
    expect(await database.client.appointmentHistory.count()).toBe(bookings);
    expect(await stage.queues.takeDead()).toEqual([]);
    expect((await stage.queues.notifications()).waiting).toBe(0);
  }

  it(
    'tells everybody once when the notifications app is killed again and again',
    async () => {
      const answers: Answer[] = [];
      const booking = bookAllWishes((answer) => answers.push(answer));
      for (const part of [0.1, 0.4, 0.7]) {
        await eventually(async () => (await handled()) >= part * bookings, share);
        await notifications.kill();
        notifications = await stage.startNotifications();
      }
      await booking;
      expect(tally(answers)).toEqual({ '201': bookings });
      await expectAllIsWell();
    },
    patience,
  );

  it(
    'tells everybody once when the notifications app is stopped under load',
    async () => {
      const answers: Answer[] = [];
      const later = wishes.splice(bookings / 2);
      const booking = bookAllWishes((answer) => answers.push(answer));
      await eventually(async () => (await handled()) >= bookings / 4, share);
      await notifications.stop();
      const handledByThen = await handled();
      await booking;
      wishes = later;
      await bookAllWishes((answer) => answers.push(answer));
      expect(await handled()).toBe(handledByThen);
      notifications = await stage.startNotifications();
      expect(tally(answers)).toEqual({ '201': bookings });
      await expectAllIsWell();
    },
    patience,
  );

  it(
    'keeps what the gateway has answered when it is killed, and lets clients repeat the rest',
    async () => {
      const answers: Answer[] = [];
      const brokenOff = expect(bookAllWishes((answer) => answers.push(answer))).rejects.toThrow(
        // Before the answer began, or in the middle of it.
        /^(socket hang up|aborted|(read|connect|write) E\w+.*)$/,
      );
      await eventually(() => answers.length >= bookings / 2, { ...share, every: 1 });
      await gateway.kill();
      await brokenOff;
      expect(tally(answers)).toEqual({ '201': answers.length });
      expect((await ledger(stage.clinic.database)).events).toBeGreaterThanOrEqual(answers.length);
      gateway = await stage.startGateway();
      const repeated: Answer[] = [];
      await bookAllWishes((answer) => repeated.push(answer));
      expect(tally(repeated)).toEqual({ '201': bookings });
      await expectAllIsWell();
    },
    patience,
  );

  it(
    'tells of visits whose events a killed gateway left in the outbox',
    async () => {
      const answers: Answer[] = [];
      await bookAllWishes((answer) => answers.push(answer));
      await gateway.kill();
      expect(tally(answers)).toEqual({ '201': bookings });
      expect((await ledger(stage.clinic.database)).events).toBe(bookings);
      await stage.startGateway();
      await expectAllIsWell();
    },
    patience,
  );
});
