import { canMove, minutesLate, stepsOf } from './visit-steps.js';

const start = '2026-12-01T09:00:00Z';
const before = new Date('2026-12-01T08:50:00Z');
const after = new Date('2026-12-01T09:07:59Z');

it('offers what the status and the time allow, the likeliest first', () => {
  expect(stepsOf({ status: 'pending', appointmentDateTime: start }, before)).toEqual(['confirm', 'cancel']);
  expect(stepsOf({ status: 'confirmed', appointmentDateTime: start }, before)).toEqual([
    'check-in',
    'cancel',
  ]);
  expect(stepsOf({ status: 'confirmed', appointmentDateTime: start }, after)).toEqual([
    'check-in',
    'complete',
    'no-show',
  ]);
  expect(stepsOf({ status: 'checked_in', appointmentDateTime: start }, after)).toEqual(['complete']);
  expect(stepsOf({ status: 'no_show', appointmentDateTime: start }, after)).toEqual([]);
});

it('moves what has not begun', () => {
  expect(canMove({ status: 'confirmed', appointmentDateTime: start }, before)).toBe(true);
  expect(canMove({ status: 'confirmed', appointmentDateTime: start }, after)).toBe(false);
  expect(canMove({ status: 'cancelled', appointmentDateTime: start }, before)).toBe(false);
});

it('counts the minutes of those who are expected and not here', () => {
  expect(minutesLate({ status: 'confirmed', appointmentDateTime: start }, after)).toBe(7);
  expect(minutesLate({ status: 'confirmed', appointmentDateTime: start }, before)).toBe(0);
  expect(minutesLate({ status: 'checked_in', appointmentDateTime: start }, after)).toBe(0);
});
