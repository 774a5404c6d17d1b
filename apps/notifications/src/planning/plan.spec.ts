import { type Preferences, type Recipient } from '#libs/notifications';
import { graceOf, plan as planned } from './plan.js';
import { outsideQuietHours } from './quiet-hours.js';
import { type Happening, type Visit } from '../facts/visit.js';

const hour = 60;
const now = new Date('2026-12-01T09:00:00Z');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

type Wish = Parameters<typeof planned>[0];

const plan = (wish: Omit<Wish, 'answerMinutes'> & Partial<Wish>) =>
  planned({ answerMinutes: 24 * hour, ...wish });

const patient = 1;
const doctor = 2;

const visit = (change: Partial<Visit> = {}): Visit => ({
  appointmentId: 7,
  version: 1,
  placeRevision: 0,
  revisedAt: now,
  status: 'pending',
  startsAt: inMinutes(36 * hour),
  endsAt: inMinutes(36 * hour + 30),
  timeZone: 'Europe/Berlin',
  locationName: 'City Clinic',
  address: null,
  doctorName: 'Dr. A',
  visitTypeName: 'Consultation',
  mode: 'in_person',
  patientDied: false,
  patientSide: [patient],
  heldUntil: null,
  waitlistEntryId: null,
  isUnanswered: false,
  doctorUserId: doctor,
  ...change,
});

const nothing = { occasions: [], reminderMinutes: [] };
const everything = ['booked', 'confirmed', 'moved', 'cancelled', 'reminder'] as const;

function person(
  userId: number,
  choices: Partial<Preferences['choices']>,
  quiet: Preferences['quiet'] = null,
): Recipient {
  const all = { in_app: nothing, email: nothing, sms: nothing, push: nothing, ...choices };
  const preferences = { locale: 'en', timeZone: null, phone: null, quiet, choices: all } as const;
  return { userId, email: `${userId}@clinic.example`, isDisabled: false, hasPush: true, preferences };
}

const people = new Map([
  [patient, person(patient, { email: { occasions: everything, reminderMinutes: [24 * hour, hour] } })],
  [doctor, person(doctor, { in_app: { occasions: everything, reminderMinutes: [] } })],
]);
const channels = ['in_app', 'email', 'sms', 'push'] as const;

const happened = (occasion: Happening['occasion'], then: Visit): Happening => ({
  occasion,
  version: then.version,
  status: then.status,
  startsAt: then.startsAt,
  isUnanswered: then.isUnanswered,
});

const told = (rows: ReturnType<typeof plan>): string[] =>
  rows.map(({ userId, channel, occasion, offsetMinutes, state }) =>
    [userId, channel, occasion, offsetMinutes ?? '', state].join(' ').replace('  ', ' '),
  );

it('case 40: booked 36 hours ahead, both reminders wait for their time', () => {
  const rows = plan({ visit: visit(), happening: happened('booked', visit()), people, channels, now });
  expect(told(rows)).toEqual([
    '1 email booked planned',
    '1 email reminder 1440 planned',
    '1 email reminder 60 planned',
    '2 in_app booked sent',
  ]);
  expect(rows.filter(({ occasion }) => occasion === 'reminder').map(({ dueAt }) => dueAt)).toEqual([
    inMinutes(12 * hour),
    inMinutes(35 * hour),
  ]);
});

it('case 40: booked 30 minutes ahead, reminders are skipped and seen', () => {
  const soon = visit({ startsAt: inMinutes(30) });
  const rows = plan({ visit: soon, happening: happened('booked', soon), people, channels, now });
  expect(told(rows).filter((line) => line.includes('reminder'))).toEqual([
    '1 email reminder 1440 skipped',
    '1 email reminder 60 skipped',
  ]);
});

it('case 40: the boundary: what is due this instant is late, a millisecond later it is not', () => {
  const at = (milliseconds: number) => {
    const startsAt = new Date(inMinutes(hour).getTime() + milliseconds);
    return plan({ visit: visit({ startsAt }), people, channels, now }).find(
      ({ offsetMinutes }) => offsetMinutes === hour,
    )?.state;
  };
  expect([at(0), at(1)]).toEqual(['skipped', 'planned']);
});

it('case 41: what is planned for another time has another key, and the same time has the same', () => {
  const keys = (startsAt: Date): string[] =>
    plan({ visit: visit({ startsAt }), people, channels, now }).map(({ key }) => key);
  const [one, other] = [inMinutes(36 * hour), inMinutes(40 * hour)];
  expect(keys(one)).toEqual(keys(one));
  expect(new Set([...keys(one), ...keys(other)]).size).toBe(4);
});

it('case 43: an event that more has happened since is told in the inbox, and by mail not any more', () => {
  const cancelled = visit({ version: 2, status: 'cancelled' });
  const late = plan({ visit: cancelled, happening: happened('booked', visit()), people, channels, now });
  expect(told(late)).toEqual(['2 in_app booked sent']);
  const last = plan({ visit: cancelled, happening: happened('cancelled', cancelled), people, channels, now });
  expect(told(last)).toEqual(['1 email cancelled planned', '2 in_app cancelled sent']);
});

it('plans nothing over channels that are not configured, and for closed accounts', () => {
  const booked = happened('booked', visit());
  expect(told(plan({ visit: visit(), happening: booked, people, channels: ['in_app'], now }))).toEqual([
    '2 in_app booked sent',
  ]);
  const closed = new Map([...people].map(([id, each]) => [id, { ...each, isDisabled: true }]));
  expect(plan({ visit: visit(), happening: booked, people: closed, channels, now })).toEqual([]);
});

it.each(['checked_in', 'completed', 'no_show', 'cancelled'] as const)(
  'plans no reminder of a visit that is %s',
  (status) => {
    expect(plan({ visit: visit({ status }), people, channels, now })).toEqual([]);
  },
);

it('gives up on a late reminder sooner the closer it was meant to be, and never after the visit began', () => {
  expect([5, hour, 24 * hour].map((offset) => graceOf(offset) / 60_000)).toEqual([2, 15, 60]);
  const rows = plan({ visit: visit(), people, channels, now });
  for (const { expiresAt, startsAt } of rows)
    expect(expiresAt.getTime()).toBeLessThanOrEqual(startsAt?.getTime() ?? 0);
});

describe('R3: a request without an answer', () => {
  const all = { occasions: ['awaiting_answer'] as const, reminderMinutes: [] };
  const everyone = new Map([
    [patient, person(patient, { in_app: all, email: all })],
    [doctor, person(doctor, { in_app: all, email: all })],
  ]);
  const planFor = (change: Partial<Visit>, answerMinutes = 24 * hour) =>
    plan({ visit: visit({ revisedAt: now, ...change }), people: everyone, channels, now, answerMinutes });

  it('is brought to the mind of the doctor alone, a day before its start', () => {
    const rows = planFor({ startsAt: inMinutes(72 * hour) });
    expect(told(rows)).toEqual(['2 in_app awaiting_answer planned', '2 email awaiting_answer planned']);
    expect(rows.map(({ dueAt, expiresAt }) => [dueAt, expiresAt])).toEqual(
      rows.map(() => [inMinutes(48 * hour), inMinutes(72 * hour)]),
    );
  });

  it.each([
    [72 * hour, 24 * hour, 48 * hour],
    [48 * hour, 24 * hour, 24 * hour],
    [10 * hour, 24 * hour, 5 * hour],
    [72 * hour, 2 * hour, 70 * hour],
  ])('with %i minutes left and a setting of %i, after %i', (left, setting, due) => {
    const rows = planFor({ startsAt: inMinutes(left) }, setting);
    expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(() => inMinutes(due)));
  });

  it.each(['confirmed', 'cancelled', 'checked_in'] as const)('not of one that is %s', (status) => {
    expect(planFor({ status })).toEqual([]);
  });
});

it('tells what becomes of a visit that is long over in the inbox alone', () => {
  const cancelled = visit({ version: 2, status: 'cancelled', startsAt: inMinutes(-25 * hour) });
  const rows = plan({ visit: cancelled, happening: happened('cancelled', cancelled), people, channels, now });
  expect(told(rows)).toEqual(['2 in_app cancelled sent']);
});

describe('an offer of the waitlist', () => {
  const offered = visit({ status: 'held', heldUntil: inMinutes(30), waitlistEntryId: 3 });
  const all = { occasions: ['waitlist_offer'] as const, reminderMinutes: [] };
  const planFor = (quiet: Preferences['quiet'], it = offered) => {
    const reader = person(patient, { in_app: all, email: all, sms: all, push: all }, quiet);
    const everybody = new Map([
      [patient, reader],
      [doctor, person(doctor, { in_app: all, email: all })],
    ]);
    return plan({
      visit: it,
      happening: happened('waitlist_offer', offered),
      people: everybody,
      channels,
      now,
    });
  };

  it('is told the patient alone, at once, and no longer than it stands', () => {
    const rows = planFor(null);
    expect(told(rows)).toEqual([
      '1 in_app waitlist_offer sent',
      '1 email waitlist_offer planned',
      '1 sms waitlist_offer planned',
      '1 push waitlist_offer planned',
    ]);
    expect(rows.map(({ dueAt }) => dueAt)).toEqual([now, now, now, now]);
    expect(rows.map(({ expiresAt }) => expiresAt)).toEqual(rows.map(() => inMinutes(30)));
  });

  // It is 10:00 in Berlin.
  it.each([
    ['waits for their end when it stands until then', { from: 9 * 60, to: 10 * 60 + 30 }, inMinutes(30)],
    ['does not wait for longer than it stands', { from: 9 * 60, to: 10 * 60 + 31 }, now],
  ])('in quiet hours %s', (_what, quiet, dueAt) => {
    const rows = planFor(quiet);
    expect(rows.map((row) => `${row.channel} ${row.dueAt.toISOString()}`)).toEqual([
      `in_app ${now.toISOString()}`,
      `email ${now.toISOString()}`,
      `sms ${dueAt.toISOString()}`,
      `push ${dueAt.toISOString()}`,
    ]);
  });

  it('is told by nothing but the inbox when it has been answered', () => {
    const answered = visit({ version: 2, status: 'cancelled', heldUntil: inMinutes(30) });
    expect(told(planFor(null, answered))).toEqual(['1 in_app waitlist_offer sent']);
  });
});

describe('quiet hours', () => {
  const night = { from: 22 * 60, to: 7 * 60 };
  const never = new Date('2030-01-01T00:00:00Z');
  const moved = (at: string, latest = never, quiet = night, zone = 'Europe/Berlin'): string =>
    outsideQuietHours(new Date(at), quiet, zone, latest).toISOString();

  it.each([
    ['2026-12-01T21:30:00Z', '2026-12-02T06:00:00.000Z'],
    ['2026-12-02T02:00:00Z', '2026-12-02T06:00:00.000Z'],
    ['2026-12-02T06:00:00Z', '2026-12-02T06:00:00.000Z'],
    ['2026-12-01T20:59:00Z', '2026-12-01T20:59:00.000Z'],
    // The night in which an hour is skipped, and the one in which an hour comes twice.
    ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('%s waits until %s', (at, expected) => {
    expect(moved(at)).toBe(expected);
  });

  it('comes before they begin what would be too late at their end', () => {
    expect(moved('2026-12-02T03:00:00Z', new Date('2026-12-02T05:00:00Z'))).toBe('2026-12-01T20:59:00.000Z');
    expect(moved('2026-12-01T21:30:00Z', new Date('2026-12-02T05:00:00Z'))).toBe('2026-12-01T20:59:00.000Z');
  });

  it('may lie within one day', () => {
    expect(moved('2026-12-01T12:00:00Z', never, { from: 12 * 60, to: 14 * 60 }, 'UTC')).toBe(
      '2026-12-01T14:00:00.000Z',
    );
  });

  it('hold back phones, and not mail', () => {
    const choice = { occasions: everything, reminderMinutes: [24 * hour] };
    const quiet = { from: 21 * 60, to: 23 * 60 };
    const sleeper = new Map([[patient, person(patient, { email: choice, sms: choice }, quiet)]]);
    // Due at 21:00Z, which is 22:00 in Berlin.
    const rows = plan({ visit: visit(), people: sleeper, channels, now });
    expect(rows.map(({ channel, dueAt }) => `${channel} ${dueAt.toISOString()}`)).toEqual([
      'email 2026-12-01T21:00:00.000Z',
      'sms 2026-12-01T22:00:00.000Z',
    ]);
  });
});
