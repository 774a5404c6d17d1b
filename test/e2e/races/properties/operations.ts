import fc from 'fast-check';

/** Numbers that the player turns into what is there when their turn comes, so that any part of a sequence makes sense. */
interface Turn {
  /** For which patient, unless what is picked belongs to one */
  readonly patient: number;
  /** The front desk does it for the patient */
  readonly byDesk: boolean;
}

/** A time with a doctor. */
export interface Place {
  readonly doctor: number;
  readonly visitType: number;
  /** Times of five minutes since the beginning of the hour or so that everybody is after */
  readonly start: number;
}

export type Operation = Turn &
  (
    | ({
        readonly kind: 'book';
        readonly isSentTwice: boolean;
        /** By the desk: whether others are there or not */
        readonly isSqueezedIn: boolean;
      } & Place)
    | ({ readonly kind: 'hold' } & Place)
    | { readonly kind: 'book the hold'; readonly isSentTwice: boolean; readonly pick: number }
    | { readonly kind: 'extend' | 'release' | 'expire'; readonly pick: number }
    | ({ readonly kind: 'move'; readonly pick: number } & Place)
    | { readonly kind: 'confirm' | 'check-in' | 'cancel' | 'undo'; readonly pick: number }
    | { readonly kind: 'change schedule'; readonly doctor: number; readonly hours: number }
  );

export const patientCount = 4;
export const doctorCount = 2;
export const visitTypeCount = 2;

/** Without it, what fast-check prints of a failure is twice as long. */
const plain = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const below = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 });

const turn = {
  patient: below(patientCount),
  byDesk: fc.boolean(),
};
const place = {
  doctor: fc.constantFrom(0, 0, 0, 1),
  visitType: below(visitTypeCount),
  // Mostly quarters of an hour, which both visit types have.
  start: fc.oneof({ weight: 4, arbitrary: below(4).map((quarter) => quarter * 3) }, below(10)),
};
const pick = below(6);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: plain({
      kind: fc.constant('book' as const),
      ...turn,
      ...place,
      isSqueezedIn: fc.boolean(),
      isSentTwice: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: plain({ kind: fc.constant('hold' as const), ...turn, ...place }) },
  {
    weight: 5,
    arbitrary: plain({
      kind: fc.constant('book the hold' as const),
      ...turn,
      pick,
      isSentTwice: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: plain({ kind: fc.constant('move' as const), ...turn, pick, ...place }) },
  {
    weight: 4,
    arbitrary: plain({ kind: fc.constantFrom('extend', 'release', 'expire', 'expire'), ...turn, pick }),
  },
  {
    weight: 7,
    arbitrary: plain({
      kind: fc.constantFrom('confirm', 'check-in', 'cancel', 'cancel', 'undo'),
      ...turn,
      pick,
    }),
  },
  {
    weight: 1,
    arbitrary: plain({
      kind: fc.constant('change schedule' as const),
      ...turn,
      doctor: below(doctorCount),
      hours: fc.constantFrom(0, 0, 1, 2),
    }),
  },
);

/** Sequences of a given length, which shrink to shorter ones; fast-check's own arrays do one or the other. */
class LongSequences extends fc.Arbitrary<Operation[]> {
  private readonly long: fc.Arbitrary<Operation[]>;
  private readonly shorter: fc.Arbitrary<Operation[]>;

  constructor(length: number) {
    super();
    this.long = fc.array(operation, { minLength: length, maxLength: length });
    this.shorter = fc.array(operation, { maxLength: length });
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Operation[]> {
    return this.long.generate(random, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is Operation[] {
    return this.shorter.canShrinkWithoutContext(value);
  }

  override shrink(value: Operation[], context: unknown): fc.Stream<fc.Value<Operation[]>> {
    return this.shorter.shrink(value, context);
  }
}

/** Any sequence of so many operations. */
export const sequencesOf = (length: number): fc.Arbitrary<Operation[]> => new LongSequences(length);
