import { canonicalZone, countryOfZone } from './zones.js';

it.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['EUROPE/BERLIN', 'Europe/Berlin'],
  ['US/Pacific', 'America/Los_Angeles'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Etc/UTC', 'UTC'],
  ['UTC', 'UTC'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
])('%s is %s', (zone, name) => {
  expect(canonicalZone(zone)).toBe(name);
});

it('knows no zone that there is not', () => {
  expect(() => canonicalZone('Europe/Atlantis')).toThrow(RangeError);
});

it.each([
  ['Europe/Berlin', 'DE'],
  ['us/pacific', 'US'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Calcutta', 'IN'],
  ['Asia/Riyadh', 'SA'],
  ['UTC', undefined],
])('R17: the zone %s is of %s', (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});
