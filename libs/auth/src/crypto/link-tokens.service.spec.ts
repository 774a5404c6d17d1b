import { Keys } from './keys.service.js';
import { LinkTokens } from './link-tokens.service.js';

const link = {
  id: '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11',
  purpose: 'password_reset' as const,
  expiresAt: new Date('2026-12-01T09:00:00Z'),
};
const tokensOf = (current: string, ...former: string[]) =>
  new LinkTokens(new Keys({ JWT_SECRET: current, JWT_PREVIOUS_SECRETS: former }));
const tokens = tokensOf('a');

it('are the same whenever they are computed, also after the secret was replaced', () => {
  const token = tokens.issue(link);
  expect(tokensOf('a').issue(link)).toBe(token);
  expect(tokens.idIn(token)).toBe(link.id);
  expect(tokens.isOf(link, token)).toBe(true);
  expect(tokensOf('b', 'a').isOf(link, token)).toBe(true);
  expect(tokensOf('b').isOf(link, token)).toBe(false);
});

it('are good for one link, one purpose and one time', () => {
  const token = tokens.issue(link);
  for (const other of [
    { ...link, id: '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f12' },
    { ...link, purpose: 'invitation' as const },
    { ...link, expiresAt: new Date('2026-12-01T09:00:01Z') },
  ]) {
    expect(tokens.isOf(other, token)).toBe(false);
  }
});

it.each(['', 'x', link.id, `${link.id}.`, `${link.id}.${'A'.repeat(42)}`])(
  'are not of the form %j',
  (text) => {
    expect(tokens.idIn(text)).toBeUndefined();
    expect(tokens.isOf(link, text)).toBe(false);
  },
);
