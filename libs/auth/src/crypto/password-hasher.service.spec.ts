import { hash } from '@node-rs/argon2';
import { PasswordHasher } from './password-hasher.service.js';

const hasher = new PasswordHasher({ PASSWORD_HASH_QUEUE: 10 });

it('keeps passwords as argon2id with 19 MiB and two passes or more', async () => {
  expect(await hasher.hash('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('knows a password again, to its last character and however it was typed', async () => {
  const long = `${'x'.repeat(127)}é`;
  const hashed = await hasher.hash(long);
  expect(await hasher.matches(hashed, long)).toBe(true);
  expect(await hasher.matches(hashed, long.normalize('NFD'))).toBe(true);
  expect(await hasher.matches(hashed, `${'x'.repeat(127)}e`)).toBe(false);
});

it('takes no password without a hash', async () => {
  for (const password of ['', 'x']) expect(await hasher.matches(undefined, password)).toBe(false);
});

it.each([
  [{ memoryCost: 19_456, timeCost: 2, parallelism: 1 }, false],
  [{ memoryCost: 65_536, timeCost: 3, parallelism: 2 }, false],
  [{ memoryCost: 8192, timeCost: 2, parallelism: 1 }, true],
  [{ memoryCost: 19_456, timeCost: 1, parallelism: 1 }, true],
])('holds a hash with %j for outdated: %j', async (parameters, isOutdated) => {
  expect(hasher.isOutdated(await hash('x', parameters))).toBe(isOutdated);
});
