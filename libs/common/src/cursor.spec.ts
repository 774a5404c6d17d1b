import { AppError } from './errors/app-error.js';
import { decodeCursor, encodeCursor, toPage } from './cursor.js';

const refused = (cursor: string): unknown => {
  try {
    return decodeCursor(cursor, ['text', 'id']);
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

it('reads what it wrote', () => {
  expect(decodeCursor(encodeCursor(['Dr. Ärzt 医', 7]), ['text', 'id'])).toEqual(['Dr. Ärzt 医', 7]);
  expect(decodeCursor(encodeCursor([1_800_000_000_000, 7]), ['time', 'id'])).toEqual([1_800_000_000_000, 7]);
});

it.each([
  ['nothing', ''],
  ['noise', '%%%'],
  ['JSON that is no list', Buffer.from('{}').toString('base64url')],
  ['another list', encodeCursor([1, 7])],
  ['too long a key', encodeCursor(['a', 7, 7])],
  ['too short a key', encodeCursor(['a'])],
  ['a fraction', encodeCursor(['a', 1.5])],
  ['more than an integer column holds', encodeCursor(['a', 2 ** 31])],
  ['a text that PostgreSQL cannot keep', encodeCursor(['a\0', 7])],
])('refuses %s', (_, cursor) => {
  expect(refused(cursor)).toBe('request.invalid');
});

it('refuses a time that no date can have', () => {
  expect(() => decodeCursor(encodeCursor([9e15, 7]), ['time', 'id'])).toThrow(AppError);
});

it('cuts a page and names the next one only when there is one', () => {
  expect(toPage([1, 2], 2, (row) => [row])).toEqual({ items: [1, 2] });
  expect(toPage([1, 2, 3], 2, (row) => [row])).toEqual({ items: [1, 2], next: encodeCursor([2]) });
  expect(toPage([], 2, (row: number) => [row])).toEqual({ items: [] });
});
