import { type Recipient } from '#libs/notifications';
import { type Visit } from '../planning/visit.js';
import { type ClaimedDelivery } from './deliveries.repository.js';
import { objectionTo } from './sendability.js';

const now = new Date('2026-12-01T09:00:00Z');
const startsAt = new Date('2026-12-02T09:00:00Z');
const later = new Date('2026-12-01T10:00:00Z');
const earlier = new Date('2026-12-01T08:00:00Z');

const delivery = (change: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
  id: 1,
  occasion: 'reminder',
  userId: 1,
  appointmentId: 7,
  linkId: null,
  status: 'pending',
  startsAt,
  offsetMinutes: 1440,
  day: null,
  dueAt: now,
  expiresAt: later,
  attempts: 1,
  doubts: 0,
  ...change,
});

const visit = {
  appointmentId: 7,
  status: 'confirmed',
  startsAt,
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
      email: { occasions: ['booked', 'reminder', 'waitlist_offer'], reminderMinutes: [] },
      sms: nothing,
      push: nothing,
    },
  },
};
const usual = { channel: 'email', recipient, visit, link: undefined, now } as const;
const link = {
  id: 'x',
  purpose: 'password_reset',
  userId: 1,
  email: 'New@clinic.example',
  createdAt: earlier,
  expiresAt: later,
  usedAt: null,
} as const;
const offer = delivery({ occasion: 'waitlist_offer', status: 'held' });
const held = { ...visit, status: 'held', heldUntil: later } as const;
const ofLink = delivery({ occasion: 'password_reset', appointmentId: null, linkId: 'x' });

it.each([
  ['a reminder in time', delivery(), {}, undefined],
  ['a reminder that is late', delivery({ expiresAt: earlier }), {}, 'late'],
  ['a reminder of another time', delivery({ startsAt: later }), {}, 'superseded'],
  ['a reminder of a cancelled visit', delivery(), { visit: { ...visit, status: 'cancelled' } }, 'superseded'],
  ['news of a state that has passed', delivery({ occasion: 'booked' }), {}, 'superseded'],
  ['news of a state that holds', delivery({ occasion: 'booked', status: 'confirmed' }), {}, undefined],
  ['what is not wanted any more', delivery({ occasion: 'moved', status: 'confirmed' }), {}, 'not_wanted'],
  ['a visit that is with another doctor now', delivery({ userId: 3 }), {}, 'not_a_recipient'],
  ['a closed account', delivery(), { recipient: { ...recipient, isDisabled: true } }, 'account_closed'],
  ['an offer that stands', offer, { visit: held }, undefined],
  ['an offer whose time is over', offer, { visit: { ...held, heldUntil: now } }, 'superseded'],
  ['an offer that was accepted', offer, { visit: { ...held, heldUntil: null } }, 'superseded'],
  ['an offer that was declined', offer, { visit: { ...held, status: 'cancelled' } }, 'superseded'],
  ['a link to the address of now', ofLink, { link }, undefined],
  ['a link to a former address', ofLink, { link: { ...link, email: 'old@clinic.example' } }, 'superseded'],
  ['a link that was used', ofLink, { link: { ...link, usedAt: now } }, 'link_used'],
] as const)('%s', (_what, given, change, objection) => {
  expect(objectionTo(given, { ...usual, ...change })).toBe(objection);
});
