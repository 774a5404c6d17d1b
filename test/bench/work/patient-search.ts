import { JwtService } from '@nestjs/jwt';
import { AccessTokens } from '#libs/auth';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { createDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { jwtSecret } from '../../support/processes.js';
import { withPostgres } from '../../support/run/connections.js';
import { asked } from '../asked.js';
import { quantile } from '../load.js';
import { type Row, type Stage } from '../row.js';
import { startSiteGateway } from '../site.js';

const patients = 200_000;
const warmUp = 50;
const staffId = 1_000_000;

/** Names of six first and eight last names in several scripts, with a second last name that few share. */
const people = `
  INSERT INTO users (id, name, birth_date, role)
  SELECT n, firsts[1 + n % 6] || ' ' || initcap(substr(md5(n::text), 1, 5)) || ' ' || lasts[1 + n / 7 % 8],
    date '1930-01-01' + n * 7919 % 34000, 'patient'
  FROM generate_series(1, ${patients}) n,
    (SELECT ARRAY['Anna', 'Jörg', 'Иван', 'Noor', 'Robin', 'محمد'] AS firsts,
      ARRAY['Müller', 'Иванов', 'Haddad', 'Smith', 'Łukasz', 'Mueller', 'Nguyễn', 'Sørensen'] AS lasts) AS known`;

const phones = `
  INSERT INTO notification_preferences (user_id, phone, changed_at)
  SELECT id, '+49' || 30000000 + id::bigint * 7919 % 10000000, now() FROM users`;

/** Two thirds of the patients are known where the desk is. */
const places = `
  WITH location AS (INSERT INTO locations (name, time_zone) VALUES ('Clinic', 'UTC') RETURNING id)
  INSERT INTO patient_places (user_id, location_id)
  SELECT users.id, location.id FROM users, location WHERE users.id % 3 > 0`;

const desk = `
  WITH staff AS (INSERT INTO users (id, username, email, password, role)
    VALUES (${staffId}, 'desk', 'desk@clinic.example', '-', 'staff') RETURNING id),
  workplace AS (INSERT INTO staff_locations (user_id, location_id) SELECT staff.id, locations.id FROM staff, locations)
  INSERT INTO sessions (id, user_id, created_at, last_seen_at, expires_at)
  SELECT gen_random_uuid(), id, now(), now(), now() + interval '1 day' FROM staff RETURNING id`;

/** What a desk types: names in every spelling, parts of numbers and dates, what many fit and what none does. */
const searches = (turn: number): string => {
  const hex = (turn * 2_654_435_761).toString(16).slice(-4);
  const all = [
    'muller',
    `MUELLER ${hex.slice(0, 3)}`,
    `jorg ${hex}`,
    'anna smith',
    'иванов ИВАН',
    'محمد',
    'nguyen noor',
    'nobody of this name',
    `0${30_000_000 + ((turn * 7919) % 10_000_000)}`,
    `${(turn * 31) % 10_000}`.padStart(4, '5'),
    `+49 (0)30/${(turn * 13) % 1000}`,
    `${1 + (turn % 28)}.${1 + (turn % 12)}.${1935 + (turn % 80)}`,
    `noor 1${turn % 9}/12/19${50 + (turn % 40)}`,
    hex,
  ];
  return all[turn % all.length] ?? '';
};

/** How long the front desk waits for a patient among 200,000. */
export async function patientSearch({ options }: Stage): Promise<Row[]> {
  const { url } = await createDatabase();
  const sessionId = await withPostgres(url, async (client) => {
    for (const statement of [people, phones, places]) await client.query(statement);
    const { rows } = await client.query<{ id: string }>(desk);
    await client.query('VACUUM ANALYZE');
    return rows[0]?.id ?? '';
  });
  const gateway = await startSiteGateway(url);
  const keys = new Keys({ JWT_SECRET: jwtSecret, JWT_PREVIOUS_SECRETS: [] });
  const tokens = new AccessTokens(new JwtService(), keys, { ACCESS_TOKEN_MINUTES: 60 });
  const { token } = await tokens.sign(staffId, sessionId);
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const until = performance.now() + options.seconds * options.rounds * 1000;
  for (let turn = 0; turn < warmUp || performance.now() < until; turn += 1) {
    const q = encodeURIComponent(searches(turn));
    const begun = performance.now();
    const { status } = await call('GET', `${gateway.url}/users/patients?q=${q}&limit=10`, { token });
    if (status !== 200) errors[status] = (errors[status] ?? 0) + 1;
    else if (turn >= warmUp) times.push(performance.now() - begun);
  }
  await gateway.stop();
  const p95 = quantile(times, 0.95);
  return [
    {
      work: 'patient search, 200,000 patients',
      name: 'Docket, one at a time',
      result: {
        answers: times.length,
        rate: 1000 / (times.reduce((sum, time) => sum + time, 0) / times.length),
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        errors,
      },
      ratio: { value: p95, unit: ' ms', ...asked.patientSearchMilliseconds },
      note: '95 of 100 answers come within this',
    },
  ];
}
