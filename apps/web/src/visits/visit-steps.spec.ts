import { canMove, canUndo, minutesLate, stepsOf } from './visit-steps.js';

const start = '2026-12-01T09:00:00Z';
const dayBefore = new Date('2026-11-30T22:50:00Z');
const before = new Date('2026-12-01T08:50:00Z');
const after = new Date('2026-12-01T09:07:59Z');
const dayAfter = new Date('2026-12-02T09:00:00Z');
const at = (status: Parameters<typeof stepsOf>[0]['status']) => ({
  status,
  appointmentDateTime: start,
  timeZone: 'Europe/Berlin',
});

// Which steps there are is compared with the API's own table in test/drift; here is their order.
it('offers what the status and the time allow, the likeliest first', () => {
  expect(stepsOf(at('pending'), before)).toEqual(['confirm', 'check-in', 'cancel']);
  expect(stepsOf(at('confirmed'), dayBefore)).toEqual(['cancel']);
  expect(stepsOf(at('confirmed'), before)).toEqual(['check-in', 'cancel']);
  expect(stepsOf(at('confirmed'), after)).toEqual(['check-in', 'complete', 'no-show', 'cancel']);
  expect(stepsOf(at('confirmed'), dayAfter)).toEqual(['complete', 'no-show', 'cancel']);
  expect(stepsOf(at('checked_in'), before)).toEqual(['complete', 'cancel']);
  expect(stepsOf(at('no_show'), after)).toEqual(['check-in']);
});

it('offers to take back the last step on its day', () => {
  const step = { fromStatus: 'confirmed', toStatus: 'no_show', occurredAt: start } as const;
  expect(canUndo(at('no_show'), step, after)).toBe(true);
  expect(canUndo(at('no_show'), step, dayAfter)).toBe(false);
  expect(canUndo(at('checked_in'), { ...step, fromStatus: 'completed', toStatus: 'checked_in' }, after)).toBe(
    false,
  );
  expect(canUndo(at('checked_in'), { ...step, fromStatus: null, toStatus: 'checked_in' }, after)).toBe(false);
  expect(canUndo(at('confirmed'), { ...step, toStatus: 'confirmed' }, after)).toBe(false);
  expect(canUndo(at('no_show'), undefined, after)).toBe(false);
});

it('moves what has not begun', () => {
  expect(canMove(at('confirmed'), before)).toBe(true);
  expect(canMove(at('confirmed'), after)).toBe(false);
  expect(canMove(at('cancelled'), before)).toBe(false);
});

it('counts the minutes by which an expected patient is late', () => {
  expect(minutesLate(at('confirmed'), after)).toBe(7);
  expect(minutesLate(at('confirmed'), before)).toBe(0);
  expect(minutesLate(at('checked_in'), after)).toBe(0);
});
