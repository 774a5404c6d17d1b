import { type Preferences, type Recipient } from '#libs/notifications';
import { type Visit } from '../facts/visit.js';
import { planPlace } from './plan-place.js';

const minute = 60_000;
// It is 22:00 in Berlin.
const changedAt = new Date('2026-12-01T21:00:00Z');
const after = (minutes: number): Date => new Date(changedAt.getTime() + minutes * minute);
const place = { locationId: 5, revision: 2, changedAt };

const visit = (appointmentId: number, startsAt = after(36 * 60)): Visit =>
  ({
    appointmentId,
    startsAt,
    timeZone: 'Europe/Berlin',
    patientSide: [1, 3],
    doctorUserId: 2,
  }) as unknown as Visit;

function person(userId: number, change: Partial<Preferences> = {}): Recipient {
  const told = { occasions: ['location_changed'], reminderMinutes: [] } as const;
  const nothing = { occasions: [], reminderMinutes: [] };
  const choices = { in_app: told, email: told, sms: told, push: nothing };
  const preferences = { locale: 'en', timeZone: null, phone: null, quiet: null, choices, ...change } as const;
  return { userId, email: null, isDisabled: false, hasPush: true, preferences };
}

const channels = ['in_app', 'email', 'sms', 'push'] as const;
const planned = (visits: readonly Visit[], people: readonly Recipient[], now = changedAt) =>
  visits.flatMap((each) =>
    planPlace({ visit: each, place, people: new Map(people.map((p) => [p.userId, p])), channels, now }),
  );

describe('R21: a place that has changed', () => {
  it('is told the patient and the guardians over what they chose, and no doctor', () => {
    const rows = planned([visit(7)], [person(1), person(2), person(3)]);
    expect(rows.map(({ userId, channel, state }) => `${String(userId)} ${channel} ${state}`)).toEqual(
      [1, 3].flatMap((id) => ['in_app', 'email', 'sms'].map((channel) => `${id} ${channel} planned`)),
    );
  });

  it('is due five minutes after its last change, at one moment for all visits of a recipient', () => {
    const rows = planned([visit(7), visit(8, after(60 * 24 * 9))], [person(1)]);
    expect(new Set(rows.map(({ dueAt }) => dueAt.getTime()))).toEqual(new Set([after(5).getTime()]));
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('has the same keys however often it is planned, and others after another change', () => {
    const keys = (revision: number): string[] =>
      planPlace({
        visit: visit(7),
        place: { ...place, revision },
        people: new Map([[1, person(1)]]),
        channels,
        now: after(revision),
      }).map(({ key }) => key);
    expect(keys(2)).toEqual(keys(2));
    expect(keys(2).filter((key) => keys(3).includes(key))).toEqual([]);
  });

  it('waits for the end of the quiet hours where it rings, and never rings sooner than it is settled', () => {
    const quiet = { from: 21 * 60, to: 7 * 60 };
    const dues = (startsAt: Date): string[] =>
      planned([visit(7, startsAt)], [person(1, { quiet })]).map(
        ({ channel, dueAt }) => `${channel} ${(dueAt.getTime() - changedAt.getTime()) / minute}`,
      );
    expect(dues(after(36 * 60))).toEqual(['in_app 5', 'email 5', 'sms 540']);
    // The visit is at 6:00.
    expect(dues(after(8 * 60))).toEqual(['in_app 5', 'email 5', 'sms 5']);
  });

  it('does not wait where the visit begins first, or the event came late', () => {
    const dues = (startsAt: Date, now: Date) =>
      planned([visit(7, startsAt)], [person(1)], now).map(({ dueAt }) => dueAt);
    expect(dues(after(4), changedAt)).toEqual(Array(3).fill(changedAt));
    expect(dues(after(36 * 60), after(90))).toEqual(Array(3).fill(after(90)));
  });

  it('is told until the visit begins', () => {
    const { startsAt } = visit(7);
    expect(planned([visit(7)], [person(1)]).map(({ expiresAt }) => expiresAt)).toEqual(
      Array(3).fill(startsAt),
    );
  });
});
