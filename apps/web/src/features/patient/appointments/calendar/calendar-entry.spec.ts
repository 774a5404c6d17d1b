import { googleAddress, outlookAddress } from './calendar-entry.js';

const entry = {
  title: 'Visit: Dr. Ada Lovelace',
  details: 'Docket reference 17',
  place: 'Riverside; Mill Lane 3, Berlin',
  start: '2026-12-03T08:30:00.000Z',
  end: '2026-12-03T08:50:00.000Z',
};

it('fills in the forms of calendars in the web', () => {
  const google = new URL(googleAddress(entry));
  expect(google.searchParams.get('dates')).toBe('20261203T083000Z/20261203T085000Z');
  expect(google.searchParams.get('location')).toBe(entry.place);
  const outlook = new URL(outlookAddress(entry));
  expect(outlook.searchParams.get('startdt')).toBe(entry.start);
  expect(outlook.searchParams.get('subject')).toBe(entry.title);
});
