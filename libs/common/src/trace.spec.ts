import { isTraceparent, traceparentAfter } from './trace.js';

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

it('a trace goes on under a span of its own', () => {
  const next = traceparentAfter(given);
  expect(next).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
  expect(next).not.toBe(given);
});

it.each([
  ['nothing', undefined],
  ['several', [given, given]],
  ['no trace', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'],
  ['no span', '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01'],
  ['another version', given.replace('00-', 'ff-')],
  ['more than it is', `${given}-x`],
  ['capitals', given.toUpperCase()],
])('%s begins a new one', (_, value) => {
  const next = traceparentAfter(value);
  expect(isTraceparent(next)).toBe(true);
  expect(next).not.toContain('4bf92f3577b34da6a3ce929d0e0e4736');
});
