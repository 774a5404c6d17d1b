import { BoundedWork } from './bounded-work.js';

interface Piece {
  readonly work: () => Promise<void>;
  readonly finish: () => void;
}

function aPiece(begun: number[], number: number): Piece {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return {
    work: () => {
      begun.push(number);
      return done;
    },
    finish: () => {
      finish();
    },
  };
}

it('does so many at a time, lets so many wait, and turns the others away', async () => {
  const begun: number[] = [];
  const bounded = new BoundedWork(2, 1);
  const pieces = [0, 1, 2, 3].map((number) => aPiece(begun, number));
  const runs = pieces.map(({ work }) => bounded.run(work));
  await expect(runs[3]).rejects.toMatchObject({ code: 'auth.busy', kind: 'unavailable' });
  expect(begun).toEqual([0, 1]);
  pieces[0]?.finish();
  await runs[0];
  pieces[2]?.finish();
  await runs[2];
  expect(begun).toEqual([0, 1, 2]);
  const last = aPiece(begun, 4);
  last.finish();
  await bounded.run(last.work);
  pieces[1]?.finish();
  await runs[1];
});

it('goes on after work that failed', async () => {
  const bounded = new BoundedWork(1, 0);
  await expect(bounded.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(bounded.run(() => Promise.resolve('yes'))).resolves.toBe('yes');
});
