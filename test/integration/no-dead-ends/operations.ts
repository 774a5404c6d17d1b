import fc from 'fast-check';

export const patientCount = 3;
export const doctorCount = 2;
export const sides = ['patient', 'doctor', 'desk'] as const;
export const steps = ['confirm', 'checkIn', 'complete', 'markNoShow', 'cancel', 'undo'] as const;

interface Place {
  readonly doctor: number;
  /** Which of the doctor's visit types: confirmed by hand or at once */
  readonly type: number;
  /** Half hours from now */
  readonly start: number;
}

/** Numbers point at what is there when their turn comes, so that any sequence makes sense. */
export type Operation =
  | ({ readonly kind: 'book' | 'hold'; readonly patient: number; readonly by: 'patient' | 'desk' } & Place)
  | { readonly kind: 'walk in'; readonly patient: number; readonly doctor: number }
  | { readonly kind: 'book the hold' | 'release'; readonly pick: number }
  | ({ readonly kind: 'move'; readonly pick: number; readonly by: (typeof sides)[number] } & Place)
  | { readonly kind: (typeof steps)[number]; readonly pick: number; readonly by: (typeof sides)[number] }
  | { readonly kind: 'wait'; readonly minutes: number; readonly withUpkeep: boolean };

export interface Story {
  readonly operations: readonly Operation[];
  /** How it ends: staff close what is open, or weeks pass in which no one does anything */
  readonly end: 'closed' | 'forgotten';
}

const plain = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const below = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 });

const pick = below(5);
const by = fc.constantFrom(...sides);
const place = { doctor: below(doctorCount), type: below(2), start: below(6) };
const minute = 1;
const hour = 60 * minute;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: plain({
      kind: fc.constantFrom('book', 'book', 'hold'),
      patient: below(patientCount),
      by: fc.constantFrom('patient', 'desk'),
      ...place,
    }),
  },
  {
    weight: 1,
    arbitrary: plain({
      kind: fc.constant('walk in' as const),
      patient: below(patientCount),
      doctor: below(doctorCount),
    }),
  },
  { weight: 1, arbitrary: plain({ kind: fc.constantFrom('book the hold', 'release'), pick }) },
  { weight: 1, arbitrary: plain({ kind: fc.constant('move' as const), pick, by, ...place }) },
  { weight: 14, arbitrary: plain({ kind: fc.constantFrom(...steps), pick, by }) },
  {
    weight: 3,
    arbitrary: plain({
      kind: fc.constant('wait' as const),
      minutes: fc.constantFrom(4, 30, 30, hour, 3 * hour, 24 * hour),
      withUpkeep: fc.boolean(),
    }),
  },
);

export const storiesOf = (length: number): fc.Arbitrary<Story> =>
  plain({
    operations: fc.array(operation, { minLength: length, maxLength: length }),
    end: fc.constantFrom('closed', 'closed', 'forgotten'),
  });
