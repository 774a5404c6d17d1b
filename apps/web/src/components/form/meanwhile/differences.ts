/** What several people may change, with the version that its reader saw */
export interface Versioned {
  readonly version: number;
}

/** A part of a record that somebody else has changed since it was read. */
export interface Difference {
  /** Of the field */
  readonly name: string;
  readonly now: unknown;
  /** What the form has instead; undefined where its user has left the field alone, so that saving it leaves it too */
  readonly yours: { readonly value: unknown } | undefined;
}

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const namesIn = <T extends object>(part: Partial<T>) => Object.keys(part) as (keyof T & string)[];

/** The parts that are no longer as the form was opened with. */
export function changesIn<T extends object>(opened: T, wanted: Partial<T>): Partial<T> {
  const changed = namesIn(wanted).filter((name) => !isSame(wanted[name], opened[name]));
  return Object.fromEntries(changed.map((name) => [name, wanted[name]])) as Partial<T>;
}

interface States<T> {
  /** What the user has seen of the record */
  seen: T;
  now: T;
  /** What the form has */
  wanted: Partial<T>;
  /** The parts of it that its user has changed */
  changes: Partial<T>;
}

/** What somebody else has changed meanwhile; what the form says too is none. */
export const differencesIn = <T extends object>({ seen, now, wanted, changes }: States<T>): Difference[] =>
  namesIn(wanted)
    .filter((name) => !isSame(now[name], seen[name]) && !isSame(now[name], wanted[name]))
    .map((name) => ({
      name,
      now: now[name],
      yours: name in changes ? { value: wanted[name] } : undefined,
    }));
