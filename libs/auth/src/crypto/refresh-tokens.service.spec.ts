import { Keys } from './keys.service.js';
import { RefreshTokens } from './refresh-tokens.service.js';

const ticket = { sessionId: '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11', generation: 7 };
const tokensOf = (current: string, ...former: string[]) =>
  new RefreshTokens(new Keys({ JWT_SECRET: current, JWT_PREVIOUS_SECRETS: former }));

it('yields the same token for the same ticket, and another for every other', () => {
  const tokens = tokensOf('a');
  const token = tokens.issue(ticket);
  expect(tokens.issue(ticket)).toBe(token);
  expect(tokens.issue({ ...ticket, generation: 8 })).not.toBe(token);
  expect(tokens.read(token)).toEqual(ticket);
});

it('knows the tokens of a former secret as long as it is named', () => {
  const token = tokensOf('old').issue(ticket);
  expect(tokensOf('new', 'older', 'old').read(token)).toEqual(ticket);
  expect(tokensOf('new').read(token)).toBeUndefined();
});

it.each([
  '',
  'x',
  `${ticket.sessionId}.7.`,
  `${ticket.sessionId}.7.${'A'.repeat(43)}`,
  `${ticket.sessionId}.07.${tokensOf('a').issue(ticket).split('.')[2] ?? ''}`,
  `${ticket.sessionId}.8.${tokensOf('a').issue(ticket).split('.')[2] ?? ''}`,
  `${tokensOf('a').issue(ticket)}A`,
])('does not take %j for one', (token) => {
  expect(tokensOf('a').read(token)).toBeUndefined();
});
