import DataLoader from 'dataloader';
import { Batches } from './batches.js';

/** Numbers that are doubled together, and what came in each piece of work; each ends when it is told to. */
function doubling() {
  const batches = new Batches();
  const pieces: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const loader = new DataLoader<number, number>(
    (numbers) =>
      batches.send(async () => {
        pieces.push(numbers);
        await new Promise<void>((resolve) => ends.push(resolve));
        return numbers.map((number) => 2 * number);
      }),
    { cache: false, maxBatchSize: 3, batchScheduleFn: batches.schedule },
  );
  return { loader, pieces, ends };
}

const begun = async (pieces: readonly unknown[], count: number): Promise<void> => {
  while (pieces.length < count) await new Promise((resolve) => setImmediate(resolve));
};

it('begins at once with what comes first, and together with what came meanwhile', async () => {
  const { loader, pieces, ends } = doubling();
  const first = loader.load(1);
  await begun(pieces, 1);
  const others = [2, 3, 4, 5].map((number) => loader.load(number));
  ends[0]?.();
  expect(await first).toBe(2);
  await begun(pieces, 2);
  ends[1]?.();
  await begun(pieces, 3);
  ends[2]?.();
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(pieces).toEqual([[1], [2, 3, 4], [5]]);
});

it('does not let work that hangs hold up what comes after it', async () => {
  const { loader, pieces, ends } = doubling();
  const hanging = loader.load(1);
  await begun(pieces, 1);
  const other = loader.load(2);
  await begun(pieces, 2);
  ends[1]?.();
  expect(await other).toBe(4);
  ends[0]?.();
  expect(await hanging).toBe(2);
});

it('goes on after work that fails', async () => {
  const batches = new Batches();
  await expect(batches.send(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const isCalled = new Promise<void>((resolve) => {
    batches.schedule(resolve);
  });
  await expect(isCalled).resolves.toBeUndefined();
});
