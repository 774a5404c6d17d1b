import { type HotPath } from './hot-path.js';
import { toScript } from './pgbench.js';

const visit = { doctorId: 1001, userId: 21_005, start: '2026-12-07T14:00:00.000Z' };

const scriptOf = (sql: string, parameters: (string | null)[]) => {
  const path: HotPath = { visit, key: 'bench-1', statements: [{ sql, parameters }], first: 1 };
  const { text, constants } = toScript(path, { doctors: 1000, appointments: 200_000, visitors: 1000 });
  return { last: text.trim().split('\n').at(-1), constants };
};

it('puts variables in the places of what is the booking’s own', () => {
  const { last, constants } = scriptOf('SELECT $1, $2, $3, $4, $5, $6', [
    '1001',
    '{1001}',
    '21005',
    'bench-1',
    '2026-12-07T14:30:00.000+00:00',
    'pending',
  ]);
  expect(last).toBe(
    'SELECT :doctor::int, ARRAY[:doctor::int], :patient::int, :key::text, to_timestamp(:start + (1800)), :constant_0;',
  );
  expect(constants).toEqual({ constant_0: 'pending' });
});

it('finds them within JSON too, and leaves the rest of it as it is', () => {
  const row = { doctor: 1001, patient: 21_005, at: visit.start, key: 'bench-1', note: '100%', none: null };
  const { last, constants } = scriptOf('SELECT $1::json', [JSON.stringify([{ ...row, answer: row }])]);
  const start = 'to_timestamp(:start + (0))';
  expect(last).toBe(`SELECT format(:constant_0, :doctor::int, :patient::int, ${start}, :key::text)::json;`);
  const one = '"doctor":%1$s,"patient":%2$s,"at":"%3$s","key":"%4$s","note":"100%%","none":null';
  expect(constants).toEqual({ constant_0: `[{${one},"answer":{${one}}}]` });
});
