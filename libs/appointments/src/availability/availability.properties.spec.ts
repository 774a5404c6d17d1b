import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type AvailabilityRules,
  type DayChange,
  freeStarts,
  type Interval,
  type RefusalCode,
  refusals,
  type VisitRules,
  type Window,
} from './availability.js';
import { type DoctorRules, freeStartsOf, assessStart } from './location-hours.js';

/*
 * The availability against a second one that is too simple to be wrong in the same way: it walks through time minute
 * by minute and asks the runtime what a clock on the wall shows. It knows of availability.ts nothing but the types.
 */

const minute = 60_000;
const day = 24 * 60;

/** Minutes since 1970, of UTC or of the clock on the wall as if that were UTC. */
type Minutes = number;

const midnight = (date: string): Minutes => Date.parse(date) / minute;
const dateOf = (wall: Minutes): string => new Date(wall * minute).toISOString().slice(0, 10);
const addDays = (date: string, days: number): string => dateOf(midnight(date) + days * day);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of a zone shows. */
function wallClock(timeZone: string, utc: Minutes): Minutes {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  clocks.set(timeZone, clock);
  const shown = new Map(clock.formatToParts(utc * minute).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / minute;
}

/** How many days around the date of a case the clocks are known. */
const reach = 14;

const timelines = new Map<string, Map<Minutes, Minutes>>();

/** When the clock of a zone first shows a time, for the days around a date. */
function timeline(timeZone: string, around: string): Map<Minutes, Minutes> {
  const known = timelines.get(timeZone + around);
  if (known !== undefined) return known;
  const firstShown = new Map<Minutes, Minutes>();
  // No zone changes its clocks within a quarter of an hour of UTC, so it is enough to look at the clock that often.
  for (let utc = midnight(around) - reach * day; utc < midnight(around) + reach * day; utc += 15) {
    const wall = wallClock(timeZone, utc);
    for (let passed = 0; passed < 15; passed += 1)
      if (!firstShown.has(wall + passed)) firstShown.set(wall + passed, utc + passed);
  }
  timelines.set(timeZone + around, firstShown);
  return firstShown;
}

/** When a wall-clock time is; as much after the last time that the clock does show, where it skips this one. */
function instantOf(firstShown: Map<Minutes, Minutes>, wall: Minutes): Minutes {
  for (let skipped = 0; skipped < 3 * day; skipped += 1) {
    const utc = firstShown.get(wall - skipped);
    if (utc !== undefined) return utc + skipped;
  }
  throw new RangeError(`No clock shows ${dateOf(wall)}`);
}

interface Case {
  readonly around: string;
  readonly rules: AvailabilityRules;
  readonly range: Interval;
  /** milliseconds since 1970 UTC */
  readonly now: number;
}

/** The minutes from a start up to an end. */
const minutesOf = (start: Minutes, end: Minutes): Minutes[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);

/** The minutes of a local stretch. */
function stretch(given: Case, date: string, startMinute: number, endMinute: number): Minutes[] {
  const firstShown = timeline(given.rules.timeZone, given.around);
  const ends = midnight(endMinute > startMinute ? date : addDays(date, 1)) + endMinute;
  return minutesOf(instantOf(firstShown, midnight(date) + startMinute), instantOf(firstShown, ends));
}

/** The minutes of changes of one kind to a part of a date. */
const partsOf = (given: Case, kind: DayChange['kind'], date: string): Minutes[] =>
  given.rules.changes.flatMap((change) =>
    change.kind === kind && change.date === date && change.startMinute !== null && change.endMinute !== null
      ? stretch(given, date, change.startMinute, change.endMinute)
      : [],
  );

/** The minutes that belong to a date without closures. */
function hoursOf(given: Case, date: string): Set<Minutes> {
  const weekday = new Date(date).getUTCDay();
  const weekly = given.rules.windows.flatMap((window) => {
    if (window.weekday % 7 !== weekday) return [];
    if (window.validFrom !== null && date < window.validFrom) return [];
    if (window.validTo !== null && date > window.validTo) return [];
    return stretch(given, date, window.startMinute, window.endMinute);
  });
  return new Set([...weekly, ...partsOf(given, 'extra', date)]);
}

interface Naive {
  /** every start of the schedule, whether free or not */
  readonly offered: Set<Minutes>;
  readonly reasons: (at: Minutes) => RefusalCode[];
}

function schedule(given: Case) {
  const hours = new Set<Minutes>();
  const open = new Set<Minutes>();
  const closed = new Set<Minutes>();
  const grid = new Set<Minutes>();
  for (let days = -8; days <= 8; days += 1) {
    const date = addDays(given.around, days);
    const ofDate = hoursOf(given, date);
    const closedAllDay = given.rules.changes.some(
      (change) => change.kind === 'closed' && change.date === date && change.startMinute === null,
    );
    for (const at of partsOf(given, 'closed', date)) closed.add(at);
    for (const at of ofDate) hours.add(at);
    if (closedAllDay) continue;
    for (const first of ofDate) {
      open.add(first);
      if (ofDate.has(first - 1)) continue;
      for (let at = first, next = first; ofDate.has(at); at += 1)
        if (at === next) {
          grid.add(at);
          next += given.rules.visit.slotIntervalMinutes;
        }
    }
  }
  for (const at of closed) open.delete(at);
  return { hours, open, grid };
}

function naive(given: Case): Naive {
  const { visit, timeZone } = given.rules;
  const { hours, open, grid } = schedule(given);
  const busy = new Set(
    given.rules.busy.flatMap(({ start, end }) =>
      minutesOf(Math.floor(start / minute), Math.ceil(end / minute)),
    ),
  );
  const lastDate = addDays(dateOf(wallClock(timeZone, Math.floor(given.now / minute))), visit.horizonDays);
  const lasts = (at: Minutes): Minutes[] => minutesOf(at, at + visit.durationMinutes);
  const fits = (at: Minutes): boolean => lasts(at).every((each) => open.has(each));
  const needs = (at: Minutes): Minutes[] =>
    minutesOf(at - visit.bufferBeforeMinutes, at + visit.durationMinutes + visit.bufferAfterMinutes);

  const retires = (at: Minutes): boolean =>
    [given.rules.retiresOn, visit.retiresOn].some(
      (date) => date != null && date <= dateOf(wallClock(timeZone, at)),
    );

  const reasons = (at: Minutes): RefusalCode[] => {
    const codes: RefusalCode[] = retires(at) ? ['retired'] : [];
    if (!lasts(at).every((each) => hours.has(each))) codes.push('outside_hours');
    else if (!fits(at)) codes.push('closed');
    else if (!grid.has(at)) codes.push('off_grid');
    if (at * minute < given.now) codes.push('in_past');
    else if (at * minute < given.now + visit.minimumNoticeMinutes * minute) codes.push('too_soon');
    if (dateOf(wallClock(timeZone, at)) > lastDate) codes.push('beyond_horizon');
    if (needs(at).some((each) => busy.has(each))) codes.push('taken');
    return codes;
  };
  return { offered: new Set([...grid].filter(fits)), reasons };
}

/** Zones and the dates on which their clocks change, and some on which nothing happens. */
const places: [timeZone: string, around: string][] = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  // by half an hour
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  // by two hours
  ['Antarctica/Troll', '2026-03-29'],
  ['Antarctica/Troll', '2026-10-25'],
  // from midnight, and back to it
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  // up to midnight, and back from it
  ['America/Nuuk', '2026-03-28'],
  ['America/Nuuk', '2026-10-24'],
  // a last Thursday in April, and one in October
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-29'],
  // 30 December 2011 never was
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-15'],
  ['Pacific/Kiritimati', '2028-02-29'],
  ['America/New_York', '2026-06-15'],
  ['UTC', '2026-12-31'],
];

/** Minutes of a day, mostly round ones, and many of the night when clocks change. */
const minuteOfDay = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
  fc.integer({ min: 84, max: 95 }).map((quarters) => quarters * 15),
  fc.integer({ min: 0, max: 287 }).map((fives) => fives * 5),
  fc.integer({ min: 0, max: day - 1 }),
);

/** Any two times, or two that may both lie in what the clock skips or repeats. */
const partOfDay = fc.oneof(
  fc.record({ startMinute: minuteOfDay, endMinute: minuteOfDay }),
  fc
    .record({ startMinute: minuteOfDay, length: fc.integer({ min: 1, max: 24 }) })
    .map(({ startMinute, length }) => ({ startMinute, endMinute: (startMinute + length * 5) % day })),
);

const visits: fc.Arbitrary<VisitRules> = fc.record({
  durationMinutes: fc.oneof(fc.constantFrom(15, 30, 60), fc.integer({ min: 5, max: 180 })),
  slotIntervalMinutes: fc.oneof(fc.constantFrom(15, 20, 30, 60), fc.integer({ min: 5, max: 180 })),
  bufferBeforeMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  bufferAfterMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  minimumNoticeMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * day })),
  horizonDays: fc.oneof(fc.constant(700), fc.integer({ min: 0, max: 6 })),
});

const nearby = (around: string, days: number): fc.Arbitrary<string> =>
  fc
    .oneof(fc.constantFrom(0, -1), fc.integer({ min: -days, max: days }))
    .map((offset) => addDays(around, offset));

const windowsNear = (around: string): fc.Arbitrary<Window[]> => {
  const validity = fc.option(nearby(around, 3), { freq: 4 });
  const window = fc
    .record({
      part: partOfDay,
      weekday: fc.integer({ min: 1, max: 7 }),
      validFrom: validity,
      validTo: validity,
    })
    .map(({ part, ...rest }) => ({ ...part, ...rest }));
  const everyDay = window.map((one) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...one, weekday })));
  return fc
    .tuple(fc.array(window, { maxLength: 8 }), fc.array(everyDay, { maxLength: 2 }))
    .map((lists) => lists.flat(2));
};

const changesNear = (around: string, kinds: DayChange['kind'][]): fc.Arbitrary<DayChange> =>
  fc
    .record({
      date: nearby(around, 3),
      kind: fc.constantFrom(...kinds),
      part: partOfDay,
      isAllDay: fc.boolean(),
    })
    .map(({ date, kind, part, isAllDay }) => ({
      date,
      kind,
      ...(kind === 'closed' && isAllDay ? { startMinute: null, endMinute: null } : part),
    }));

/** Milliseconds within a few days of a date: mostly full quarters of an hour, so that times meet, or anything. */
const momentsNear = (around: string, days: number): fc.Arbitrary<number> =>
  fc
    .record({
      minutes: fc.oneof(
        fc.integer({ min: -days * 96, max: days * 96 }).map((quarters) => quarters * 15),
        fc.integer({ min: -days * day, max: days * day }),
      ),
      milliseconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: minute - 1 })),
    })
    .map(({ minutes, milliseconds }) => (midnight(around) + minutes) * minute + milliseconds);

const intervalsNear = (around: string, days: number, longest: Minutes): fc.Arbitrary<Interval> =>
  fc
    .record({
      start: momentsNear(around, days),
      length: fc.oneof(fc.constantFrom(15, 30, 60), fc.integer({ min: 1, max: longest })),
    })
    .map(({ start, length }) => ({ start, end: start + length * minute }));

/** Mostly none */
const retirementNear = (around: string): fc.Arbitrary<string | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: nearby(around, 3) });

const cases: fc.Arbitrary<Case> = fc.constantFrom(...places).chain(([timeZone, around]) =>
  fc.record({
    around: fc.constant(around),
    rules: fc.record({
      timeZone: fc.constant(timeZone),
      windows: windowsNear(around),
      changes: fc.array(changesNear(around, ['closed', 'extra']), { maxLength: 5 }),
      busy: fc.array(intervalsNear(around, 3, 600), { maxLength: 8 }),
      retiresOn: retirementNear(around),
      visit: visits.chain((visit) => retirementNear(around).map((retiresOn) => ({ ...visit, retiresOn }))),
    }),
    range: intervalsNear(around, 2, 3 * day),
    now: fc.oneof(fc.constant((midnight(around) - 30 * day) * minute), momentsNear(around, 3)),
  }),
);

const freeIn = ({ rules, range, now }: Case): number[] =>
  freeStarts(rules, range, Temporal.Instant.fromEpochMilliseconds(now));

const iso = (starts: readonly number[]): string[] => starts.map((at) => new Date(at).toISOString());

const patience = 120_000;

/** Each fails with the seed that repeats it and with the smallest case that fast-check finds. */
const holds = <Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  numRuns = 300,
): void => {
  // The time limit ends a long search for the smallest case; all runs pass in a few seconds.
  fc.assert(property, { numRuns, interruptAfterTimeLimit: patience - 20_000, markInterruptAsFailure: true });
};

describe('availability, whatever the rules', () => {
  it(
    'offers what a walk through every minute finds, in order and once',
    () => {
      holds(
        fc.property(cases, (given) => {
          const { offered, reasons } = naive(given);
          const expected = [...offered]
            .sort((a, b) => a - b)
            .filter((at) => at * minute >= given.range.start && at * minute < given.range.end)
            .filter((at) => reasons(at).length === 0);
          expect(iso(freeIn(given))).toEqual(iso(expected.map((at) => at * minute)));
        }),
      );
    },
    patience,
  );

  it(
    'refuses a start exactly when it does not offer it, and for the same reasons',
    () => {
      holds(
        fc.property(cases, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (given, picks) => {
          const { range, rules } = given;
          const first = Math.ceil(range.start / minute);
          const length = Math.floor((range.end - range.start) / minute);
          const anywhere = picks.map((pick) => first + (pick % length));
          const { offered, reasons } = naive(given);
          const within = [...offered].filter((at) => at * minute >= range.start && at * minute < range.end);
          const onGrid = within.filter((_, index) => index % Math.ceil(within.length / 5) === 0);
          const free = new Set(freeIn(given));
          for (const minutes of [...anywhere, ...onGrid]) {
            const at = minutes * minute;
            const refused = refusals(rules, at, Temporal.Instant.fromEpochMilliseconds(given.now));
            const start = new Date(at).toISOString();
            expect({ start, refused }).toEqual({ start, refused: reasons(minutes) });
            expect({ start, free: free.has(at) }).toEqual({ start, free: refused.length === 0 });
          }
        }),
      );
    },
    patience,
  );

  it(
    'loses the starts that touch a closure, and neither gains nor moves one',
    () => {
      const withClosure = cases.chain((given) =>
        fc.tuple(fc.constant(given), changesNear(given.around, ['closed'])),
      );
      holds(
        fc.property(withClosure, ([given, closure]) => {
          const before = freeIn(given);
          const after = freeIn({
            ...given,
            rules: { ...given.rules, changes: [closure, ...given.rules.changes] },
          });
          const { date, startMinute, endMinute } = closure;
          if (startMinute === null || endMinute === null) {
            expect(iso(before)).toEqual(expect.arrayContaining(iso(after)));
            return;
          }
          const closed = new Set(stretch(given, date, startMinute, endMinute));
          const untouched = before.filter((at) =>
            minutesOf(at / minute, at / minute + given.rules.visit.durationMinutes).every(
              (each) => !closed.has(each),
            ),
          );
          expect(iso(after)).toEqual(iso(untouched));
        }),
      );
    },
    patience,
  );

  it(
    'offers the same in one go as in two',
    () => {
      const split = fc.tuple(cases, fc.double({ min: 0, max: 1, noNaN: true }));
      holds(
        fc.property(split, ([given, share]) => {
          const { start, end } = given.range;
          const middle = start + Math.floor((end - start) * share);
          const parts = [
            { start, end: middle },
            { start: middle, end },
          ];
          expect(iso(parts.flatMap((range) => freeIn({ ...given, range })))).toEqual(iso(freeIn(given)));
        }),
      );
    },
    patience,
  );

  it(
    'offers starts of the range alone',
    () => {
      holds(
        fc.property(cases, (given) => {
          const starts = freeIn(given);
          expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
          expect(starts.filter((at) => at < given.range.start || at >= given.range.end)).toEqual([]);
        }),
      );
    },
    patience,
  );
});

/** A few of many, spread evenly. */
const some = <T>(many: Iterable<T>): T[] => {
  const all = [...many];
  return all.filter((_, index) => index % Math.ceil(all.length / 5) === 0);
};

/** Hours of the same doctor elsewhere, where the clock shows something else. */
const elsewhere = (given: Case): fc.Arbitrary<Case> =>
  fc
    .record({
      timeZone: fc.constantFrom('Asia/Kathmandu', 'Europe/Berlin', 'America/New_York'),
      windows: windowsNear(given.around),
      changes: fc.array(changesNear(given.around, ['closed', 'extra']), { maxLength: 3 }),
      retiresOn: retirementNear(given.around),
    })
    .map((rules) => ({ ...given, rules: { ...given.rules, ...rules } }));

describe('availability at two locations', () => {
  const twoPlaces = cases.chain((given) => fc.tuple(fc.constant(given), elsewhere(given)));

  it(
    'offers what a walk through every minute finds at either, at the first that has it, and judges alike',
    () => {
      holds(
        fc.property(twoPlaces, ([here, there]) => {
          const { range, now, rules } = here;
          const doctor: DoctorRules = {
            locations: [here, there].map((each, index) => ({ ...each.rules, locationId: index + 1 })),
            busy: rules.busy,
            visit: rules.visit,
          };
          const instant = Temporal.Instant.fromEpochMilliseconds(now);
          const expected = new Map<number, number>();
          const refused = new Set<number>();
          for (const [index, place] of [naive(here), naive(there)].entries()) {
            for (const minutes of place.offered) {
              const at = minutes * minute;
              if (at < range.start || at >= range.end) continue;
              if (place.reasons(minutes).length > 0) refused.add(at);
              else if (!expected.has(at)) expected.set(at, index + 1);
            }
          }
          const shown = (at: number, locationId: number): string =>
            `${new Date(at).toISOString()} at ${locationId}`;
          expect(
            freeStartsOf(doctor, range, instant).map(({ at, locationId }) => shown(at, locationId)),
          ).toEqual([...expected].sort(([a], [b]) => a - b).map(([at, locationId]) => shown(at, locationId)));
          for (const [at, locationId] of some(expected)) {
            const { location, codes } = assessStart(doctor, at, instant);
            expect([shown(at, location.locationId), codes]).toEqual([shown(at, locationId), []]);
          }
          for (const at of some(refused))
            if (!expected.has(at)) expect(assessStart(doctor, at, instant).codes).not.toEqual([]);
        }),
        60,
      );
    },
    patience,
  );
});
