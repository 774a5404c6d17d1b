import { addDays, dateIn, daysBetween, isCalendarDate, weekOf } from './dates.js';

describe('calendar dates', () => {
  it.each([
    ['2026-12-03', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['3 December', false],
    [null, false],
  ])('knows whether %s exists', (text, exists) => {
    expect(isCalendarDate(text)).toBe(exists);
  });

  it('steps over months, years and clock changes one day at a time', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-10-26', -2)).toBe('2026-10-24');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  it('reads the date from the clock of the named zone', () => {
    const instant = new Date('2026-06-14T21:00:00Z');
    expect(dateIn('Pacific/Auckland', instant)).toBe('2026-06-15');
    expect(dateIn('America/Los_Angeles', instant)).toBe('2026-06-14');
  });
});

describe('the week on show', () => {
  it('starts today', () => {
    expect(weekOf('2026-12-03', '2026-12-03')).toEqual([
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06',
      '2026-12-07',
      '2026-12-08',
      '2026-12-09',
    ]);
  });

  it('holds the asked date', () => {
    expect(weekOf('2026-12-09', '2026-12-03')[0]).toBe('2026-12-03');
    expect(weekOf('2026-12-10', '2026-12-03')[0]).toBe('2026-12-10');
  });

  it('never goes back before today', () => {
    expect(weekOf('2026-11-01', '2026-12-03')[0]).toBe('2026-12-03');
  });
});
