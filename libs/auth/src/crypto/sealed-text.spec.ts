import { Keys } from './keys.service.js';
import { seal, unseal } from './sealed-text.js';

const ringOf = (current: string, ...former: string[]) =>
  new Keys({ JWT_SECRET: current, JWT_PREVIOUS_SECRETS: former }).for('second factor');
const ring = ringOf('a');

it('opens where it was sealed, also after the secret was replaced', () => {
  const sealed = seal('secret', 'user 1', ring);
  expect(sealed).not.toContain('secret');
  expect(seal('secret', 'user 1', ring)).not.toBe(sealed);
  expect(unseal(sealed, 'user 1', ring)).toBe('secret');
  expect(unseal(sealed, 'user 1', ringOf('b', 'a'))).toBe('secret');
});

it('opens nowhere else, and not when it was changed', () => {
  const sealed = seal('secret', 'user 1', ring);
  const [id = '', nonce = '', text = '', tag = ''] = sealed.split('.');
  const swapped = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
  expect(() => unseal(sealed, 'user 2', ring)).toThrow();
  expect(() => unseal(sealed, 'user 1', ringOf('b'))).toThrow('JWT_SECRET');
  for (const changed of [
    [id, swapped(nonce), text, tag],
    [id, nonce, swapped(text), tag],
    [id, nonce, text, swapped(tag)],
    [id, nonce, text],
  ]) {
    expect(() => unseal(changed.join('.'), 'user 1', ring)).toThrow();
  }
});
