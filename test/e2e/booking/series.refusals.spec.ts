import { aUser, letWork } from '../../support/clinic.js';
import { call } from '../../support/http.js';
import { aDoctorForSeries, bookSeries, traces, weekFromNow } from '../support/series.js';
import { type Account, patients, signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

let stage: Stage;
let gateway: string;
let patient: Account;
let other: Account;
let desk: Account;
let doctorId: number;

beforeAll(async () => {
  stage = await openStage();
  const { database } = stage.clinic;
  gateway = (await stage.startGateway()).url;
  [patient, other = patient] = await patients(database, gateway, 2);
  desk = await signIn(gateway, await aUser(database, { role: 'staff' }));
  const { id, locationId } = await aDoctorForSeries(database);
  doctorId = id;
  await letWork(database, desk.id, locationId);
}, 180_000);

afterAll(() => stage.close());

const unknownId = 2 ** 31 - 1;
const invalid = { status: 422, code: 'request.invalid' };

const weekly = (count: number, more: object = {}): object => ({
  doctorId,
  appointmentDateTime: weekFromNow(1),
  recurrence: { frequency: 'weekly', count },
  ...more,
});

const every = (recurrence: unknown): object => weekly(2, { recurrence });

interface Refusal {
  readonly what: string;
  readonly wish: () => object;
  readonly status: number;
  readonly code: string;
  readonly pointer?: string;
  readonly byStaff?: boolean;
}

const refusals: readonly Refusal[] = [
  { what: '53 visits', wish: () => weekly(53), ...invalid, pointer: '/recurrence/count' },
  { what: 'one visit', wish: () => weekly(1), ...invalid, pointer: '/recurrence/count' },
  { what: 'half a visit more', wish: () => weekly(2.5), ...invalid, pointer: '/recurrence/count' },
  {
    what: 'every day',
    wish: () => every({ frequency: 'daily', count: 2 }),
    ...invalid,
    pointer: '/recurrence/frequency',
  },
  ...[0, 13, 0.5, null].map((interval) => ({
    what: `every ${interval} weeks`,
    wish: () => every({ frequency: 'weekly', interval, count: 2 }),
    ...invalid,
    pointer: '/recurrence/interval',
  })),
  ...[undefined, null, [], 'weekly'].map((recurrence) => ({
    what: `${JSON.stringify(recurrence)} for a recurrence`,
    wish: () => every(recurrence),
    ...invalid,
    pointer: '/recurrence',
  })),
  { what: 'no visit 0', wish: () => weekly(3, { skip: [0] }), ...invalid, pointer: '/skip' },
  {
    what: 'no fourth of three visits',
    wish: () => weekly(3, { skip: [2, 4] }),
    ...invalid,
    pointer: '/skip/1',
  },
  { what: 'no second visit twice', wish: () => weekly(3, { skip: [2, 2] }), ...invalid, pointer: '/skip/1' },
  { what: 'no visit at all', wish: () => weekly(3, { skip: [3, 1, 2] }), ...invalid, pointer: '/skip' },
  {
    what: 'a doctor who is not there',
    wish: () => weekly(3, { doctorId: unknownId }),
    status: 404,
    code: 'doctor.not_found',
  },
  {
    what: 'a visit type that is not offered',
    wish: () => weekly(3, { visitTypeId: unknownId }),
    status: 422,
    code: 'appointment.visit_type_not_offered',
    pointer: '/visitTypeId',
  },
  {
    what: 'visits for another patient',
    wish: () => weekly(3, { userId: other.id }),
    status: 403,
    code: 'appointment.not_for_others',
  },
  {
    what: 'visits for a patient who is not there',
    wish: () => weekly(3, { userId: unknownId }),
    status: 422,
    code: 'appointment.unknown_patient',
    pointer: '/userId',
    byStaff: true,
  },
  {
    what: 'a first visit that is over',
    wish: () => weekly(3, { appointmentDateTime: weekFromNow(-1) }),
    status: 422,
    code: 'series.conflicts',
    pointer: '/recurrence',
  },
  {
    what: 'a first visit long ago',
    wish: () => weekly(3, { appointmentDateTime: '0001-01-01T00:00:00Z' }),
    status: 422,
    code: 'appointment.in_past',
    pointer: '/appointmentDateTime',
  },
  {
    what: 'visits to the end of time',
    wish: () => weekly(52, { appointmentDateTime: '+275760-09-12T00:00:00Z' }),
    status: 422,
    code: 'appointment.beyond_horizon',
    pointer: '/appointmentDateTime',
  },
];

it.each(refusals)(
  'there is no series with $what',
  async ({ wish, status, code, pointer, byStaff = false }) => {
    const answer = await bookSeries(gateway, byStaff ? desk : patient, wish());
    expect(answer).toMatchObject({ status, body: { code } });
    if (pointer !== undefined) expect(answer.body).toMatchObject({ errors: [{ pointer }] });
    expect(await traces(stage.clinic.database)).toEqual([[], [], 0, 0]);
  },
);

it('a caller who is not signed in has no series', async () => {
  const answer = await call('POST', `${gateway}/appointments/series`, { body: weekly(3) });
  expect(answer.status).toBe(401);
});
