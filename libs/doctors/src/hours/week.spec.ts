import { placeErrors, type WeeklyWindow, weekErrors } from './week.js';

const window = (more: Partial<WeeklyWindow>): WeeklyWindow => ({
  weekday: 1,
  start: '09:00',
  end: '12:00',
  validFrom: null,
  validTo: null,
  locationId: 1,
  ...more,
});

describe('a week', () => {
  it('may have the same hours at two locations, but not twice at one', () => {
    expect(weekErrors([window({}), window({ locationId: 2 })])).toEqual([]);
    expect(weekErrors([window({}), window({ weekday: 2 }), window({})])).toEqual([
      expect.objectContaining({ pointer: '/windows/2', code: 'window.repeated' }),
    ]);
  });

  it.each([
    [{ end: '09:00' }, '/windows/0/end'],
    [{ validFrom: '2026-03-02', validTo: '2026-03-01' }, '/windows/0/validTo'],
  ])('has no window with %j', (more, pointer) => {
    expect(weekErrors([window(more)]).map((error) => error.pointer)).toEqual([pointer]);
  });

  it('may last from midnight to midnight', () => {
    expect(weekErrors([window({ start: '00:00', end: '00:00' })])).toEqual([]);
  });
});

describe('a doctor at two locations', () => {
  const zones = new Map([
    [1, 'Europe/Berlin'],
    [2, 'Europe/Berlin'],
    [3, 'Europe/London'],
  ]);
  const pointers = (...windows: WeeklyWindow[]): string[] =>
    placeErrors(windows, zones).map(({ pointer }) => pointer);

  it('works at none that does not exist', () => {
    expect(pointers(window({}), window({ weekday: 2, locationId: 9 }))).toEqual(['/windows/1/locationId']);
  });

  // 2026-06-01 is a Monday.
  it.each<[string, Partial<WeeklyWindow>, Partial<WeeklyWindow>, boolean]>([
    ['at once', {}, {}, true],
    ['partly at once', {}, { start: '11:59', end: '13:00' }, true],
    ['one after the other', {}, { start: '12:00', end: '13:00' }, false],
    ['on different days', {}, { weekday: 2 }, false],
    ['after a night', { start: '22:00', end: '06:00' }, { weekday: 2, start: '05:59', end: '07:00' }, true],
    ['right after a night', { start: '22:00', end: '06:00' }, { weekday: 2, start: '06:00' }, false],
    ['before a night', { start: '08:00' }, { weekday: 7, start: '22:00', end: '08:01' }, true],
    ['round the clock', { start: '00:00', end: '00:00' }, { start: '23:00', end: '23:30' }, true],
    [
      'the day after it',
      { start: '00:00', end: '00:00' },
      { weekday: 2, start: '00:00', end: '01:00' },
      false,
    ],
    ['from a Monday to that Monday', { validTo: '2026-06-01' }, { validFrom: '2026-06-01' }, true],
    ['from a Monday to the next', { validTo: '2026-06-01' }, { validFrom: '2026-06-02' }, false],
    [
      'in days without a Monday',
      { validFrom: '2026-06-02', validTo: '2026-06-30' },
      { validFrom: '2026-05-01', validTo: '2026-06-07' },
      false,
    ],
    [
      'in days with one Monday',
      { validFrom: '2026-06-02', validTo: '2026-06-30' },
      { validFrom: '2026-05-01', validTo: '2026-06-08' },
      true,
    ],
    [
      'in a night that ends after validity began',
      { start: '22:00', end: '06:00', validTo: '2026-06-01' },
      { weekday: 2, start: '05:00', end: '07:00', validFrom: '2026-06-02' },
      true,
    ],
    [
      'in a night that is over when validity begins',
      { start: '22:00', end: '06:00', validTo: '2026-06-01' },
      { weekday: 2, start: '05:00', end: '07:00', validFrom: '2026-06-03' },
      false,
    ],
  ])('is not at both %s', (_, one, other, isRefused) => {
    const first = window(one);
    const second = window({ ...other, locationId: 2 });
    expect(pointers(first, second)).toEqual(isRefused ? ['/windows/1'] : []);
    expect(pointers(second, first)).toEqual(isRefused ? ['/windows/1'] : []);
  });

  it('may have the same local hours in two zones', () => {
    expect(pointers(window({}), window({ locationId: 3 }))).toEqual([]);
  });

  it('may repeat time at one location, where it counts once', () => {
    expect(pointers(window({}), window({ start: '10:00' }))).toEqual([]);
  });
});
