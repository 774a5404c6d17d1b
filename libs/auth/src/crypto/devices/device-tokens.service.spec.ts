import { Temporal } from 'temporal-polyfill';
import { Clock, day } from '#libs/common';
import { DeviceTokens } from './device-tokens.service.js';
import { Keys } from '../keys.service.js';

let now = Temporal.Instant.from('2026-12-01T09:00:00Z');

class ShownClock extends Clock {
  override now(): Temporal.Instant {
    return now;
  }
}

const tokensOf = (current: string, ...former: string[]) =>
  new DeviceTokens(new Keys({ JWT_SECRET: current, JWT_PREVIOUS_SECRETS: former }), new ShownClock());

it('tell the user and the device, another one each time, also after the secret was replaced', () => {
  const tokens = tokensOf('a');
  const token = tokens.issue(7);
  expect(tokens.read(token)).toEqual({ userId: 7, id: expect.stringMatching(/^[\w-]{16}$/) as string });
  expect(tokensOf('b', 'a').read(token)).toEqual(tokens.read(token));
  expect(tokensOf('b').read(token)).toBeUndefined();
  expect(tokens.read(tokens.issue(7))?.id).not.toBe(tokens.read(token)?.id);
});

it('are worth nothing for another user, changed, or after three months', () => {
  const tokens = tokensOf('a');
  const token = tokens.issue(7);
  for (const forged of [
    '',
    token.replace(/^7/, '8'),
    token.slice(0, -1),
    `${token}x`,
    token.replace('.', '..'),
  ])
    expect(tokens.read(forged)).toBeUndefined();
  now = now.add({ milliseconds: 90 * day - 1 });
  expect(tokens.read(token)).toBeDefined();
  now = now.add({ milliseconds: 1 });
  expect(tokens.read(token)).toBeUndefined();
});
