import { randomBytes } from 'node:crypto';
import { ConfigurationError, loadDatabaseEnv, loadEnv, variables } from './env.js';

const good = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://docket:9f1c03ab77e2d6405e@db.clinic.example/docket',
  REDIS_URL: 'redis://:44d1f0c29b7a8e63aa@cache.clinic.example',
  RABBITMQ_URL: 'amqp://docket:0cbb1d7ff3a94e2287@broker.clinic.example',
  JWT_SECRET: 'mC2nT0q9vXw1LrY7uKfEoB4zHsGjDaPi83RNbQ5cVxk=',
};

function complaints(
  changes: NodeJS.ProcessEnv,
  load: (env: NodeJS.ProcessEnv) => unknown = loadEnv,
): string[] {
  try {
    load({ ...good, ...changes });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split('\n');
  }
}

const wrong: readonly (readonly [keyof typeof variables, string])[] = [
  ['JWT_SECRET', 'x'.repeat(64)],
  ['JWT_SECRET', 'abcd'.repeat(20)],
  ['JWT_SECRET', '0123456789'.repeat(4).slice(0, 32)],
  ['JWT_SECRET', 'please-change-me-before-going-live-1234567890'],
  ['JWT_SECRET', 'my-super-secret-key-of-the-clinic-2026-and-on'],
  ['JWT_PREVIOUS_SECRETS', `${good.JWT_SECRET},${'y'.repeat(40)}`],
  ['DATABASE_URL', 'postgresql://postgres:postgres@127.0.0.1/docket'],
  ['DATABASE_URL', 'postgresql://docket:secret@127.0.0.1/docket'],
  ['DATABASE_URL', 'postgresql://clinic-app:Clinic-App@127.0.0.1/docket'],
  ['DATABASE_URL', 'postgresql://docket:kX93q@127.0.0.1/docket'],
  ['DATABASE_URL', 'postgresql://docket:p%61ssword@127.0.0.1/docket'],
  ['REDIS_URL', 'redis://:changeme@127.0.0.1'],
  ['REDIS_STATE_URL', 'redis://:changeme@127.0.0.1:6380'],
  ['RABBITMQ_URL', 'amqp://guest:guest@127.0.0.1'],
  ['RABBITMQ_URL', 'amqp://127.0.0.1'],
  ['RABBITMQ_URL', 'amqp://docket:docket@127.0.0.1'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'null'],
  ['RATE_LIMITS', 'off'],
  ['TRUST_PROXY', '10.0.0.1,0.0.0.0/0'],
  ['TRUST_PROXY', '::/0'],
];

describe('SECURITY 33: in production the start refuses', () => {
  it.each(wrong)('%s=%s, in one line that does not repeat it', (name, value) => {
    const lines = complaints({ [name]: value });
    expect(lines).toEqual([expect.stringMatching(`^${name} .+`)]);
    expect(lines[0]).toContain(variables[name].desc);
    const password = URL.canParse(value) ? new URL(value).password : value;
    if (name.startsWith('JWT') || password.length > 6) {
      expect((lines[0] ?? '').replace(variables[name].desc ?? '', '')).not.toContain(password || '\0');
    }
  });

  it('everything that is wrong at once', () => {
    const lines = complaints(Object.fromEntries(wrong));
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['CORS_ORIGINS']);
    const others = { ...Object.fromEntries(wrong), CORS_ORIGINS: '' };
    expect(complaints(others).map((line) => line.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'REDIS_STATE_URL',
      'RABBITMQ_URL',
      'JWT_SECRET',
      'JWT_PREVIOUS_SECRETS',
      'RATE_LIMITS',
      'TRUST_PROXY',
    ]);
  });

  it('a weak database password of the commands that need the database alone', () => {
    const weak = { DATABASE_URL: 'postgresql://postgres:postgres@127.0.0.1/docket' };
    expect(complaints(weak, loadDatabaseEnv)).toEqual([
      expect.stringMatching('^DATABASE_URL has a password'),
    ]);
    expect(complaints({ JWT_SECRET: undefined }, loadDatabaseEnv)).toEqual([]);
  });
});

it('takes what the README and docker-compose.yml tell to make', () => {
  expect(complaints({})).toEqual([]);
  for (let turn = 0; turn < 200; turn += 1) {
    expect(complaints({ JWT_SECRET: randomBytes(48).toString('base64') })).toEqual([]);
    expect(complaints({ JWT_SECRET: randomBytes(24).toString('hex') })).toEqual([]);
  }
});

it('takes a login without a password, which the service itself checks', () => {
  expect(complaints({ DATABASE_URL: 'postgresql://docket@127.0.0.1/docket?sslcert=client.pem' })).toEqual([]);
  expect(complaints({ REDIS_URL: 'redis://127.0.0.1' })).toEqual([]);
});

it('says nothing elsewhere', () => {
  for (const NODE_ENV of ['development', 'test', undefined]) {
    const others = { ...Object.fromEntries(wrong), CORS_ORIGINS: '' };
    expect(complaints({ ...others, NODE_ENV })).toEqual([]);
  }
});
