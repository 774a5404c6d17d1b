import { languageName, longDay, sameClock, timeOfDay, zoneAbbreviation, zoneLabel } from './format.js';

describe('the words for times', () => {
  it('says whose zone it is, summer and winter', () => {
    expect(zoneLabel('Europe/Berlin', '2026-12-03T08:30:00Z')).toBe('Berlin time (CET)');
    expect(zoneLabel('Europe/Berlin', '2026-07-03T08:30:00Z')).toBe('Berlin time (CEST)');
    expect(zoneLabel('Europe/Berlin', '2026-10-22T12:00:00Z', '2026-10-28T12:00:00Z')).toBe(
      'Berlin time (CEST, CET)',
    );
    expect(zoneLabel('America/New_York', '2026-12-03T08:30:00Z')).toBe('New York time (EST)');
    expect(zoneAbbreviation('Asia/Kolkata', '2026-12-03T08:30:00Z')).toMatch(/^(IST|GMT\+5:30)$/);
    expect(zoneLabel('UTC', '2026-12-03T08:30:00Z')).toBe('UTC');
  });

  it('shows an instant by the clock of the zone', () => {
    expect(timeOfDay('2026-12-03T08:30:00Z', 'Europe/Berlin')).toBe(timeOfDay('2026-12-03T09:30:00Z', 'UTC'));
    expect(longDay('2026-12-01')).toMatch(/Tuesday.*December/);
  });

  it('tells zones with the same clock from zones without', () => {
    const now = new Date('2026-12-03T08:30:00Z');
    expect(sameClock('Europe/Berlin', 'Europe/Vienna', now)).toBe(true);
    expect(sameClock('Europe/Berlin', 'Europe/London', now)).toBe(false);
  });

  it('names languages, and leaves other words alone', () => {
    expect(languageName('de')).toBe('German');
    expect(languageName('Sign language!')).toBe('Sign language!');
  });
});
