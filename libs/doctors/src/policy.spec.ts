import { type Actor } from '#libs/auth';
import { canClose, canSetHours, canSetUpClinic } from './policy.js';

const doctor = { userId: 7, locationId: 1 };
const actors: readonly [string, Actor][] = [
  ['the doctor', { userId: 7, role: 'doctor' }],
  ['another doctor', { userId: 8, role: 'doctor' }],
  ['staff of the location', { userId: 2, role: 'staff', locationIds: [1] }],
  ['staff of another location', { userId: 3, role: 'staff', locationIds: [2] }],
  ['staff of no location', { userId: 4, role: 'staff' }],
  ['an admin', { userId: 5, role: 'admin' }],
  ['a patient', { userId: 6, role: 'patient' }],
  ['a patient with the number of the doctor', { userId: 7, role: 'patient' }],
];

const thoseWho = (can: (actor: Actor) => boolean): string[] =>
  actors.filter(([, actor]) => can(actor)).map(([name]) => name);

it('hours are set by the doctor, by staff of the location and by admins', () => {
  expect(thoseWho((actor) => canSetHours(actor, doctor))).toEqual([
    'the doctor',
    'staff of the location',
    'an admin',
  ]);
});

it('a doctor without an account sets no hours', () => {
  expect(thoseWho((actor) => canSetHours(actor, { ...doctor, userId: null }))).toEqual([
    'staff of the location',
    'an admin',
  ]);
});

it('a location is closed by its staff and by admins', () => {
  expect(thoseWho((actor) => canClose(actor, 1))).toEqual(['staff of the location', 'an admin']);
});

it('the clinic is set up by admins alone', () => {
  expect(thoseWho(canSetUpClinic)).toEqual(['an admin']);
});
