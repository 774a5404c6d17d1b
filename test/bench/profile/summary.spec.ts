import { placeOfFile } from './places.js';
import { type CpuProfile, selfTimes, summary } from './summary.js';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 0, columnNumber: 0 });

const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(idle)') },
    { id: 2, callFrame: frame('book', 'file:///app/booking.js') },
    { id: 3, callFrame: frame('plan', 'file:///app/booking.js') },
    { id: 4, callFrame: frame('(garbage collector)') },
  ],
  samples: [2, 3, 1, 4, 4],
  // A sample stands for the time until the next one, and the last for none.
  timeDeltas: [999_000, 1000, 2000, 50_000, 1000],
};

const places = ({ functionName, url }: { functionName: string; url: string }): string => url || functionName;

it('adds up by place what each sample stands for, over all profiles', () => {
  expect(Object.fromEntries(selfTimes([profile, profile], places))).toEqual({
    'file:///app/booking.js': 6,
    '(idle)': 100,
    '(garbage collector)': 2,
  });
});

it('names the places where most time went first, with their share of one answer, and leaves idle time out', () => {
  const answered = { answers: 4, milliseconds: 2 };
  const lines = summary('gateway', selfTimes([profile], places), answered).split('\n');
  expect(lines.slice(2).map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    '0.5000 100.0% all of it',
    '0.3750 75.0% file:///app/booking.js',
    '0.1250 25.0% (garbage collector)',
  ]);
});

it('calls a package by its name and a source by its path', () => {
  const root = process.cwd();
  expect(
    ['node_modules/pg/lib/client.js', 'node_modules/@nestjs/core/router/x.js', 'libs/auth/src/index.ts'].map(
      (path) => placeOfFile(`${root}/${path}`),
    ),
  ).toEqual(['pg', '@nestjs/core', 'libs/auth/src/index.ts']);
});
