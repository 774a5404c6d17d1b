import { isReadOffline, keptUnder } from './offline-reading.js';

it.each([
  '/v1/appointments',
  '/v1/appointments/17',
  '/v1/appointments/17/history',
  '/v1/me',
  '/v1/me/dependants',
  '/v1/doctors/3',
  '/v1/visit-types/3',
  '/v1/locations/2',
])('%s is read offline', (path) => {
  expect(isReadOffline(path)).toBe(true);
});

it.each([
  '/v1/doctors',
  '/v1/doctors/3/availability',
  '/v1/me/sessions',
  '/v1/me/export',
  '/v1/appointments/17/cancel',
  '/v1/appointments/series',
  '/app/appointments/17',
])('%s is not', (path) => {
  expect(isReadOffline(path)).toBe(false);
});

it('keeps one list of what is to come, and another of what is over', () => {
  const list = 'https://docket.example/v1/appointments?limit=10';
  const kept = keptUnder(`${list}&from=2026-12-01T00%3A00%3A00Z`);
  expect(kept).toBe(keptUnder(`${list}&from=2026-12-02T00%3A00%3A00Z`));
  expect(kept).not.toBe(keptUnder(`${list}&to=2026-12-02T00%3A00%3A00Z`));
  expect(keptUnder('https://docket.example/v1/appointments/17')).toBe(
    'https://docket.example/v1/appointments/17',
  );
});
