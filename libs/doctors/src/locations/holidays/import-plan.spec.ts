import { type KeptClosure } from '../closure.js';
import { type Holiday, type HolidayCalendar } from './holiday-calendar.js';
import { digestOf, planImport } from './import-plan.js';

const holiday = (uid: string, date: string, change: Partial<Holiday> = {}): Holiday => ({
  uid,
  date,
  occurrence: '',
  name: uid,
  start: null,
  end: null,
  ...change,
});

const calendar = (holidays: readonly Holiday[], change: Partial<HolidayCalendar> = {}): HolidayCalendar => ({
  name: 'Holidays',
  holidays,
  uids: new Set(holidays.map(({ uid }) => uid)),
  unreadable: [],
  ...change,
});

let ids = 0;
const row = (
  name: string,
  date: string,
  source: Partial<KeptClosure['source']> | null = {},
): KeptClosure => ({
  id: (ids += 1),
  date,
  name,
  start: null,
  end: null,
  source:
    source === null ? null : { sourceCalendar: 'Holidays', sourceUid: name, sourceOccurrence: '', ...source },
});

const told = (existing: readonly KeptClosure[], wanted: HolidayCalendar) => {
  const { adds, moves, removes, unchanged } = planImport(existing, wanted);
  return {
    adds: adds.map(({ name, date }) => `${name} ${date}`),
    moves: moves.map(({ from, to }) => `${from.name} ${from.date} → ${to.name} ${to.date}`),
    removes: removes.map(({ name, date }) => `${name} ${date}`),
    unchanged,
  };
};

const nothing = { adds: [], moves: [], removes: [], unchanged: 0 };

it('adds what is new and leaves what stands', () => {
  expect(
    told([row('a', '2026-12-24')], calendar([holiday('a', '2026-12-24'), holiday('b', '2026-12-25')])),
  ).toEqual({
    ...nothing,
    adds: ['b 2026-12-25'],
    unchanged: 1,
  });
});

it('moves what moved, and names anew what has another name (R12)', () => {
  const existing = [row('a', '2026-12-24'), row('b', '2026-12-25')];
  const wanted = calendar([holiday('a', '2026-12-27'), holiday('b', '2026-12-25', { name: 'Christmas' })]);
  expect(told(existing, wanted)).toEqual({
    ...nothing,
    moves: ['b 2026-12-25 → Christmas 2026-12-25', 'a 2026-12-24 → a 2026-12-27'],
  });
});

it('moves the days of an event one by one', () => {
  const existing = [row('a', '2026-12-24'), row('a', '2026-12-25')];
  const wanted = calendar(['2026-12-25', '2026-12-26', '2026-12-27'].map((date) => holiday('a', date)));
  expect(told(existing, wanted)).toEqual({
    ...nothing,
    moves: ['a 2026-12-24 → a 2026-12-26'],
    adds: ['a 2026-12-27'],
    unchanged: 1,
  });
});

it('opens again what was cancelled, and what another edition has no more (R12)', () => {
  const existing = [row('kept', '2026-12-24'), row('cancelled', '2026-12-25'), row('missing', '2026-12-26')];
  const kept = holiday('kept', '2026-12-24');
  expect(told(existing, calendar([kept], { uids: new Set(['kept', 'cancelled']) }))).toEqual({
    ...nothing,
    unchanged: 1,
    removes: ['cancelled 2026-12-25', 'missing 2026-12-26'],
  });
});

it.each([
  ['another calendar', { name: 'School' }],
  ['a calendar of the same name that has none of its events', { uids: new Set(['other']) }],
])('leaves alone what comes from %s', (_, change) => {
  const wanted = calendar([holiday('other', '2027-01-01')], change);
  expect(told([row('a', '2026-12-24')], wanted)).toEqual({ ...nothing, adds: ['other 2027-01-01'] });
});

it('leaves alone what was made by hand, and does not close it twice', () => {
  const existing = [row('a', '2026-12-24', null), row('a', '2026-12-25', null)];
  expect(told(existing, calendar([holiday('a', '2026-12-24'), holiday('b', '2026-12-26')]))).toEqual({
    ...nothing,
    adds: ['b 2026-12-26'],
    unchanged: 1,
  });
});

it('leaves alone what belongs to an event that cannot be read', () => {
  const unreadable = [{ name: 'a', uid: 'a', reason: 'malformed', detail: '' }] as const;
  expect(
    told(
      [row('a', '2026-12-24'), row('b', '2026-12-25')],
      calendar([holiday('b', '2026-12-25')], { unreadable }),
    ),
  ).toEqual({ ...nothing, unchanged: 1 });
});

it('keeps a time closed when the event that closed it goes and another closes it', () => {
  const wanted = calendar([holiday('b', '2026-12-24')], { uids: new Set(['a', 'b']) });
  const plan = planImport([row('a', '2026-12-24')], wanted);
  expect(plan).toMatchObject({ adds: [], moves: [], removes: [], unchanged: 1 });
  expect(plan.relabelled).toMatchObject([{ source: { sourceUid: 'b' } }]);
});

it('has a digest that is another one for everything else that would be done', () => {
  const existing = [row('a', '2026-12-24')];
  const plans = [
    planImport(existing, calendar([holiday('a', '2026-12-24')])),
    planImport(existing, calendar([holiday('a', '2026-12-25')])),
    planImport(existing, calendar([holiday('a', '2026-12-26')])),
    planImport(existing, calendar([holiday('a', '2026-12-26', { name: 'b' })])),
    planImport(existing, calendar([], { uids: new Set(['a']) })),
    planImport([], calendar([holiday('a', '2026-12-26')])),
  ];
  expect(new Set(plans.map(digestOf)).size).toBe(plans.length);
  expect(digestOf(planImport(existing, calendar([holiday('a', '2026-12-26')])))).toBe(plans.map(digestOf)[2]);
});
