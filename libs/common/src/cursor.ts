import { invalidInput } from './errors/app-error.js';
import { fieldError } from './errors/field-errors.js';

/** Largest id: PostgreSQL's `integer`. */
export const largestId = 2 ** 31 - 1;

/** Largest distance of a date from 1970, in milliseconds (ECMAScript, time values). */
const largestTime = 8.64e15;

const fits = {
  text: (part: unknown) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0'),
  id: (part: unknown) => Number.isInteger(part) && Math.abs(part as number) <= largestId,
  time: (part: unknown) => Number.isInteger(part) && Math.abs(part as number) <= largestTime,
};

type Kind = keyof typeof fits;
type Key<Shape extends readonly Kind[]> = {
  -readonly [I in keyof Shape]: Shape[I] extends 'text' ? string : number;
};

/** Turns the sort key of a page's last row into an opaque cursor. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Reads a cursor made by {@link encodeCursor}.
 *
 * @param shape what each part of the key must be
 * @throws AppError `request.invalid` when the cursor was not made by Docket or belongs to another list
 */
export function decodeCursor<const Shape extends readonly Kind[]>(cursor: string, shape: Shape): Key<Shape> {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    key = undefined;
  }
  if (
    !Array.isArray(key) ||
    key.length !== shape.length ||
    !shape.every((kind, index) => fits[kind](key[index]))
  ) {
    throw invalidInput(fieldError('/cursor', 'cursor.invalid'));
  }
  return key as Key<Shape>;
}

/** One page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * Cuts a page from rows that were read with one row more than asked for.
 *
 * @param rows up to `limit + 1` rows in order
 * @param key the sort key of a row
 */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: encodeCursor(key(last)) } : { items };
}
