import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { letExpire } from '../support/passing-time.js';
import { type Account, idIn, signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * A calendar that was answered is kept with what it was true for. Whatever it depends on, and through whichever gateway
 * that changes, the next answer is the new one.
 */

const patience = 180_000;

let stage: Stage;
let here: Api;
let there: Api;
let admin: string;
let patient: Account;
let doctorId: number;
let locationId: number;
let visitTypeId: number;
let asked = 0;

beforeAll(async () => {
  stage = await openStage();
  const { database } = stage.clinic;
  const [one, two] = await Promise.all([stage.startGateway(), stage.startGateway()]);
  [here, there] = [apiOf(one.url), apiOf(two.url)];
  ({ token: admin } = await signIn(one.url, await aUser(database, { role: 'admin' })));
  patient = await signIn(one.url, await aUser(database));
  ({ id: locationId } = await aLocation(database, { timeZone: 'Europe/Berlin' }));
  ({ id: visitTypeId } = await aVisitType(database, { durationMinutes: 30 }));
  const visitTypeIds = [visitTypeId];
  const wish = { locationId, visitTypeIds, schedule: daily('09:00', '12:00') };
  ({ id: doctorId } = await aDoctor(database, wish));
}, patience);

afterAll(() => stage.close());

const range = `from=${dayFromNow(2)}&to=${dayFromNow(8)}`;

async function calendar(timeZone: string): Promise<unknown> {
  const path = `/doctors/${doctorId}/availability?${range}&timeZone=${timeZone}`;
  const answer = await here.get(path);
  expect(answer.status).toBe(200);
  return fieldOf(answer, 'days');
}

/** The same zone in letters that no request had yet, so that nothing is kept for it. */
function neverAsked(): Promise<unknown> {
  asked += 1;
  const letters = 'europe/berlin'
    .split('')
    .map((letter, index) => ((asked >> index) % 2 === 1 ? letter.toUpperCase() : letter));
  return calendar(letters.join(''));
}

const kept = (): Promise<unknown> => calendar('Europe/Berlin');

async function done(answer: Promise<Answer>): Promise<Answer> {
  const settled = await answer;
  expect(settled.status).toBeLessThan(300);
  return settled;
}

const at = (days: number, time: string) => ({
  doctorId,
  appointmentDateTime: `${dayFromNow(days)}T${time}:00Z`,
});
const book = (): Promise<Answer> => done(there.post('/appointments', at(3, '09:00'), patient.token));
const hold = (): Promise<Answer> => done(there.post('/appointments/holds', at(4, '09:00'), patient.token));

let booked: number;
let held: number;
let exception: number;
let closure: number;

const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a booking', async () => (booked = idIn(await book()))],
  [
    'a booking that is moved',
    () =>
      done(
        there.patch(
          `/appointments/${booked}`,
          { appointmentDateTime: at(5, '09:00').appointmentDateTime },
          patient.token,
        ),
      ),
  ],
  [
    'a booking that is cancelled',
    () => done(there.post(`/appointments/${booked}/cancel`, {}, patient.token)),
  ],
  ['a hold', async () => (held = idIn(await hold()))],
  ['a hold that expires', () => letExpire(stage.clinic.database, held)],
  [
    'other hours',
    () => done(there.put(`/doctors/${doctorId}/schedule`, { windows: daily('09:00', '13:00') }, admin)),
  ],
  [
    'a day off',
    async () => {
      const day = { date: dayFromNow(6), kind: 'closed' };
      exception = idIn(await done(there.post(`/doctors/${doctorId}/exceptions`, day, admin)));
    },
  ],
  [
    'a day off that is taken back',
    () => done(there.delete(`/doctors/${doctorId}/exceptions/${exception}`, admin)),
  ],
  [
    'a holiday',
    async () => {
      const day = { date: dayFromNow(7), name: 'Holiday' };
      closure = idIn(await done(there.post(`/locations/${locationId}/closures`, day, admin)));
    },
  ],
  [
    'a holiday that is taken back',
    () => done(there.delete(`/locations/${locationId}/closures/${closure}`, admin)),
  ],
  [
    'longer visits',
    () =>
      done(
        there.patch(`/visit-types/${visitTypeId}`, { durationMinutes: 45, slotIntervalMinutes: 45 }, admin),
      ),
  ],
  [
    'another kind of visit',
    async () => {
      const { id } = await aVisitType(stage.clinic.database, { durationMinutes: 20 });
      await done(there.put(`/doctors/${doctorId}/visit-types`, { visitTypeIds: [id] }, admin));
    },
  ],
  ['another zone', () => done(there.patch(`/locations/${locationId}`, { timeZone: 'Europe/Lisbon' }, admin))],
  [
    'another location',
    async () => {
      const other = await aLocation(stage.clinic.database, { timeZone: 'Asia/Tokyo' });
      await done(there.patch(`/doctors/${doctorId}`, { locationId: other.id }, admin));
    },
  ],
];

it.each(changes)('the calendar is another one after %s at another gateway', async (_what, change) => {
  const before = await kept();
  expect(await kept()).toEqual(before);
  await change();
  const after = await kept();
  expect(after).not.toEqual(before);
  expect(after).toEqual(await neverAsked());
});
