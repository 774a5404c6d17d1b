import { asRecoveryCode, asTimeCode, keyUri, newRecoveryCode, newSecret, stepOf } from './one-time-code.js';

/** RFC 6238, appendix B, the last six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [2_000_000_000, '279037'],
])('knows the code of the standard at second %i', (second, code) => {
  expect(stepOf(secret, code, second * 1000)).toBe(Math.floor(second / 30));
});

it('allows for one step before and after, and tells which it was', () => {
  const step = 37_037_036;
  const at = (steps: number) => stepOf(secret, '081804', (step + steps) * 30_000);
  expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([undefined, step, step, step, undefined]);
});

it.each(['', '081805', '0818040', 'abcdef', '08180'])('does not take %j', (code) => {
  expect(stepOf(secret, code, 1_111_111_109_000)).toBeUndefined();
});

it('makes secrets and codes that are new every time', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(newSecret());
  expect(newRecoveryCode()).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
  expect(newRecoveryCode()).not.toBe(newRecoveryCode());
});

it('reads a recovery code however it was typed', () => {
  expect(asRecoveryCode(' AbCdE 12345')).toBe(asRecoveryCode('abcde-12345'));
});

it('names product and user for the authenticator', () => {
  expect(keyUri(secret, 'ada')).toMatch(/^otpauth:\/\/totp\/Docket:ada\?issuer=Docket&secret=GEZD/);
});

it.each(['287082', '287 082', ' 287-082 ', '٢٨٧ ٠٨٢', '２８７０８２'])(
  'reads %s as a code of an app',
  (typed) => {
    expect(asTimeCode(typed)).toBe('287082');
  },
);

it.each(['1a0bc-d1f23', '1A0BC-D1F23', 'la0bc di f23', 'IAOBC D1F23'])(
  'reads %s as a recovery code',
  (typed) => {
    expect(asRecoveryCode(typed)).toBe('1a0bcd1f23');
  },
);
