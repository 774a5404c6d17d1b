import fc from 'fast-check';
import { aUser } from '../../support/clinic.js';
import { type Operation, patientCount, sequencesOf } from './properties/operations.js';
import { type Cast, play, type Played, visitTypesFor } from './properties/play.js';
import { brokenPromises } from './properties/promises.js';
import { fieldOf } from '../support/api.js';
import { signIn } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 900_000;

interface Stage {
  readonly clinic: Clinic;
  readonly cast: Cast;
}

async function openStage(): Promise<Stage> {
  const clinic = await openClinic(patientCount, { withNotifications: false });
  const desk = await signIn(clinic.gateway(0), await aUser(clinic.database, { role: 'staff' }));
  const cast = { patients: clinic.people, desk, visitTypeIds: await visitTypesFor(clinic) };
  return { clinic, cast };
}

/** Whatever is done in whatever order, and by how many at once: every promise is kept and every answer is one. */
const keepsItsPromises = (
  { clinic, cast }: Stage,
  length: number,
  seen: (played: readonly Played[]) => void = () => undefined,
) =>
  fc.asyncProperty(sequencesOf(length), async (operations: Operation[]) => {
    await clinic.forgetVisits();
    const played = await play(clinic, cast, operations);
    seen(played);
    expect(await brokenPromises(clinic.database)).toEqual({});
    const failures = played.filter(({ answer }) => answer.status >= 500 || answer.status === 401);
    expect(failures.map(({ operation, answer }) => [operation.kind, answer.text])).toEqual([]);
  });

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, patience);

afterAll(() => stage.clinic.close());

it(
  'no sequence of 10,000 operations by several clients at two gateways leaves an overlap',
  async () => {
    const all: Played[] = [];
    await fc.assert(
      keepsItsPromises(stage, 500, (played) => all.push(...played)),
      // The time limit ends a long search for the smallest sequence.
      {
        numRuns: 20,
        interruptAfterTimeLimit: patience - 60_000,
        markInterruptAsFailure: true,
      },
    );
    // Most are refused, as they ought to be; but of every kind some went through.
    const done = all.filter(({ answer }) => answer.status < 300).map(({ operation }) => operation.kind);
    for (const kind of [
      'book',
      'hold',
      'book the hold',
      'extend',
      'release',
      'move',
      'cancel',
      'undo',
      'change schedule',
    ])
      expect(done).toContain(kind);
    expect(all.some(({ answer }) => answer.status === 201 && fieldOf(answer, 'overbooked') === true)).toBe(
      true,
    );
  },
  patience,
);

// Shows that the sequences above come close enough to an overlap, and that one would be seen. Stands last: it leaves the
// database without its constraint.
it(
  'without its constraints the database lets such a sequence book a doctor twice',
  async () => {
    const { client } = stage.clinic.database;
    await client.$executeRaw`ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap`;
    const outcome = await fc.check(keepsItsPromises(stage, 200), { numRuns: 60, endOnFailure: true });
    expect(outcome.failed).toBe(true);
    expect(String(outcome.errorInstance)).toContain('a doctor is booked twice');
  },
  patience,
);
