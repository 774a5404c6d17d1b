import { type Recipient } from '#libs/notifications';
import { type Visit } from '../facts/visit.js';
import { type Wait } from '../facts/waits.repository.js';
import { type ClaimedDelivery } from './deliveries.repository.js';
import { objectionTo } from './sendability.js';

const now = new Date('2026-12-01T09:00:00Z');
const startsAt = new Date('2026-12-02T09:00:00Z');
const later = new Date('2026-12-01T10:00:00Z');
const earlier = new Date('2026-12-01T08:00:00Z');

const delivery = (change: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
  id: 1,
  occasion: 'reminder',
  isFarewell: false,
  userId: 1,
  appointmentId: 7,
  linkId: null,
  letter: null,
  locationId: null,
  placeRevision: null,
  waitlistEntryId: null,
  version: 1,
  status: 'pending',
  startsAt,
  offsetMinutes: 1440,
  day: null,
  dueAt: now,
  expiresAt: later,
  isCollected: false,
  attempts: 1,
  doubts: 0,
  ...change,
});

const visit = {
  appointmentId: 7,
  status: 'confirmed',
  startsAt,
  mode: 'in_person',
  patientDied: false,
  patientSide: [1],
  doctorUserId: 2,
} as unknown as Visit;
const nothing = { occasions: [], reminderMinutes: [] };
const recipient: Recipient = {
  userId: 1,
  email: 'new@clinic.example',
  isDisabled: false,
  hasPush: false,
  preferences: {
    locale: 'en',
    timeZone: null,
    phone: null,
    quiet: null,
    choices: {
      in_app: nothing,
      email: {
        occasions: [
          'booked',
          'cancelled',
          'reminder',
          'waitlist_offer',
          'awaiting_answer',
          'location_changed',
        ],
        reminderMinutes: [],
      },
      sms: nothing,
      push: nothing,
    },
  },
};
const wait = { waitlistEntryId: 3, patientSide: [1] } as unknown as Wait;
const ofWait = delivery({
  occasion: 'waitlist_ended',
  appointmentId: null,
  waitlistEntryId: 3,
  startsAt: null,
  status: null,
});
const usual = {
  channel: 'email',
  recipient,
  visit,
  left: undefined,
  link: undefined,
  wait: undefined,
  place: undefined,
  now,
} as const;
const link = {
  id: 'x',
  purpose: 'password_reset',
  userId: 1,
  email: 'New@clinic.example',
  createdAt: earlier,
  expiresAt: later,
  usedAt: null,
} as const;
const farewell = delivery({
  occasion: 'cancelled',
  isFarewell: true,
  userId: 3,
  status: 'cancelled',
  startsAt: later,
});
const offer = delivery({ occasion: 'waitlist_offer', status: 'held' });
const held = { ...visit, status: 'held', heldUntil: later } as const;
const ofPlace = delivery({
  occasion: 'location_changed',
  locationId: 5,
  placeRevision: 2,
  version: null,
  status: null,
  startsAt: null,
  expiresAt: startsAt,
});
const known = { name: 'City Clinic', address: 'Main Street 1', timeZone: 'Europe/Berlin' };
const place = { before: known, now: { ...known, address: 'Mill Lane 3' }, revision: 2, knownRevision: 0 };
const clock = { ...place, now: { ...known, timeZone: 'Europe/Lisbon' } };
const byVideo = { ...visit, mode: 'video' } as const;
const ofLink = delivery({ occasion: 'password_reset', appointmentId: null, linkId: 'x' });

it.each([
  ['a reminder in time', delivery(), {}, undefined],
  ['a reminder that is late', delivery({ expiresAt: earlier }), {}, 'late'],
  ['a reminder of another time', delivery({ startsAt: later }), {}, 'superseded'],
  ['a reminder of a cancelled visit', delivery(), { visit: { ...visit, status: 'cancelled' } }, 'superseded'],
  ['a request that was answered', delivery({ occasion: 'awaiting_answer' }), {}, 'superseded'],
  ['news of a state that has passed', delivery({ occasion: 'booked' }), {}, 'superseded'],
  ['news of a state that holds', delivery({ occasion: 'booked', status: 'confirmed' }), {}, undefined],
  ['what is not wanted any more', delivery({ occasion: 'moved', status: 'confirmed' }), {}, 'not_wanted'],
  ['a visit that is with another doctor now', delivery({ userId: 3 }), {}, 'not_a_recipient'],
  ['a farewell to a former doctor', farewell, {}, undefined],
  ['a farewell to a doctor who has it back', { ...farewell, userId: 2 }, {}, 'superseded'],
  [
    'a farewell from a visit that is cancelled now',
    farewell,
    { visit: { ...visit, status: 'cancelled' } },
    undefined,
  ],
  ['a closed account', delivery(), { recipient: { ...recipient, isDisabled: true } }, 'account_closed'],
  [
    'a visit of a patient who died',
    delivery(),
    {
      recipient: { ...recipient, isDisabled: true },
      visit: { ...visit, patientDied: true, patientSide: [] },
    },
    'deceased',
  ],
  [
    'a visit of a patient who died, to the doctor',
    delivery({ userId: 2 }),
    { visit: { ...visit, patientDied: true, patientSide: [] } },
    undefined,
  ],
  [
    'a farewell to a former doctor whose patient died since',
    farewell,
    {
      visit: { ...visit, patientDied: true, patientSide: [] },
      left: { ...visit, patientSide: [], doctorUserId: 3 },
    },
    undefined,
  ],
  [
    'a farewell to a former guardian whose dependant died since',
    farewell,
    { visit: { ...visit, patientDied: true, patientSide: [] }, left: { ...visit, patientSide: [3] } },
    'deceased',
  ],
  ['an offer that stands', offer, { visit: held }, undefined],
  ['an offer whose time is over', offer, { visit: { ...held, heldUntil: now } }, 'superseded'],
  ['an offer that was accepted', offer, { visit: { ...held, heldUntil: null } }, 'superseded'],
  ['an offer that was declined', offer, { visit: { ...held, status: 'cancelled' } }, 'superseded'],
  ['an entry of the waitlist that ended', ofWait, { wait }, undefined],
  ['an entry that is kept no more', ofWait, {}, 'superseded'],
  ['an entry of a former dependant', ofWait, { wait: { ...wait, patientSide: [2] } }, 'not_a_recipient'],
  ['R21: a place that has changed', ofPlace, { place }, undefined],
  ['R21: a place that its recipient knows', ofPlace, {}, 'superseded'],
  ['R21: a change of a place that was undone', ofPlace, { place: { ...place, now: known } }, 'superseded'],
  [
    'R21: the place of a cancelled visit',
    ofPlace,
    { place, visit: { ...visit, status: 'cancelled' } },
    'superseded',
  ],
  ['R21: the place of a visit that has begun', ofPlace, { place, now: startsAt }, 'superseded'],
  ['R21: another address, by video', ofPlace, { place, visit: byVideo }, 'superseded'],
  ['R21: another clock, by video', ofPlace, { place: clock, visit: byVideo }, undefined],
  [
    'R21: the place of a patient who died',
    ofPlace,
    { place, visit: { ...visit, patientDied: true, patientSide: [] } },
    'deceased',
  ],
  ['a link to the address of now', ofLink, { link }, undefined],
  ['a link to a former address', ofLink, { link: { ...link, email: 'old@clinic.example' } }, 'superseded'],
  ['a link that was used', ofLink, { link: { ...link, usedAt: now } }, 'link_used'],
] as const)('%s', (_what, given, change, objection) => {
  expect(objectionTo(given, { ...usual, ...change })).toBe(objection);
});
